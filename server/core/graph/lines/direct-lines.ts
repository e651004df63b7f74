// Direct lines: from the border of one box to that of another with one bow, as far as that is clear of the boxes between.

import { distance, onCubic, piecesOf, roundedPoint, shifted, type Piece } from './course.ts';
import type { NodeId } from '../ids.ts';
import type { Curve, Point } from '../scene.ts';
import { centre, type Rectangle, type Space } from '../space.ts';

/** What lines lead from, to and around. */
export type Box = Rectangle & { readonly id: NodeId };

/** How far two lines between the same boxes are apart. */
export const laneWidth = 20;
const bows = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42];
const widestBow = 320;
/** What is farther apart than this has no direct line unless it is straight. */
const longestBow = 1600;
const sampleDistance = 14;
/** A curve whose control points are not further out than this stays in the drawing, as its ends are at boxes. */
const outermostControl = -10;
/** A loop whose control point is no higher stays in the drawing, as no box is above the margin. */
const highestControl = -30;

/**
 * The least bow that is clear of boxes on all lanes, and half-way between two of them, and `margin` from the left and the
 * top; undefined where none is. The lanes are `width` apart, the outermost so far from the axis.
 */
export function clearBow(
  axis: Axis,
  from: Box,
  to: Box,
  space: Space<Box>,
  outermost: number,
  width: number,
  margin: number,
): number | undefined {
  const lanes = lanesWithin(outermost, width / 2);
  const isOpen = (bow: number) =>
    lanes.every((lane) => {
      const curve = curveAlong(axis, from, to, bow, lane);
      return isClear(curve, [from.id, to.id], space, lane === 0 ? margin : 0);
    });
  const candidates = axis.length > longestBow ? [0] : bows;
  return candidates.map((share) => Math.max(-widestBow, Math.min(widestBow, share * axis.length))).find(isOpen);
}

/** The axis, the outermost lanes, and what is between: a box can lie between two lanes, as they bend outward. */
function lanesWithin(outermost: number, step: number): readonly number[] {
  const lanes = [0];
  for (let lane = outermost; lane > step / 2; lane -= step) lanes.push(lane, -lane);
  return lanes;
}

/** Whether a curve keeps away from all boxes but some, and from the left and the top. */
export function isClear(curve: Curve, apart: readonly NodeId[], space: Space<Box>, margin: number): boolean {
  return piecesOf(curve).every((piece) => isClearPiece(piece, apart, space, margin));
}

function isClearPiece(piece: Piece, apart: readonly NodeId[], space: Space<Box>, margin: number): boolean {
  const [a, b, c, d] = piece;
  const samples = Math.max(6, Math.ceil((distance(a, b) + distance(b, c) + distance(c, d)) / sampleDistance));
  // From the middle to each end: what is in the way is rather there than where the line leaves its boxes.
  const middle = Math.floor(samples / 2);
  for (let index = 1; index < samples; index++) {
    const share = (index <= middle ? middle + 1 - index : index) / samples;
    const x = onCubic(a.x, b.x, c.x, d.x, share);
    const y = onCubic(a.y, b.y, c.y, d.y, share);
    if (x < margin || y < margin) return false;
    const box = space.under(x, y);
    if (box !== undefined && !apart.includes(box.id)) return false;
  }
  return true;
}

/** What a direct line follows. */
export interface Axis {
  readonly start: Point;
  readonly end: Point;
  /** Unit vector across the axis: to the right, seen from start to end. */
  readonly across: Point;
  readonly length: number;
  /** How much both boxes have across the axis, for all lanes together. */
  readonly room: number;
}

/** From centre to centre; straight across where the boxes face each other. */
export function axisBetween(from: Rectangle, to: Rectangle): Axis {
  const a = centre(from);
  const b = centre(to);
  const y = facing(from.y, from.height, to.y, to.height);
  const x = facing(from.x, from.width, to.x, to.width);
  const start = y !== undefined ? { x: a.x, y: y.middle } : x !== undefined ? { x: x.middle, y: a.y } : a;
  const end = y !== undefined ? { x: b.x, y: y.middle } : x !== undefined ? { x: x.middle, y: b.y } : b;
  const length = Math.max(1, distance(start, end));
  const across = { x: -(end.y - start.y) / length, y: (end.x - start.x) / length };
  return { start, end, length, across, room: (y ?? x)?.shared ?? Infinity };
}

interface Facing {
  readonly middle: number;
  readonly shared: number;
}

/** What two stretches share, when that is enough for a lane or two. */
function facing(a: number, aSize: number, b: number, bSize: number): Facing | undefined {
  const from = Math.max(a, b);
  const to = Math.min(a + aSize, b + bSize);
  return to - from >= 2.2 * laneWidth ? { middle: (from + to) / 2, shared: to - from } : undefined;
}

/** A curve from box to box beside the axis: bowed, and on a lane at its right. */
export function curveAlong(axis: Axis, from: Rectangle, to: Rectangle, bow: number, lane: number): Curve {
  const bend = (bow * 4) / 3 + lane * Math.min(1.2, axis.length / 260);
  const start = shifted(axis.start, axis.across, lane);
  const end = shifted(axis.end, axis.across, lane);
  const towards = shifted(between(start, end, 1 / 3), axis.across, bend);
  const away = shifted(between(start, end, 2 / 3), axis.across, bend);
  const out = borderPoint(from, start, towards);
  const into = borderPoint(to, end, away);
  const control = (share: number) => inDrawing(shifted(between(out, into, share), axis.across, bend));
  return rounded([out, control(1 / 3), control(2 / 3), into]);
}

/** Where a lane leaves its box at the top or the left, it would bend out of the drawing. */
function inDrawing({ x, y }: Point): Point {
  return { x: Math.max(outermostControl, x), y: Math.max(outermostControl, y) };
}

/** Where a ray from inside a rectangle leaves it. */
export function borderPoint(box: Rectangle, inside: Point, towards: Point): Point {
  const dx = towards.x - inside.x;
  const dy = towards.y - inside.y;
  const x = dx > 0 ? (box.x + box.width - inside.x) / dx : dx < 0 ? (box.x - inside.x) / dx : Infinity;
  const y = dy > 0 ? (box.y + box.height - inside.y) / dy : dy < 0 ? (box.y - inside.y) / dy : Infinity;
  const share = Math.min(x, y);
  return Number.isFinite(share) ? { x: inside.x + dx * share, y: inside.y + dy * share } : inside;
}

/** Out at the top, in at the right: a connector that leads back to its own group. */
export function loop(box: Rectangle, index: number): Curve {
  const reach = 36 + index * 18;
  const right = box.x + box.width;
  const start = { x: right - fromCorner(index, box.width), y: box.y };
  const end = { x: right, y: box.y + fromCorner(index, box.height) };
  return [start, { x: start.x, y: Math.max(highestControl, start.y - reach) }, { x: end.x + reach, y: end.y }, end];
}

/** How far from the corner a loop leaves its side: one further than the other, as long as there is a side. */
function fromCorner(index: number, side: number): number {
  return Math.min(28 + index * 10, side - 12);
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function rounded([a, b, c, d]: Piece): Curve {
  return [roundedPoint(a), roundedPoint(b), roundedPoint(c), roundedPoint(d)];
}
