import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { codeActions } from '../../server/features/code-action.ts';
import type { MayCreate } from '../../server/features/create-file-action.ts';
import { mayCreate, unknownClient } from '../../server/lsp/client-abilities.ts';
import { resolveInclude } from '../../server/lsp/uris.ts';
import { applyEdits, fixture, topo, type Fixture } from './cursor.ts';

const two = topo`
  routing group A {
    server EX01 { }
    smtp connector C { bridgehead EX<|>02; address space *; deliver through smart host 10.0.0.9 }
    smtp connector D { bridgehead EX02; address space b.com; deliver through smart host 10.0.0.8 }
  }
`;

function actions({ snapshot, position }: Fixture, only?: string[]): CodeAction[] {
  return codeActions(snapshot, {
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
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

test('everything that needs no choice is mended on request only', () => {
  const here = fixture(two);
  expect(actions(here).map(({ kind }) => kind)).not.toContain('source.fixAll');
  const [all] = actions(here, ['source.fixAll']);
  expect(after(here, all!)).toBe(
    two
      .replace('<|>', '')
      .replaceAll('EX02', 'EX01')
      .replace('10.0.0.9', '[10.0.0.9]')
      .replace('10.0.0.8', '[10.0.0.8]'),
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
    expect(offered(() => true)).toMatchObject([
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
    expect(offered(() => false)).toEqual([]);
    expect(offered()).toEqual([]);
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
