import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineStarts } from '#core/syntax/lines';
import { editLineStarts } from '../../server/lsp/text-file.ts';

const text = fc.string({ unit: fc.constantFrom('a', '{', '\n', '\r', '\r\n', ' ') });

test('line starts after an edit are those of the new text', () => {
  fc.assert(
    fc.property(text, text, fc.nat(), fc.nat(), (before, inserted, a, b) => {
      const [start, end] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y) as [number, number];
      const after = before.slice(0, start) + inserted + before.slice(end);
      const edited = editLineStarts(lineStarts(before), after, { start, end, text: inserted }, (whole, a, b) =>
        whole.slice(a, b),
      );
      expect([...edited]).toEqual(lineStarts(after));
    }),
    { numRuns: 2000 },
  );
});
