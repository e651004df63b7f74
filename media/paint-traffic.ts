// Paints what message logs tell that edges carried: a band as wide as there were many, and how many, below the caption.

import { type Selection } from 'd3';
import type { SceneEdge } from '#core/graph/scene';
import type { EdgeTraffic, View } from './view.ts';
import type { Way, WayOf } from './cluster-ways.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;

interface Carried extends EdgeTraffic {
  readonly edge: SceneEdge;
  readonly way: Way;
  /** Of the most that any edge carried. */
  readonly share: number;
}

const widest = 14;
const narrowest = 3;

export function paintTraffic(layer: Layer, { index, traffic }: View, wayOf: WayOf): void {
  const most = Math.max(1, ...[...traffic.values()].map(({ took }) => took));
  const carried = new Map<string, Carried>();
  for (const [element, { took, explained }] of traffic) {
    for (const edge of index.edgesOf.get(element) ?? []) {
      const way = wayOf(edge);
      if (way === undefined) continue;
      const before = carried.get(way.id);
      const sum = { took: took + (before?.took ?? 0), explained: explained + (before?.explained ?? 0) };
      carried.set(way.id, { ...sum, edge, way, share: Math.min(1, Math.log1p(sum.took) / Math.log1p(most)) });
    }
  }
  layer
    .selectAll<SVGGElement, Carried>('g.carried')
    .data([...carried.values()], ({ way }) => way.id)
    .join((enter) => {
      const g = enter.append('g');
      g.append('path');
      g.append('text');
      return g;
    })
    .attr('class', ({ took, explained }) => (took === explained ? 'carried' : 'carried otherwise'))
    .each(function ({ edge, way, took, explained, share }) {
      const [path, text] = [this.querySelector('path'), this.querySelector('text')];
      path?.setAttribute('d', way.path);
      path?.setAttribute('stroke-width', String(narrowest + share * (widest - narrowest)));
      text?.setAttribute('x', String(edge.label.x));
      text?.setAttribute('y', String(edge.label.y + edge.captionHeight / 2 + 11));
      if (text !== null) text.textContent = way.id === edge.id ? captionOf(took, explained) : '';
    });
}

/** With its unit, as the number above it is a cost. */
function captionOf(took: number, explained: number): string {
  const messages = `${took.toLocaleString('en')} ${took === 1 ? 'message' : 'messages'}`;
  return took === explained ? messages : `${messages}, ${(took - explained).toLocaleString('en')} otherwise`;
}
