import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crosses } from '#core/graph/space';
import { expectAlways } from '../../property.ts';

const place = { x: 10, y: 20, width: 30, height: 40 };
const at = (x: number, y: number) => ({ x, y });

describe('A straight line', () => {
  test.each([
    ['through it', at(0, 0), at(50, 80), true],
    ['within it', at(15, 25), at(20, 30), true],
    ['from it outwards', at(15, 25), at(500, 25), true],
    ['past its corner', at(0, 55), at(20, 75), false],
    ['towards it, and ends before', at(0, 40), at(9, 40), false],
    ['beside it, upright', at(5, 0), at(5, 100), false],
    ['along its border', at(10, 0), at(10, 100), true],
    ['of no length in it', at(20, 30), at(20, 30), true],
    ['of no length beside it', at(0, 0), at(0, 0), false],
  ])('%s', (_, from, to, is) => {
    expect(crosses(place, from, to)).toBe(is);
    expect(crosses(place, to, from)).toBe(is);
  });

  test('has a part in a rectangle when one of its points lies in it, whatever the line', () => {
    const number = fc.integer({ min: -60, max: 120 });
    expectAlways(
      fc.property(number, number, number, number, (a, b, c, d) => {
        const points = Array.from({ length: 401 }, (_, step) =>
          at(a + ((c - a) * step) / 400, b + ((d - b) * step) / 400),
        );
        const isIn = (by: number) =>
          points.some(({ x, y }) => x >= 10 - by && x <= 40 + by && y >= 20 - by && y <= 60 + by);
        if (isIn(0)) expect(crosses(place, at(a, b), at(c, d))).toBe(true);
        // Between two points a corner may be cut that none of them lies in.
        if (!isIn(1)) expect(crosses(place, at(a, b), at(c, d))).toBe(false);
      }),
    );
  });
});
