// The lines of a scene as points, to measure and to test them.

import { piecesOf, pointOnPiece, type Piece } from '#core/graph/lines/course';
import type { Curve, Places } from '#core/graph/scene';
import type { DrawnBox, DrawnLine, Spot } from './quality.ts';

const samples = 12;

/** Points along a curve, so near to each other that it is straight between them. */
export function courseOf(curve: Curve): readonly Spot[] {
  const pieces = piecesOf(curve).flatMap((piece) => {
    if (isStraight(piece)) return [piece[3]];
    return Array.from({ length: samples }, (_, at) => pointOnPiece(piece, (at + 1) / samples));
  });
  return [curve[0], ...pieces];
}

/** Straight but for the rounding of its points. */
function isStraight([a, b, c, d]: Piece): boolean {
  const length = Math.hypot(d.x - a.x, d.y - a.y);
  const aside = (point: Spot) => Math.abs((d.x - a.x) * (point.y - a.y) - (d.y - a.y) * (point.x - a.x));
  return Math.max(aside(b), aside(c)) <= 0.1 * length;
}

export function linesOf(places: Places): readonly DrawnLine[] {
  return places.edges.map(({ from, to, curve }) => ({ from, to, course: courseOf(curve) }));
}

/** The lines as they are seen from afar: a connector and its way back are one. */
export function sharedLinesOf(places: Places): readonly DrawnLine[] {
  const seen = places.edges.filter(({ pairedBy }) => pairedBy === undefined);
  return seen.map(({ from, to, curve, pair }) => ({ from, to, course: courseOf(pair?.curve ?? curve) }));
}

/** The boxes that lines lead between and around. */
export function boxesOf(places: Places): readonly DrawnBox[] {
  return places.nodes.filter((node) => node.parent === null);
}
