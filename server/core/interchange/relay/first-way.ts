// Where a server of a topology sends mail for an address first, as routing says.

import { handedFirst } from '#core/model/handover';
import { hostKey } from '#core/model/host';
import { keyOf, referenceTo, virtualServerKey } from '#core/model/keys';
import type { Host, Server, Topology, VirtualServer } from '#core/model/topology';
import type { Hop, Route } from '#core/routing/route';
import type { Routing } from '#core/routing/routing';
import { domainOf, type NextHop, type Way } from './host.ts';

/** A way with what else a host has to know of it. */
export interface FirstWay {
  readonly way: Way;
  /** The connector that the mail leaves the server by. */
  readonly connector: string | undefined;
  /** Why it goes nowhere: `5.4.4`, or `4.4.1` for what waits. */
  readonly status: string | undefined;
}

/** An ordinary message of 10 KB, on Monday at noon, that starts at the server. */
export function routeFrom({ route }: Routing, server: Server, address: string): Route {
  const from = {
    kind: 'server',
    server: referenceTo(server.name),
    virtualServer: undefined,
    place: undefined,
  } as const;
  const to = { type: 'SMTP', address, local: address.slice(0, address.lastIndexOf('@')), domain: domainOf(address) };
  const open = { sender: undefined, sizeBytes: undefined, priority: undefined, at: undefined, place: undefined };
  return route({ from, to, system: false, ...open }, []);
}

/** @param address - `user@domain`. */
export function firstWay(routing: Routing, server: Server, address: string): FirstWay {
  const { topology } = routing;
  const route = routeFrom(routing, server, address);
  const away = route.hops.findIndex((hop) => keyOf(hop.server) !== server.key);
  const leaving = away < 0 ? route.hops.at(-1) : route.hops[away - 1];
  const connector = leaving?.connector ?? undefined;
  const nowhere = { way: { kind: 'nowhere' }, connector, status: route.status ?? '4.4.1' } as const;
  if (leaving === undefined) return nowhere;
  if (away < 0 && route.outcome === 'undeliverable') return nowhere;
  const hosts = hostsOf(topology, server, leaving);
  if (hosts.length > 0) return { way: { kind: 'hosts', hosts }, connector, status: undefined };
  const next = route.hops[away];
  if (next !== undefined)
    return { way: { kind: 'hosts', hosts: [serverHop(topology, next)] }, connector, status: undefined };
  if (connector !== undefined) {
    const isByDns = byDns(topology, connector);
    return isByDns ? { way: { kind: 'dns' }, connector, status: undefined } : nowhere;
  }
  if (route.nextHop === null || route.outcome === 'queued') return nowhere;
  if (keyOf(route.nextHop) === server.key) return { way: { kind: 'here' }, connector, status: undefined };
  if (topology.serverByKey.has(keyOf(route.nextHop))) {
    // In a site the server that has the message hands it to the mailbox server itself, which is no further hop.
    const hosts = [serverHop(topology, { server: route.nextHop, virtualServer: '' })];
    return { way: { kind: 'hosts', hosts }, connector, status: undefined };
  }
  const resolver = virtualServerOf(server, leaving)?.unresolvedRecipientsTo;
  if (resolver === undefined) return { way: { kind: 'dns' }, connector, status: undefined };
  return { way: { kind: 'hosts', hosts: [hopTo(resolver, 25)] }, connector, status: undefined };
}

function byDns({ connectorByKey }: Topology, name: string): boolean {
  const connector = connectorByKey.get(keyOf(name));
  return connector !== undefined && 'delivery' in connector && connector.delivery.kind === 'dns';
}

function virtualServerOf({ virtualServers }: Server, { virtualServer }: Hop): VirtualServer | undefined {
  return virtualServers.find(({ name }) => name === virtualServer) ?? virtualServers[0];
}

/** The smart hosts that a step goes through. */
function hostsOf({ connectorByKey }: Topology, server: Server, hop: Hop): readonly NextHop[] {
  const virtualServer = virtualServerOf(server, hop);
  if (virtualServer === undefined || hop.connector === null) return [];
  const connector = connectorByKey.get(keyOf(hop.connector));
  if (connector === undefined || connector.kind === 'routing group connector') return [];
  return handedFirst(connector, { virtualServer }).map((host) => hopTo(host, virtualServer.outgoingPort));
}

function hopTo(host: Host, usualPort: number): NextHop {
  const port = host.port ?? usualPort;
  return { host: hostKey(host), port: port === 25 ? undefined : port };
}

/** Where a server takes mail: an address that it is bound to or has, else what it calls itself. */
function serverHop(topology: Topology, hop: Pick<Hop, 'server' | 'virtualServer'>): NextHop {
  const server = topology.serverByKey.get(keyOf(hop.server));
  const named = server && topology.virtualServerByKey.get(virtualServerKey(server.key, keyOf(hop.virtualServer)));
  const virtualServer = named ?? server?.virtualServers[0];
  const [binding] = virtualServer?.bindings ?? [];
  const bound = binding === undefined || binding.address.startsWith('all ') ? undefined : binding.address;
  const host = bound ?? server?.addresses[0]?.value ?? virtualServer?.fqdn ?? hop.server;
  const port = binding?.port ?? 25;
  return { host: host.toLowerCase(), port: port === 25 ? undefined : port };
}
