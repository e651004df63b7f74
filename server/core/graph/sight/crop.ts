// The part of a drawing that is seen.

import type { NodeId } from '../ids.ts';
import type { Places, SceneNode } from '../scene.ts';
import type { Rectangle } from '../space.ts';

/** What is at least partly in a rectangle, and the lines between the boxes that are: nothing hangs in the air. */
export function cropped(places: Places, view: Rectangle): Places {
  const kept = new Set<NodeId>();
  for (const node of places.nodes) {
    if (node.parent === null ? isIn(node, view) : kept.has(node.parent)) kept.add(node.id);
  }
  return {
    ...places,
    nodes: places.nodes.filter(({ id }) => kept.has(id)),
    edges: places.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    undrawn: places.undrawn.filter(({ node }) => kept.has(node)),
  };
}

function isIn({ x, y, width, height }: SceneNode, view: Rectangle): boolean {
  return x < view.x + view.width && x + width > view.x && y < view.y + view.height && y + height > view.y;
}

/** A rectangle without what of it is beside the drawing; the drawing where it is all beside it. In whole units. */
export function inDrawing({ x, y, width, height }: Rectangle, drawing: Pick<Places, 'width' | 'height'>): Rectangle {
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const right = Math.min(drawing.width, Math.ceil(x + width));
  const bottom = Math.min(drawing.height, Math.ceil(y + height));
  if (right <= left || bottom <= top) return { x: 0, y: 0, width: drawing.width, height: drawing.height };
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The outermost nodes of places. */
export function outermostOf({ nodes }: Pick<Places, 'nodes'>): ReadonlySet<NodeId> {
  return new Set(nodes.filter(({ parent }) => parent === null).map(({ id }) => id));
}
