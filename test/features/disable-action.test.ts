// Silencing in the editor: the quick fix, and what is offered and said inside such a comment.

import { expect, test } from 'vitest';
import { MarkupContent, type CodeAction } from 'vscode-languageserver';
import { plainText } from '#core/editing/text';
import { codeActions } from '../../server/features/code-action.ts';
import { completion } from '../../server/features/completion.ts';
import { edit } from '../../server/features/edit.ts';
import { hover } from '../../server/features/hover.ts';
import { applyEdits, fixture, topo, type Fixture } from './cursor.ts';

function actions({ snapshot, position }: Fixture, commands: readonly string[] = []): CodeAction[] {
  return codeActions(
    snapshot,
    { range: { start: position, end: position }, context: { diagnostics: [] } },
    () => false,
    { commands: new Set(commands) },
  ).filter(({ title }) => title.startsWith('Disable'));
}

const wrong = topo`
  routing group A {
    server A1 { }
      master <|>B
    smtp connector C { bridgehead A2; address space * }
  }
`;

test('the quick fix writes a comment above the line, and nobody is told any more', () => {
  const here = fixture(wrong);
  const [action, ...others] = actions(here);
  expect(others).toEqual([]);
  expect(action).toMatchObject({ title: 'Disable unresolved-name for this line…', kind: 'quickfix' });
  const [uri, edits] = Object.entries(action?.edit?.changes ?? {})[0]!;
  const after = applyEdits(here.texts.get(uri)!, edits);
  expect(after).toBe(
    wrong
      .replace('<|>', '')
      .replace('    master', '    # bridgehead-disable-next-line unresolved-name: why\n    master'),
  );
  expect(fixture(after).snapshot.check().diagnostics).toHaveLength(1);
});

test('an editor that can is asked for the reason', () => {
  const here = fixture(wrong);
  const [{ command } = {} as CodeAction] = actions(here, ['bridgehead.disableRule']);
  const [uri, code, position] = command?.arguments as [string, string, { line: number; character: number }];
  const answer = edit(here.snapshot, { kind: 'disable', code, at: { uri, position } });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  expect(answer.value.parts).toEqual([
    '    # bridgehead-disable-next-line unresolved-name: ',
    { proposed: 'why' },
    '\n',
  ]);
  expect(edit(here.snapshot, { kind: 'disable', code: 'none', at: { uri, position } })).toMatchObject({ ok: false });
});

test('a comment that is there already takes one more code', () => {
  const text = topo`
    routing group A {
      server A1 { }
      # bridgehead-disable-next-line no-target: it is on its way
      smtp connector C { bridgehead <|>A2; address space * }
    }
  `;
  const here = fixture(text);
  const { uri, position } = { uri: here.snapshot.source.file, position: here.position };
  const answer = edit(here.snapshot, { kind: 'disable', code: 'unresolved-name', at: { uri, position } });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  const change = { range: answer.value.at.range, newText: plainText(answer.value.parts) };
  expect(applyEdits(here.texts.get(uri)!, [change])).toContain('no-target, unresolved-name: it is on its way\n');
});

test('faulty text is mended, not silenced', () => {
  expect(actions(fixture('routing grup <|>A { }\n'))).toEqual([]);
  expect(actions(fixture('# bridgehead-disable-next-line <|>no-target: x\n'))).toEqual([]);
});

function offered(text: string): readonly string[] {
  const { snapshot, offset } = fixture(text);
  return completion(snapshot, offset, { snippets: false }).items.map(({ label }) => label);
}

test('codes are completed, first what is wrong in the line below', () => {
  const comment = (written: string) => `routing group A {\nserver A1 { }\n# ${written}\nmaster B\n}\n`;
  const codes = offered(comment('bridgehead-disable-next-line <|>'));
  expect(codes.slice(0, 2)).toEqual(['unresolved-name', 'malformed-value']);
  expect(codes).not.toContain('syntax');
  expect(offered(comment('bridgehead-disable-next-line unresolved-name, no-<|>'))).not.toContain('unresolved-name');
  expect(offered(comment('bridgehead-disable-next-line no-target: <|>'))).toEqual([]);
  expect(offered(comment('another comment <|>'))).toEqual([]);
});

test('a hover on a code says what it means', () => {
  const { snapshot, offset } = fixture('# bridgehead-disable-next-line no-target, open-re<|>lay: x\nserver\n');
  const found = hover(snapshot, offset);
  if (found === null || !MarkupContent.is(found.contents)) throw new Error('nothing is said');
  expect(found.contents.value).toMatch(/^\*\*open-relay\*\* \(warning\)\n\n[A-Z].*\.$/);
  expect(found.range).toEqual({ start: { line: 0, character: 42 }, end: { line: 0, character: 52 } });
});
