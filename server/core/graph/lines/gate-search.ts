// Which gates a way passes from box to box: A* over the gates of the free space. Each reached gate has a place on it, from
// where the way goes on. What is known of gates is in arrays of numbers, and what is handed on are numbers of gates: a large
// drawing looks at a million of them.

import { distance, lengthOf } from './course.ts';
import type { Crowd, Crowds } from './crowds.ts';
import type { Box } from './direct-lines.ts';
import { boxCell, type FreeSpace, type Gate, type Lists } from './free-space.ts';
import { createFrontier } from './frontier.ts';
import type { Point } from '../scene.ts';
import { centre } from '../space.ts';

/** A gate to pass: its ends as one goes through it. */
export interface Passage {
  readonly left: Point;
  readonly right: Point;
}

/** A way through a crowd of others counts so many times as long as it is. */
const throughCrowd = 5;
/** A cell that is wider than the space between a few boxes. */
const wide = 1500;
/** Boxes that are farther apart than this are far from each other. */
export const far = 4000;
/** A way may be so many times as long as the shortest one, as it is found sooner then; a far one leads around more. */
const haste = { near: 1.25, far: 1.75 };

/** Finds the gates from one box to another; undefined where there is no way. */
export function createSearch(free: FreeSpace, crowds: Crowds): (from: Box, to: Box) => readonly Passage[] | undefined {
  const { gates, cells, tops, bottoms } = free;
  /** The number of the box itself, where a search starts, among those of the gates. */
  const start = gates.length;
  const numbers = () => new Int32Array(gates.length + 1);
  const fractions = () => new Float64Array(gates.length + 1);
  // Of each gate, for all searches.
  const [left, right, ys] = [fractions(), fractions(), fractions()];
  const [cellBefore, cellBehind] = [numbers(), numbers()];
  gates.forEach((gate, index) => {
    [left[index], right[index], ys[index]] = [gate.start.x, gate.end.x, gate.start.y];
    [cellBefore[index], cellBehind[index]] = [gate.before, gate.behind];
  });
  const [atTop, atBottom] = [placesIn(tops, start), placesIn(bottoms, start)];
  const inCells = crowdsInCells(free, crowds);
  // Of each gate, by the search that wrote it last: what an earlier one wrote counts for nothing.
  let search = 0;
  const [reachedBy, doneBy] = [numbers(), numbers()];
  const [xs, costs] = [fractions(), fractions()];
  /** The gate or the box before, and the cell that leads here from there. */
  const [previous, through] = [numbers(), numbers()];
  /** The search to whose goal a cell leads. */
  const goalOf = new Int32Array(cells.length);
  const frontier = createFrontier();
  let goal: Point = { x: 0, y: 0 };
  let [ownOfStart, ownOfGoal] = [0, 0];
  let hurry = haste.near;

  /** How many times as long as it is a level stretch counts in a cell. */
  const weightOf = (cell: number, a: number, b: number): number => {
    const [first, end] = [inCells.starts[cell] ?? 0, inCells.starts[cell + 1] ?? 0];
    let share = 0;
    for (let at = first; at < end; at++) {
      const number = inCells.items[at];
      if (number === ownOfStart || number === ownOfGoal) continue;
      share += shareWithin(Math.min(a, b), Math.max(a, b), inCells.left[at] ?? 0, inCells.right[at] ?? 0);
    }
    return 1 + (throughCrowd - 1) * share;
  };
  const reach = (gate: number, from: number, cell: number): void => {
    if (doneBy[gate] === search) return;
    const [x, y, gateY] = [xs[from] ?? 0, ys[from] ?? 0, ys[gate] ?? 0];
    const wanted = along(y, goal.y, gateY, x, goal.x);
    const at = Math.min(Math.max(wanted, left[gate] ?? 0), right[gate] ?? 0);
    const cost = (costs[from] ?? 0) + lengthOf(at - x, gateY - y) * weightOf(cell, x, at);
    if (reachedBy[gate] === search && cost >= (costs[gate] ?? 0)) return;
    reachedBy[gate] = search;
    xs[gate] = at;
    costs[gate] = cost;
    previous[gate] = from;
    through[gate] = cell;
    frontier.push(cost + hurry * lengthOf(goal.x - at, goal.y - gateY), gate);
  };
  const reachAll = ({ items }: Lists, first: number, end: number, from: number, cell: number): void => {
    for (let at = first; at < end; at++) reach(items[at] ?? 0, from, cell);
  };
  /** To the gates at one side of a cell that are nearest, from where one goes on along that side. */
  const goTo = (side: Lists, from: number, cell: number): void => {
    const [first, end] = [side.starts[cell] ?? 0, side.starts[cell + 1] ?? 0];
    const x = xs[from] ?? 0;
    let [low, high] = [first, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((left[side.items[middle] ?? 0] ?? 0) <= x) low = middle + 1;
      else high = middle;
    }
    reachAll(side, Math.max(first, low - 2), Math.min(end, low + 1), from, cell);
  };
  /** To the gates beside one at the side of a cell. */
  const goAlong = (side: Lists, at: number, from: number, cell: number): void => {
    const [first, end] = [side.starts[cell] ?? 0, side.starts[cell + 1] ?? 0];
    reachAll(side, Math.max(first, at - 1), Math.min(end, at + 2), from, cell);
  };

  const stepsTo = (last: number): readonly Step[] => {
    const steps: Step[] = [];
    for (let at = last; at !== start; at = previous[at] ?? start) {
      const gate = gates[at];
      if (gate !== undefined) steps.push({ gate, cell: through[at] ?? boxCell });
    }
    return steps;
  };

  return (fromBox, toBox) => {
    search++;
    goal = centre(toBox);
    hurry = distance(centre(fromBox), goal) > far ? haste.far : haste.near;
    [ownOfStart, ownOfGoal] = [crowds.of(fromBox.id), crowds.of(toBox.id)];
    const [exits, entries] = [free.exits.get(fromBox.id) ?? [], free.exits.get(toBox.id) ?? []];
    for (const entry of entries) goalOf[cellOf(entry)] = search;
    let best: { readonly cost: number; readonly last: number; readonly entry: Gate } | undefined;
    const arrive = (cell: number, from: number): void => {
      if (goalOf[cell] !== search) return;
      const at = { x: xs[from] ?? 0, y: ys[from] ?? 0 };
      for (const entry of entries) {
        if (cellOf(entry) !== cell) continue;
        const entrance = crossing(entry, at, goal);
        const cost = (costs[from] ?? 0) + distance(at, entrance) + distance(entrance, goal);
        if (best === undefined || cost < best.cost) best = { cost, last: from, entry };
      }
    };
    frontier.clear();
    const middle = centre(fromBox);
    for (const exit of exits) {
      const at = crossing(exit, middle, goal);
      const cell = cellOf(exit);
      [xs[start], ys[start], costs[start]] = [at.x, at.y, distance(middle, at)];
      arrive(cell, start);
      goTo(tops, start, cell);
      goTo(bottoms, start, cell);
    }
    const next = (): number => frontier.pop(best?.cost ?? Infinity);
    for (let gate = next(); gate !== -1; gate = next()) {
      if (doneBy[gate] === search) continue;
      doneBy[gate] = search;
      const [before, behind] = [cellBefore[gate] ?? boxCell, cellBehind[gate] ?? boxCell];
      arrive(before, gate);
      arrive(behind, gate);
      goTo(tops, gate, before);
      goAlong(bottoms, atBottom[gate] ?? 0, gate, before);
      goAlong(tops, atTop[gate] ?? 0, gate, behind);
      goTo(bottoms, gate, behind);
    }
    return best === undefined ? undefined : passagesOf(stepsTo(best.last), best.entry, exits);
  };
}

/** A gate that a way passes, and the cell from which it comes to it. */
interface Step {
  readonly gate: Gate;
  readonly cell: number;
}

/** Where each gate is in the lists of one side of all cells. */
function placesIn({ items }: Lists, count: number): Int32Array {
  const places = new Int32Array(count);
  items.forEach((gate, at) => (places[gate] = at));
  return places;
}

/** The crowds that each cell leads through, one list after the other, and from where to where each one reaches there. */
interface CrowdsInCells extends Lists {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function crowdsInCells({ cells }: FreeSpace, crowds: Crowds): CrowdsInCells {
  const starts = new Int32Array(cells.length + 1);
  const all = cells.flatMap((cell, index) => {
    const found = crowdsIn(cell, crowds);
    starts[index + 1] = (starts[index] ?? 0) + found.length;
    return found;
  });
  return {
    starts,
    items: Int32Array.from(all, ({ number }) => number),
    left: Float64Array.from(all, ({ x }) => x),
    right: Float64Array.from(all, ({ x, width }) => x + width),
  };
}

/** A cell between two boxes is in the crowd in whose middle it is; a wide one leads through some and past others. */
function crowdsIn({ left, right, top, bottom }: FreeSpace['cells'][number], crowds: Crowds): readonly Crowd[] {
  const y = (top + bottom) / 2;
  if (right - left > wide) return crowds.across(left, right, y);
  const middle = (left + right) / 2;
  return crowds.across(middle, middle, y).map((crowd) => ({ ...crowd, x: left, width: right - left }));
}

/** How much of a stretch lies between two places. */
function shareWithin(from: number, to: number, left: number, right: number): number {
  if (to - from < 1) return from >= left && from <= right ? 1 : 0;
  return Math.max(0, Math.min(to, right) - Math.max(from, left)) / (to - from);
}

/** The passages of a way, by its gates and cells from the last one back, those gates apart along which it only goes. */
function passagesOf(steps: readonly Step[], entry: Gate, exits: readonly Gate[]): readonly Passage[] | undefined {
  const passages = [passage(entry, cellOf(entry))];
  let cell = cellOf(entry);
  for (const step of steps) {
    if (step.cell !== cell) passages.push(passage(step.gate, step.cell));
    cell = step.cell;
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
