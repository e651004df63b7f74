import { connectorId } from '#core/model/element';
import type { Connector, Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { connectors, groupNames } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** The routing groups that mail of others passes: connectors lead in from one group and out to another one. */
const hubs = derived(
  { said: gist(connectors, ({ group, connects }: Connector) => ({ from: group, to: connects.map(({ group: { key } }) => key) })) }, // prettier-ignore
  ({ said }): ReadonlySet<Key> => {
    const [into, out] = [new Map<Key, Set<Key>>(), new Map<Key, Set<Key>>()];
    for (const { from, to } of said) {
      for (const key of to) {
        note(out, from, key);
        note(into, key, from);
      }
    }
    const passes = (hub: Key) =>
      [...(out.get(hub) ?? [])].some((to) => [...(into.get(hub) ?? [])].some((from) => from !== to));
    return new Set([...out.keys()].filter(passes));
  },
);

function note(map: Map<Key, Set<Key>>, key: Key, other: Key): void {
  map.set(key, (map.get(key) ?? new Set()).add(other));
}

/**
 * A connector for its own routing group only, in a group that mail of others passes. Others do not choose it; but each
 * server on the way decides anew, so their mail can take it all the same once it comes through here (routing.md §3, M31)
 * [KB-811706, KB-279404]. Scopes are safe in groups at the edge.
 */
export const scopedHub = rule({
  code: 'scoped-hub',
  severity: 'info',
  over: connectors,
  reads: { hubs, groupNames },
  concerns: (connector, { hubs }) =>
    connector.kind !== 'routing group connector' && connector.scope === 'routing group' && hubs.has(connector.group),
  *check(connector, { groupNames }) {
    const group = plain(groupNames.get(connector.group) ?? '');
    const of = { kind: 'connector', key: connector.key } as const;
    yield {
      place: { statement: 'scope', of },
      message:
        `${quoted(connector.name)} is for ${group} only, but mail of other groups passes ${group}, where it is decided anew ` +
        'and can take it all the same. Such a scope keeps its promise only in groups that no other mail passes.',
      element: connectorId(connector.name),
    };
  },
});
