// What a listed queue leads to in the topology: an element, and what would have to be off for it to wait.

import { connectorId, databaseId, type ElementId, groupId, hostId, lineId, serverId } from '#core/model/element';
import { hostKey, hostNameKey } from '#core/model/host';
import { keyOf } from '#core/model/keys';
import { bridgeheadsOf, hostsOf } from '#core/model/lookup';
import type { Connector, RoutingGroup, Server, Topology } from '#core/model/topology';
import type { ListedQueue } from './queue-records.ts';
import type { Names } from './stops.ts';

/** Where a queue leads. */
export interface Joined {
  readonly server: Server;
  /** What it is drawn as; undefined where the topology has nothing like it. */
  readonly element: ElementId | undefined;
  readonly connector: Connector | undefined;
  /** Elements whose failure would let mail wait there. */
  readonly suspects: readonly ElementId[];
  /** A domain that its mail is for; undefined where the queue does not say. */
  readonly domain: string | undefined;
  /** The server with the mailboxes that it is for. */
  readonly home: Server | undefined;
}

interface Joining {
  readonly topology: Topology;
  readonly names: Names;
  readonly byGuid: ReadonlyMap<string, string>;
}

/** Queues of these kinds hold no mail on its way, or copies of it. */
export function isNoWay({ deliveryType, name }: ListedQueue): boolean {
  const kind = deliveryType.toLowerCase();
  return ['undefined', 'shadowredundancy', 'heartbeat'].includes(kind) || name.toLowerCase().startsWith('shadow\\');
}

/** Undefined for a server that the topology lacks. */
export function joinQueue(joining: Joining, queue: ListedQueue): Joined | undefined {
  const { server } = joining.names.hereOf(queue.server);
  if (server === undefined) return undefined;
  const nowhere: Joined = {
    server,
    element: undefined,
    connector: undefined,
    suspects: [],
    domain: undefined,
    home: undefined,
  };
  switch (queue.deliveryType) {
    case 'SmartHostConnectorDelivery':
    case 'DnsConnectorDelivery':
    case 'NonSmtpGatewayDelivery':
    case 'DeliveryAgent':
      return out(joining, queue, nowhere);
    case 'SmtpRelayToConnectorSourceServers':
    case 'SmtpRelayWithinAdSiteToEdge':
      return toSources(joining, queue, nowhere);
    case 'SmtpDeliveryToMailbox':
    case 'MapiDelivery': {
      const database = joining.topology.databaseByKey.get(keyOf(queue.nextHop));
      const home = database === undefined ? undefined : joining.topology.serverByKey.get(database.server);
      const element = database === undefined ? undefined : databaseId(database.name);
      return { ...nowhere, element, home, suspects: element === undefined ? [] : [element] };
    }
    case 'Unreachable':
      return nowhere;
    case '':
      return byName(joining, queue, nowhere);
    default:
      return inside(joining, queue, nowhere);
  }
}

/** By the GUID, else by smart hosts, else the only one of the server that could have such a queue. */
function out({ topology, names, byGuid }: Joining, queue: ListedQueue, nowhere: Joined): Joined {
  const name = byGuid.get(queue.connector);
  const hosts = queue.nextHop.split(',').map((host) => hostNameKey(host.trim()));
  const isByHosts = queue.deliveryType === 'SmartHostConnectorDelivery';
  const isSource = (each: Connector) => bridgeheadsOf(topology, each).some(({ server }) => server === nowhere.server);
  const named = name === undefined ? [] : names.connectorsOf(name);
  const byHosts = topology.connectors.filter(
    (each) =>
      isByHosts &&
      hostsOf(each).length === hosts.length &&
      hostsOf(each).every((host) => hosts.includes(hostKey(host))),
  );
  const connector =
    named.find(isSource) ?? named[0] ?? byHosts.find(isSource) ?? (byHosts.length === 1 ? byHosts[0] : undefined);
  const suspects = isByHosts ? queue.nextHop.split(',').map((host) => hostId(host.trim())) : [hostId(queue.nextHop)];
  const isDns = queue.deliveryType === 'DnsConnectorDelivery';
  const element = connector === undefined ? undefined : connectorId(connector.name);
  return {
    ...nowhere,
    connector,
    element,
    domain: isDns ? queue.nextHop : undefined,
    suspects: queue.nextHop === '' ? [] : [...suspects, ...(element === undefined ? [] : [element])],
  };
}

function toSources({ topology, names, byGuid }: Joining, queue: ListedQueue, nowhere: Joined): Joined {
  const [connector] = names.connectorsOf(byGuid.get(queue.connector) ?? queue.nextHop);
  if (connector === undefined) return nowhere;
  const sources = bridgeheadsOf(topology, connector).map(({ server }) => server);
  const lines = sources.flatMap(({ group }) => lineTo(topology, nowhere.server, group));
  const suspects = [...new Set(lines), ...sources.map(({ name }) => serverId(name))];
  return { ...nowhere, connector, element: connectorId(connector.name), suspects };
}

/** To a site, a DAG or a server, as far as the topology has one of that name; `Site:London;Version:15` is a site. */
function inside({ topology, names }: Joining, { nextHop }: ListedQueue, nowhere: Joined): Joined {
  const [site = ''] = nextHop.toLowerCase().startsWith('site:') ? nextHop.slice('site:'.length).split(';') : [nextHop];
  const group = topology.routingGroupByKey.get(keyOf(site));
  if (group !== undefined) return toGroup(topology, nowhere, group);
  const dag = topology.dagByKey.get(keyOf(nextHop));
  if (dag !== undefined) {
    const [home] = dag.members.flatMap(({ key }) => topology.serverByKey.get(key) ?? []);
    return { ...nowhere, home, suspects: home === undefined ? [] : lineTo(topology, nowhere.server, home.group) };
  }
  const { server } = names.stopOf(nextHop, '', undefined);
  return server === undefined
    ? nowhere
    : { ...nowhere, home: server, element: serverId(server.name), suspects: [serverId(server.name)] };
}

function toGroup(topology: Topology, nowhere: Joined, group: RoutingGroup): Joined {
  const connector = topology.connectors.find(
    (each) => each.group === nowhere.server.group && each.connects.some((it) => it.group.key === group.key),
  );
  const home = topology.serverByKey.get(
    group.servers.find((key) => (topology.serverByKey.get(key)?.mailboxes.length ?? 0) > 0) ??
      group.servers[0] ??
      group.key,
  );
  const suspects = lineTo(topology, nowhere.server, group.key);
  return {
    ...nowhere,
    connector,
    home,
    element: connector === undefined ? groupId(group) : connectorId(connector.name),
    suspects,
  };
}

function lineTo({ routingGroupByKey }: Topology, from: Server, to: Server['group']): readonly ElementId[] {
  const [one, other] = [routingGroupByKey.get(from.group), routingGroupByKey.get(to)];
  return one === undefined || other === undefined || one === other ? [] : [lineId(one.name, other.name)];
}

/** Queue Viewer's names of 2003: `CONNECTOR - HOST (SMTP Connector)`, `A to B - B (Routing Group Connector)`. */
function byName({ topology }: Joining, { name }: ListedQueue, nowhere: Joined): Joined {
  const key = keyOf(name.replaceAll('–', '-'));
  const connector = topology.connectors
    .filter((each) => key === each.key || key.startsWith(`${each.key} - `))
    .toSorted((one, other) => other.key.length - one.key.length)[0];
  if (connector === undefined) return nowhere;
  const id = connectorId(connector.name);
  const host = name.slice(connector.name.length + ' - '.length, name.lastIndexOf(' ('));
  const lines = connector.connects.flatMap(({ group }) => lineTo(topology, nowhere.server, group.key));
  const isOut = lines.length === 0 && host !== '';
  const isDns = isOut && hostsOf(connector).length === 0;
  return {
    ...nowhere,
    connector,
    element: id,
    suspects: isOut ? [hostId(host), id] : [...lines, id],
    domain: isDns ? host : undefined,
  };
}
