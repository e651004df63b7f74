import { connectorId } from '#core/model/element';
import { addTo } from '#core/model/multimap';
import type { Connector, Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { enabledConnectors, groupNames } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** By group, where connectors lead that take system messages. */
const systemLinks = derived(
  {
    said: gist(enabledConnectors, ({ group, connects, messageTypes, faulty }: Connector) => ({
      from: group,
      to: messageTypes.includes('system') || faulty ? connects.map((connected) => connected.group.key) : [],
    })),
  },
  ({ said }): ReadonlyMap<Key, readonly Key[]> => {
    const links = new Map<Key, Key[]>();
    for (const { from, to } of said) for (const group of to) addTo(links, from, group);
    return links;
  },
);

/**
 * A connector shuts out system messages, and no other way leads to the routing group for them: delivery reports, link
 * state and the replication of public folders stop there (routing.md §1.5, M40) [H-CONTENT].
 */
export const noWayForSystemMail = rule({
  code: 'no-way-for-system-mail',
  severity: 'warning',
  over: enabledConnectors,
  reads: { systemLinks, groupNames },
  concerns: ({ messageTypes }) => !messageTypes.includes('system'),
  *check(connector, { systemLinks, groupNames }) {
    const from = connector.group;
    const reached = new Set([from]);
    for (const group of reached) for (const next of systemLinks.get(group) ?? []) reached.add(next);
    const lost = connector.connects.find(({ group }) => groupNames.has(group.key) && !reached.has(group.key));
    if (lost === undefined) return;
    const of = { kind: 'connector', key: connector.key } as const;
    yield {
      place: { statement: 'messages', of },
      message:
        `${quoted(connector.name)} takes no system messages, and no other way leads from ${plain(groupNames.get(from) ?? '')} to ` +
        `${plain(lost.group.name)} for them: delivery reports, link state and public folder replication stop. ` +
        "Remove 'messages', or add a connector for them.",
      fixes: [{ title: "Remove 'messages'", edits: [{ without: { statement: 'messages', of } }] }],
      element: connectorId(connector.name),
    };
  },
});
