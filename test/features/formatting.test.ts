import { expect, test } from 'vitest';
import { format } from '#core/syntax/format';
import { formatDocument, formatRange } from '../../server/features/formatting.ts';
import { applyEdits, fixture } from './cursor.ts';

const messy = 'routing  group A{\nserver EX01   {\n      address 10.0.0.1,10.0.0.2\n}\n\n\n\n  }\n';

test('the edits lead to the canonical layout and touch blanks only', () => {
  const { snapshot } = fixture(messy);
  const edits = formatDocument(snapshot);
  expect(applyEdits(messy, edits)).toBe(format(messy).text);
  expect(edits.length).toBeGreaterThan(1);
  expect(edits.every(({ newText }) => newText.trim() === '')).toBe(true);
});

test('canonical text needs no edits', () => {
  expect(formatDocument(fixture(format(messy).text).snapshot)).toEqual([]);
});

test('a range is formatted without the rest', () => {
  const { snapshot } = fixture(messy);
  const edits = formatRange(snapshot, { start: { line: 1, character: 0 }, end: { line: 2, character: 3 } });
  const lines = applyEdits(messy, edits).split('\n');
  expect(lines[0]).toBe('routing  group A{');
  expect(lines[1]).toBe(format(messy).text.split('\n')[1]);
  expect(lines[2]).toBe(format(messy).text.split('\n')[2]);
});

test('line ends are kept', () => {
  const crlf = messy.replaceAll('\n', '\r\n');
  const { snapshot } = fixture(crlf);
  expect(applyEdits(crlf, formatDocument(snapshot))).toBe(format(crlf).text);
  expect(format(crlf).text).not.toMatch(/[^\r]\n/);
});
