// What is switched off: the elements that `down` names, folded for asking.

import { stationsOf } from '#core/model/lookup';
import { keyOf, resolveVirtualServer, virtualServerKey } from '#core/model/keys';
import type { Element, Host, Key, Server, Station, Topology, VirtualServerKey } from '#core/model/topology';
import { hostKey, hostNameKey } from '#core/model/host';

/** Everything that is off at a moment. What is declared `stopped` is off besides. */
export interface Outage {
  /** Includes the servers of routing groups that are off. */
  readonly servers: ReadonlySet<Key>;
  readonly virtualServers: ReadonlyMap<VirtualServerKey, Station>;
  readonly connectors: ReadonlySet<Key>;
  /** Pairs of groups, both directions. */
  readonly lines: ReadonlySet<string>;
  /** Smart hosts, remote hosts and outside domains, as `hostKey` folds them. */
  readonly hosts: ReadonlySet<string>;
  readonly dns: boolean;
}

/** Folds the elements; one that names nothing switches nothing off. */
export function outageOf(down: readonly Element[], topology: Topology): Outage {
  const outage = nothingOff();
  for (const element of down) switchOff(outage, element, topology);
  return outage;
}

/** Nothing is off yet. */
export function nothingOff() {
  return {
    servers: new Set<Key>(),
    virtualServers: new Map<VirtualServerKey, Station>(),
    connectors: new Set<Key>(),
    lines: new Set<string>(),
    hosts: new Set<string>(),
    dns: false,
  };
}

function switchOff(outage: ReturnType<typeof nothingOff>, element: Element, topology: Topology): void {
  switch (element.kind) {
    case 'server':
      outage.servers.add(element.server.key);
      return;
    case 'virtual server': {
      const station = resolveVirtualServer(topology, element.reference);
      if (station === undefined) return;
      outage.virtualServers.set(virtualServerKey(station.server.key, station.virtualServer.key), station);
      return;
    }
    case 'connector':
      outage.connectors.add(element.connector.key);
      return;
    case 'routing group':
      for (const server of topology.routingGroupByKey.get(element.group.key)?.servers ?? []) outage.servers.add(server);
      return;
    case 'line':
      outage.lines.add(line(element.from.key, element.to.key)).add(line(element.to.key, element.from.key));
      return;
    case 'host':
      outage.hosts.add(hostNameKey(element.host));
      return;
    case 'dns':
      outage.dns = true;
      return;
  }
}

function line(from: Key, to: Key): string {
  return `${from}\n${to}`;
}

/** Whether `line FROM to TO`, in either direction, is off. */
export function isLineOff(outage: Outage, from: Key, to: Key): boolean {
  return outage.lines.size > 0 && outage.lines.has(line(from, to));
}

/** Whether a server runs. */
export function isServerUp(outage: Outage, server: Key): boolean {
  return !outage.servers.has(server);
}

/** Whether a virtual server runs: it, its server, and it is not stopped, which survives a restart [BLOG-3SHARP]. */
export function isStationUp(outage: Outage, { server, virtualServer }: Station): boolean {
  if (virtualServer.stopped || outage.servers.has(server.key)) return false;
  return !outage.virtualServers.has(virtualServerKey(server.key, virtualServer.key));
}

/** Whether a virtual server answers at a port: others connect to 25, so it needs a binding there [BPA-PORT]. */
export function isListening(outage: Outage, station: Station, port: number): boolean {
  if (!isStationUp(outage, station)) return false;
  const { bindings } = station.virtualServer;
  return bindings.length === 0 || bindings.some((binding) => binding.port === port);
}

/** The virtual server of a server that answers at a port, the first of several. */
export function listenerOf(outage: Outage, server: Server, port: number): Station | undefined {
  return stationsOf(server).find((station) => isListening(outage, station, port));
}

/** Whether an outside domain is found and answers. */
export function isDomainUp(outage: Outage, domain: string): boolean {
  return !outage.dns && !outage.hosts.has(keyOf(domain));
}

/** Whether mail by DNS for a domain gets to where it leads: to the domain, and its mail exchanger where we know that. */
export function isFoundByDns(outage: Outage, domain: string, exchanger: string | undefined): boolean {
  return isDomainUp(outage, domain) && (exchanger === undefined || !outage.hosts.has(hostNameKey(exchanger)));
}

/**
 * Whether a host outside the organization answers. An IP address without brackets is looked up as a name, which no DNS
 * has, so mail to it waits [KB-251951, SR-NDR 4.4.9].
 */
export function isHostUp(outage: Outage, host: Host): boolean {
  if (host.address !== undefined && !host.bracketed) return false;
  return isRemoteHostUp(outage, host);
}

/** Whether the remote host of an X.400 connector answers; its address needs no brackets. */
export function isRemoteHostUp(outage: Outage, host: Host): boolean {
  return !outage.hosts.has(hostKey(host));
}
