// Paints how messages move along connectors at the present of the simulation: single ones when there are few, else a stream
// whose width tells how many. Style sheets let them move, and only while time goes on.

import { powerOf } from './switches.ts';
import type { View } from './view.ts';
import type { Way, WayOf } from './cluster-ways.ts';
import type { Layer } from './layer.ts';

interface Stream {
  readonly way: Way;
  count: number;
}

/** Up to so many messages are seen one by one. */
const mostSingle = 5;

export function paintFlows(layer: Layer, { index, down, flows, isMoving }: View, wayOf: WayOf): void {
  const streams = new Map<string, Stream>();
  for (const [connector, count] of flows) {
    // Of a connector with several edges nobody knows which of them a message took.
    const [edge, ...others] = index.edgesOf.get(connector) ?? [];
    if (edge === undefined || others.length > 0 || powerOf(index, edge, down) !== 'on') continue;
    const way = wayOf(edge);
    if (way === undefined) continue;
    const stream = streams.get(way.id);
    if (stream === undefined) streams.set(way.id, { way, count });
    else stream.count += count;
  }
  layer
    .classed('moving', isMoving)
    .selectAll<SVGPathElement, Stream>('path.flow')
    .data([...streams.values()], ({ way }) => way.id)
    .join('path')
    .attr('class', ({ count }) => (count <= mostSingle ? 'flow single' : 'flow stream'))
    .attr('d', ({ way }) => way.path)
    .attr('pathLength', 100)
    .attr('stroke-width', ({ count }) => widthOf(count))
    .attr('stroke-dasharray', ({ count }) => (count <= mostSingle ? `0 ${100 / count}` : '2 2'))
    .style('--step', ({ count }) => (count <= mostSingle ? 100 / count : 4));
}

/** Ten times as many are some pixels wider. */
function widthOf(count: number): number {
  return count <= mostSingle ? 8 : 3 + 3 * Math.log10(count / mostSingle);
}
