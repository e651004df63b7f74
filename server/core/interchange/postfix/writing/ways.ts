// Where a server sends mail, in Postfix's words: `transport:nexthop` as a route says it (transport(5)).

import { handedFirst } from '#core/model/handover';
import { keyOf, virtualServerKey } from '#core/model/keys';
import type { Host, Server, Topology, VirtualServer } from '#core/model/topology';
import type { Hop, Route } from '#core/routing/route';
import { ownServersOf } from '#core/model/own-hosts';
import { firstHopOf, routeFrom } from '../first-hop.ts';

/** What is to be done with mail, and by which connector the topology does it. */
export interface Way {
  /** `local:`, `smtp:` for DNS, `smtp:[10.0.0.1]:25`, `error:5.4.4 …`. */
  readonly value: string;
  readonly connectors: readonly string[];
}

/** Keeps mail on the host. */
export const kept = 'local:';
/** To whom DNS says, past any relayhost. */
export const byDns = 'smtp:';

/** Asks where mail goes from one server. */
export class Ways {
  readonly #topology: Topology;
  readonly #server: Server;
  readonly #isOwn: (host: string) => boolean;
  readonly used = new Set<string>();

  constructor(topology: Topology, server: Server) {
    this.#topology = topology;
    this.#server = server;
    const own = ownServersOf(topology);
    this.#isOwn = (host) => own.has(host);
  }

  /** For an address; `*@d` is somebody in d whom nobody has named. */
  to(address: string): string {
    const route = routeFrom(this.#topology, this.#server, address);
    for (const { connector } of route.hops) if (connector !== null) this.used.add(connector);
    const hop = firstHopOf(route, this.#server, this.#topology);
    switch (hop.kind) {
      case 'here':
        return kept;
      case 'ends':
        return endOf(hop.status);
      case 'own': {
        const at = route.hops.findIndex(({ server }) => keyOf(server) !== this.#server.key);
        const before = at < 0 ? route.hops.at(-1) : route.hops[at - 1];
        const hosts = this.#hostsOf(before);
        if (hosts.length > 0) return this.#through(hosts, before);
        return `smtp:${this.#addressOf(route.hops[at] ?? { server: hop.server, virtualServer: '' })}`;
      }
      case 'outside':
        return this.#outside(route, hop.nextHop, address);
    }
  }

  #outside({ hops }: Route, nextHop: string, address: string): string {
    const last = hops.at(-1);
    const hosts = this.#hostsOf(last);
    if (hosts.length > 0) return this.#through(hosts, last);
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const isByDns = last?.connector !== null || nextHop.toLowerCase() === domain || this.#virtualServerOf(last)?.unresolvedRecipientsTo === undefined; // prettier-ignore
    return isByDns ? byDns : `smtp:${nextHop}`;
  }

  /** The hosts that have mail first which takes this step; none where it goes by DNS or to a server by itself. */
  #hostsOf(hop: Hop | undefined): readonly Host[] {
    const virtualServer = this.#virtualServerOf(hop);
    if (hop === undefined || virtualServer === undefined) return [];
    if (hop.connector === null) return virtualServer.smartHosts;
    const connector = this.#topology.connectorByKey.get(keyOf(hop.connector));
    return connector === undefined ? [] : handedFirst(connector, { virtualServer });
  }

  #virtualServerOf(hop: Hop | undefined): VirtualServer | undefined {
    return (
      this.#server.virtualServers.find(({ name }) => name === hop?.virtualServer) ?? this.#server.virtualServers[0]
    );
  }

  #through(hosts: readonly Host[], hop: Hop | undefined): string {
    const usual = this.#virtualServerOf(hop)?.outgoingPort ?? 25;
    return `smtp:${hosts.map((host) => this.#written(host, host.port ?? usual)).join(', ')}`;
  }

  /** Of ours and addresses in brackets, so that no mail exchanger is looked for; other names as Exchange takes them. */
  #written({ text, address }: Host, port: number): string {
    const plain = address ?? text.toLowerCase();
    const isExact = address !== undefined || this.#isOwn(plain);
    return `${isExact ? `[${plain}]` : plain}${port === 25 ? '' : `:${String(port)}`}`;
  }

  /** Where the virtual server listens that has a message next. */
  #addressOf(hop: Pick<Hop, 'server' | 'virtualServer'>): string {
    const server = this.#topology.serverByKey.get(keyOf(hop.server));
    if (server === undefined) return `[${hop.server}]`;
    const virtualServer =
      this.#topology.virtualServerByKey.get(virtualServerKey(server.key, keyOf(hop.virtualServer))) ??
      server.virtualServers[0];
    const binding = virtualServer?.bindings[0];
    const bound = binding === undefined || binding.address.startsWith('all ') ? undefined : binding.address;
    const host = bound ?? server.addresses[0]?.value ?? hostNameOf(server, this.#topology);
    const port = binding?.port ?? 25;
    return `[${host}]${port === 25 ? '' : `:${String(port)}`}`;
  }
}

/** What waits here is tried again; what is returned is so at once (error(8)). */
function endOf(status: string): string {
  if (status.startsWith('4')) return `retry:${status} The next host does not answer`;
  return `error:${status} ${status === '5.1.1' ? 'User unknown' : 'No connector matches'}`;
}

/** What a server calls itself: the name that it presents, else its name in the first domain of the organization. */
export function hostNameOf({ name, virtualServers }: Server, { organization }: Topology): string {
  const fqdn = virtualServers[0]?.fqdn;
  if (fqdn !== undefined) return fqdn.toLowerCase();
  const label = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'server'; // prettier-ignore
  const domain = organization.domains.find((each) => !each.domain.startsWith('*'))?.domain;
  return label.includes('.') || domain === undefined ? label : `${label}.${domain}`;
}
