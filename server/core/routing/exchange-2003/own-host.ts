// Smart hosts that are servers of the organization itself: mail sent to them comes back in.

import type { Host, Server, Topology, VirtualServer } from '#core/model/topology';

/** Servers of the organization by the names and addresses they answer to. */
export type OwnHosts = ReadonlyMap<string, { readonly server: Server; readonly virtualServer: VirtualServer }>;

/** A host folded for comparison: names without regard to case, an address without its brackets. */
export function hostKey(host: Host): string {
  return hostNameKey(host.address ?? host.text);
}

/** A host that is given by name only, as `down host` does. */
export function hostNameKey(text: string): string {
  const lower = text.toLowerCase();
  return lower.startsWith('[') && lower.endsWith(']') ? lower.slice(1, -1) : lower;
}

/** Server names, `fqdn`s and addresses of the topology; of two claims to one name the first declared counts. */
export function ownHostsOf(topology: Pick<Topology, 'servers'>): OwnHosts {
  const hosts = new Map<string, { server: Server; virtualServer: VirtualServer }>();
  for (const server of topology.servers) {
    for (const virtualServer of server.virtualServers) {
      for (const name of ownNames(virtualServer)) if (!hosts.has(name)) hosts.set(name, { server, virtualServer });
    }
    const virtualServer = server.virtualServers.find(isOnAllUnassigned) ?? server.virtualServers[0];
    if (virtualServer === undefined) continue;
    const addresses = server.addresses.map(({ value }) => value.toLowerCase());
    for (const name of [server.key, ...addresses]) if (!hosts.has(name)) hosts.set(name, { server, virtualServer });
  }
  return hosts;
}

function ownNames(virtualServer: VirtualServer): readonly string[] {
  const addresses = virtualServer.bindings.map(({ address }) => address).filter((it) => it !== 'all unassigned');
  return virtualServer.fqdn === undefined ? addresses : [virtualServer.fqdn.toLowerCase(), ...addresses];
}

function isOnAllUnassigned(virtualServer: VirtualServer): boolean {
  return virtualServer.bindings.some(({ address }) => address === 'all unassigned');
}
