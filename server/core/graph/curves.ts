// The course of each edge: from the border of one box to that of another, clear of the boxes between where a bow can do
// it. Edges between the same two boxes run side by side, each direction on its own side.

import { endOf, pointOn, reversed, roundedPoint, shifted, type Piece } from './course.ts';
import type { GraphEdge } from './graph.ts';
import type { EdgeId, NodeId } from './ids.ts';
import type { Curve, Point, SceneEdge } from './scene.ts';
import { centre, grown, makeSpace, type Rectangle, type Space } from './space.ts';

export type Box = Rectangle & { readonly id: NodeId };

const laneWidth = 20;
/** How far beside its axis a pair of edges reaches. */
const lanesRoom = 12;
const bows = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42];
const widestBow = 320;
const sampleDistance = 40;
const mostSamples = 40;
/** A bow as wide as the edge is long is as bad as this many points in boxes. */
const priceOfBow = 6;
/** No axis comes nearer to the left and top of the drawing, so that its lanes stay inside. */
const border = 28;
/** A lane bends outward, and is at most so many times as far from the axis there as at its ends. */
const laneReach = 2.5;
/** A curve whose control points are not further out than this stays in the drawing, as its ends are at boxes. */
const outermostControl = -10;
/** A loop whose control point is no higher stays in the drawing, as no box is above the margin. */
const highestControl = -30;

/**
 * A curve for each edge. Edges whose ends have no box are left out. `known` are edges that were drawn between the very
 * same boxes: where a bundle is the same, so are its curves.
 */
export function curvesOf(
  edges: readonly GraphEdge[],
  boxes: ReadonlyMap<NodeId, Box>,
  known: readonly SceneEdge[],
): ReadonlyMap<GraphEdge, Curve> {
  const knownBundles = new Map(bundlesOf(known).map((bundle) => [signature(bundle), bundle]));
  const space = makeSpace([...boxes.values()].map((box) => ({ ...grown(box, lanesRoom), id: box.id })));
  const curves = new Map<GraphEdge, Curve>();
  for (const bundle of bundlesOf(edges)) {
    const same = knownBundles.get(signature(bundle));
    if (same !== undefined) {
      bundle.forEach((edge, index) => curves.set(edge, same[index]?.curve ?? same[0].curve));
      continue;
    }
    const [first] = bundle;
    const from = boxes.get(first.from);
    const to = boxes.get(first.to);
    if (from === undefined || to === undefined) continue;
    if (from === to) bundle.forEach((edge, index) => curves.set(edge, loop(from, index)));
    else bundleCurves(bundle, from, to, space).forEach((curve, edge) => curves.set(edge, curve));
  }
  return curves;
}

type BundleOf<E> = readonly [E, ...E[]];
type Bundle = BundleOf<GraphEdge>;
interface Ends {
  readonly id: EdgeId;
  readonly from: NodeId;
  readonly to: NodeId;
}

function signature(bundle: BundleOf<Ends>): string {
  return bundle.map(({ id, from, to }) => [id, from, to].join('\n')).join('\n');
}

/** The edges between the same two boxes, whichever way. */
function bundlesOf<E extends Ends>(edges: readonly E[]): readonly BundleOf<E>[] {
  const bundles = new Map<string, [E, ...E[]]>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from}\n${edge.to}` : `${edge.to}\n${edge.from}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [edge]);
    else bundle.push(edge);
  }
  return [...bundles.values()];
}

/** Lanes from left to right when looking along the axis: edges that lead back first, then those that lead forth. */
function bundleCurves(bundle: Bundle, from: Box, to: Box, space: Space<Box>): ReadonlyMap<GraphEdge, Curve> {
  const forth = bundle.filter((edge) => edge.from === from.id);
  const back = bundle.filter((edge) => edge.from !== from.id);
  const axis = axisBetween(from, to);
  const sides = Math.min(from.width, from.height, to.width, to.height) - 16;
  const width = Math.min(laneWidth, Math.min(sides, axis.room) / bundle.length);
  const clear = Math.max(border, laneReach * ((bundle.length - 1) / 2) * width);
  const bow = clearestBow(axis, from, to, space, clear);
  const curves = new Map<GraphEdge, Curve>();
  [...back, ...forth].forEach((edge, index) => {
    const lane = (index - (bundle.length - 1) / 2) * width;
    const curve = curveAlong(axis, from, to, bow, lane);
    curves.set(edge, edge.from === from.id ? curve : reversed(curve));
  });
  return curves;
}

interface Axis {
  readonly start: Point;
  readonly end: Point;
  /** Unit vector across the axis: to the right, seen from start to end. */
  readonly across: Point;
  readonly length: number;
  /** How much both boxes have across the axis, for all lanes together. */
  readonly room: number;
}

/** From centre to centre; straight across where the boxes face each other. */
function axisBetween(from: Rectangle, to: Rectangle): Axis {
  const a = centre(from);
  const b = centre(to);
  const y = facing(from.y, from.height, to.y, to.height);
  const x = facing(from.x, from.width, to.x, to.width);
  const start = y !== undefined ? { x: a.x, y: y.middle } : x !== undefined ? { x: x.middle, y: a.y } : a;
  const end = y !== undefined ? { x: b.x, y: y.middle } : x !== undefined ? { x: x.middle, y: b.y } : b;
  const length = Math.max(1, Math.hypot(end.x - start.x, end.y - start.y));
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

/** A small bow that crosses little: a detour must be worth it. */
function clearestBow(axis: Axis, from: Box, to: Box, space: Space<Box>, clear: number): number {
  let best = 0;
  let least = Infinity;
  for (const share of bows) {
    const bow = Math.max(-widestBow, Math.min(widestBow, share * axis.length));
    const price = Math.abs(share) * priceOfBow;
    if (price >= least) break;
    const hits = crossed(curveAlong(axis, from, to, bow, 0), from, to, space, clear);
    if (price + hits < least) best = bow;
    least = Math.min(least, price + hits);
  }
  return best;
}

function crossed(curve: Curve, from: Box, to: Box, space: Space<Box>, clear: number): number {
  const length = Math.hypot(endOf(curve).x - curve[0].x, endOf(curve).y - curve[0].y);
  const samples = Math.min(mostSamples, Math.max(6, Math.ceil(length / sampleDistance)));
  const weight = Math.max(1, length / sampleDistance / samples);
  let hits = 0;
  for (let sample = 1; sample < samples; sample++) {
    const point = pointOn(curve, sample / samples);
    const box = space.under(point);
    if (point.x < clear || point.y < clear) return Infinity;
    if (box !== undefined && box.id !== from.id && box.id !== to.id) hits++;
  }
  return hits * weight;
}

function curveAlong(axis: Axis, from: Rectangle, to: Rectangle, bow: number, lane: number): Curve {
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
function borderPoint(box: Rectangle, inside: Point, towards: Point): Point {
  const dx = towards.x - inside.x;
  const dy = towards.y - inside.y;
  const x = dx > 0 ? (box.x + box.width - inside.x) / dx : dx < 0 ? (box.x - inside.x) / dx : Infinity;
  const y = dy > 0 ? (box.y + box.height - inside.y) / dy : dy < 0 ? (box.y - inside.y) / dy : Infinity;
  const share = Math.min(x, y);
  return Number.isFinite(share) ? { x: inside.x + dx * share, y: inside.y + dy * share } : inside;
}

/** Out at the top, in at the right: a connector that leads back to its own group. */
function loop(box: Rectangle, index: number): Curve {
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
