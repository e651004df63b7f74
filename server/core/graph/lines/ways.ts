// The shortest way from box to box through the free space around the others: which gates it takes (A*), and then a string
// pulled tight through these (the funnel of Lee and Preparata).

import { distance, lengthOf } from './course.ts';
import { boxCell, type FreeSpace, type Gate, type Lists } from './free-space.ts';
import type { Crowd, Crowds } from './crowds.ts';
import { createFrontier, type Frontier } from './frontier.ts';
import type { NodeId } from '../ids.ts';
import type { Point } from '../scene.ts';
import { centre, type Rectangle } from '../space.ts';

type Box = Rectangle & { readonly id: NodeId };

/** A gate to pass: its ends as one goes through it. */
interface Passage {
  readonly left: Point;
  readonly right: Point;
}

/** Inside of a box a line aims at what is nearest, but keeps from the corners by this share of a side. */
const inset = 0.28;
/** A way through a crowd of others counts so many times as long as it is. */
const throughCrowd = 5;
/** A cell that is wider than the space between a few boxes. */
const wide = 1500;
/** A way may be so many times as long as the shortest one, as it is found sooner then. */
const haste = 1.1;

/** The corners of a way, from a point inside of one box to a point inside of another; undefined where there is none. */
function wayBetween(
  from: Box,
  to: Box,
  free: FreeSpace,
  crowds: Crowds,
  notes: Notes,
  frontier: Frontier,
): readonly Point[] | undefined {
  const passages = passagesBetween(from, to, free, crowds, notes, frontier);
  if (passages === undefined) return undefined;
  const rough = pulledTight(centre(from), passages, centre(to));
  const start = nearestIn(from, rough[1] ?? centre(to));
  const end = nearestIn(to, rough.at(-2) ?? centre(from));
  return pulledTight(start, passages, end);
}

function nearestIn({ x, y, width, height }: Rectangle, point: Point): Point {
  const within = (value: number, start: number, size: number) =>
    clamped(value, start + inset * size, start + (1 - inset) * size);
  return { x: within(point.x, x, width), y: within(point.y, y, height) };
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** What a search has found out of each gate, kept from search to search: what an earlier one wrote counts for nothing. */
interface Notes {
  search: number;
  /** The search that reached a gate, and the one that is done with it. */
  readonly reachedBy: Int32Array;
  readonly doneBy: Int32Array;
  readonly x: Float64Array;
  readonly cost: Float64Array;
  /** The gate before; -1 for the box itself. */
  readonly previous: Int32Array;
  /** The cell that leads here from there. */
  readonly cell: Int32Array;
  /** The search to whose goal a cell leads. */
  readonly goalOf: Int32Array;
  /** What is known of each gate for all searches: how far to the left and the right it goes, how far down it is. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly y: Float64Array;
  readonly before: Int32Array;
  readonly behind: Int32Array;
  /** The crowds that each cell leads through. */
  readonly crowds: readonly (readonly Crowd[])[];
}

function makeNotes({ gates, cells }: FreeSpace, crowds: Crowds): Notes {
  const numbers = () => new Int32Array(gates.length);
  return {
    search: 0,
    ...{ reachedBy: numbers(), doneBy: numbers(), previous: numbers(), cell: numbers() },
    ...{ x: new Float64Array(gates.length), cost: new Float64Array(gates.length) },
    goalOf: new Int32Array(cells.length),
    left: Float64Array.from(gates, ({ start }) => start.x),
    right: Float64Array.from(gates, ({ end }) => end.x),
    y: Float64Array.from(gates, ({ start }) => start.y),
    before: Int32Array.from(gates, ({ before }) => before),
    behind: Int32Array.from(gates, ({ behind }) => behind),
    crowds: cells.map((cell) => crowdsIn(cell, crowds)),
  };
}

/** A cell between two boxes is in the crowd in whose middle it is; a wide one leads through some and past others. */
function crowdsIn({ left, right, top, bottom }: FreeSpace['cells'][number], crowds: Crowds): Notes['crowds'][number] {
  const y = (top + bottom) / 2;
  if (right - left > wide) return crowds.across(left, right, y);
  const middle = (left + right) / 2;
  return crowds.across(middle, middle, y).map((crowd) => ({ ...crowd, x: left, width: right - left }));
}

/** Finds ways through a free space, one after the other. */
export function createFinder(free: FreeSpace, crowds: Crowds): (from: Box, to: Box) => readonly Point[] | undefined {
  const notes = makeNotes(free, crowds);
  const frontier = createFrontier();
  return (from, to) => wayBetween(from, to, free, crowds, notes, frontier);
}

function passagesBetween(
  from: Box,
  to: Box,
  free: FreeSpace,
  crowds: Crowds,
  notes: Notes,
  frontier: Frontier,
): readonly Passage[] | undefined {
  const [start, goal] = [centre(from), centre(to)];
  const [exits, entries] = [free.exits.get(from.id) ?? [], free.exits.get(to.id) ?? []];
  const search = ++notes.search;
  const {
    reachedBy,
    doneBy,
    cost: costs,
    x: xs,
    previous,
    cell: cells,
    goalOf,
    left,
    right,
    y: ys,
    crowds: crowdsOfCell,
  } = notes;
  const [goalX, goalY] = [goal.x, goal.y];
  const [ownOfStart, ownOfGoal] = [crowds.of(from.id), crowds.of(to.id)];
  const weightOf = (cell: number, a: number, b: number): number => {
    let share = 0;
    for (const { number, x, width } of crowdsOfCell[cell] ?? []) {
      if (number === ownOfStart || number === ownOfGoal) continue;
      share += shareWithin(Math.min(a, b), Math.max(a, b), x, x + width);
    }
    return 1 + (throughCrowd - 1) * share;
  };
  const reach = (index: number, x: number, y: number, cost: number, before: number, cell: number): void => {
    if (doneBy[index] === search) return;
    const gateY = ys[index] ?? 0;
    const wanted = along(y, goalY, gateY, x, goalX);
    const at = clamped(wanted, left[index] ?? 0, right[index] ?? 0);
    const total = cost + lengthOf(at - x, gateY - y) * weightOf(cell, x, at);
    if (reachedBy[index] === search && total >= (costs[index] ?? 0)) return;
    reachedBy[index] = search;
    xs[index] = at;
    costs[index] = total;
    previous[index] = before;
    cells[index] = cell;
    frontier.push(total + haste * lengthOf(goalX - at, goalY - gateY), index);
  };
  /** In a cell: to the gates at its top and its bottom that are nearest, from where one goes on along that side. */
  const goOn = (cell: number, x: number, y: number, cost: number, before: number): void => {
    goOnAlong(free.tops, cell, x, y, cost, before);
    goOnAlong(free.bottoms, cell, x, y, cost, before);
  };
  const goOnAlong = (side: Lists, cell: number, x: number, y: number, cost: number, before: number): void => {
    const { starts, items } = side;
    const [first, end] = [starts[cell] ?? 0, starts[cell + 1] ?? 0];
    let [low, high] = [first, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((left[items[middle] ?? 0] ?? 0) <= x) low = middle + 1;
      else high = middle;
    }
    for (let at = Math.max(first, low - 2); at < Math.min(end, low + 1); at++)
      reach(items[at] ?? 0, x, y, cost, before, cell);
  };
  for (const entry of entries) goalOf[cellOf(entry)] = search;
  let best: { cost: number; last: number; entry: Gate } | undefined;
  const arrive = (cell: number, at: Point, cost: number, last: number): void => {
    if (goalOf[cell] !== search) return;
    for (const entry of entries) {
      if (cellOf(entry) !== cell) continue;
      const through = crossing(entry, at, goal);
      const total = cost + distance(at, through) + distance(through, goal);
      if (total < (best?.cost ?? Infinity)) best = { cost: total, last, entry };
    }
  };
  frontier.clear();
  for (const exit of exits) {
    const at = crossing(exit, start, goal);
    const cell = cellOf(exit);
    const cost = distance(start, at);
    arrive(cell, at, cost, -1);
    goOn(cell, at.x, at.y, cost, -1);
  }
  for (let key = frontier.least(); key !== undefined; key = frontier.least()) {
    const index = frontier.pop();
    if (best !== undefined && key >= best.cost) break;
    if (doneBy[index] === search) continue;
    doneBy[index] = search;
    const [x, y, cost] = [xs[index] ?? 0, ys[index] ?? 0, costs[index] ?? 0];
    const [before, behind] = [notes.before[index] ?? boxCell, notes.behind[index] ?? boxCell];
    if (goalOf[before] === search || goalOf[behind] === search) {
      arrive(before, { x, y }, cost, index);
      arrive(behind, { x, y }, cost, index);
    }
    goOn(before, x, y, cost, index);
    goOn(behind, x, y, cost, index);
  }
  return best === undefined ? undefined : passagesOf(best.last, best.entry, exits, notes, free);
}

/** How much of a stretch lies between two places. */
function shareWithin(from: number, to: number, left: number, right: number): number {
  if (to - from < 1) return from >= left && from <= right ? 1 : 0;
  return Math.max(0, Math.min(to, right) - Math.max(from, left)) / (to - from);
}

/** The gates that are passed, those apart along which the way only goes. */
function passagesOf(
  last: number,
  entry: Gate,
  exits: readonly Gate[],
  notes: Notes,
  free: FreeSpace,
): readonly Passage[] | undefined {
  const passages = [passage(entry, cellOf(entry))];
  let cell = cellOf(entry);
  for (let gate = last; gate !== -1;) {
    const [passed, from] = [free.gates[gate], notes.cell[gate]];
    if (passed === undefined || from === undefined) return undefined;
    if (from !== cell) passages.push(passage(passed, from));
    cell = from;
    gate = notes.previous[gate] ?? -1;
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
