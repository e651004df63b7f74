// The drawing: layers, one above the other, painted from a view; and what the mouse does in them.

import { select } from 'd3';
import type { Point } from '#core/graph/scene';
import { around, type Rectangle } from '#core/graph/space';
import type { PreviewState } from '#core/protocol/preview';
import { listenToClusters } from './cluster-keys.ts';
import { listenToDrags } from './dragging.ts';
import { createEmphasis } from './emphasis.ts';
import { html } from './html.ts';
import { boxAround } from './lifting.ts';
import { createMinimap } from './minimap.ts';
import { legPath } from './paint-marks.ts';
import type { Layer } from './layer.ts';
import { createPainting, type Layers } from './painting.ts';
import { play, type Playback } from './play.ts';
import { emptyIndex, itemsOf, type SceneIndex } from '#core/graph/scene-index';
import type { View } from './view.ts';
import { createCamera, type Camera, type Room } from './zoom.ts';

export interface Drawing {
  /** The window on the drawing. */
  readonly element: HTMLElement;
  readonly camera: Camera;
  /** Stands above the drawing, in its lower corner. */
  readonly minimap: HTMLElement;
  show(view: View): void;
  /** All of the drawing. */
  fit(): void;
  /** The window has another size; a drawing that the user never moved is kept whole in view. */
  resized(): void;
  /** Brings an item, or what stands for an element, into view, if it is not. */
  reveal(id: string): void;
  /** The same for what the user asked to see, from so near that it can be read. */
  bringNear(id: string): void;
  /** Gives the keyboard focus to an item that is drawn. */
  focus(id: string): void;
  /** Brings forward what an item has to do with; undefined: nothing any more. */
  point(id: string | undefined): void;
  /** Lets the message of the view's trace travel. */
  play(view: View, reached: (legs: number) => void, ended: () => void): Playback;
}

interface DrawingOptions {
  readonly calm: () => boolean;
  /** How much of the lower end of the drawing is covered, in pixels. */
  readonly covered: () => number;
  /** Ids come from the document, so they are looked up before they are believed. */
  readonly click: (id: string) => void;
  /** The keyboard focus came to an item, by whatever means. */
  readonly focused: (id: string) => void;
  readonly open: (id: string) => void;
  readonly clickAway: () => void;
  readonly openQueues: (server: string) => void;
  /** This part of the scene is in view, in a window of this size in pixels. */
  readonly looked: (view: Rectangle, size: Room) => void;
  readonly moved: (place: NonNullable<PreviewState['zoom']>, byUser: boolean) => void;
  /** A box is moved; let go; not moved after all. */
  readonly lift: (id: string, to: Point) => void;
  readonly drop: () => void;
  readonly putBack: () => void;
}

const namespace = 'http://www.w3.org/2000/svg';

/** How long things move, in milliseconds. */
const motion = 220;
/** Drawings with more lines for each box are tangled. */
const mostLines = 10;
/** With more items than this a new scene is painted at once. */
const mostMoving = 600;

export function createDrawing(options: DrawingOptions): Drawing {
  const element = html('div', {
    class: 'drawing',
    // VS Code's own menu over a webview offers to cut and paste, which means nothing here.
    'data-vscode-context': JSON.stringify({ preventDefaultContextMenuItems: true }),
    role: 'application',
    'aria-roledescription': 'routing graph',
    'aria-label':
      'Routing graph. Arrow keys walk, C follows connectors, Enter shows the source, Space switches off and on.',
  });
  // What is painted is a layer of its own: the browser moves and stretches its picture without painting it anew.
  const layer = element.appendChild(html('div', { class: 'layer' }));
  const svg = layer.appendChild(document.createElementNS(namespace, 'svg'));
  const viewport = svg.appendChild(document.createElementNS(namespace, 'g'));
  viewport.setAttribute('class', 'viewport');
  const layers = layersOf(select(viewport));
  const emphasis = createEmphasis(element, viewport);
  const painting = createPainting(element, layers, emphasis.renew);
  let index: SceneIndex = emptyIndex;
  listenToDrags({
    element,
    viewport,
    boxAt: (target) => boxAround(index, dataAt(target, 'id') ?? ''),
    ...options,
  });
  const camera = createCamera({
    window: element,
    layer,
    viewport,
    covered: options.covered,
    duration: () => (options.calm() ? 0 : motion),
    settled: painting.look,
    covers: painting.covers,
    looked: (view, size) => {
      options.looked(view, size);
      minimap.look(view);
    },
    moved: options.moved,
  });
  const minimap = createMinimap((point) => camera.centre(point));
  listen(element, options);
  listenToClusters(layers.clusters.node(), () => painting.clusters, camera.flyInto);

  return {
    element,
    camera,
    minimap: minimap.element,
    show: (view) => {
      const items = view.index.places.nodes.length + view.index.places.edges.length;
      const still =
        view.isLifted || options.calm() || index === emptyIndex || view.index === index || items > mostMoving;
      const duration = still ? 0 : motion;
      if (index !== view.index && !view.isLifted) {
        camera.follow(bounds(view.index));
        element.classList.toggle('tangled', isTangled(view.index));
      }
      index = view.index;
      painting.show(view, duration);
      if (!view.isLifted) minimap.show(index, painting.clusters, painting.findings);
      element.classList.toggle('tracing', view.trace !== undefined);
      element.classList.toggle('outdated', view.outdated);
      element.classList.toggle('filtering', view.filtered.size > 0);
      element.classList.toggle('hiding', view.hidesFiltered);
      emphasis.show(view);
    },
    fit: () => camera.fit(bounds(index)),
    resized: () => {
      camera.look();
      camera.refit(bounds(index));
    },
    reveal: (id) => {
      const box = boxOf(index, id);
      if (box !== undefined) camera.reveal(box);
    },
    bringNear: (id) => {
      const box = boxOf(index, id);
      if (box !== undefined) camera.show(box);
    },
    point: emphasis.point,
    focus: (id) => {
      if (itemElement(element, id) === null) painting.bring(id);
      itemElement(element, id)?.focus({ preventScroll: true });
    },
    play: (view, reached, ended) => {
      const legs = view.trace?.legs.map((leg) => legPath(view, leg)) ?? [];
      return play(layers.flight, { legs, instantly: options.calm() || document.hidden, reached, ended });
    },
  };
}

function layersOf(viewport: Layer): Layers & { readonly flight: Layer } {
  const layer = (name: string): Layer => viewport.append('g').attr('class', name);
  return {
    trunks: layer('trunks'),
    lines: layer('lines'),
    groups: { layer: layer('groups'), kinds: ['routing group', 'site'] },
    servers: { layer: layer('servers'), kinds: ['server'] },
    clusters: layer('clusters'),
    traffic: layer('traffic'),
    flows: layer('flows'),
    inner: { layer: layer('inner'), kinds: ['virtual server', 'host', 'internet', 'foreign system'] },
    captions: layer('captions'),
    marks: layer('marks'),
    flight: layer('flight'),
  };
}

function listen(element: HTMLElement, options: DrawingOptions): void {
  element.addEventListener('click', (event) => {
    const queues = dataOf(event, 'queues');
    const id = dataOf(event, 'id');
    if (queues !== undefined) options.openQueues(queues);
    else if (id !== undefined) options.click(id);
    else if (dataOf(event, 'cluster') === undefined) options.clickAway();
  });
  element.addEventListener('dblclick', (event) => {
    const id = dataOf(event, 'id');
    if (id !== undefined) options.open(id);
  });
  element.addEventListener('focusin', (event) => {
    const id = dataOf(event, 'id');
    if (id !== undefined) options.focused(id);
  });
  const hover = (event: Event, on: boolean): void => {
    const id = dataOf(event, 'id');
    if (id === undefined) return;
    for (const part of element.querySelectorAll(
      `.edge[data-id="${CSS.escape(id)}"], .caption[data-id="${CSS.escape(id)}"]`,
    )) {
      part.classList.toggle('hover', on);
    }
  };
  element.addEventListener('mouseover', (event) => hover(event, true));
  element.addEventListener('mouseout', (event) => hover(event, false));
}

function dataOf(event: Event, name: 'id' | 'queues' | 'cluster'): string | undefined {
  return dataAt(event.target, name);
}

function dataAt(target: EventTarget | null, name: 'id' | 'queues' | 'cluster'): string | undefined {
  const holder = target instanceof Element ? target.closest<SVGElement>(`[data-${name}]`) : null;
  return holder?.dataset[name];
}

function itemElement(element: HTMLElement, id: string): SVGGElement | null {
  return element.querySelector<SVGGElement>(`g[tabindex][data-id="${CSS.escape(id)}"]:not(.leaving)`);
}

function boxOf(index: SceneIndex, id: string): Rectangle | undefined {
  const edge = index.edges.get(id);
  const items = edge === undefined ? itemsOf(index, id) : [edge];
  const boxes = items.map((item): Rectangle => ('curve' in item ? around(item.curve) : item));
  return boxes.length === 0 ? undefined : around(boxes.flatMap(corners));
}

function isTangled({ places: { nodes, edges } }: SceneIndex): boolean {
  return edges.length > mostLines * nodes.filter(({ parent }) => parent === null).length;
}

function bounds({ places }: SceneIndex): Rectangle {
  const { width, height } = places;
  return { x: 0, y: 0, width, height };
}

function corners({ x, y, width, height }: Rectangle): { x: number; y: number }[] {
  return [
    { x, y },
    { x: x + width, y: y + height },
  ];
}
