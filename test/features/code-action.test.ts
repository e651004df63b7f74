import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import type { CodeAction } from 'vscode-languageserver';
import { codeActions } from '../../server/features/code-action.ts';
import type { MayCreate } from '../../server/features/create-file-action.ts';
import { SpanSet, touches } from '../../server/features/span-set.ts';
import { mayCreate, unknownClient } from '../../server/lsp/client-abilities.ts';
import { resolveInclude } from '../../server/lsp/uris.ts';
import type { Span } from '#core/syntax/tree';
import { expectAlways } from '../property.ts';
import { applyEdits, fixture, topo, type Fixture } from './cursor.ts';

const two = topo`
  routing group A {
    server EX01 { }
    smtp connector C { bridgehead EX<|>02; address space *; deliver through smart host 10.0.0.9 }
    smtp connector D { bridgehead EX02; address space b.com; deliver through smart host 10.0.0.8 }
  }
`;

function actions({ snapshot, position }: Fixture, only?: string[], triggerKind?: CodeActionTriggerKind): CodeAction[] {
  return codeActions(snapshot, {
    range: { start: position, end: position },
    context: {
      diagnostics: [],
      ...(only === undefined ? {} : { only }),
      ...(triggerKind === undefined ? {} : { triggerKind }),
    },
  });
}

function after({ texts }: Fixture, { edit }: CodeAction): string {
  const [uri, edits] = Object.entries(edit?.changes ?? {})[0]!;
  return applyEdits(texts.get(uri)!, edits);
}

test('a fix mends what the cursor stands on, and says what it mends', () => {
  const here = fixture(two);
  const [fix] = actions(here);
  expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'unresolved-name' }] });
  expect(after(here, fix!)).toBe(two.replace('EX<|>02', 'EX01'));
});

test('all of a kind are mended at once', () => {
  const here = fixture(two);
  const all = actions(here).find(({ title }) => title === 'Fix all of this kind in the file (2)');
  expect(after(here, all!)).toBe(two.replace('<|>', '').replaceAll('EX02', 'EX01'));
});

test('all of a kind are offered once, however many of them are selected', () => {
  const { snapshot } = fixture(two);
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const titles = codeActions(snapshot, { range, context: { diagnostics: [] } }).map(({ title }) => title);
  expect(titles.filter((title) => title.startsWith('Fix all'))).toEqual([
    'Fix all of this kind in the file (2)',
    'Fix all of this kind in the file (2)',
  ]);
});

describe('the whole file', () => {
  /** A near name (a guess), two slips of the pen, and a way back that is missing. */
  const mixed = topo`
    routing group A {
      server EX01 { virtual server V on all unassigned { expire 10 m } }
      smtp connector C { bridgehead EX02; address space *; deliver through smart host 10.0.0.9 }
      routing group connector D to B { bridgehead EX01; target S }
    }
    routing group B { server S { } }
  `;
  const slips = mixed.replace('10 m', '10m').replace('10.0.0.9', '[10.0.0.9]');
  const titles = (only: string[], triggerKind?: CodeActionTriggerKind): string[] =>
    actions(fixture(mixed), only, triggerKind).map(({ title, kind }) => `${kind}: ${title}`);

  test('is mended when somebody asks for it only', () => {
    expect(actions(fixture(mixed)).map(({ kind }) => kind)).not.toContain('source.fixAll');
    expect(titles(['quickfix'])).toEqual([]);
    expect(titles(['source.fixAll'], CodeActionTriggerKind.Invoked)).toEqual([
      'source.fixAll.bridgehead: Fix what has one meaning only',
      'source.fixAll: Fix everything that needs no choice',
    ]);
    expect(titles(['source'])).toHaveLength(2);
    const here = fixture(mixed);
    const [, everything] = actions(here, ['source.fixAll']);
    expect(after(here, everything!)).toContain('bridgehead EX01; address space');
    expect(after(here, everything!)).toContain('routing group connector "B to A" to A');
  });

  // `editor.codeActionsOnSave` asks for one kind after the other, and makes all edits that it is given.
  test.each(['source.fixAll', 'source.fixAll.bridgehead'])('on save, %s mends what has one meaning only', (kind) => {
    const here = fixture(mixed);
    const found = actions(here, [kind], CodeActionTriggerKind.Automatic);
    expect(found).toHaveLength(1);
    expect(after(here, found[0]!)).toBe(slips);
    expect(actions(fixture(slips), [kind], CodeActionTriggerKind.Automatic)).toEqual([]);
  });

  test.each(['source.fixAll.other', 'source.organizeImports', 'source.fixAll.bridgehead.more'])(
    'on save, %s is nothing of ours',
    (kind) => {
      expect(titles([kind], CodeActionTriggerKind.Automatic)).toEqual([]);
    },
  );

  test('edits that touch each other are left for the next time', () => {
    const text =
      'routing group A { server S { virtual server V on all unassigned { expire 10 m; retry 1 m, 2 m, then 3 m } } }\n';
    let here = fixture(text);
    for (let round = 0; round < 9; round++) {
      const [action] = actions(here, ['source.fixAll.bridgehead']);
      if (action === undefined) break;
      here = fixture(after(here, action));
    }
    expect(here.snapshot.source.tree.text).toBe(text.replaceAll(' m', 'm'));
  });
});

test('spans that touch are found, as comparing all of them finds them', () => {
  const span = fc.tuple(fc.nat(30), fc.nat(4)).map(([start, length]) => ({ start, end: start + length }));
  expectAlways(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const set = new SpanSet();
      const kept: Span[] = [];
      for (const one of spans) {
        expect(set.touches(one)).toBe(kept.some((other) => touches(one, other)));
        if (set.touches(one)) continue;
        set.add(one);
        kept.push(one);
      }
    }),
  );
});

test('where nothing is wrong there is nothing to mend', () => {
  expect(actions(fixture('routing group A { server EX<|>01 { } }'))).toEqual([]);
  expect(actions(fixture('routing group A { server EX<|>01 { } }'), ['source'])).toEqual([]);
});

describe('a file that an include misses', () => {
  const text = 'include "offices/<|>london.topo"\ninclude "paris.topo"\n';
  const offered = (mayCreate?: MayCreate): CodeAction[] => {
    const { snapshot, position } = fixture(text);
    return codeActions(
      snapshot,
      { range: { start: position, end: position }, context: { diagnostics: [] } },
      mayCreate,
    );
  };

  test('is created where the editor can', () => {
    expect(offered(() => true).slice(0, 1)).toMatchObject([
      {
        title: "Create 'offices/london.topo'",
        isPreferred: true,
        diagnostics: [{ code: 'include-not-found', range: { start: { line: 0 } } }],
        edit: {
          documentChanges: [
            { kind: 'create', uri: 'file:///mail/offices/london.topo', options: { ignoreIfExists: true } },
          ],
        },
      },
    ]);
  });

  test('is not offered where it cannot', () => {
    expect(offered(() => false).map(({ title }) => title)).not.toContain("Create 'offices/london.topo'");
    expect(offered().map(({ title }) => title)).not.toContain("Create 'offices/london.topo'");
  });

  test.each([
    ['offices/london.topo', true],
    ['../mail/x.topo', true],
    ['..\\mail\\x.topo', true],
    ['../mailbox/london.topo', false],
    ['../../etc/london.topo', false],
    ['/etc/london.topo', false],
    ['london.txt', false],
  ])('within reach is %s: %s', (path, reached) => {
    const from = 'file:///mail/main.topo';
    const file = resolveInclude(from, path);
    const client = { ...unknownClient, createsFiles: true };
    expect(mayCreate({ ...client, folders: ['file:///mail'] }, file, from)).toBe(reached);
    expect(mayCreate({ ...client, folders: ['file:///nowhere'] }, file, from)).toBe(false);
    expect(mayCreate(client, file, from)).toBe(reached);
    expect(mayCreate({ ...client, createsFiles: false }, file, from)).toBe(false);
  });

  test('nothing is within reach of a document without a folder', () => {
    const from = 'untitled:Untitled-1';
    expect(mayCreate({ ...unknownClient, createsFiles: true }, resolveInclude(from, 'x.topo'), from)).toBe(false);
  });
});
