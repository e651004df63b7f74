// The course of each edge, from the border of one box to that of another: direct where that is clear of the boxes between,
// else around them. Edges between the same two boxes run side by side, each direction on its own side.

import { bundlesOf, signature, type Bundle } from './bundles.ts';
import { reversed } from './course.ts';
import { axisBetween, clearBow, curveAlong, isClear, laneWidth, loop, type Box } from './direct-lines.ts';
import type { GraphEdge } from './graph.ts';
import type { NodeId } from './ids.ts';
import { createRouter, curveAround, routedLaneWidth, type Router } from './routed-lines.ts';
import type { Curve, Places, SceneEdge } from './scene.ts';
import { grown, makeSpace, type Space } from './space.ts';

/** No direct line comes nearer to a box. */
const room = 6;
/** No axis comes nearer to the left and top of the drawing, so that its lanes stay inside. */
const border = 28;
/** A lane bends outward, and is at most so many times as far from the axis there as at its ends. */
const laneReach = 2.5;
/** A line of before stays where it is as long as no box comes nearer than this. */
const nearest = 6;

/**
 * A curve for each edge. Edges whose ends have no box are left out. Bundles that were drawn in `previous` between the same
 * boxes keep their curves, as long as no other box has come in their way.
 */
export function curvesOf(
  edges: readonly GraphEdge[],
  boxes: ReadonlyMap<NodeId, Box>,
  previous: Places | undefined,
): ReadonlyMap<GraphEdge, Curve> {
  const known = knownLines(boxes, previous);
  const all = [...boxes.values()];
  const drawing: Drawing = {
    space: makeSpace(all.map((box) => ({ ...grown(box, room), id: box.id }))),
    router: createRouter(all),
  };
  const bundles = bundlesOf(edges);
  const hubOf = busierEnds(bundles);
  const curves = new Map<GraphEdge, Curve>();
  for (const bundle of bundles) {
    const same = known(bundle);
    if (same !== undefined) {
      bundle.forEach((edge, index) => curves.set(edge, same[index]?.curve ?? same[0].curve));
      continue;
    }
    const [first] = bundle;
    const from = boxes.get(first.from);
    const to = boxes.get(first.to);
    if (from === undefined || to === undefined) continue;
    if (from === to) bundle.forEach((edge, index) => curves.set(edge, loop(from, index)));
    else bundleCurves(bundle, from, to, hubOf(first), drawing).forEach((curve, edge) => curves.set(edge, curve));
  }
  return curves;
}

interface Drawing {
  readonly space: Space<Box>;
  readonly router: Router;
}

/** The lines of a bundle as they were, where they can stay. */
function knownLines(
  boxes: ReadonlyMap<NodeId, Box>,
  previous: Places | undefined,
): (bundle: Bundle<GraphEdge>) => Bundle<SceneEdge> | undefined {
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
  return (bundle) => {
    const old = bundles.get(signature(bundle));
    if (old === undefined || changed.length === 0) return old;
    if (old.some(({ from, to }) => elsewhere.has(from) || elsewhere.has(to))) return undefined;
    return old.every(({ curve }) => isClear(curve, [], inTheWay, -Infinity)) ? old : undefined;
  };
}

/** Which of its two boxes has more lines. */
function busierEnds(bundles: readonly Bundle<GraphEdge>[]): (edge: GraphEdge) => NodeId {
  const counts = new Map<NodeId, number>();
  for (const [{ from, to }] of bundles) for (const id of [from, to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return ({ from, to }) => ((counts.get(from) ?? 0) >= (counts.get(to) ?? 0) ? from : to);
}

/** Lanes from left to right when looking along the axis: edges that lead back first, then those that lead forth. */
function bundleCurves(
  bundle: Bundle<GraphEdge>,
  from: Box,
  to: Box,
  hub: NodeId,
  drawing: Drawing,
): ReadonlyMap<GraphEdge, Curve> {
  const forth = bundle.filter((edge) => edge.from === from.id);
  const back = bundle.filter((edge) => edge.from !== from.id);
  const along = lineBetween(bundle.length, from, to, hub, drawing);
  const curves = new Map<GraphEdge, Curve>();
  [...back, ...forth].forEach((edge, index) => {
    const curve = along(index - (bundle.length - 1) / 2);
    curves.set(edge, edge.from === from.id ? curve : reversed(curve));
  });
  return curves;
}

/** The curve of each lane, counted from the middle one. */
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
  const bow = clearBow(axis, from, to, space, outermost, margin);
  const corners = bow === undefined ? router.corners(from, to, hub) : undefined;
  if (corners === undefined) return (lane) => curveAlong(axis, from, to, bow ?? 0, lane * width);
  return (lane) => curveAround(corners, from, to, lane * routedLaneWidth(lanes));
}
