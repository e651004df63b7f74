import { connectorId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { enabledConnectors, groupNames, members } from './facts.ts';
import { membersOf } from './members-of.ts';
import { ownHosts } from './own-hosts.ts';
import type { SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/**
 * An SMTP connector connects a routing group, and its smart host is a server of another one of ours: all its mail is
 * returned (routing.md §13.20) [H-UPG55].
 */
export const astrayConnector = rule({
  code: 'astray-connector',
  severity: 'error',
  over: enabledConnectors,
  reads: { ownHosts, members, groupNames },
  concerns: ({ kind, connects }) => kind === 'smtp connector' && connects.length > 0,
  *check(connector, { ownHosts, members, groupNames }) {
    if (connector.kind !== 'smtp connector' || connector.delivery.kind !== 'smart host') return;
    const connected = connector.connects.map(({ group }) => group.key);
    for (const { text, address, place } of connector.delivery.hosts) {
      const key = ownHosts.get(address ?? text);
      const own = key === undefined ? undefined : members.get(key);
      if (own === undefined || place === undefined || connected.includes(own.group)) continue;
      const there = listed(connector.connects.map(({ group }) => plain(group.name)));
      const candidates = connected.flatMap((group) => membersOf(members, group)).slice(0, 3);
      yield {
        place,
        message:
          `${text} is a server of ${plain(groupNames.get(own.group) ?? '')}, but ${quoted(connector.name)} connects ${there}: ` +
          `all its mail is returned. Name a server of ${there}.`,
        related: [
          { place: { declared: { kind: 'server', key: own.key } }, message: `${plain(own.name)} is declared here.` },
        ],
        fixes: candidates.map(({ name }, index): SuggestedFix => ({
          title: `Change to ${plain(name)}`,
          edits: [{ place, text: plain(name) }],
          preferred: index === 0,
        })),
        element: connectorId(connector.name),
      };
    }
  },
});
