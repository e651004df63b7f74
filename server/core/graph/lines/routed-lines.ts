// Lines around boxes: the corners of a way, a little away from the boxes, made round.

import { distance, roundedPoint, shifted } from './course.ts';
import type { Crowds } from './crowds.ts';
import { borderPoint, type Box } from './direct-lines.ts';
import { freeSpaceOf } from './free-space.ts';
import { far } from './gate-search.ts';
import type { NodeId } from '../ids.ts';
import type { Curve, Point } from '../scene.ts';
import { grown, makeSpace, type Space } from '../space.ts';
import { createFinder } from './ways.ts';

/** How far a way is from boxes; two boxes are at least twice as far apart. */
const clearance = 9;
/** All lanes of a bundle together are no wider than this, so that none gets to a box. */
const lanesWidth = 12;
const widestLane = 8;
/** Lines of different hubs turn at so many different distances from a box, each so much farther out. */
const tracks = 5;
const trackWidth = 4;
/** A corner is cut by no more than this. */
const cornerCut = 4;
const longestCorner = 70;
const sampleDistance = 8;

/** Finds ways around boxes; what it knows of the space between them is found out when it is first asked. */
export interface Router {
  /** The corners of the line between two boxes, which turns on the track of `hub`; undefined where there is no way. */
  corners(from: Box, to: Box, hub: NodeId): readonly Point[] | undefined;
}

export function createRouter(boxes: readonly Box[], crowds: Crowds): Router {
  let known: { readonly find: ReturnType<typeof createFinder>; readonly space: Space<Box> } | undefined;
  const around = () =>
    (known ??= {
      find: createFinder(freeSpaceOf(boxes.map((box) => ({ ...grown(box, clearance), id: box.id }))), crowds),
      space: makeSpace(boxes.map((box) => ({ ...grown(box, clearance - 0.5), id: box.id }))),
    });
  return {
    corners: (from, to, hub) => {
      const { find, space } = around();
      // Looked for from its calmer end, a far way comes to a hub where others do.
      const isFromFar = from.id === hub && distance(from, to) > far;
      const way = isFromFar ? find(to, from)?.toReversed() : find(from, to);
      if (way === undefined) return undefined;
      const track = trackOf(hub);
      for (const out of track === 0 ? [] : [track, track / 2]) {
        const corners = movedOut(way, out);
        if (isClearWay(corners, from.id, to.id, space)) return corners;
      }
      return way;
    },
  };
}

/** Lines of one hub run together, those of another one beside them. */
function trackOf(hub: NodeId): number {
  let sum = 0;
  for (let at = 0; at < hub.length; at++) sum = (sum * 31 + hub.charCodeAt(at)) % 65_521;
  return (sum % tracks) * trackWidth;
}

/** Each corner away from the box that it is at, which is on the inner side of the turn. */
function movedOut(corners: readonly Point[], distance: number): readonly Point[] {
  return corners.map((corner, at) => {
    const [before, after] = [corners[at - 1], corners[at + 1]];
    if (before === undefined || after === undefined) return corner;
    const [back, on] = [unit(corner, before), unit(corner, after)];
    const inwards = unit(origin, { x: back.x + on.x, y: back.y + on.y });
    const moved = shifted(corner, inwards, -distance);
    return { x: Math.max(clearance, moved.x), y: Math.max(clearance, moved.y) };
  });
}

const origin: Point = { x: 0, y: 0 };

function isClearWay(corners: readonly Point[], from: NodeId, to: NodeId, space: Space<Box>): boolean {
  for (let at = 1; at < corners.length; at++) {
    const [corner, next] = [corners[at - 1], corners[at]];
    if (corner === undefined || next === undefined) continue;
    const samples = Math.ceil(distance(corner, next) / sampleDistance);
    for (let sample = 0; sample <= samples; sample++) {
      const share = samples === 0 ? 0 : sample / samples;
      const box = space.under(corner.x + (next.x - corner.x) * share, corner.y + (next.y - corner.y) * share);
      if (box !== undefined && box.id !== from && box.id !== to) return false;
    }
  }
  return true;
}

/** How far apart so many lanes run around corners. */
export function routedLaneWidth(lanes: number): number {
  return Math.min(widestLane, lanesWidth / Math.max(1, lanes - 1));
}

/** Along corners, from the border of one box to that of the other: the curve of each lane, so far at their right. */
export function curvesAround(corners: readonly Point[], from: Box, to: Box): (lane: number) => Curve {
  const sides = corners.map((corner, at) => sideOf(corners[at - 1], corner, corners[at + 1]));
  return (lane) => {
    const beside = corners.map((corner, at) => {
      const { across, straightness } = sides[at] ?? noSide;
      return shifted(corner, across, lane / straightness);
    });
    const [start = corners[0] ?? from, second = to] = beside;
    const [last = to, end = last] = [beside.at(-2), beside.at(-1)];
    const line = [borderPoint(from, start, second), ...beside.slice(1, -1), borderPoint(to, end, last)];
    // An outer lane is nearer to the box that it turns at, and less is left there to be cut off.
    return roundedLine(line, Math.min(cornerCut, clearance - 0.5 - Math.abs(lane)));
  };
}

/** Where the right is at a corner, and how much of a lane's width is left there. */
interface Side {
  readonly across: Point;
  readonly straightness: number;
}

const noSide: Side = { across: origin, straightness: 1 };

function sideOf(before: Point | undefined, corner: Point, after: Point | undefined): Side {
  const into = before === undefined ? undefined : unit(before, corner);
  const out = after === undefined ? undefined : unit(corner, after);
  const [first, second] = [into ?? out, out ?? into];
  if (first === undefined || second === undefined) return noSide;
  const across = unit(origin, { x: -(first.y + second.y), y: first.x + second.x });
  return { across, straightness: Math.max(0.5, across.x * -first.y + across.y * first.x) };
}

/** Straight pieces, and between them corners that are rounder the less they turn. */
function roundedLine(line: readonly Point[], cut: number): Curve {
  const [first = origin, ...rest] = line;
  const start = roundedPoint(first);
  const points: [Point, ...Point[]] = [start];
  let at = first;
  const add = (a: Point, b: Point, share: number): void => {
    points.push(roundedPoint(between(a, b, share)));
  };
  const straightTo = (point: Point): void => {
    add(at, point, 1 / 3);
    add(at, point, 2 / 3);
    points.push(roundedPoint(point));
    at = point;
  };
  for (let index = 0; index < rest.length; index++) {
    const [before = first, corner, after] = [line[index], rest[index], rest[index + 1]];
    if (corner === undefined) break;
    if (after === undefined) {
      straightTo(corner);
      break;
    }
    const [back, on] = [unit(corner, before), unit(corner, after)];
    // The sine of half the angle by which the line turns.
    const sharpness = Math.max(0.05, Math.sqrt(Math.max(0, (1 + back.x * on.x + back.y * on.y) / 2)));
    const room = Math.min(distance(before, corner), distance(corner, after)) * 0.48;
    const reach = Math.min(room, longestCorner, (2.7 * cut) / sharpness);
    straightTo(shifted(corner, back, reach));
    const end = shifted(corner, on, reach);
    add(at, corner, 2 / 3);
    add(end, corner, 2 / 3);
    points.push(roundedPoint(end));
    at = end;
  }
  const [a, b = a, c = b, d = c] = points;
  return points.length < 4 ? [a, b, c, d] : (points as [Point, Point, Point, Point, ...Point[]]);
}

function unit(from: Point, to: Point): Point {
  const length = Math.max(1e-6, distance(from, to));
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
