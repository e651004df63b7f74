import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineStarts } from '#core/syntax/lines';
import { changeFile, editLineStarts, readFile, rereadFile } from '../../server/lsp/text-file.ts';
import { expectAlways } from '../property.ts';

const text = fc.string({ unit: fc.constantFrom('a', '{', '\n', '\r', '\r\n', ' '), minLength: 1, maxLength: 20 });

test('line starts after an edit are those of the new text', () => {
  expectAlways(
    fc.property(text, text, fc.nat(), fc.nat(), (before, inserted, a, b) => {
      const [start, end] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y) as [number, number];
      const after = before.slice(0, start) + inserted + before.slice(end);
      const edited = editLineStarts(lineStarts(before), after, { start, end, text: inserted }, (whole, a, b) =>
        whole.slice(a, b),
      );
      expect([...edited]).toEqual(lineStarts(after));
    }),
    { runs: 2000 },
  );
});

test('a file is the same whether its tree is carried over or made anew', () => {
  const position = fc.record({ line: fc.nat(6), character: fc.nat(12) });
  const edit = fc.tuple(position, position, text).map(([a, b, inserted]) => {
    const [start, end] = a.line < b.line || (a.line === b.line && a.character <= b.character) ? [a, b] : [b, a];
    return { range: { start, end }, text: inserted };
  });
  expectAlways(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 4 }), (before, edits) => {
      const source = readFile('a', before);
      const carried = changeFile(source, edits);
      const anew = rereadFile(source, edits);
      expect(carried.tree.text).toBe(anew.tree.text);
      expect(Array.from(carried.lines)).toEqual(Array.from(anew.lines));
    }),
    { runs: 300 },
  );
});
