// Coloured names: a part of them, and what is different from the last ones.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SemanticTokensEdit } from 'vscode-languageserver';
import { semanticTokens, semanticTokensEdits } from '../../server/features/semantic-tokens.ts';
import { SentTokens } from '../../server/lsp/sent-tokens.ts';
import { expectAlways } from '../property.ts';
import { fixture, topo } from './cursor.ts';

function edited(before: readonly number[], edits: readonly SemanticTokensEdit[]): number[] {
  const after = [...before];
  for (const { start, deleteCount, data = [] } of [...edits].reverse()) after.splice(start, deleteCount, ...data);
  return after;
}

const token = fc.tuple(...Array.from({ length: 5 }, () => fc.nat(2)));
const tokens = fc.array(token, { maxLength: 8 }).map((list) => list.flat());

test('the edits lead from any tokens to any other, and cut none in two', () => {
  expectAlways(
    fc.property(tokens, tokens, (one, other) => {
      const edits = semanticTokensEdits(one, other);
      expect(edited(one, edits)).toEqual(other);
      for (const { start, deleteCount, data = [] } of edits) {
        expect([start % 5, deleteCount % 5, data.length % 5]).toEqual([0, 0, 0]);
      }
    }),
  );
});

test('what did not change is not told again', () => {
  const before = Array.from({ length: 500 }, (_, i) => i);
  expect(semanticTokensEdits(before, before)).toEqual([]);
  const after = [...before.slice(0, 250), 1, 2, 3, 4, 5, ...before.slice(250)];
  expect(semanticTokensEdits(before, after)).toEqual([{ start: 250, deleteCount: 0, data: [1, 2, 3, 4, 5] }]);
});

const office = topo`
  routing group A {
    server EX01 { }
    smtp connector C { bridgehead EX01; address space * }
  }
`;

test('a range has the names that it touches', () => {
  const { snapshot } = fixture(office);
  const line = { start: { line: 2, character: 18 }, end: { line: 3, character: 0 } };
  // The connector's name ends where the range begins; EX01 is in it.
  expect(semanticTokens(snapshot, line)).toEqual([2, 32, 4, 1, 0]);
  expect(semanticTokens(snapshot, { start: line.end, end: line.end })).toEqual([]);
});

test('only the last tokens of a document are built upon', () => {
  const sent = new SentTokens();
  const first = sent.whole('a', [1, 2, 3, 4, 5]);
  const second = sent.since(first.resultId, 'a', [1, 2, 3, 4, 6]);
  expect(second).toMatchObject({ edits: [{ start: 0, deleteCount: 5, data: [1, 2, 3, 4, 6] }] });
  expect(sent.since(first.resultId, 'a', [])).toMatchObject({ data: [] });
  expect(sent.since(second.resultId ?? '', 'b', [])).toMatchObject({ data: [] });
  sent.forget('a');
  expect(sent.since('4', 'a', [1, 2, 3, 4, 5])).toMatchObject({ data: [1, 2, 3, 4, 5] });
});
