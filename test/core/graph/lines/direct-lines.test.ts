// Direct lines: which bow is clear of what stands between two boxes.

import { axisBetween, clearBow, curveAlong, isClear, type Box } from '#core/graph/lines/direct-lines';
import type { NodeId } from '#core/graph/ids';
import { makeSpace } from '#core/graph/space';
import { describe, expect, it } from 'vitest';

const box = (id: string, x: number, y: number, width: number, height: number): Box => ({
  ...{ id: id as NodeId, x, y, width, height },
});

describe('the bow of a bundle', () => {
  const from = box('from', 32, 267, 378, 420);
  const to = box('to', 670, 267, 378, 370);
  const axis = axisBetween(from, to);

  it.each([300, 380, 440, 488, 520, 580])('lets no lane lead through a small box at %d', (y) => {
    const space = makeSpace([box('small', 448, y, 176, 56)]);
    const bow = clearBow(axis, from, to, space, 40, 20, 100);
    expect(bow).toBeDefined();
    const lanes = [-40, -30, -20, -10, 0, 10, 20, 30, 40];
    const blocked = lanes.filter((lane) => !isClear(curveAlong(axis, from, to, bow ?? 0, lane), [], space, 0));
    expect(blocked).toEqual([]);
  });

  it('is none where nothing is in the way', () => {
    expect(clearBow(axis, from, to, makeSpace<Box>(), 40, 20, 100)).toBe(0);
  });
});
