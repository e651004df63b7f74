import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '#core/graph/files/sha256';
import { expectAlways } from '../../../property.ts';

const byNode = (text: string) => createHash('sha256').update(text).digest('base64');

test('is what Node says, at every length around a block', () => {
  for (let length = 0; length < 200; length++) expect(sha256('x'.repeat(length))).toBe(byNode('x'.repeat(length)));
});

test('is what Node says of any text', () => {
  expectAlways(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      expect(sha256(text)).toBe(byNode(text));
    }),
    { runs: 200 },
  );
});
