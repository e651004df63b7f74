// Send connectors belong to the organization. Where they are drawn and listed, the site of their first source server says;
// and an Edge subscription brings one that nobody writes.

import { keyOf, referenceTo } from './keys.ts';
import { makeAddressSpace, makeSendConnector } from './make.ts';
import type { Connector, Key, RoutingGroup, SendConnector, Server } from './topology.ts';

export function isSending(connector: Connector): connector is SendConnector {
  return ['send connector', 'foreign connector', 'delivery agent connector'].includes(connector.kind);
}

/** A connector with the site of its first source server that is declared; the same object where it has that. */
export function withSite(connector: Connector, servers: ReadonlyMap<Key, Server>): Connector {
  if (!isSending(connector) || connector.bridgeheads === 'any') return connector;
  const group = connector.bridgeheads.map(({ server }) => servers.get(server.key)).find((each) => each !== undefined)?.group; // prettier-ignore
  return group === undefined || group === connector.group ? connector : { ...connector, group };
}

/** `EdgeSync - X to Internet`, as a subscription of Edge servers to site X makes it (routing-exchange-2013.md §6) [MS-EDGESUB]. */
export function edgeConnectorsOf(
  groups: readonly RoutingGroup[],
  servers: readonly Server[],
  taken: ReadonlyMap<Key, Connector>,
): readonly SendConnector[] {
  const edges = servers.filter(({ isEdge }) => isEdge);
  if (edges.length === 0) return [];
  return groups.flatMap((site) => {
    const sources = edges.filter(({ group }) => group === site.key);
    const name = `EdgeSync - ${site.name} to Internet`;
    if (sources.length === 0 || taken.has(keyOf(name))) return [];
    return makeSendConnector('send connector', name, {
      group: site.key,
      implicit: true,
      bridgeheads: sources.map((server) => ({
        server: referenceTo(server.name),
        virtualServer: undefined,
        place: undefined,
      })),
      addressSpaces: [makeAddressSpace('*', { cost: edgeCost })],
    });
  });
}

const edgeCost = 100;
