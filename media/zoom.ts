// Pan and zoom. The place in the drawing is the user's: only they move it, apart from bringing into view what they
// asked for, and a drawing that they never moved, which is kept whole in view as it grows.

import { interpolateZoom, select, zoom as createZoom, zoomIdentity, type ZoomTransform } from 'd3';
import type { Point } from '#core/graph/scene';
import type { Look } from '#core/graph/sight/sight';
import type { Rectangle } from '#core/graph/space';
import type { PreviewState } from '#core/protocol/preview';

export interface Camera {
  /** Takes a place that was kept. */
  restore(place: PreviewState['zoom']): void;
  /** Forgets that the user moved it: what is drawn next is another topology. */
  release(): void;
  zoomBy(factor: number): void;
  /** Shows the whole box, and keeps it whole in view until the user moves it. */
  fit(box: Rectangle): void;
  /** Keeps a drawing that the user never moved whole in view; one that is in view is left where it is. */
  follow(box: Rectangle): void;
  /** Fits a drawing that the user never moved to a window of another size. */
  refit(box: Rectangle): void;
  /** Brings a box into view, if it is not, with the least movement. */
  reveal(box: Rectangle): void;
  /** The same for what the user asked to see, from so near that it can be read. */
  show(box: Rectangle): void;
  /** Fills the window with a box, and comes as near as `least` at least. */
  flyInto(box: Rectangle, least: number): void;
  /** Moves so that a point is in the middle. */
  centre(point: Point): void;
  /** Tells anew what is in view, as the window has another size. */
  look(): void;
  /** What is drawn is moved or stretched: whatever the page lays out now has all of it laid out and painted anew. */
  isMoving(): boolean;
}

export type Room = Pick<Rectangle, 'width' | 'height'>;

interface CameraOptions {
  readonly window: HTMLElement;
  /** Holds the viewport, and is moved and stretched instead of it while the drawing moves. */
  readonly layer: HTMLElement;
  readonly viewport: SVGGElement;
  /** How much of the lower end of the window is covered, in pixels. */
  readonly covered: () => number;
  /** How long a movement takes, in milliseconds; 0 under reduced motion. */
  readonly duration: () => number;
  /** The part of the scene that is in view, and the size of the window in pixels, at every movement. */
  readonly looked: (view: Rectangle, size: Room) => void;
  /** What is drawn is drawn for this place from now on; whether the zoom goes on changing. */
  readonly settled: (look: Look, isMoving: boolean) => void;
  /** Whether what is drawn covers a part of the scene. */
  readonly covers: (view: Rectangle) => boolean;
  /** The place, and whether the user took it: else null is to be kept. */
  readonly moved: (place: NonNullable<PreviewState['zoom']>, byUser: boolean) => void;
}

/** A flight takes so many times as long as a movement. */
const flight = 2;
const closest = 4;
const farthest = 0.02;
/** What is asked for can be read at this zoom, and what is around it can be seen. */
const readable = 0.8;
/** In milliseconds. */
const longestFlight = 900;
/** What is drawn is stretched so far while the zoom changes, and is drawn anew no more often than so many milliseconds. */
const mostStretched = 1.6;
const rest = 250;
/** Room around the drawing when all of it is shown, in pixels. */
const margin = 28;
/** Room left for the card of a selected element when all is shown, in pixels, and its largest share of a low window. */
const cardRoom = 64;
const cardShare = 0.16;

export function createCamera(options: CameraOptions): Camera {
  const { window, layer, viewport, covered, duration, looked, settled, covers, moved } = options;
  const stage = select<HTMLElement, unknown>(window);
  let transform = zoomIdentity;
  let users = false;
  /** The place that is drawn; from there the layer is moved and stretched. */
  let drawn = zoomIdentity;
  let drawnAt = -Infinity;
  let goesOn = false;
  let size: Room = { width: 0, height: 0 };

  const view = (): Rectangle => inView(size, transform);
  const settle = (isMoving: boolean): void => {
    drawn = transform;
    drawnAt = performance.now();
    goesOn = isMoving;
    viewport.setAttribute('transform', transform.toString());
    layer.style.transform = 'none';
    window.style.setProperty('--pixel', String(1 / transform.k));
    window.dataset['zoom'] = levelOf(transform.k);
    settled({ view: view(), zoom: transform.k }, isMoving);
  };
  const follow = (): void => {
    const stretch = transform.k / drawn.k;
    const isFar = stretch > mostStretched || stretch < 1 / mostStretched || !covers(view());
    if (isFar && (stretch === 1 || performance.now() - drawnAt > rest)) return settle(stretch !== 1);
    const [x, y] = [transform.x - drawn.x * stretch, transform.y - drawn.y * stretch];
    layer.style.transform = `translate(${x}px, ${y}px) scale(${stretch})`;
  };
  const behaviour = createZoom<HTMLElement, unknown>()
    .scaleExtent([farthest, closest])
    // What it would ask the element for has everything laid out that was just painted.
    .extent(() => [
      [0, 0],
      [size.width, size.height],
    ]) // prettier-ignore
    .filter((event: MouseEvent) => event.button === 0 || event.type === 'wheel')
    .on('zoom', (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      transform = event.transform;
      users ||= event.sourceEvent !== null;
      follow();
      looked(view(), size);
    })
    .on('end', () => {
      if (drawn !== transform || goesOn) settle(false);
      moved({ k: transform.k, x: transform.x, y: transform.y }, users);
    });
  stage.call(behaviour).on('dblclick.zoom', null);

  const move = (next: ZoomTransform, at = duration()): void => {
    if (at === 0 || document.hidden) stage.interrupt().call(behaviour.transform, next);
    else stage.transition().duration(at).call(behaviour.transform, next);
  };
  const room = (): Room => ({ width: window.clientWidth, height: Math.max(0, window.clientHeight - covered()) });
  const fit = (box: Rectangle, at = duration()): void => {
    const { clientWidth: width, clientHeight: height } = window;
    const free = Math.min(room().height, height - Math.min(cardRoom, cardShare * height));
    move(fitting({ width, height: free }, box), at);
  };
  return {
    restore: (place) => {
      if (place === null) return;
      users = true;
      move(zoomIdentity.translate(place.x, place.y).scale(place.k), 0);
    },
    release: () => {
      users = false;
    },
    zoomBy: (factor) => {
      users = true;
      if (duration() === 0) stage.call(behaviour.scaleBy, factor);
      else stage.transition().duration(duration()).call(behaviour.scaleBy, factor);
    },
    fit: (box) => {
      users = false;
      fit(box);
    },
    follow: (box) => {
      if (!users && window.clientWidth > 0 && !isInside(room(), transform, box)) fit(box, 0);
    },
    refit: (box) => {
      if (!users && window.clientWidth > 0) fit(box, 0);
    },
    reveal: (box) => {
      const next = revealing(room(), transform, box);
      if (next !== transform) move(next);
    },
    show: (box) => {
      const k = Math.min(readable, scaleFitting(room(), box));
      const near =
        levelOf(transform.k) === 'near' && k === readable && transform.k <= scaleFitting(room(), box)
          ? transform
          : centred(room(), k, box);
      const next = revealing(room(), near, box);
      if (next === transform) return;
      users = true;
      move(next, duration() === 0 ? 0 : Math.max(duration(), flightTime(room(), transform, next)));
    },
    isMoving: () => drawn !== transform,
    look: () => {
      size = { width: window.clientWidth, height: window.clientHeight };
      settle(false);
      looked(view(), size);
    },
    flyInto: (box, least) => {
      users = true;
      const { k } = fitting(room(), box);
      move(centred(room(), Math.max(k, least), box), duration() * flight);
    },
    centre: ({ x, y }) => {
      users = true;
      const { k } = transform;
      move(centred(room(), k, { x, y, width: 0, height: 0 }), 0);
    },
  };
}

/** What is readable at this zoom; the style sheet hides the rest, so that panning costs nothing. */
function levelOf(k: number): 'near' | 'middle' | 'far' {
  if (k > 0.55) return 'near';
  return k > 0.3 ? 'middle' : 'far';
}

function inView({ width, height }: Room, transform: ZoomTransform): Rectangle {
  const [x, y] = transform.invert([0, 0]);
  return { x, y, width: width / transform.k, height: height / transform.k };
}

function fitting({ width, height }: Room, box: Rectangle): ZoomTransform {
  if (box.width === 0 || box.height === 0 || width === 0 || height === 0) return zoomIdentity;
  return centred({ width, height }, Math.min(1.25, scaleFitting({ width, height }, box)), box);
}

/** The largest zoom at which all of a box is in view. */
function scaleFitting({ width, height }: Room, box: Rectangle): number {
  return Math.max(farthest, Math.min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height));
}

/** How long a flight takes that is smooth all the way, in milliseconds; a long one does not take much longer. */
function flightTime({ width, height }: Room, from: ZoomTransform, to: ZoomTransform): number {
  const seen = (transform: ZoomTransform): [number, number, number] => {
    const [x, y] = transform.invert([width / 2, height / 2]);
    return [x, y, Math.max(width, height) / transform.k];
  };
  return Math.min(longestFlight, 0.4 * interpolateZoom(seen(from), seen(to)).duration);
}

function centred({ width, height }: Room, k: number, box: Rectangle): ZoomTransform {
  const x = width / 2 - k * (box.x + box.width / 2);
  const y = height / 2 - k * (box.y + box.height / 2);
  return zoomIdentity.translate(x, y).scale(k);
}

function isInside(room: Room, transform: ZoomTransform, box: Rectangle): boolean {
  if (transform === zoomIdentity) return false;
  const [left, top] = transform.apply([box.x, box.y]);
  const [right, bottom] = transform.apply([box.x + box.width, box.y + box.height]);
  return left >= 0 && top >= 0 && right <= room.width && bottom <= room.height;
}

function revealing(room: Room, transform: ZoomTransform, box: Rectangle): ZoomTransform {
  const [left, top] = transform.apply([box.x, box.y]);
  const [right, bottom] = transform.apply([box.x + box.width, box.y + box.height]);
  const x = shift(left, right, room.width);
  const y = shift(top, bottom, room.height);
  return x === 0 && y === 0 ? transform : transform.translate(x / transform.k, y / transform.k);
}

/** How far to move a stretch so that it lies within the size; one that is longer than it is left when it covers some. */
function shift(start: number, end: number, size: number): number {
  if (end - start > size - 2 * margin) return start > size - margin || end < margin ? size / 2 - (start + end) / 2 : 0;
  if (start < 0) return margin - start;
  return end > size ? size - margin - end : 0;
}
