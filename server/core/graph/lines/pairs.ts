// Pairs: a connector and its way back, which are drawn as one line with both costs until one looks closely.

import type { Bundle } from './bundles.ts';
import { isUndirected } from '../kinds.ts';
import type { DrawnEdge } from '../ties.ts';

/** The edge that leads the way of the bundle, and the one that leads back. */
export type Pair = readonly [forth: DrawnEdge, back: DrawnEdge];

/** Each edge of a bundle with its way back, as far as there are such: of the same kind, and disabled both or neither. */
export function pairsIn(bundle: Bundle<DrawnEdge>): readonly Pair[] {
  const [{ from, to }] = bundle;
  if (from === to) return [];
  const left = bundle.filter((edge) => edge.from !== from && !isUndirected(edge.kind));
  return bundle.flatMap((edge): Pair[] => {
    if (edge.from !== from) return [];
    const at = left.findIndex(({ kind, disabled }) => kind === edge.kind && disabled === edge.disabled);
    const [back] = at === -1 ? [] : left.splice(at, 1);
    return back === undefined ? [] : [[edge, back]];
  });
}
