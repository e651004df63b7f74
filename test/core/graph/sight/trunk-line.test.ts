import { describe, expect, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { clustersOf, type Trunk } from '#core/graph/sight/clusters';
import { isIn, middleOf, trunkLine } from '#core/graph/sight/trunk-line';
import { centre, crosses } from '#core/graph/space';
import { realistic, topologyOf } from '../topologies.ts';

const { trunks, clusters } = clustersOf(layout(buildGraph(topologyOf(realistic(1000)))));
const middle = (trunk: Trunk) => middleOf(trunkLine(trunk));
const straight = ({ from, to }: Trunk) => {
  const [a, b] = [centre(from), centre(to)];
  return { a, b, middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, length: Math.hypot(b.x - a.x, b.y - a.y) };
};

describe('A trunk', () => {
  test('stands out where a cluster lies in its way, and is straight where none does', () => {
    const bowed = trunks.filter(({ bow }) => bow > 0);
    expect(bowed.length).toBeGreaterThan(10);
    expect(trunks.length - bowed.length).toBeGreaterThan(10);
    for (const trunk of trunks) {
      const { a, b } = straight(trunk);
      const middles = clusters.filter((cluster) => cluster !== trunk.from && cluster !== trunk.to).map(centre);
      const isOver = middles.some((at) => crosses({ x: at.x - 1, y: at.y - 1, width: 2, height: 2 }, a, b));
      if (isOver) expect(trunk.bow).toBeGreaterThan(0);
    }
  });

  test('of three clusters in a row is told from the two that lie in it', () => {
    const isUpright = (trunk: Trunk) => Math.abs(centre(trunk.from).x - centre(trunk.to).x) < 1;
    const upright = trunks.filter((trunk) => isUpright(trunk) && trunk.bow > 0);
    expect(upright.length).toBeGreaterThan(2);
    for (const trunk of upright) expect(middle(trunk).x - straight(trunk).middle.x).toBeGreaterThan(20);
  });

  test('begins and ends at the borders, and its middle is where its number stands', () => {
    for (const trunk of trunks) {
      const { start, end } = trunkLine(trunk);
      for (const [at, box] of [
        [start, trunk.from],
        [end, trunk.to],
      ] as const) {
        const [across, down] = [Math.abs(at.x - centre(box).x), Math.abs(at.y - centre(box).y)];
        expect(Math.max(across / box.width, down / box.height)).toBeCloseTo(0.5, 5);
      }
      const { a, b, length } = straight(trunk);
      const at = middle(trunk);
      const off = Math.abs((b.x - a.x) * (a.y - at.y) - (a.x - at.x) * (b.y - a.y)) / length;
      expect(off).toBeLessThanOrEqual(trunk.bow + 0.5 * Math.max(trunk.from.height, trunk.to.height));
    }
  });

  test('is in a part of the scene where any point of it is', () => {
    for (const trunk of trunks) {
      const at = middle(trunk);
      const isNear = isIn({ x: at.x - 1, y: at.y - 1, width: 2, height: 2 }, trunk);
      const { start, end } = trunkLine(trunk);
      // Between boxes that are this near there is no bow to speak of.
      if (Math.hypot(end.x - start.x, end.y - start.y) > 2 * trunk.bow) expect(isNear).toBe(true);
    }
  });
});
