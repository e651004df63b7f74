// The shortest way from box to box through the free space around the others: the gates that it passes, and a string pulled
// tight through these (the funnel of Lee and Preparata).

import type { Crowds } from './crowds.ts';
import type { FreeSpace } from './free-space.ts';
import { createSearch, type Passage } from './gate-search.ts';
import type { Point } from '../scene.ts';
import { centre, type Rectangle } from '../space.ts';
import type { Box } from './direct-lines.ts';

/** Inside of a box a line aims at what is nearest, but keeps from the corners by this share of a side. */
const inset = 0.28;

/**
 * Finds ways through a free space, one after the other: the corners, from a point inside of one box to a point inside of
 * another; undefined where there is no way.
 */
export function createFinder(free: FreeSpace, crowds: Crowds): (from: Box, to: Box) => readonly Point[] | undefined {
  const search = createSearch(free, crowds);
  return (from, to) => {
    const passages = search(from, to);
    if (passages === undefined) return undefined;
    const rough = pulledTight(centre(from), passages, centre(to));
    const start = nearestIn(from, rough[1] ?? centre(to));
    const end = nearestIn(to, rough.at(-2) ?? centre(from));
    return pulledTight(start, passages, end);
  };
}

function nearestIn({ x, y, width, height }: Rectangle, point: Point): Point {
  const within = (value: number, start: number, size: number) =>
    Math.min(Math.max(value, start + inset * size), start + (1 - inset) * size);
  return { x: within(point.x, x, width), y: within(point.y, y, height) };
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
