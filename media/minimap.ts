// The map of a large drawing in the lower corner: clusters or groups as dots, and the part that is in view. A click or a
// drag in it moves the view. Who cannot see it has the clusters and groups themselves, so it is hidden from them.

import type { Clusters } from '#core/graph/sight/clusters';
import { isGroup } from '#core/graph/kinds';
import type { Mark, Point } from '#core/graph/scene';
import type { Rectangle } from '#core/graph/space';
import type { Findings } from './cluster-states.ts';
import { html } from './html.ts';
import type { SceneIndex } from '#core/graph/scene-index';

export interface Minimap {
  readonly element: HTMLElement;
  /** What is drawn; with few groups there is no map. */
  show(index: SceneIndex, clusters: Clusters, findings: Findings): void;
  look(view: Rectangle): void;
}

/** From so many groups on. */
const fewestGroups = 50;
/** In pixels. */
const size = { width: 168, height: 116 };
/** Of the border around what is in view, in pixels. */
const frameWidth = 1.5;
/** The smallest side of a dot, in pixels. */
const smallest = 2.5;

const namespace = 'http://www.w3.org/2000/svg';

export function createMinimap(goTo: (point: Point) => void): Minimap {
  const svg = document.createElementNS(namespace, 'svg');
  const dots = svg.appendChild(document.createElementNS(namespace, 'g'));
  const frame = html('div', { class: 'frame' });
  const element = html('div', { class: 'minimap', 'aria-hidden': 'true', hidden: true });
  element.append(svg, frame);
  let scale = 1;
  let shown: SceneIndex | undefined;
  let shownFindings: Findings | undefined;
  let view: Rectangle | undefined;
  const placeFrame = (): void => {
    if (view !== undefined) frame.style.clipPath = border(view, scale);
  };
  const move = (event: PointerEvent): void => {
    const box = svg.getBoundingClientRect();
    goTo({ x: (event.clientX - box.x) / scale, y: (event.clientY - box.y) / scale });
  };
  svg.addEventListener('pointerdown', (event) => {
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
    move(event);
  });
  svg.addEventListener('pointermove', (event) => {
    if (svg.hasPointerCapture(event.pointerId)) move(event);
  });
  return {
    element,
    show: (index, clusters, findings) => {
      if (index === shown && findings === shownFindings) return;
      [shown, shownFindings] = [index, findings];
      const { nodes, width, height } = index.places;
      element.hidden = nodes.filter(({ kind }) => isGroup(kind)).length < fewestGroups;
      if (element.hidden) return;
      scale = Math.min(size.width / width, size.height / height);
      svg.setAttribute('width', String(width * scale));
      svg.setAttribute('height', String(height * scale));
      dots.replaceChildren(...dotsOf(index, clusters, findings).map((dot) => dotAt(dot, scale)));
      placeFrame();
    },
    look: (next) => {
      view = next;
      if (!element.hidden) placeFrame();
    },
  };
}

interface Dot {
  readonly box: Rectangle;
  readonly look: Mark['severity'] | 'outside' | '';
}

/** Clusters, and what is in none: groups and what is outside. */
function dotsOf({ places }: SceneIndex, { clusters, clusterOf }: Clusters, findings: Findings): readonly Dot[] {
  const single = places.nodes.filter(({ id, parent }) => parent === null && !clusterOf.has(id));
  return [
    ...clusters.map((cluster): Dot => ({ box: cluster, look: findings.get(cluster.id)?.severity ?? '' })),
    ...single.map((node): Dot => ({ box: node, look: isGroup(node.kind) ? '' : 'outside' })),
  ];
}

function dotAt({ box, look }: Dot, scale: number): SVGRectElement {
  const dot = rectangle(look === '' ? 'dot' : `dot ${look}`);
  place(dot, box, scale);
  dot.setAttribute('rx', '1.5');
  return dot;
}

/**
 * The border of a part of the scene, as what is left of the map's whole surface. It changes with every frame of a movement,
 * and a change of what is laid out would have the drawing's texts laid out and all of it painted anew.
 */
function border({ x, y, width, height }: Rectangle, scale: number): string {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map((at) => at * scale) as [number, number, number, number]; // prettier-ignore
  const half = frameWidth / 2;
  const around = (by: number): string => {
    const [x1, y1, x2, y2] = [left - by, top - by, Math.max(left + by, right + by), Math.max(top + by, bottom + by)];
    const corners = [[x1, y1], [x2, y1], [x2, y2], [x1, y2], [x1, y1]]; // prettier-ignore
    return corners.map((corner) => corner.map((at) => `${at.toFixed(1)}px`).join(' ')).join(', ');
  };
  return `polygon(evenodd, ${around(half)}, ${around(-half)})`;
}

function place(element: SVGRectElement, { x, y, width, height }: Rectangle, scale: number): void {
  // A little apart from each other, as clusters often touch.
  const gap = 1;
  element.setAttribute('x', String(x * scale));
  element.setAttribute('y', String(y * scale));
  element.setAttribute('width', String(Math.max(smallest, width * scale - gap)));
  element.setAttribute('height', String(Math.max(smallest, height * scale - gap)));
}

function rectangle(name: string): SVGRectElement {
  const element = document.createElementNS(namespace, 'rect');
  element.setAttribute('class', name);
  return element;
}
