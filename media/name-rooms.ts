// How much room names have beside their boxes, where these are too small for them.

import type { SceneNode } from '#core/graph/scene';
import type { Seen } from '#core/graph/sight/sight';
import { overlap, type Rectangle } from '#core/graph/space';

export interface NameRooms {
  /** How much wider than its box the name of a node can be, in scene units. */
  readonly beside: (node: SceneNode) => number;
  /** Where a box for the name is drawn: moved up or down, by no more than its height, where it would lie on another. */
  readonly clear: (node: SceneNode, box: Rectangle) => Rectangle;
}

/** Names that stand in their boxes. */
export const noRooms: NameRooms = { beside: () => 0, clear: (_, box) => box };

/** The size of the smallest text on the screen, in pixels. */
export const smallest = 11;
/** No name across borders is wider on the screen, in pixels. */
export const widestAcross = 110;

/**
 * The room beside a box at the height of its name, as far as the next box or cluster that is seen: half of it is for the
 * names of others. `unit` is how many scene units one pixel of the screen is wide.
 */
export function roomsAmong({ nodes, clusters }: Pick<Seen, 'nodes' | 'clusters'>, unit: number): NameRooms {
  const [size, beside] = [smallest * unit, widestAcross * unit];
  const boxes: readonly Rectangle[] = [...nodes.filter(({ parent }) => parent === null), ...clusters];
  return {
    beside: (node) => {
      const { x, y, width, height } = node;
      const row = { x: x - beside, y: y + height / 2 - size / 2, width: width + 2 * beside, height: size };
      let room = beside;
      for (const other of boxes) {
        if (other === node || !overlap(row, other)) continue;
        room = Math.min(room, other.x > x ? other.x - (x + width) : x - (other.x + other.width));
      }
      return Math.max(0, room - size / 2);
    },
    clear: (node, box) => {
      const others = boxes.filter((other) => other !== node);
      const below = others.filter((other) => overlap(box, other));
      if (below.length === 0) return box;
      const up = Math.min(...below.map(({ y }) => y)) - unit - box.height;
      const down = Math.max(...below.map(({ y, height }) => y + height)) + unit;
      const moved = [up, down]
        .filter((y) => Math.abs(y - box.y) <= box.height)
        .toSorted((a, b) => Math.abs(a - box.y) - Math.abs(b - box.y))
        .map((y) => ({ ...box, y }));
      return moved.find((place) => !others.some((other) => overlap(place, other))) ?? box;
    },
  };
}
