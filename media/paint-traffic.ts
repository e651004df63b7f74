// Paints what message logs tell that edges carried: a band as wide as there were many, and how many, below the caption.

import { type Selection } from 'd3';
import { curvePath } from '#core/graph/outlines';
import type { SceneEdge } from '#core/graph/scene';
import type { EdgeTraffic, View } from './view.ts';

type Layer = Selection<SVGGElement, unknown, null, undefined>;

interface Carried extends EdgeTraffic {
  readonly edge: SceneEdge;
  /** Of the most that any edge carried. */
  readonly share: number;
}

const widest = 14;
const narrowest = 3;

export function paintTraffic(layer: Layer, { index, traffic }: View): void {
  const most = Math.max(1, ...[...traffic.values()].map(({ took }) => took));
  const carried = [...traffic].flatMap(([element, each]): Carried[] =>
    (index.edgesOf.get(element) ?? []).map((edge) => ({
      ...each,
      edge,
      share: Math.log1p(each.took) / Math.log1p(most),
    })),
  );
  layer
    .selectAll<SVGGElement, Carried>('g.carried')
    .data(carried, ({ edge }) => edge.id)
    .join((enter) => {
      const g = enter.append('g');
      g.append('path');
      g.append('text');
      return g;
    })
    .attr('class', ({ took, explained }) => (took === explained ? 'carried' : 'carried otherwise'))
    .each(function ({ edge, took, explained, share }) {
      const [path, text] = [this.querySelector('path'), this.querySelector('text')];
      path?.setAttribute('d', curvePath(edge));
      path?.setAttribute('stroke-width', String(narrowest + share * (widest - narrowest)));
      text?.setAttribute('x', String(edge.label.x));
      text?.setAttribute('y', String(edge.label.y + edge.captionHeight / 2 + 11));
      if (text !== null) text.textContent = captionOf(took, explained);
    });
}

/** With its unit, as the number above it is a cost. */
function captionOf(took: number, explained: number): string {
  const messages = `${took.toLocaleString('en')} ${took === 1 ? 'message' : 'messages'}`;
  return took === explained ? messages : `${messages}, ${(took - explained).toLocaleString('en')} otherwise`;
}
