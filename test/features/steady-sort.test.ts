import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steadySort } from '../../server/features/steady-sort.ts';
import { expectAlways } from '../property.ts';

test('the order is that of a stable sort', () => {
  // More than is sorted at once, so that it has to be merged, with many that are alike.
  const values = fc.array(fc.nat(50), { minLength: 2049, maxLength: 9000, size: 'max' });
  expectAlways(
    fc.property(values, (values) => {
      const expected = values.map((_, i) => i).sort((one, other) => values[one]! - values[other]!);
      expect([...sorted(values).order]).toEqual(expected);
    }),
    { runs: 50 },
  );
});

test('however much there is to sort, a step takes no longer', () => {
  const values = Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 100_003);
  expect(sorted(values).mostComparisons).toBeLessThan(50_000);
});

function sorted(values: readonly number[]): { readonly order: Int32Array; readonly mostComparisons: number } {
  let comparisons = 0;
  let mostComparisons = 0;
  const work = steadySort(values.length, (one, other) => {
    comparisons += 1;
    return values[one]! - values[other]!;
  });
  for (;;) {
    const step = work.next();
    mostComparisons = Math.max(mostComparisons, comparisons);
    comparisons = 0;
    if (step.done === true) return { order: step.value, mostComparisons };
  }
}
