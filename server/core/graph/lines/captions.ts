// What is written on an edge, and where: on the curve, clear of boxes and of other labels.

import { isKind } from '#core/model/element';
import { gap } from '../places/blocks.ts';
import { fontSizes } from '../places/boxes.ts';
import { pointsOn } from './course.ts';
import type { Box } from './direct-lines.ts';
import type { GraphEdge } from '../graph.ts';
import { isUndirected } from '../kinds.ts';
import type { Curve, Point } from '../scene.ts';
import { makeSpace, type Rectangle, type Space } from '../space.ts';
import { fitted, textWidth } from '../text-width.ts';

export interface Caption {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

const captionHeight = 16;
const widestSpaces = 110;
const widestName = 84;
const mostNamed = 40;
/** How much of a line shows on both sides of its caption together. */
const lineShown = 40;
/** The middle first. */
const shares = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86, 0.1, 0.9];
/** Away from a busy start. */
const sharesAtEnd = [0.7, 0.62, 0.78, 0.56, 0.84, 0.5, 0.9, 0.44, 0.38, 0.32, 0.26, 0.2, 0.14];
const sharesAtStart = sharesAtEnd.map((share) => 1 - share);

/**
 * The cost; before it what is carried when the edge leads outside, or the name of a site link, which has one for both ways,
 * where there are few. Of a DAG its name.
 */
export function captionOf(edge: Captioned, named: boolean): Caption {
  return written(captionText(edge, named));
}

function written(text: string): Caption {
  return { text, width: Math.ceil(textWidth(text, fontSizes.caption)) + 10, height: captionHeight };
}

/** Of a connector and its way back: both costs, or one where they are alike. */
export function captionOfPair(forth: Captioned, back: Captioned, named: boolean): Caption {
  const cost = forth.cost === back.cost ? `${forth.cost}` : `${forth.cost} ⇄ ${back.cost}`;
  return written(captionText({ ...forth, cost }, named));
}

/** What of an edge makes its caption. */
export type Captioned = Pick<GraphEdge, 'kind' | 'name' | 'to' | 'cost' | 'carries' | 'disabled'>;

function captionText(
  { kind, name, to, cost, carries, disabled }: Omit<Captioned, 'cost'> & { readonly cost: number | string },
  named: boolean,
): string {
  if (kind === 'dag') return fitted(name, fontSizes.caption, widestSpaces);
  const isInside = isKind(to, 'routing group') || isUndirected(kind);
  const link = named && kind === 'site link' ? fitted(name, fontSizes.caption, widestName) : '';
  const first = isInside ? link : shortened(carries);
  return [first, String(cost), disabled === true ? 'disabled' : ''].filter((part) => part !== '').join(' · ');
}

/** Whether there are so few site links that their names help more than they clutter. */
export function areLinksNamed(edges: readonly Pick<GraphEdge, 'kind'>[]): boolean {
  return edges.filter(({ kind }) => kind === 'site link').length <= mostNamed;
}

/** Room between sites for the names on the lines between them, besides what there is anyway. */
export function roomForCaptions(edges: readonly Captioned[]): number {
  if (!areLinksNamed(edges)) return 0;
  const widths = edges.filter(({ kind }) => isUndirected(kind)).map((edge) => captionOf(edge, true).width);
  return Math.max(0, Math.max(0, ...widths) + lineShown - gap);
}

function shortened(carries: readonly string[]): string {
  const [first = '', ...rest] = carries;
  const short = fitted(first, fontSizes.caption, widestSpaces);
  return rest.length === 0 ? short : `${short} +${rest.length}`;
}

/** A label to place; `before` is where it was on the very same curve. */
export interface Labelled {
  readonly curve: Curve;
  readonly caption: Caption;
  readonly before: Point | undefined;
  /** Which end of the curve has fewer others around it, where that makes a difference. */
  readonly calmEnd: 'start' | 'end' | undefined;
}

/** The centre of each label, in order, clear of those that are there. Those that can stay where they were do. */
export function placeLabels(
  labelled: readonly Labelled[],
  boxes: Space<Box>,
  there: readonly Rectangle[] = [],
): readonly Point[] {
  const labels = makeSpace<Rectangle>(there);
  const places: (Point | undefined)[] = labelled.map(({ caption, before }) => {
    if (before === undefined || !isFree(before, caption, boxes, labels)) return undefined;
    labels.add(labelAround(before, caption));
    return before;
  });
  return labelled.map(({ curve, caption, calmEnd }, index) => {
    const kept = places[index];
    if (kept !== undefined) return kept;
    const point = freeOn(curve, sharesFor(calmEnd), caption, boxes, labels);
    labels.add(labelAround(point, caption));
    return point;
  });
}

function sharesFor(calmEnd: Labelled['calmEnd']): readonly number[] {
  if (calmEnd === undefined) return shares;
  return calmEnd === 'start' ? sharesAtStart : sharesAtEnd;
}

/** The first free place on the curve; if there is none, one that is at least clear of other labels. */
function freeOn(
  curve: Curve,
  shares: readonly number[],
  caption: Caption,
  boxes: Space<Box>,
  labels: Space<Rectangle>,
): Point {
  const on = pointsOn(curve);
  let clearOfLabels: Point | undefined;
  for (const share of shares) {
    const point = rounded(on(share));
    const place = labelAround(point, caption);
    if (labels.taken(place)) continue;
    if (!boxes.taken(place)) return point;
    clearOfLabels ??= point;
  }
  return clearOfLabels ?? rounded(on(0.5));
}

function isFree(point: Point, caption: Caption, boxes: Space<Box>, labels: Space<Rectangle>): boolean {
  const place = labelAround(point, caption);
  return !labels.taken(place) && !boxes.taken(place);
}

/** What a label covers. */
export function labelAround(point: Point, caption: Pick<Caption, 'width' | 'height'>): Rectangle {
  const { width, height } = caption;
  return { x: point.x - width / 2, y: point.y - height / 2, width, height };
}

function rounded(point: Point): Point {
  return { x: Math.round(point.x), y: Math.round(point.y) };
}
