// Paints what message logs tell that edges carried: a band as wide as there were many, and how many, beside the cost.

import { labelAround } from '#core/graph/lines/captions';
import type { Places, Point, SceneEdge } from '#core/graph/scene';
import type { SceneIndex } from '#core/graph/scene-index';
import { makeSpace, type Rectangle, type Space } from '#core/graph/space';
import { textWidth } from '#core/graph/text-width';
import type { EdgeTraffic, View } from './view.ts';
import type { Way, WayOf } from './cluster-ways.ts';
import { part, type Layer } from './layer.ts';

interface Carried extends EdgeTraffic {
  readonly edge: SceneEdge;
  readonly way: Way;
  /** Of the most that any edge carried. */
  readonly share: number;
}

const widest = 14;
const narrowest = 3;
/** Of the texts, and what is between one and a cost. */
const size = 11;
const gap = 2;

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
  const ways = [...carried.values()];
  part(layer, 'bands')
    .selectAll<SVGPathElement, Carried>('path')
    .data(ways, ({ way }) => way.id)
    .join('path')
    .attr('class', ({ took, explained }) => (took === explained ? 'carried' : 'carried otherwise'))
    .attr('d', ({ way }) => way.path)
    .attr('stroke-width', ({ share }) => narrowest + share * (widest - narrowest));
  // Above all bands, clear of what costs are written on, and of each other.
  const own = ways.filter(({ way, edge }) => way.id === edge.id);
  const places = placesOf(own, index);
  part(layer, 'amounts')
    .selectAll<SVGTextElement, Carried>('text')
    .data(own, ({ way }) => way.id)
    .join('text')
    .attr('class', 'amount')
    .attr('dy', '0.35em')
    .attr('x', ({ edge }) => places.get(edge)?.x ?? edge.label.x)
    .attr('y', ({ edge }) => places.get(edge)?.y ?? edge.label.y)
    .text(({ took, explained }) => captionOf(took, explained));
}

/** The middles of the texts: below or above the cost, else beside it, where there is most room. */
function placesOf(carried: readonly Carried[], { places }: SceneIndex): ReadonlyMap<SceneEdge, Point> {
  if (carried.length === 0) return new Map();
  const costs = costsOf(places);
  const amounts = makeSpace<Rectangle>();
  const isTaken = (box: Rectangle): boolean => costs.taken(box) || amounts.taken(box);
  return new Map(
    carried.map(({ edge, took, explained }) => {
      const { label, captionWidth, captionHeight } = edge;
      const own = { width: textWidth(captionOf(took, explained), size), height: size };
      const [down, across] = [(captionHeight + size) / 2 + gap, (captionWidth + own.width) / 2 + gap];
      const choices = [
        { x: label.x, y: label.y + down },
        { x: label.x, y: label.y - down },
        { x: label.x - across, y: label.y },
        { x: label.x + across, y: label.y },
        { x: label.x, y: label.y + down + size + gap },
        { x: label.x, y: label.y - down - size - gap },
      ];
      const below = { x: label.x, y: label.y + down };
      const place = choices.find((each) => !isTaken(labelAround(each, own))) ?? below;
      amounts.add(labelAround(place, own));
      return [edge, place] as const;
    }),
  );
}

const known = new WeakMap<Places, Space<Rectangle>>();

/** Where costs are written. */
function costsOf(places: Places): Space<Rectangle> {
  const found = known.get(places);
  if (found !== undefined) return found;
  const costs = makeSpace(
    places.edges.map(({ label, captionWidth: width, captionHeight: height }) => labelAround(label, { width, height })),
  );
  known.set(places, costs);
  return costs;
}

/** With its unit, as the number above it is a cost. */
function captionOf(took: number, explained: number): string {
  const messages = `${took.toLocaleString('en')} ${took === 1 ? 'message' : 'messages'}`;
  return took === explained ? messages : `${messages}, ${(took - explained).toLocaleString('en')} otherwise`;
}
