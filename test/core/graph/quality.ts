// How good a drawing is, in figures: lines through boxes, crossings, lengths. For tests and for the benchmark.

import { overlap, makeSpace, type Rectangle } from '#core/graph/space';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface DrawnBox extends Rectangle {
  readonly id: string;
}

export interface DrawnLine {
  readonly from: string;
  readonly to: string;
  /** Points along it, near enough to each other that it is straight between them. */
  readonly course: readonly Spot[];
}

/** Lines that run through a box that they neither lead from nor to. */
export function linesThroughBoxes<L extends DrawnLine>(boxes: readonly DrawnBox[], lines: readonly L[]): readonly L[] {
  const space = makeSpace(boxes);
  return lines.filter(({ from, to, course }) =>
    course.some((point, index) => {
      const next = course[index + 1];
      if (next === undefined) return false;
      return space
        .at(boxAround(point, next))
        .some((box) => box.id !== from && box.id !== to && passesThrough(point, next, box));
    }),
  );
}

/** A rectangle that is never empty, as an empty one overlaps nothing. */
function boxAround(a: Spot, b: Spot): Rectangle {
  const [x, y] = [Math.min(a.x, b.x) - 0.01, Math.min(a.y, b.y) - 0.01];
  return { x, y, width: Math.abs(a.x - b.x) + 0.02, height: Math.abs(a.y - b.y) + 0.02 };
}

/** Whether a stretch has a part inside of a box; along its border it may run. */
function passesThrough(a: Spot, b: Spot, box: Rectangle): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [first, last] = [0, 1];
  for (const [start, step, low, high] of [
    [a.x, dx, box.x + 0.1, box.x + box.width - 0.1],
    [a.y, dy, box.y + 0.1, box.y + box.height - 0.1],
  ] as const) {
    if (step === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [one, other] = [(low - start) / step, (high - start) / step];
    first = Math.max(first, Math.min(one, other));
    last = Math.min(last, Math.max(one, other));
  }
  return first < last;
}

const cellSize = 120;

interface Stretch {
  readonly a: Spot;
  readonly b: Spot;
  readonly line: DrawnLine;
}

/** How often two lines that share no end cross. */
export function crossingsOf(lines: readonly DrawnLine[]): number {
  const cells = new Map<number, Stretch[]>();
  for (const line of lines) {
    for (const stretch of stretchesOf(line)) {
      for (const key of cellsOf(stretch)) {
        const cell = cells.get(key);
        if (cell === undefined) cells.set(key, [stretch]);
        else cell.push(stretch);
      }
    }
  }
  let crossings = 0;
  for (const [key, stretches] of cells) {
    stretches.forEach((one, index) => {
      for (let at = index + 1; at < stretches.length; at++) {
        const two = stretches[at];
        if (two === undefined || one.line === two.line || sharesEnd(one.line, two.line)) continue;
        const spot = crossingAt(one, two);
        if (spot !== undefined && cellOf(spot) === key) crossings++;
      }
    });
  }
  return crossings;
}

/** A line in parts that are no longer than a cell. */
function stretchesOf(line: DrawnLine): readonly Stretch[] {
  return line.course.flatMap((start, index): Stretch[] => {
    const end = line.course[index + 1];
    if (end === undefined) return [];
    const parts = Math.max(1, Math.ceil(gapBetween(start, end) / cellSize));
    const at = (part: number) => ({
      x: start.x + ((end.x - start.x) * part) / parts,
      y: start.y + ((end.y - start.y) * part) / parts,
    });
    return Array.from({ length: parts }, (_, part) => ({ a: at(part), b: at(part + 1), line }));
  });
}

function cellOf({ x, y }: Spot): number {
  return Math.floor(x / cellSize) * 1_048_576 + Math.floor(y / cellSize);
}

function cellsOf({ a, b }: Stretch): readonly number[] {
  return [...new Set([a, b, { x: a.x, y: b.y }, { x: b.x, y: a.y }].map(cellOf))];
}

function crossingAt({ a, b }: Stretch, { a: c, b: d }: Stretch): Spot | undefined {
  const [first, last] = [side(a, b, c), side(a, b, d)];
  if (first * last >= 0 || side(c, d, a) * side(c, d, b) >= 0) return undefined;
  const share = first / (first - last);
  return { x: c.x + (d.x - c.x) * share, y: c.y + (d.y - c.y) * share };
}

function sharesEnd(one: DrawnLine, two: DrawnLine): boolean {
  return one.from === two.from || one.from === two.to || one.to === two.from || one.to === two.to;
}

function side(a: Spot, b: Spot, c: Spot): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** How long all lines are together. */
export function lengthOf(lines: readonly DrawnLine[]): number {
  return lines.reduce((sum, { course }) => {
    return sum + course.reduce((part, point, at) => part + gapBetween(course[at - 1] ?? point, point), 0);
  }, 0);
}

function gapBetween(a: Spot, b: Spot): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The pairs that overlap. */
export function overlapping<T extends Rectangle>(items: readonly T[]): readonly (readonly [T, T])[] {
  const sorted = items.toSorted((a, b) => a.x - b.x);
  return sorted.flatMap((a, index) => {
    const found: (readonly [T, T])[] = [];
    for (let at = index + 1; at < sorted.length; at++) {
      const b = sorted[at];
      if (b === undefined || b.x >= a.x + a.width) break;
      if (overlap(a, b)) found.push([a, b]);
    }
    return found;
  });
}
