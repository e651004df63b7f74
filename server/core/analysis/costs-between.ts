import { addTo } from '#core/model/multimap';
import type { Connector, Key } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { enabledConnectors } from './facts.ts';

interface Link {
  readonly to: Key;
  readonly cost: number;
}

/**
 * What it costs from one routing group to another by declared connectors, whatever their state; Infinity where no chain
 * of them leads there. A fact of keys and costs alone.
 */
export const costsBetween = derived(
  {
    links: gist(enabledConnectors, ({ group, connects }: Connector) => ({
      from: group,
      to: connects.map(({ group: { key }, cost }): Link => ({ to: key, cost })),
    })),
  },
  ({ links }): ((from: Key, to: Key) => number) => {
    const linksFrom = new Map<Key, Link[]>();
    for (const { from, to } of links) for (const link of to) addTo(linksFrom, from, link);
    const known = new Map<Key, ReadonlyMap<Key, number>>();
    return (from, to) => {
      let costs = known.get(from);
      if (costs === undefined) known.set(from, (costs = costsFrom(linksFrom, from)));
      return costs.get(to) ?? Infinity;
    };
  },
);

/** Looks at a group again whenever a cheaper way to it turns up. */
function costsFrom(linksFrom: ReadonlyMap<Key, readonly Link[]>, start: Key): ReadonlyMap<Key, number> {
  const costs = new Map<Key, number>([[start, 0]]);
  const due = new Set<Key>([start]);
  for (const group of due) {
    due.delete(group);
    const here = costs.get(group) ?? 0;
    for (const { to, cost } of linksFrom.get(group) ?? []) {
      if (here + cost >= (costs.get(to) ?? Infinity)) continue;
      costs.set(to, here + cost);
      due.add(to);
    }
  }
  return costs;
}
