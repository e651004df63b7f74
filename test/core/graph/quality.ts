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

/** How often two lines that share no end cross. */
export function crossingsOf(lines: readonly DrawnLine[]): number {
  interface Stretch extends Rectangle {
    readonly a: Spot;
    readonly b: Spot;
    readonly line: number;
  }
  const stretches = lines.flatMap(({ course }, line) =>
    course.flatMap((a, index): Stretch[] => {
      const b = course[index + 1];
      return b === undefined ? [] : [{ ...boxAround(a, b), a, b, line }];
    }),
  );
  const sorted = stretches.sort((a, b) => a.x - b.x);
  let open: Stretch[] = [];
  let crossings = 0;
  for (const stretch of sorted) {
    open = open.filter((each) => each.x + each.width >= stretch.x);
    for (const other of open) {
      if (other.line === stretch.line || !overlap(other, stretch)) continue;
      const [one, two] = [lines[other.line], lines[stretch.line]];
      if (one === undefined || two === undefined || sharesEnd(one, two)) continue;
      if (cross(other.a, other.b, stretch.a, stretch.b)) crossings++;
    }
    open.push(stretch);
  }
  return crossings;
}

function sharesEnd(one: DrawnLine, two: DrawnLine): boolean {
  return one.from === two.from || one.from === two.to || one.to === two.from || one.to === two.to;
}

function cross(a: Spot, b: Spot, c: Spot, d: Spot): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: Spot, b: Spot, c: Spot): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
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
