// What is written on an edge, and where: on the curve, clear of boxes and of other labels.

import { fontSizes } from './boxes.ts';
import { pointOn, type Box, type Curve } from './curves.ts';
import type { GraphEdge } from './graph.ts';
import type { Point } from './scene.ts';
import { makeSpace, type Rectangle, type Space } from './space.ts';
import { fitted, textWidth } from './text-width.ts';

export interface Caption {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

const captionHeight = 16;
const widestSpaces = 110;
/** Nearer to the source first: of a pair, each cost stands with the direction that pays it. */
const shares = [0.46, 0.54, 0.38, 0.62, 0.3, 0.7, 0.22, 0.78, 0.34, 0.66, 0.42, 0.58, 0.26, 0.74, 0.16, 0.84, 0.1, 0.9];

/** The cost; before it what is carried when the edge leads outside. */
export function captionOf(edge: GraphEdge): Caption {
  const outside = !edge.to.startsWith('routing group ');
  const carried = outside ? fitted(edge.detail, fontSizes.caption, widestSpaces) : '';
  const text = carried === '' ? String(edge.cost) : `${carried} · ${edge.cost}`;
  return { text, width: Math.ceil(textWidth(text, fontSizes.caption)) + 10, height: captionHeight };
}

/** A label to place; `before` is where it was on the very same curve. */
export interface Labelled {
  readonly curve: Curve;
  readonly caption: Caption;
  readonly before: Point | undefined;
}

/** The centre of each label, in order. Those that can stay where they were do. */
export function placeLabels(labelled: readonly Labelled[], boxes: Space<Box>): readonly Point[] {
  const labels = makeSpace<Rectangle>();
  const places: (Point | undefined)[] = labelled.map(({ caption, before }) => {
    if (before === undefined || !isFree(before, caption, boxes, labels)) return undefined;
    labels.add(around(before, caption));
    return before;
  });
  return labelled.map(({ curve, caption }, index) => {
    const kept = places[index];
    if (kept !== undefined) return kept;
    const point = freeOn(curve, caption, boxes, labels);
    labels.add(around(point, caption));
    return point;
  });
}

/** The first free place on the curve; if there is none, one that is at least clear of other labels. */
function freeOn(curve: Curve, caption: Caption, boxes: Space<Box>, labels: Space<Rectangle>): Point {
  const points = shares.map((share) => rounded(pointOn(curve, share)));
  const middle = rounded(pointOn(curve, 0.5));
  return (
    points.find((point) => isFree(point, caption, boxes, labels)) ??
    points.find((point) => !labels.taken(around(point, caption))) ??
    middle
  );
}

function isFree(point: Point, caption: Caption, boxes: Space<Box>, labels: Space<Rectangle>): boolean {
  const place = around(point, caption);
  return !labels.taken(place) && !boxes.taken(place);
}

function around(point: Point, caption: Caption): Rectangle {
  const { width, height } = caption;
  return { x: point.x - width / 2, y: point.y - height / 2, width, height };
}

function rounded(point: Point): Point {
  return { x: Math.round(point.x), y: Math.round(point.y) };
}
