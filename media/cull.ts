// In a large drawing what is well out of view is not painted, so that panning costs what is seen and not what there is.
// An item that is not painted stays where it is in the document: the keyboard still comes to it.

import { selectAll } from 'd3';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { around, type Box } from './zoom.ts';

export interface Culling {
  /** Other items are drawn now. */
  renew(): void;
  /** This part of the scene is in view. */
  look(view: Box): void;
}

/** Fewer items than these are all painted. */
const few = 700;
/** How far around the view things are painted, in parts of its size: so far it can move before anything has to appear. */
const surroundings = 0.75;

interface Item {
  readonly element: SVGGElement;
  readonly box: Box;
}

export function createCulling(viewport: SVGGElement): Culling {
  let items: readonly Item[] = [];
  let painted: Box | undefined;
  let view: Box | undefined;
  const cull = (): void => {
    if (view === undefined || items.length < few) return;
    if (painted !== undefined && holds(painted, view) && painted.width < 4 * view.width) return;
    painted = grown(view, surroundings);
    for (const { element, box } of items) element.classList.toggle('away', !overlap(painted, box));
  };
  return {
    renew: () => {
      items = itemsIn(viewport);
      painted = undefined;
      if (items.length < few) for (const { element } of items) element.classList.remove('away');
      cull();
    },
    look: (next) => {
      view = next;
      cull();
    },
  };
}

function itemsIn(viewport: SVGGElement): readonly Item[] {
  const items: Item[] = [];
  selectAll<SVGGElement, SceneNode | SceneEdge>(viewport.querySelectorAll<SVGGElement>('g[data-id]')).each(
    function (item) {
      items.push({ element: this, box: 'curve' in item ? around(item.curve) : item });
    },
  );
  return items;
}

function grown({ x, y, width, height }: Box, part: number): Box {
  const [across, down] = [width * part, height * part];
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
