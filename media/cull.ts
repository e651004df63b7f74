// In a large drawing what is well out of view is not painted, so that panning costs what is seen and not what there is.
// An item that is not painted stays where it is in the document: the keyboard still comes to it.

import { selectAll } from 'd3';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { around, holds, overlap, type Rectangle } from '#core/graph/space';

export interface Culling {
  /** Other items are drawn now. */
  renew(): void;
  /** This part of the scene is in view. */
  look(view: Rectangle): void;
}

/** Fewer items than these are all painted. */
const few = 700;
/** How far around the view things are painted, in parts of its size: so far it can move before anything has to appear. */
const surroundings = 0.75;

interface Item {
  readonly element: SVGGElement;
  readonly box: Rectangle;
}

export function createCulling(viewport: SVGGElement): Culling {
  let items: readonly Item[] = [];
  let painted: Rectangle | undefined;
  let view: Rectangle | undefined;
  const cull = (): void => {
    if (view === undefined || items.length < few) return;
    if (painted !== undefined && holds(painted, view) && painted.width < 4 * view.width) return;
    painted = withSurroundings(view, surroundings);
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

function withSurroundings({ x, y, width, height }: Rectangle, part: number): Rectangle {
  const [across, down] = [width * part, height * part];
  return { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down };
}
