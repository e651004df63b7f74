import { connectorId } from '#core/model/element';
import type { Connector, Key, VirtualServerReference } from '#core/model/topology';
import { connectors, groupNames, members, type Member } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { membersOf } from './members-of.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain, writtenName } from '#core/syntax/words';

/**
 * A bridgehead is a server of another routing group than the connector. Bridgeheads send what the members of their own
 * group hand them, so this one sends nothing (M09). Usually bridgehead and target were taken for each other.
 */
export const foreignBridgehead = rule({
  code: 'foreign-bridgehead',
  severity: 'error',
  over: connectors,
  reads: { members, groupNames },
  concerns: (connector, { members }) =>
    connector.bridgeheads !== 'any' &&
    connector.bridgeheads.some((bridgehead) => isForeign(bridgehead, connector, members)),
  *check(connector, { members, groupNames }) {
    if (connector.bridgeheads === 'any') return;
    const foreign = connector.bridgeheads.filter((bridgehead) => isForeign(bridgehead, connector, members));
    const none = foreign.length === connector.bridgeheads.length && !connector.faulty;
    const group = plain(groupNames.get(connector.group) ?? '');
    for (const [i, { server, place }] of foreign.entries()) {
      const member = members.get(server.key);
      if (place === undefined || member === undefined) continue;
      const itsGroup = plain(groupNames.get(member.group) ?? '');
      yield {
        place,
        message:
          none && i === 0
            ? `No bridgehead of ${quoted(connector.name)} is a member of ${group}, so nothing leaves by it. ` +
              `Add a server of ${group} as bridgehead.`
            : `${plain(member.name)} is a member of ${itsGroup}, not of ${group}, so it sends nothing by ` +
              `${quoted(connector.name)}. Name servers of ${group}.`,
        related: [
          {
            place: { declared: { kind: 'server', key: server.key } },
            message: `${plain(member.name)} is a server of ${itsGroup}.`,
          },
        ],
        fixes: replacements({ place, connector }, membersOf(members, connector.group), i),
        element: connectorId(connector.name),
      };
    }
  },
});

function isForeign(
  { server }: VirtualServerReference,
  { group }: Connector,
  members: ReadonlyMap<Key, Member>,
): boolean {
  const member = members.get(server.key);
  return member !== undefined && member.group !== group;
}

function replacements(
  { place, connector }: { readonly place: NonNullable<Connector['place']>; readonly connector: Connector },
  candidates: readonly Member[],
  skip: number,
): readonly SuggestedFix[] {
  const used = connector.bridgeheads === 'any' ? [] : connector.bridgeheads.map(({ server }) => server.key);
  return candidates
    .filter(({ key }) => !used.includes(key))
    .slice(skip, skip + 3)
    .map(({ name }, i) => ({
      title: `Change to ${plain(name)}`,
      edits: [{ place, text: writtenName(name) }],
      preferred: i === 0,
    }));
}
