// The shortest way from box to box through the free space around the others: which gates it takes (A*), and then a string
// pulled tight through these (the funnel of Lee and Preparata).

import { boxCell, type FreeSpace, type Gate } from './free-space.ts';
import { createHeap } from './heap.ts';
import type { NodeId } from './ids.ts';
import type { Point } from './scene.ts';
import { centre, type Rectangle } from './space.ts';

type Box = Rectangle & { readonly id: NodeId };

/** A gate to pass: its ends as one goes through it. */
interface Passage {
  readonly left: Point;
  readonly right: Point;
}

/** Inside of a box a line aims at what is nearest, but keeps from the corners by this share of a side. */
const inset = 0.28;

/** The corners of a way, from a point inside of one box to a point inside of another; undefined where there is none. */
export function wayBetween(from: Box, to: Box, free: FreeSpace): readonly Point[] | undefined {
  const passages = passagesBetween(from, to, free);
  if (passages === undefined) return undefined;
  const rough = pulledTight(centre(from), passages, centre(to));
  const start = nearestIn(from, rough[1] ?? centre(to));
  const end = nearestIn(to, rough.at(-2) ?? centre(from));
  return pulledTight(start, passages, end);
}

function nearestIn({ x, y, width, height }: Rectangle, point: Point): Point {
  const clamped = (value: number, start: number, size: number) =>
    Math.min(Math.max(value, start + inset * size), start + (1 - inset) * size);
  return { x: clamped(point.x, x, width), y: clamped(point.y, y, height) };
}

interface Reached {
  readonly at: Point;
  readonly cost: number;
  /** The gate before; -1 for the box itself. */
  readonly previous: number;
  /** The cell that leads here from there. */
  readonly cell: number;
}

function passagesBetween(from: Box, to: Box, free: FreeSpace): readonly Passage[] | undefined {
  const [start, goal] = [centre(from), centre(to)];
  const [exits, entries] = [free.exits.get(from.id) ?? [], free.exits.get(to.id) ?? []];
  const reached = new Map<number, Reached>();
  const done = new Set<number>();
  const heap = createHeap();
  const reach = (gate: number, from: Point, cost: number, previous: number, cell: number): void => {
    const target = free.gates[gate];
    if (target === undefined || done.has(gate)) return;
    const at = crossing(target, from, goal);
    const total = cost + distance(from, at);
    if (total >= (reached.get(gate)?.cost ?? Infinity)) return;
    reached.set(gate, { at, cost: total, previous, cell });
    heap.push(total + distance(at, goal), gate);
  };
  let best: { cost: number; last: number; entry: Gate } | undefined;
  const arrive = (cell: number, at: Point, cost: number, last: number): void => {
    for (const entry of entries) {
      if (cellOf(entry) !== cell) continue;
      const through = crossing(entry, at, goal);
      const total = cost + distance(at, through) + distance(through, goal);
      if (total < (best?.cost ?? Infinity)) best = { cost: total, last, entry };
    }
  };
  for (const exit of exits) {
    const at = crossing(exit, start, goal);
    const cell = cellOf(exit);
    arrive(cell, at, distance(start, at), -1);
    for (const gate of free.gatesOf[cell] ?? []) reach(gate, at, distance(start, at), -1, cell);
  }
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const { at, cost } = reached.get(next.item) ?? { at: start, cost: 0 };
    if (best !== undefined && next.key >= best.cost) break;
    if (done.has(next.item)) continue;
    done.add(next.item);
    const gate = free.gates[next.item];
    if (gate === undefined) continue;
    for (const cell of [gate.before, gate.behind]) arrive(cell, at, cost, next.item);
    for (const step of free.steps[next.item] ?? []) reach(step.gate, at, cost, next.item, step.cell);
  }
  return best === undefined ? undefined : passagesOf(best.last, best.entry, exits, reached, free);
}

/** The gates that are passed, those apart along which the way only goes. */
function passagesOf(
  last: number,
  entry: Gate,
  exits: readonly Gate[],
  reached: ReadonlyMap<number, Reached>,
  free: FreeSpace,
): readonly Passage[] | undefined {
  const passages = [passage(entry, cellOf(entry))];
  let cell = cellOf(entry);
  for (let gate = last; gate !== -1;) {
    const here = reached.get(gate);
    const passed = free.gates[gate];
    if (here === undefined || passed === undefined) return undefined;
    if (here.cell !== cell) passages.push(passage(passed, here.cell));
    cell = here.cell;
    gate = here.previous;
  }
  const exit = exits.filter((each) => cellOf(each) === cell);
  const first = passages.at(-1);
  const [nearest] = exit.toSorted((a, b) => lengthTo(a, first) - lengthTo(b, first));
  if (nearest === undefined) return undefined;
  return [...passages, passage(nearest, boxCell)].toReversed();
}

function lengthTo(gate: Gate, next: Passage | undefined): number {
  const at = { x: (gate.start.x + gate.end.x) / 2, y: (gate.start.y + gate.end.y) / 2 };
  return next === undefined
    ? 0
    : distance(at, { x: (next.left.x + next.right.x) / 2, y: (next.left.y + next.right.y) / 2 });
}

/** The free cell at a gate of a box. */
function cellOf({ before, behind }: Gate): number {
  return before === boxCell ? behind : before;
}

/** Where a line that wants to get to `goal` passes a gate. */
function crossing({ start, end }: Gate, from: Point, goal: Point): Point {
  if (start.y === end.y) {
    const x = along(from.y, goal.y, start.y, from.x, goal.x);
    return { x: Math.min(Math.max(x, start.x), end.x), y: start.y };
  }
  const y = along(from.x, goal.x, start.x, from.y, goal.y);
  return { x: start.x, y: Math.min(Math.max(y, start.y), end.y) };
}

/** The value at `at`, being `first` at `from` and `last` at `to`; `first` where that is not between. */
function along(from: number, to: number, at: number, first: number, last: number): number {
  const share = to === from ? 0 : (at - from) / (to - from);
  return share < 0 ? first : first + Math.min(1, share) * (last - first);
}

/** As one comes from a cell. Scenes have y downwards: who goes down has the right end of a gate at the left hand. */
function passage({ start, end, before }: Gate, from: number): Passage {
  const isAhead = from === before;
  const isHorizontal = start.y === end.y;
  return isHorizontal === isAhead ? { left: end, right: start } : { left: start, right: end };
}

/** The shortest line through passages, by its corners. */
function pulledTight(start: Point, passages: readonly Passage[], end: Point): readonly Point[] {
  const all = [...passages, { left: end, right: end }];
  const corners = [start];
  let apex = start;
  let [left, right] = [start, start];
  let [leftAt, rightAt] = [-1, -1];
  for (let at = 0; at < all.length; at++) {
    const next = all[at];
    if (next === undefined) break;
    if (turn(apex, right, next.right) <= 0) {
      if (same(apex, right) || turn(apex, left, next.right) > 0) [right, rightAt] = [next.right, at];
      else {
        corners.push(left);
        [apex, at] = [left, leftAt];
        [left, right, leftAt, rightAt] = [apex, apex, at, at];
        continue;
      }
    }
    if (turn(apex, left, next.left) >= 0) {
      if (same(apex, left) || turn(apex, right, next.left) < 0) [left, leftAt] = [next.left, at];
      else {
        corners.push(right);
        [apex, at] = [right, rightAt];
        [left, right, leftAt, rightAt] = [apex, apex, at, at];
        continue;
      }
    }
  }
  corners.push(end);
  return corners.filter((corner, at) => at === 0 || !same(corner, corners[at - 1] ?? corner));
}

/** Above 0 when c is at the right of the way from a to b, as scenes have y downwards. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function same(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
