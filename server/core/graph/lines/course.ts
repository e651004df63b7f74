// The course of a line as a chain of cubic Béziers: where its ends and its points are, and the head of an arrow on it.

import type { Curve, Point, SceneEdge } from '../scene.ts';

/** One cubic Bézier: start, two control points, end. */
export type Piece = readonly [Point, Point, Point, Point];

/** Where it ends. */
export function endOf(curve: Curve): Point {
  return curve.at(-1) ?? curve[0];
}

/** Its Béziers, each of which begins where the one before ends. */
export function piecesOf(curve: Curve): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start + 3 < curve.length; start += 3) {
    const [a, b, c, d] = [curve[start], curve[start + 1], curve[start + 2], curve[start + 3]];
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) pieces.push([a, b, c, d]);
  }
  return pieces;
}

/** The same course the other way. */
export function reversed(curve: Curve): Curve {
  const [a, b, c, d] = curve;
  const [e = d, f = c, g = b, h = a, ...rest] = curve.toReversed();
  return [e, f, g, h, ...rest];
}

/** The point at a share (0 to 1) of a curve: of several Béziers each has as much of it as it is long. */
export function pointOn(curve: Curve, share: number): Point {
  return pointsOn(curve)(share);
}

/** The point at each share of a curve, which is measured once for all of them. */
export function pointsOn(curve: Curve): (share: number) => Point {
  if (curve.length === 4) {
    const piece: Piece = [curve[0], curve[1], curve[2], curve[3]];
    return (share) => pointOnPiece(piece, share);
  }
  const count = Math.floor((curve.length - 1) / 3);
  const lengths = new Float64Array(count);
  let total = 0;
  for (let piece = 0; piece < count; piece++) {
    const [a, d] = [curve[3 * piece], curve[3 * piece + 3]];
    if (a === undefined || d === undefined) break;
    total += lengths[piece] = distance(a, d);
  }
  return (share) => {
    let left = share * total;
    for (let piece = 0; piece < count; piece++) {
      const length = lengths[piece] ?? 0;
      if (left > length) {
        left -= length;
        continue;
      }
      const [a, b, c, d] = curve.slice(3 * piece, 3 * piece + 4);
      if (a === undefined || b === undefined || c === undefined || d === undefined) break;
      return pointOnPiece([a, b, c, d], length === 0 ? 0 : left / length);
    }
    return endOf(curve);
  };
}

/** How far two points are apart. Far quicker than `Math.hypot`, which minds sizes that no drawing has. */
export function distance(a: Point, b: Point): number {
  return lengthOf(b.x - a.x, b.y - a.y);
}

/** How long a step is that leads so far to the right and down. */
export function lengthOf(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

/** The point at a share of one Bézier. */
export function pointOnPiece([a, b, c, d]: Piece, share: number): Point {
  return { x: onCubic(a.x, b.x, c.x, d.x, share), y: onCubic(a.y, b.y, c.y, d.y, share) };
}

/** One coordinate of the point at a share of a Bézier, by that of each of its points. */
export function onCubic(a: number, b: number, c: number, d: number, share: number): number {
  const rest = 1 - share;
  return (
    rest * rest * rest * a + 3 * rest * rest * share * b + 3 * rest * share * share * c + share * share * share * d
  );
}

/** Whether two curves are the same, point for point. */
export function sameCurve(a: Curve, b: Curve): boolean {
  return a.length === b.length && a.every((point, index) => point.x === b[index]?.x && point.y === b[index]?.y);
}

const arrowLength = 9;
const arrowHalfWidth = 4.5;

/** The head of an arrow at the end of a curve, pointing the way the curve arrives. */
export function arrowOf(curve: Curve): SceneEdge['arrow'] {
  const tip = endOf(curve);
  const from = curve.findLast((point) => point.x !== tip.x || point.y !== tip.y) ?? curve[0];
  const length = Math.max(1e-6, Math.hypot(tip.x - from.x, tip.y - from.y));
  const along = { x: (tip.x - from.x) / length, y: (tip.y - from.y) / length };
  const base = shifted(tip, along, -arrowLength);
  const across = { x: -along.y, y: along.x };
  return [
    tip,
    roundedPoint(shifted(base, across, arrowHalfWidth)),
    roundedPoint(shifted(base, across, -arrowHalfWidth)),
  ];
}

/** The point so far from another one in a direction (a unit vector). */
export function shifted(point: Point, direction: Point, distance: number): Point {
  return { x: point.x + direction.x * distance, y: point.y + direction.y * distance };
}

/** A tenth of a unit is finer than anybody sees, and shorter to write. */
export function roundedPoint(point: Point): Point {
  return { x: Math.round(point.x * 10) / 10, y: Math.round(point.y * 10) / 10 };
}
