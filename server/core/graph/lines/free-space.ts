// The space between boxes, cut into rectangles: cells, each as wide as it can be, and gates where one can pass from a cell
// to the next. Lines that cannot go straight find their way through it. It takes about linear time.

import { groupedBy } from '#core/model/multimap';
import type { NodeId } from '../ids.ts';
import type { Point } from '../scene.ts';
import type { Rectangle } from '../space.ts';

export interface Gate {
  /** Its two ends; it is horizontal between free cells, and along any side of a box. */
  readonly start: Point;
  readonly end: Point;
  /** The cell above it or at its left, and the one below it or at its right. */
  readonly before: number;
  readonly behind: number;
}

/** Lists of numbers, one after the other: list n is from `starts[n]` to before `starts[n + 1]`. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

export interface FreeSpace {
  readonly gates: readonly Gate[];
  readonly cells: readonly Sides[];
  /** The gates at the top and at the bottom of each cell that lead to other free cells, from left to right. */
  readonly tops: Lists;
  readonly bottoms: Lists;
  /** The gates from a box into the cells around it; its own side of them has the number `boxCell`. */
  readonly exits: ReadonlyMap<NodeId, readonly Gate[]>;
}

/** The number of the cell that a box itself is. */
export const boxCell = -1;

type Obstacle = Rectangle & { readonly id: NodeId };

/** How far a cell goes. */
interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Cell extends Sides {
  readonly number: number;
  bottom: number;
  /** Boxes that touch it at its left and its right. */
  readonly beside: Set<Obstacle>;
}

/** Lines keep so far from the left and top of the drawing; the other sides have no end. */
const edge = 8;
const beyond = 80;
const narrowest = 3;

/** The free space around boxes that have their clearance around them already. */
export function freeSpaceOf(boxes: readonly Obstacle[]): FreeSpace {
  const right = boxes.reduce((most, box) => Math.max(most, box.x + box.width), 0) + beyond;
  const bottom = boxes.reduce((most, box) => Math.max(most, box.y + box.height), 0) + beyond;
  const gates: Gate[] = [];
  const exits = new Map<NodeId, Gate[]>(boxes.map(({ id }) => [id, []]));
  const cells: Cell[] = [];
  const starting = groupedBy(boxes, (box) => box.y);
  const ending = groupedBy(boxes, (box) => box.y + box.height);
  const levels = [...new Set([edge, ...starting.keys(), ...ending.keys()])].sort((a, b) => a - b);
  let active: readonly Obstacle[] = [];
  let above: readonly Cell[] = [];
  for (const level of levels) {
    const [started, ended] = [starting.get(level) ?? [], ending.get(level) ?? []];
    active = [...active.filter((box) => !ended.includes(box)), ...started].sort((a, b) => a.x - b.x);
    const below = cellsAt(level, active, right, above, cells);
    for (const [upper, lower] of meeting(above, below)) {
      if (upper === lower) continue;
      const gate = gateAt(level, upper, lower, upper.number, lower.number);
      if (gate !== undefined) gates.push(gate);
    }
    const addExit = ({ id }: Obstacle, gate: Gate | undefined) => gate !== undefined && exits.get(id)?.push(gate);
    for (const box of started)
      for (const cell of above) addExit(box, gateAt(level, cell, widthOf(box), cell.number, boxCell));
    for (const box of ended)
      for (const cell of below) addExit(box, gateAt(level, widthOf(box), cell, boxCell, cell.number));
    for (const cell of above) cell.bottom = level;
    above = below;
  }
  for (const cell of above) cell.bottom = bottom;
  addSideExits(cells, exits);
  return { gates, exits, cells, ...gatesAtSides(gates, cells.length) };
}

/** The free stretches between boxes from here downwards. What is as wide as it was above is the same cell. */
function cellsAt(
  top: number,
  active: readonly Obstacle[],
  rightmost: number,
  above: readonly Cell[],
  cells: Cell[],
): readonly Cell[] {
  const found: Cell[] = [];
  let reach = edge;
  let last: Obstacle | undefined;
  let next = 0;
  const add = (right: number, box: Obstacle | undefined): void => {
    if (right - reach < narrowest) return;
    while ((above[next]?.left ?? Infinity) < reach) next++;
    const same = above[next];
    const left = reach;
    const isSame = same?.left === left && same.right === right;
    const cell = isSame ? same : { number: cells.length, left, right, top, bottom: top, beside: new Set<Obstacle>() };
    if (!isSame) cells.push(cell);
    for (const each of [last, box]) if (each !== undefined) cell.beside.add(each);
    found.push(cell);
  };
  for (const box of active) {
    add(box.x, box);
    if (box.x + box.width <= reach) continue;
    reach = box.x + box.width;
    last = box;
  }
  add(rightmost, undefined);
  return found;
}

type Width = Pick<Sides, 'left' | 'right'>;

function widthOf({ x, width }: Rectangle): Width {
  return { left: x, right: x + width };
}

/** The pairs of cells above and below a level that touch. */
function meeting(above: readonly Cell[], below: readonly Cell[]): readonly (readonly [Cell, Cell])[] {
  const pairs: (readonly [Cell, Cell])[] = [];
  let first = 0;
  for (const lower of below) {
    while ((above[first]?.right ?? Infinity) <= lower.left) first++;
    for (let at = first; at < above.length; at++) {
      const upper = above[at];
      if (upper === undefined || upper.left >= lower.right) break;
      pairs.push([upper, lower]);
    }
  }
  return pairs;
}

function gateAt(y: number, upper: Width, lower: Width, before: number, behind: number): Gate | undefined {
  const [left, right] = [Math.max(upper.left, lower.left), Math.min(upper.right, lower.right)];
  return right - left < narrowest ? undefined : { start: { x: left, y }, end: { x: right, y }, before, behind };
}

function addSideExits(cells: readonly Cell[], exits: ReadonlyMap<NodeId, Gate[]>): void {
  for (const { number, left, right, top, bottom, beside } of cells) {
    for (const box of beside) {
      const [from, to] = [Math.max(top, box.y), Math.min(bottom, box.y + box.height)];
      if (to - from < narrowest) continue;
      const gate = (x: number, before: number, behind: number) =>
        exits.get(box.id)?.push({ start: { x, y: from }, end: { x, y: to }, before, behind });
      if (box.x + box.width === left) gate(left, boxCell, number);
      else if (box.x === right) gate(right, number, boxCell);
    }
  }
}

/** The gates at the tops and at the bottoms of cells, from left to right. */
function gatesAtSides(gates: readonly Gate[], cellCount: number): Pick<FreeSpace, 'tops' | 'bottoms'> {
  const tops = Array.from({ length: cellCount }, (): number[] => []);
  const bottoms = Array.from({ length: cellCount }, (): number[] => []);
  gates.forEach(({ before, behind }, index) => {
    bottoms[before]?.push(index);
    tops[behind]?.push(index);
  });
  const left = (index: number): number => gates[index]?.start.x ?? 0;
  for (const side of [...tops, ...bottoms]) side.sort((a, b) => left(a) - left(b));
  return { tops: listed(tops), bottoms: listed(bottoms) };
}

function listed(lists: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => (starts[index + 1] = (starts[index] ?? 0) + list.length));
  const items = new Int32Array(starts[lists.length] ?? 0);
  lists.forEach((list, index) => {
    items.set(list, starts[index]);
  });
  return { starts, items };
}
