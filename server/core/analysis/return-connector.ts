// The connector that is missing for the way back: in the other group, with bridgehead and target exchanged.

import { freeName } from '#core/editing/free-name';
import { keyOf, virtualServerKey } from '#core/model/keys';
import type { Connector, Key, VirtualServerKey, VirtualServerReference } from '#core/model/topology';
import type { Member } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { membersOf } from './members-of.ts';
import { plain, writtenName, writtenVirtualServer } from '#core/syntax/words';

interface Known {
  readonly connectors: readonly Connector[];
  readonly groupNames: ReadonlyMap<Key, string>;
  readonly members: ReadonlyMap<Key, Member>;
  readonly silentVirtualServers: ReadonlyMap<VirtualServerKey, unknown>;
}

/**
 * The return connectors for those that lead from one set of groups into another, at most three. The first is the
 * preferred one.
 */
export function returnConnector(
  way: { readonly from: readonly Key[]; readonly to: readonly Key[] },
  known: Known,
): readonly SuggestedFix[] {
  const [from, to] = [new Set(way.from), new Set(way.to)];
  return known.connectors
    .filter(
      ({ group, connects, disabled }) =>
        !disabled && from.has(group) && connects.some((connected) => to.has(connected.group.key)),
    )
    .slice(0, 3)
    .flatMap((connector, i) => {
      const connected = connector.connects.find(({ group }) => to.has(group.key));
      return connected === undefined ? [] : fixFor(connector, connected, { known, preferred: i === 0 });
    });
}

function fixFor(
  connector: Connector,
  { group, cost }: Connector['connects'][number],
  { known, preferred }: { readonly known: Known; readonly preferred: boolean },
): readonly SuggestedFix[] {
  const { groupNames } = known;
  const here = groupNames.get(group.key) ?? group.name;
  const there = groupNames.get(connector.group) ?? '';
  const targets = connector.kind === 'routing group connector' ? connector.targets : [];
  const bridgehead = serverIn(group.key, targets, known);
  const target = serverIn(connector.group, connector.bridgeheads === 'any' ? [] : connector.bridgeheads, known);
  if (bridgehead === undefined || target === undefined) return [];
  const name = freeName(`${here} to ${there}`, new Set(known.connectors.map(({ key }) => key)));
  const lines = [
    `routing group connector ${writtenName(name)} to ${writtenName(there)} {`,
    `\tbridgehead ${bridgehead}`,
    `\ttarget ${target}`,
    `\tcost ${String(cost)}`,
    '}',
  ];
  return [
    {
      title: `Add a routing group connector from ${plain(here)} to ${plain(there)}`,
      edits: [{ endOf: { kind: 'routing group', key: group.key }, lines }],
      preferred,
    },
  ];
}

/**
 * The first of the named virtual servers that is in a group and takes mail, as it was written; else the first server of the
 * group with one that does.
 */
function serverIn(
  group: Key,
  named: readonly VirtualServerReference[],
  { members, silentVirtualServers }: Known,
): string | undefined {
  const takes = (server: Key, virtualServer: Key) => !silentVirtualServers.has(virtualServerKey(server, virtualServer));
  const known = named.find(({ server, virtualServer }) => {
    const own = members.get(server.key);
    const first = own?.virtualServers[0];
    return own?.group === group && first !== undefined && takes(own.key, virtualServer?.key ?? keyOf(first));
  });
  if (known !== undefined) return writtenVirtualServer(known.server.name, known.virtualServer?.name);
  for (const { key, name, virtualServers } of membersOf(members, group)) {
    const working = virtualServers.find((each) => takes(key, keyOf(each)));
    if (working !== undefined)
      return working === virtualServers[0] ? writtenName(name) : writtenVirtualServer(name, working);
  }
  return undefined;
}
