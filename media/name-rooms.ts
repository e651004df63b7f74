// How much room names have beside their boxes, where these are too small for them.

import type { SceneNode } from '#core/graph/scene';
import type { Seen } from '#core/graph/sight/sight';
import { overlap, type Rectangle } from '#core/graph/space';

/** The room for a name across the borders of its box, in scene units. */
export interface Room {
  /** How much wider than the box the name can be. */
  readonly beside: number;
  /** How much lower than the middle of the box it stands, so that it lies on nothing else. */
  readonly lift: number;
}

/** The room for a name that is so much wider than its box; `always` where it is seen whatever stands beside it. */
export type RoomFor = (node: SceneNode, wider: number, always: boolean) => Room;

/** In its box. */
export const noRoom: Room = { beside: 0, lift: 0 };

/** The size of the smallest text on the screen, in pixels. */
export const smallest = 11;
/** No name across borders is wider on the screen, in pixels. */
export const widestAcross = 110;

/** How high the box around a name is on the screen, in pixels. */
export const nameHeight = smallest + 5;

/**
 * The room beside a box at the height of its name, as far as the next box or cluster that is seen: half of it is for the
 * names of others. Where there is too little, or the name would lie on one, a little above or below, if that is better.
 * `unit` is how many scene units one pixel of the screen is wide.
 */
export function roomsAmong({ nodes, clusters }: Pick<Seen, 'nodes' | 'clusters'>, unit: number): RoomFor {
  const [size, most] = [smallest * unit, widestAcross * unit];
  const boxes: readonly Rectangle[] = [...nodes.filter(({ parent }) => parent === null), ...clusters];
  const besideAt = (node: SceneNode, lift: number): number => {
    const { x, y, width, height } = node;
    const row = { x: x - most, y: y + height / 2 - size / 2 + lift, width: width + 2 * most, height: size };
    let room = most;
    for (const other of boxes) {
      if (other === node || !overlap(row, other)) continue;
      room = Math.min(room, other.x > x ? other.x - (x + width) : x - (other.x + other.width));
    }
    return Math.max(0, room - size / 2);
  };
  const roomFor: RoomFor = (node, wider, always) => {
    const height = Math.max(node.height, nameHeight * unit);
    const whole = { x: node.x - wider / 2, y: node.y + (node.height - height) / 2, width: node.width + wider, height };
    const others = boxes.filter((other) => other !== node);
    const isClear = (lift: number): boolean => !others.some((other) => overlap({ ...whole, y: whole.y + lift }, other));
    const rooms = [0, ...aside(whole, others, unit)].map((lift) => ({
      beside: always ? most : besideAt(node, lift),
      lift,
    }));
    const [inPlace = noRoom] = rooms;
    const fitting = rooms.filter(({ beside }) => beside >= wider);
    const widest = rooms.reduce((best, room) => (room.beside > best.beside ? room : best), inPlace);
    return fitting.find(({ lift }) => isClear(lift)) ?? fitting[0] ?? widest;
  };
  const known = new Map<SceneNode, { readonly wider: number; readonly always: boolean; readonly room: Room }>();
  return (node, wider, always) => {
    const before = known.get(node);
    if (before?.wider === wider && before.always === always) return before.room;
    const room = roomFor(node, wider, always);
    known.set(node, { wider, always, room });
    return room;
  };
}

/** How far a box would have to go down to stand just above or below what it lies on, by no more than its height; the nearer first. */
function aside(box: Rectangle, others: readonly Rectangle[], gap: number): readonly number[] {
  const below = others.filter((other) => overlap(box, other));
  if (below.length === 0) return [];
  const up = Math.min(...below.map(({ y }) => y)) - gap - box.height - box.y;
  const down = Math.max(...below.map(({ y, height }) => y + height)) + gap - box.y;
  return [up, down].filter((by) => Math.abs(by) <= box.height).toSorted((a, b) => Math.abs(a) - Math.abs(b));
}
