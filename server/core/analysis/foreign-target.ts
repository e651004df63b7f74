import { connectorId } from '#core/model/element';
import { connectors, groupNames, members } from './facts.ts';
import { membersOf } from './members-of.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain, writtenName } from '#core/syntax/words';

/**
 * A target of a routing group connector is not a server of the group that the connector leads to, so mail handed to it
 * does not arrive where it should (M11).
 */
export const foreignTarget = rule({
  code: 'foreign-target',
  severity: 'error',
  over: connectors,
  reads: { members, groupNames },
  concerns: (connector, { members }) =>
    connector.kind === 'routing group connector' &&
    connector.targets.some(({ server }) => members.get(server.key)?.group !== connector.connects[0]?.group.key),
  *check(connector, { members, groupNames }) {
    const to = connector.connects[0]?.group;
    if (connector.kind !== 'routing group connector' || to === undefined) return;
    const groupName = groupNames.get(to.key);
    if (groupName === undefined) return;
    const named = connector.targets.map(({ server }) => server.key);
    for (const { server, place } of connector.targets) {
      const member = members.get(server.key);
      if (member === undefined || member.group === to.key || place === undefined) continue;
      const itsGroup = plain(groupNames.get(member.group) ?? '');
      const free = membersOf(members, to.key).filter(({ key }) => !named.includes(key));
      yield {
        place,
        message:
          `${plain(member.name)} is a member of ${itsGroup}, not of ${plain(groupName)}, so nothing arrives by ` +
          `${quoted(connector.name)} there. Name servers of ${plain(groupName)}.`,
        related: [
          {
            place: { declared: { kind: 'server', key: server.key } },
            message: `${plain(member.name)} is a server of ${itsGroup}.`,
          },
        ],
        fixes: free.slice(0, 3).map(({ name }, i) => ({
          title: `Change to ${plain(name)}`,
          edits: [{ place, text: writtenName(name) }],
          preferred: i === 0,
        })),
        element: connectorId(connector.name),
      };
    }
  },
});
