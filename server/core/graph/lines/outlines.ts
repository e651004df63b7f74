// The lines of the drawing as the data of SVG paths, for every painter alike.

import { distance, endOf, piecesOf, reversed } from './course.ts';
import { isUndirected } from '../kinds.ts';
import type { Curve, Point, SceneEdge, SceneNode } from '../scene.ts';

/** The border of a node, from its top left corner. What a node is shows in its shape too. */
export function outlineOf({ kind, width, height }: SceneNode): string {
  switch (kind) {
    case 'routing group':
    case 'site':
      return rounded(width, height, 8);
    case 'server':
      return rounded(width, height, 4);
    case 'virtual server':
      return rounded(width, height, Math.min(height / 2, 12));
    case 'host':
    case 'foreign system':
      return cut(width, height, Math.min(10, height / 3));
    case 'internet':
      return rounded(width, height, height / 2);
  }
}

function rounded(width: number, height: number, radius: number): string {
  const turn = (x: number, y: number): string => `a${radius},${radius} 0 0 1 ${x},${y}`;
  const [across, down] = [width - radius, height - radius];
  return `M${radius},0H${across}${turn(radius, radius)}V${down}${turn(-radius, radius)}H${radius}${turn(-radius, -radius)}V${radius}${turn(radius, -radius)}Z`;
}

function cut(width: number, height: number, corner: number): string {
  const [right, bottom] = [width - corner, height - corner];
  return `M${corner},0H${right}L${width},${corner}V${bottom}L${right},${height}H${corner}L0,${bottom}V${corner}Z`;
}

/** The course of an edge. */
export function curvePath({ curve }: Pick<SceneEdge, 'curve'>): string {
  return `M${onwards(curve)}`;
}

/** A way that follows edges one after the other, from and to points off them; one that leads nowhere both ways. */
export function pathAlong(edges: readonly SceneEdge[], from: Point, to: Point): string {
  let at = from;
  const parts = edges.map(({ kind, curve }) => {
    const [start, end] = [curve[0], endOf(curve)];
    const isBack = isUndirected(kind) && distance(at, end) < distance(at, start);
    at = isBack ? start : end;
    return `L${onwards(isBack ? reversed(curve) : curve)}`;
  });
  return `M${pair(from)}${parts.join('')}L${pair(to)}`;
}

function onwards(curve: Curve): string {
  const pieces = piecesOf(curve).map(([, first, second, end]) => `C${pair(first)} ${pair(second)} ${pair(end)}`);
  return `${pair(curve[0])}${pieces.join('')}`;
}

/** The head of an edge: closed where it leads to a routing group, open where it can lead outside, none where it leads nowhere. */
export function arrowPath({ arrow: [tip, left, right], kind }: Pick<SceneEdge, 'arrow' | 'kind'>): string {
  if (isUndirected(kind)) return '';
  const close = kind === 'routing group connector' ? 'Z' : '';
  return `M${pair(left)}L${pair(tip)}L${pair(right)}${close}`;
}

/** The heads of the line of a connector and its way back, at both ends. */
export function pairHeads({ kind, pair }: SceneEdge): string {
  return pair?.arrows.map((arrow) => arrowPath({ arrow, kind })).join('') ?? '';
}

/** The radius of the corners of a caption. */
export const captionCorner = 4;

function pair({ x, y }: Point): string {
  return `${x},${y}`;
}
