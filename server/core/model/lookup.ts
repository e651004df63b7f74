// Small questions about a topology that many parts ask.

import { hostNameAsKey } from './host.ts';
import { resolveVirtualServer } from './keys.ts';
import { isSending } from './send-connectors.ts';
import type {
  Connector,
  Element,
  Host,
  Place,
  RoutingGroup,
  Server,
  Station,
  Topology,
  VirtualServer,
  VirtualServerReference,
} from './topology.ts';

/** What groups are called here: as the first one that is declared, a routing group where there is none. */
export function groupWord({
  routingGroups,
}: {
  readonly routingGroups: readonly Pick<RoutingGroup, 'kind'>[];
}): RoutingGroup['kind'] {
  return routingGroups[0]?.kind ?? 'routing group';
}

/** The servers of a routing group, in the order of the text. */
export function serversOf(topology: Topology, group: RoutingGroup): readonly Server[] {
  return group.servers.flatMap((key) => topology.serverByKey.get(key) ?? []);
}

/**
 * The local bridgeheads that a connector can use: those that are declared and run in the connector's own routing group;
 * for `any` every virtual server of that group, each of which takes what it has itself [H-ADDRGC]. Of a Send connector all
 * source servers that are declared, in whichever sites.
 */
export function bridgeheadsOf(topology: Topology, connector: Connector): readonly Station[] {
  if (connector.bridgeheads !== 'any') {
    const declared = resolved(topology, connector.bridgeheads);
    return isSending(connector) ? declared : declared.filter(({ server }) => server.group === connector.group);
  }
  const group = topology.routingGroupByKey.get(connector.group);
  return group === undefined ? [] : serversOf(topology, group).flatMap(stationsOf);
}

/** The virtual servers of a server, the default one first. */
export function stationsOf(server: Server): readonly Station[] {
  return server.virtualServers.map((virtualServer) => ({ server, virtualServer }));
}

/** The remote bridgeheads of a routing group connector that are declared and run in the group it leads to. */
export function targetsOf(topology: Topology, connector: Connector): readonly Station[] {
  if (connector.kind !== 'routing group connector') return [];
  const to = connector.connects[0]?.group.key;
  return resolved(topology, connector.targets).filter(({ server }) => server.group === to);
}

function resolved(topology: Topology, references: readonly VirtualServerReference[]): readonly Station[] {
  return references.flatMap((reference) => resolveVirtualServer(topology, reference) ?? []);
}

/** Where an element's name is declared; undefined for `dns`, lines, and what nobody declared. */
export function placeOf(topology: Topology, element: Element): Place | undefined {
  switch (element.kind) {
    case 'server':
      return topology.serverByKey.get(element.server.key)?.place;
    case 'virtual server': {
      const server = topology.serverByKey.get(element.reference.server.key);
      return resolveVirtualServer(topology, element.reference)?.virtualServer.place ?? server?.place;
    }
    case 'connector':
      return topology.connectorByKey.get(element.connector.key)?.place;
    case 'routing group':
    case 'site':
      return topology.routingGroupByKey.get(element.group.key)?.place;
    case 'database':
      return topology.databaseByKey.get(element.database.key)?.place;
    case 'host':
      return topology.mailSystemByKey.get(hostNameAsKey(element.host))?.place;
    case 'line':
    case 'dns':
      return undefined;
  }
}

/** The master of a routing group: as it says, when that is a member, else its first server (docs/language.md, `master`). */
export function masterOf(topology: Topology, group: RoutingGroup): Server | undefined {
  const named = group.master === undefined ? undefined : topology.serverByKey.get(group.master.key);
  return named?.group === group.key ? named : serversOf(topology, group)[0];
}

/** The hosts that a connector names to hand its mail to. */
export function hostsOf(connector: Connector): readonly Host[] {
  switch (connector.kind) {
    case 'routing group connector':
      return [];
    case 'foreign connector':
    case 'delivery agent connector':
      return [];
    case 'smtp connector':
    case 'send connector':
      return connector.delivery.kind === 'dns' ? [] : connector.delivery.hosts;
    case 'x400 connector':
      return connector.remoteHost === undefined ? [] : [connector.remoteHost];
  }
}

/** The same as written, but in lower case. */
export function hostNames(connector: Connector): readonly string[] {
  return hostsOf(connector).map(({ text }) => text.toLowerCase());
}

/**
 * Whether whoever reaches a virtual server may relay by it. A list is about known computers, so nobody outside is in it,
 * unless one of its networks is every address (routing.md §1.4) [OR-RELAY].
 */
export function relaysForAnyone({ relay }: VirtualServer): boolean {
  return typeof relay === 'string' ? relay === 'anyone' : relay.some(({ prefixLength }) => prefixLength === 0);
}
