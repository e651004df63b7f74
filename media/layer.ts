import type { Selection } from 'd3';

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** The part of that name in a layer; it is made when it is asked for first, above those before it. */
export function part(layer: Layer, name: string): Layer {
  const found = layer.select<SVGGElement>(`g.${name}`);
  return found.empty() ? layer.append('g').attr('class', name) : found;
}
