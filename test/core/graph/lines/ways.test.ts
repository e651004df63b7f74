// The ways of lines around boxes: how long they are, and what they keep out of.

import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { centre } from '#core/graph/space';
import { describe, expect, it } from 'vitest';
import { boxesOf, sharedLinesOf } from '../drawn-lines';
import { crossingsOf, lengthOf } from '../quality';
import { realistic, regions, tangle, topologyOf, type Plan } from '../topologies';

const drawn = (plan: Plan) => layout(buildGraph(topologyOf(plan)));

/** How many times as long as a straight line each is. */
function detoursOf(plan: Plan): readonly number[] {
  const places = drawn(plan);
  const middles = new Map(boxesOf(places).map((box) => [box.id, centre(box)]));
  return sharedLinesOf(places).map((line) => {
    const [from, to] = [middles.get(line.from), middles.get(line.to)];
    return from === undefined || to === undefined ? 1 : lengthOf([line]) / Math.hypot(from.x - to.x, from.y - to.y);
  });
}

describe('a line around boxes', () => {
  it.each([
    ['200 groups as they are', realistic(200)],
    ['1000 groups as they are', realistic(1000)],
    ['24 regions', regions(24, 40)],
    ['200 groups of no particular shape', tangle(200, 100)],
  ])('takes no detour: %s', (_, plan) => {
    expect(Math.max(...detoursOf(plan))).toBeLessThan(1.8);
  });

  it('keeps out of crowds that it has nothing to do with', () => {
    expect(crossingsOf(sharedLinesOf(drawn(regions(24, 40))))).toBeLessThan(9000);
  });
});

describe('what is neither a tree nor a hub with branches', () => {
  it('stands in a grid, where its lines are shorter', () => {
    expect(crossingsOf(sharedLinesOf(drawn(tangle(50, 75))))).toBeLessThan(500);
    expect(crossingsOf(sharedLinesOf(drawn(tangle(20, 10))))).toBeLessThan(20);
  });
});
