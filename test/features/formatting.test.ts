import { describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import { format } from '#core/syntax/format';
import { offsetAt, lineStarts } from '#core/syntax/lines';
import { formatDocument, formatRange } from '../../server/features/formatting.ts';
import { formatOnType } from '../../server/features/on-type-formatting.ts';
import { applyEdits, fixture, topo } from './cursor.ts';

function done<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const messy = 'routing  group A{\nserver EX01   {\n      address 10.0.0.1,10.0.0.2\n}\n\n\n\n  }\n';

test('the edits lead to the canonical layout and touch blanks only', () => {
  const { snapshot } = fixture(messy);
  const edits = done(formatDocument(snapshot));
  expect(applyEdits(messy, edits)).toBe(format(messy).text);
  expect(edits.length).toBeGreaterThan(1);
  expect(edits.every(({ newText }) => newText.trim() === '')).toBe(true);
});

test('canonical text needs no edits', () => {
  expect(done(formatDocument(fixture(format(messy).text).snapshot))).toEqual([]);
});

test('a range is formatted without the rest', () => {
  const { snapshot } = fixture(messy);
  const edits = done(formatRange(snapshot, { start: { line: 1, character: 0 }, end: { line: 2, character: 3 } }));
  const lines = applyEdits(messy, edits).split('\n');
  expect(lines[0]).toBe('routing  group A{');
  expect(lines[1]).toBe(format(messy).text.split('\n')[1]);
  expect(lines[2]).toBe(format(messy).text.split('\n')[2]);
});

test('line ends are kept', () => {
  const crlf = messy.replaceAll('\n', '\r\n');
  const { snapshot } = fixture(crlf);
  expect(applyEdits(crlf, done(formatDocument(snapshot)))).toBe(format(crlf).text);
  expect(format(crlf).text).not.toMatch(/[^\r]\n/);
});

test('a file without a last line end gets one', () => {
  const text = 'organization O {\r\n}';
  expect(applyEdits(text, done(formatDocument(fixture(text).snapshot)))).toBe('organization O {\r\n}\r\n');
});

describe('while typing', () => {
  /** The text after the character before the cursor was typed, with the cursor where it is then. */
  const typed = (marked: string, ch: string): string => {
    const { snapshot, position, offset } = fixture(marked);
    const edits = done(formatOnType(snapshot, { position, ch }));
    const { text } = snapshot.source.tree;
    const starts = lineStarts(text);
    // As editors move a cursor: with what is before it, and behind what replaces the blanks that it stands at the end of.
    const isBefore = ({ range }: TextEdit): boolean => offsetAt(starts, range.end) <= offset;
    const before = applyEdits(text.slice(0, offset), edits.filter(isBefore));
    const after = applyEdits(text, edits);
    expect(after.startsWith(before)).toBe(true);
    return `${before}<|>${after.slice(before.length)}`;
  };

  test.each([
    [
      '}',
      'routing group A {\n  server S {\n    address 10.0.0.1\n    }<|>\n}\n',
      'routing group A {\n  server S {\n    address 10.0.0.1\n  }<|>\n}\n',
    ],
    ['}', 'routing group A { server S{ }<|>  }\n', 'routing group A { server S {}<|> }\n'],
    [
      ';',
      'routing group A {\nserver  S { address 10.0.0.1 ;<|>\n} }\n',
      'routing group A {\n  server S { address 10.0.0.1;<|>\n} }\n',
    ],
    ['\n', 'routing group  A{\n<|>\n}\n', 'routing group A {\n<|>\n}\n'],
    ['\n', 'routing group A {\n    master   S\n  <|>\n}\n', 'routing group A {\n  master S\n  <|>\n}\n'],
    ['\n', 'routing group A {\n\n\n  <|>\n}\n', 'routing group A {\n\n\n  <|>\n}\n'],
    ['\n', 'routing group A {\nmaster S\n<|>server S { }\n}\n', 'routing group A {\n  master S\n  <|>server S {}\n}\n'],
    [
      '\n',
      'routing group A {\n  server  T { }\n  master S\n<|>}\n',
      'routing group A {\n  server  T { }\n  master S\n<|>}\n',
    ],
  ])('%j lays out its line: %j', (ch, before, after) => {
    expect(typed(before, ch)).toBe(after);
  });

  test.each([
    ['}', '# a   comment }<|>\n'],
    [';', 'routing  group A { } # a;<|>\n'],
    ['}', 'routing  group "A }<|>" { }\n'],
    [';', 'routing  group "A;<|>\n'],
    ['}', 'routing group A {\n   nonsense   here }<|>\n'],
    [';', 'routing group A {\n   bridgehead   ;<|>\n}\n'],
    ['\n', '<|>routing group A {\n}\n'],
    [';', ';<|>'],
  ])('%j changes nothing in %j', (ch, text) => {
    expect(typed(text, ch)).toBe(text);
  });

  test('a place outside of the text is no place', () => {
    const { snapshot } = fixture('routing  group A { }\n');
    for (const ch of ['}', ';', '\n', 'x']) {
      expect(done(formatOnType(snapshot, { position: { line: 99, character: 0 }, ch }))).toEqual([]);
      expect(done(formatOnType(snapshot, { position: { line: 0, character: 999 }, ch: '}' }))).toEqual([]);
    }
  });

  test('rows of a table keep to the columns around them', () => {
    const table = topo`
      scenario S {
        at 10m   down server A
        at 100m  up server A
        at 5m down server A
      }
    `;
    const { snapshot } = fixture(table);
    const edits = done(formatOnType(snapshot, { position: { line: 4, character: 0 }, ch: '\n' }));
    expect(applyEdits(table, edits)).toBe(table.replace('at 5m down', 'at 5m    down'));
  });
});
