// The course of each edge, from the border of one box to that of another: direct where that is clear of the boxes between,
// else around them. Edges between the same two boxes run side by side, each direction on its own side.

import { bundlesOf, signature, type Bundle } from './bundles.ts';
import { reversed } from './course.ts';
import { crowdsOf } from './crowds.ts';
import { axisBetween, clearBow, curveAlong, isClear, laneWidth, loop, type Box } from './direct-lines.ts';
import type { NodeId } from '../ids.ts';
import { pairsIn, type Pair } from './pairs.ts';
import { createRouter, curvesAround, routedLaneWidth, type Router } from './routed-lines.ts';
import type { Curve, Places, SceneEdge, SceneNode } from '../scene.ts';
import { grown, makeSpace, type Space } from '../space.ts';
import type { DrawnEdge } from '../ties.ts';

/** No direct line comes nearer to a box. */
const room = 6;
/** No axis comes nearer to the left and top of the drawing, so that its lanes stay inside. */
const border = 28;
/** A lane bends outward, and is at most so many times as far from the axis there as at its ends. */
const laneReach = 2.5;
/** A line of before stays where it is as long as no box comes nearer than this. */
const nearest = 6;

export interface Curves {
  readonly ofEdge: ReadonlyMap<DrawnEdge, Curve>;
  /** Of each edge that has a way back: that one, and the curve of both as one line. */
  readonly ofPair: ReadonlyMap<DrawnEdge, { readonly back: DrawnEdge; readonly curve: Curve }>;
}

/**
 * A curve for each edge, in steps. Edges whose ends have no box are left out. Bundles that were drawn in `previous` between
 * the same boxes keep their curves, as long as no other box has come in their way.
 */
export function* curvesOf(
  edges: readonly DrawnEdge[],
  boxes: ReadonlyMap<NodeId, Box & Pick<SceneNode, 'kind'>>,
  previous: Places | undefined,
): Generator<undefined, Curves, undefined> {
  const known = knownLines(boxes, previous);
  const all = [...boxes.values()];
  const bundles = bundlesOf(edges);
  const drawing: Drawing = {
    space: makeSpace(all.map((box) => ({ ...grown(box, room), id: box.id }))),
    router: createRouter(all, crowdsOf(bundles, boxes)),
  };
  const hubOf = busierEnds(bundles);
  const ofEdge = new Map<DrawnEdge, Curve>();
  const ofPair = new Map<DrawnEdge, { readonly back: DrawnEdge; readonly curve: Curve }>();
  for (const bundle of bundles) {
    yield;
    const pairs = pairsIn(bundle);
    const same = known(bundle, pairs);
    if (same !== undefined) {
      const old = new Map(same.map((edge) => [edge.id, edge]));
      bundle.forEach((edge, index) => ofEdge.set(edge, same[index]?.curve ?? same[0].curve));
      for (const [edge, back] of pairs)
        ofPair.set(edge, { back, curve: old.get(edge.id)?.pair?.curve ?? same[0].curve });
      continue;
    }
    const [first] = bundle;
    const from = boxes.get(first.from);
    const to = boxes.get(first.to);
    if (from === undefined || to === undefined) continue;
    if (from === to) {
      bundle.forEach((edge, index) => ofEdge.set(edge, loop(from, index)));
      continue;
    }
    const along = lineBetween(bundle.length, from, to, hubOf(first), drawing);
    const lanes = lanesOf(bundle, pairs);
    lanes.forEach((edge, lane) => {
      const curve = along(lane);
      ofEdge.set(edge, edge.from === from.id ? curve : reversed(curve));
    });
    for (const [edge, back] of pairs) ofPair.set(edge, { back, curve: along(lanes.indexOf(edge) - 0.5) });
  }
  return { ofEdge, ofPair };
}

/**
 * From left to right when looking along the bundle: what has no way back leads back at the left and forth at the right,
 * and each pair is beside itself, its way back at the left.
 */
function lanesOf(bundle: Bundle<DrawnEdge>, pairs: readonly Pair[]): readonly DrawnEdge[] {
  const paired = new Set(pairs.flat());
  const single = bundle.filter((edge) => !paired.has(edge));
  const isBack = (edge: DrawnEdge) => edge.from !== bundle[0].from;
  const between = pairs.flatMap(([forth, back]) => [back, forth]);
  return [...single.filter(isBack), ...between, ...single.filter((edge) => !isBack(edge))];
}

interface Drawing {
  readonly space: Space<Box>;
  readonly router: Router;
}

/** The lines of a bundle as they were, where they can stay. */
function knownLines(
  boxes: ReadonlyMap<NodeId, Box>,
  previous: Places | undefined,
): (bundle: Bundle<DrawnEdge>, pairs: readonly Pair[]) => Bundle<SceneEdge> | undefined {
  if (previous === undefined) return () => undefined;
  const before = new Map(previous.nodes.filter((node) => node.parent === null).map((node) => [node.id, node]));
  const isSame = (box: Box) => {
    const old = before.get(box.id);
    return old?.x === box.x && old.y === box.y && old.width === box.width && old.height === box.height;
  };
  const changed = [...boxes.values()].filter((box) => !isSame(box));
  const elsewhere = new Set(changed.map(({ id }) => id));
  const inTheWay = makeSpace(changed.map((box) => ({ ...grown(box, nearest), id: box.id })));
  const bundles = new Map(bundlesOf(previous.edges).map((bundle) => [signature(bundle), bundle]));
  return (bundle, pairs) => {
    const old = bundles.get(signature(bundle));
    if (old === undefined || !isPairedLike(old, pairs)) return undefined;
    if (changed.length === 0) return old;
    if (old.some(({ from, to }) => elsewhere.has(from) || elsewhere.has(to))) return undefined;
    return old.every(({ curve }) => isClear(curve, [], inTheWay, -Infinity)) ? old : undefined;
  };
}

function isPairedLike(old: Bundle<SceneEdge>, pairs: readonly Pair[]): boolean {
  const backOf = new Map(pairs.map(([forth, back]) => [forth.id, back.id]));
  return old.every(({ id, pair }) => pair?.back === backOf.get(id));
}

/** Which of its two boxes has more lines. */
function busierEnds(bundles: readonly Bundle<DrawnEdge>[]): (edge: DrawnEdge) => NodeId {
  const counts = new Map<NodeId, number>();
  for (const [{ from, to }] of bundles) for (const id of [from, to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return ({ from, to }) => ((counts.get(from) ?? 0) >= (counts.get(to) ?? 0) ? from : to);
}

/** The curve of each lane, the leftmost first; halves are between two lanes. */
function lineBetween(
  lanes: number,
  from: Box,
  to: Box,
  hub: NodeId,
  { space, router }: Drawing,
): (lane: number) => Curve {
  const axis = axisBetween(from, to);
  const sides = Math.min(from.width, from.height, to.width, to.height) - 16;
  const width = Math.min(laneWidth, Math.min(sides, axis.room) / lanes);
  const outermost = ((lanes - 1) / 2) * width;
  const margin = Math.max(border, laneReach * outermost);
  const bow = clearBow(axis, from, to, space, outermost, width, margin);
  const corners = bow === undefined ? router.corners(from, to, hub) : undefined;
  const middle = (lanes - 1) / 2;
  if (corners === undefined) return (lane) => curveAlong(axis, from, to, bow ?? 0, (lane - middle) * width);
  const around = curvesAround(corners, from, to);
  return (lane) => around((lane - middle) * routedLaneWidth(lanes));
}
