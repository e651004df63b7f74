// Paints a connector and its way back as one line with one caption. Both are in the document beside the two single lines;
// the style sheet shows the one or the other, by the zoom, so that nothing moves.

import { select } from 'd3';
import { captionCorner, curvePath, pairHeads } from '#core/graph/lines/outlines';
import type { SceneEdge } from '#core/graph/scene';
import { createMemory } from './memory.ts';

const hasOtherPair = createMemory();

/** Whether an edge has a way back, or is one, that is drawn as one line with it. */
export function isPaired({ pair, pairedBy }: SceneEdge): boolean {
  return pair !== undefined || pairedBy !== undefined;
}

/** The line of both, in the element of the first of the two. */
export function paintJointLine(element: SVGGElement, edge: SceneEdge): void {
  const path = edge.pair === undefined ? '' : curvePath(edge.pair);
  if (!hasOtherPair(element, isPaired(edge), path)) return;
  const g = select(element).classed('paired', isPaired(edge));
  g.selectAll('.joint').remove();
  if (edge.pair === undefined) return;
  g.append('path').attr('class', 'line joint').attr('d', path);
  g.append('path').attr('class', 'arrow joint').attr('d', pairHeads(edge));
}

/** The caption of both, in the caption of the first of the two. */
export function paintJointCaption(element: SVGGElement, edge: SceneEdge): void {
  const g = select(element).classed('paired', isPaired(edge));
  g.selectAll('.joint').remove();
  if (edge.pair === undefined) return;
  const { caption, captionWidth: width, captionHeight: height, label } = edge.pair;
  const joint = g
    .append('g')
    .attr('class', 'joint')
    .attr('transform', `translate(${label.x - edge.label.x},${label.y - edge.label.y})`);
  joint
    .append('rect')
    .attr('rx', captionCorner)
    .attr('x', -width / 2)
    .attr('y', -height / 2)
    .attr('width', width)
    .attr('height', height);
  joint.append('text').attr('dy', '0.35em').text(caption);
}
