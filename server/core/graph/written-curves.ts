// Curves as numbers, one after the other in one list: of each how many numbers follow, its first point, and then each
// segment from where the one before ended, in tenths of a scene unit. Controls that lie near thirds of the way, as those of
// straight lines do, are one number.

import type { Curve, Point } from './scene.ts';

export type WrittenCurves = readonly number[];

/** Of how its controls lie: they are not on thirds of the way, and follow as they are. */
const apart = -1;
/** Controls on thirds of the way may be rounded so many tenths to each side: three ways for each of four numbers. */
const ways = 3;

export function writeCurves(curves: readonly Curve[]): WrittenCurves {
  const written: number[] = [];
  for (const curve of curves) {
    const numbers = numbersOf(curve);
    written.push(numbers.length, ...numbers);
  }
  return written;
}

/** Where each curve begins. */
export function startsOf(written: WrittenCurves): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at < written.length; at += 1 + (written[at] ?? 0)) starts.push(at);
  return starts;
}

export function curveAt(written: WrittenCurves, start: number): Curve {
  let at = start;
  const next = (): number => written[at++] ?? 0;
  const end = next() + at;
  let [x, y] = [next(), next()];
  const points = [pointAt(x, y)];
  while (at < end) {
    const [dx, dy, code] = [next(), next(), next()];
    if (code === apart) points.push(pointAt(x + next(), y + next()), pointAt(x + next(), y + next()));
    else {
      const off = (place: number): number => (Math.floor(code / place) % ways) - 1;
      points.push(
        pointAt(x + third(dx) + off(ways ** 3), y + third(dy) + off(ways ** 2)),
        pointAt(x + third(2 * dx) + off(ways), y + third(2 * dy) + off(1)),
      );
    }
    x += dx;
    y += dy;
    points.push(pointAt(x, y));
  }
  return points as unknown as Curve;
}

function numbersOf(curve: Curve): readonly number[] {
  let [x, y] = [tenths(curve[0].x), tenths(curve[0].y)];
  const numbers = [x, y];
  for (let at = 3; at < curve.length; at += 3) {
    const [one, other, end] = [curve[at - 2] ?? curve[0], curve[at - 1] ?? curve[0], curve[at] ?? curve[0]];
    const [dx, dy] = [tenths(end.x) - x, tenths(end.y) - y];
    const [oneX, oneY] = [tenths(one.x) - x, tenths(one.y) - y];
    const [otherX, otherY] = [tenths(other.x) - x, tenths(other.y) - y];
    const [a, b] = [oneX - third(dx) + 1, oneY - third(dy) + 1];
    const [c, d] = [otherX - third(2 * dx) + 1, otherY - third(2 * dy) + 1];
    if (isWay(a) && isWay(b) && isWay(c) && isWay(d)) numbers.push(dx, dy, ((a * ways + b) * ways + c) * ways + d);
    else numbers.push(dx, dy, apart, oneX, oneY, otherX, otherY);
    x += dx;
    y += dy;
  }
  return numbers;
}

function isWay(off: number): boolean {
  return off >= 0 && off < ways;
}

function third(length: number): number {
  return Math.round(length / 3);
}

function tenths(length: number): number {
  return Math.round(length * 10);
}

function pointAt(x: number, y: number): Point {
  return { x: x / 10, y: y / 10 };
}
