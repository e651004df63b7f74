// What lies on top of a drawing, as SVG: failed elements are dashed and crossed, the steps of a message numbered, and its
// next best way is dotted.

import { edgesOfLeg, type Leg } from '../asked/legs.ts';
import { overlayInWords, waysOf, type Overlay } from './overlay.ts';
import { powerOf, type Power } from '../asked/power.ts';
import type { Places, Point, SceneEdge, SceneNode } from '../scene.ts';
import { indexPlaces, type SceneIndex } from '../scene-index.ts';
import { centre } from '../space.ts';
import { escaped } from './xml.ts';

/** What an overlay adds to the file of a drawing. */
export interface DrawnOverlay {
  readonly classes: (item: SceneNode | SceneEdge) => readonly string[];
  readonly said: (item: SceneNode | SceneEdge) => readonly string[];
  /** Above everything else. */
  readonly shapes: readonly string[];
  /** For people who cannot see it. */
  readonly sentences: readonly string[];
}

const nothing: DrawnOverlay = { classes: () => [], said: () => [], shapes: [], sentences: [] };

/** An overlay as it is drawn into these places. */
export function overlayOf(places: Places, overlay: Overlay | undefined): DrawnOverlay {
  if (overlay === undefined) return nothing;
  const index = indexPlaces(places);
  const down = new Set(overlay.down);
  const power = (item: SceneNode | SceneEdge) => powerOf(index, item, down);
  const ways = waysOf(index, overlay);
  const { legs, nextBest } = ways;
  const travelled = new Set(legs.flatMap(edgesOfLeg));
  return {
    classes: (item) => [
      ...classOf(power(item)),
      ...(overlay.route !== undefined && 'curve' in item ? [ofWay(item, travelled, nextBest)] : []),
    ],
    said: (item) => saidOf(power(item)),
    shapes: [
      '<g class="over">',
      ...[...places.nodes, ...places.edges].flatMap((item) => (power(item) === 'off' ? [cross(item)] : [])),
      ...legs.flatMap((leg) => direct(index, leg)),
      ...steps(index, legs),
      '</g>',
    ],
    sentences: overlayInWords(overlay, ways),
  };
}

function ofWay(edge: SceneEdge, travelled: ReadonlySet<SceneEdge>, nextBest: ReadonlySet<SceneEdge>): string {
  if (travelled.has(edge)) return 'travelled';
  return nextBest.has(edge) ? 'next-best' : 'aside';
}

function classOf(power: Power): readonly string[] {
  return power === 'on' ? [] : [power];
}

function saidOf(power: Power): readonly string[] {
  switch (power) {
    case 'on':
      return [];
    case 'off':
      return ['Switched off.'];
    case 'without':
      return ['Without what it needs, as that is switched off.'];
  }
}

/** On the corner of a box, and over the caption of a line. */
function cross(item: SceneNode | SceneEdge): string {
  const { x, y } =
    'curve' in item
      ? { x: item.label.x, y: item.label.y - item.captionHeight / 2 - 8 }
      : { x: item.x - 1, y: item.y - 1 };
  return `<g class="cross" transform="translate(${x} ${y})"><circle r="8"/><path d="M-3,-3L3,3M3,-3L-3,3"/></g>`;
}

/** Within a group there is no line: a message goes straight. */
function direct(index: SceneIndex, { from, to, edge }: Leg): readonly string[] {
  const [near, far] = [index.nodes.get(from), index.nodes.get(to)];
  if (edge !== undefined || near === undefined || far === undefined) return [];
  const [a, b] = [centre(near), centre(far)];
  return [`<path class="direct" d="M${a.x},${a.y}L${b.x},${b.y}"/>`];
}

/** A number at each line that a message crosses; all of them where it crosses one more than once. */
function steps(index: SceneIndex, legs: readonly Leg[]): readonly string[] {
  const numbers = new Map<string, { readonly at: Point; readonly steps: number[] }>();
  legs.forEach((leg, step) => {
    for (const at of placesOf(index, leg)) {
      const key = `${at.x},${at.y}`;
      const known = numbers.get(key);
      if (known === undefined) numbers.set(key, { at, steps: [step + 1] });
      else known.steps.push(step + 1);
    }
  });
  return [...numbers.values()].map(({ at, steps }) => {
    const text = steps.join(' ');
    const half = Math.max(9, 4 + text.length * 3.5);
    const frame = `<rect x="${-half}" y="-9" width="${half * 2}" height="18" rx="9"/>`;
    return `<g class="step" transform="translate(${at.x} ${at.y})">${frame}<text y="4" font-size="11" text-anchor="middle">${escaped(text)}</text></g>`;
  });
}

function placesOf(index: SceneIndex, leg: Leg): readonly Point[] {
  const edges = edgesOfLeg(leg);
  if (edges.length > 0)
    return edges.map(({ label, captionHeight }) => ({ x: label.x, y: label.y - captionHeight / 2 - 9 }));
  const [near, far] = [index.nodes.get(leg.from), index.nodes.get(leg.to)];
  if (near === undefined || far === undefined) return [];
  const [a, b] = [centre(near), centre(far)];
  return [{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }];
}
