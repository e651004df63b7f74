// Where a line leaves the part of the drawing that is seen, so that what lies beyond can be named there.

import type { Point } from '../scene.ts';
import { centre, contains, overlap, type Rectangle } from '../space.ts';

/** A point on the border of what is seen, and which way it goes on from there. */
export interface Exit extends Point {
  /** In radians; 0 is to the right, and it grows clockwise. */
  readonly direction: number;
}

/**
 * Where a line leaves the view on its way to its last point, at which `end` stands; undefined while some of that is seen.
 * A line that is not seen at all is taken to run straight from the middle of the view.
 */
export function exitOf(line: readonly Point[], end: Rectangle, view: Rectangle): Exit | undefined {
  if (overlap(end, view)) return undefined;
  const last = line.findLastIndex((point) => contains(view, point));
  const [inside, outside] = [line[last] ?? centre(view), line[last + 1]];
  const exit = last < 0 || outside === undefined ? clipped(inside, centre(end), view) : clipped(inside, outside, view);
  const to = centre(end);
  return { ...exit, direction: Math.atan2(to.y - exit.y, to.x - exit.x) };
}

/** Points along a chain of cubic Béziers (1 + 3n points), so many for each. */
export function pointsAlong(curve: readonly Point[], count = 24): readonly Point[] {
  const points = curve.slice(0, 1);
  for (let start = 0; start + 3 < curve.length; start += 3) {
    const [a, b, c, d] = curve.slice(start, start + 4);
    if (a === undefined || b === undefined || c === undefined || d === undefined) break;
    for (let step = 1; step <= count; step++) points.push(between(a, b, c, d, step / count));
  }
  return points;
}

function between(a: Point, b: Point, c: Point, d: Point, share: number): Point {
  const rest = 1 - share;
  const [p, q, r, s] = [rest ** 3, 3 * rest * rest * share, 3 * rest * share * share, share ** 3];
  return { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y };
}

/** Where a stretch that begins in a rectangle leaves it. */
function clipped(from: Point, to: Point, { x, y, width, height }: Rectangle): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const across = dx === 0 ? Infinity : ((dx > 0 ? x + width : x) - from.x) / dx;
  const down = dy === 0 ? Infinity : ((dy > 0 ? y + height : y) - from.y) / dy;
  const share = Math.min(1, across, down);
  return { x: from.x + share * dx, y: from.y + share * dy };
}
