// What is drawn while somebody moves a box: it and what is in it elsewhere, and its lines bent after it.

import type { NodeId } from '#core/graph/ids';
import { margin } from '#core/graph/places/keep';
import type { Point, SceneEdge, SceneNode } from '#core/graph/scene';
import { withParents, type SceneIndex } from '#core/graph/scene-index';

/** A box that is being moved, and what is drawn meanwhile. */
export interface Lifted {
  readonly id: NodeId;
  /** Its top left corner. */
  readonly to: Point;
  readonly index: SceneIndex;
}

/** The box that moves when somebody takes this: the outermost around it. */
export function boxAround(index: SceneIndex, id: string): SceneNode | undefined {
  const node = index.nodes.get(id);
  return node && withParents(index, node.id).at(-1);
}

/** A box with its top left corner there, as far as that is in the drawing. */
export function lift(index: SceneIndex, box: SceneNode, { x, y }: Point): Lifted {
  const to = { x: Math.max(margin, Math.round(x)), y: Math.max(margin, Math.round(y)) };
  const by = { x: to.x - box.x, y: to.y - box.y };
  const nodes = new Map(index.nodes);
  for (const node of within(index, box)) nodes.set(node.id, shifted(node, by));
  const edges = new Map(index.edges);
  const isMoved = (id: NodeId) => nodes.get(id) !== index.nodes.get(id);
  for (const edge of index.edges.values()) {
    const [start, end] = [isMoved(edge.from), isMoved(edge.to)];
    if (start || end) edges.set(edge.id, bent(edge, by, start ? 1 : 0, end ? 1 : 0));
  }
  const places = { ...index.places, nodes: [...nodes.values()], edges: [...edges.values()] };
  return { id: box.id, to, index: { ...index, places, nodes, edges } };
}

function within(index: SceneIndex, box: SceneNode): readonly SceneNode[] {
  return [box, ...(index.children.get(box.id) ?? []).flatMap((child) => within(index, child))];
}

function shifted<T extends Point>(point: T, by: Point, share = 1): T {
  return { ...point, x: point.x + share * by.x, y: point.y + share * by.y };
}

/** An edge of which so much of each end goes along; between them ever less. */
function bent(edge: SceneEdge, by: Point, start: number, end: number): SceneEdge {
  const at = (share: number) => start + (end - start) * share;
  return {
    ...edge,
    curve: eachOf(edge.curve, (point, share) => shifted(point, by, at(share))),
    arrow: eachOf(edge.arrow, (point) => shifted(point, by, end)),
    label: shifted(edge.label, by, at(0.5)),
  };
}

/** Each point changed; `share` is how far along the list it is, from 0 to 1. */
function eachOf<T extends readonly Point[]>(points: T, change: (point: Point, share: number) => Point): T {
  return points.map((point, index) => change(point, index / Math.max(1, points.length - 1))) as unknown as T;
}
