// Bundles: the edges between the same two boxes, whichever way. They run side by side.

import type { EdgeId, NodeId } from '../ids.ts';

export interface Ends {
  readonly id: EdgeId;
  readonly from: NodeId;
  readonly to: NodeId;
}

export type Bundle<E> = readonly [E, ...E[]];

/** The edges, those between the same two boxes together. */
export function bundlesOf<E extends Ends>(edges: readonly E[]): readonly Bundle<E>[] {
  const bundles = new Map<string, [E, ...E[]]>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from}\n${edge.to}` : `${edge.to}\n${edge.from}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [edge]);
    else bundle.push(edge);
  }
  return [...bundles.values()];
}

/** Equal for bundles of the same edges. */
export function signature(bundle: Bundle<Ends>): string {
  return bundle.map(({ id, from, to }) => [id, from, to].join('\n')).join('\n');
}
