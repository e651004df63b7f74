// Hosts that are servers of the organization itself: mail sent to them comes back in.

import { acceptedAs, byAcceptedDomain } from './accepted-domains.ts';
import type { Organization, Server, Topology, VirtualServer } from './topology.ts';

/** Whose a host is, as it is written in a smart host; undefined when it is outside. */
export interface OwnHosts<Owner> {
  get(host: string): Owner | undefined;
  has(host: string): boolean;
}

/** A name or an address that a server answers to, lower case, with the virtual server that answers there. */
export interface OwnName {
  readonly host: string;
  readonly virtualServer: VirtualServer;
}

/** `fqdn`s and bindings of the virtual servers, the server's name and its addresses. */
export function ownNamesOf({ key, addresses, virtualServers }: Server): readonly OwnName[] {
  const own = virtualServers.flatMap((virtualServer) =>
    hostsOf(virtualServer).map((host) => ({ host, virtualServer })),
  );
  const virtualServer = virtualServers.find(isOnAllUnassigned) ?? virtualServers[0];
  if (virtualServer === undefined) return own;
  const hosts = [key, ...addresses.map(({ value }) => value.toLowerCase())];
  return [...own, ...hosts.map((host) => ({ host, virtualServer }))];
}

function hostsOf({ fqdn, bindings }: VirtualServer): readonly string[] {
  const addresses = bindings.map(({ address }) => address).filter((it) => it !== 'all unassigned');
  return fqdn === undefined ? addresses : [fqdn.toLowerCase(), ...addresses];
}

function isOnAllUnassigned({ bindings }: VirtualServer): boolean {
  return bindings.some(({ address }) => address === 'all unassigned');
}

/** The server of ours that a host is, for every host that a topology could name. */
export function ownServersOf({ servers, organization }: Topology): OwnHosts<Server> {
  const names = servers.flatMap((server) => ownNamesOf(server).map(({ host }) => [host, server] as const));
  return ownHostsOf(names, organization);
}

/**
 * Finds owners by these names, and by a name in a domain of the organization: `sea-ex01.contoso.com` is SEA-EX01 [SE-AU].
 * Of two claims to one name the first counts.
 */
export function ownHostsOf<Owner>(
  names: Iterable<readonly [host: string, owner: Owner]>,
  organization: Pick<Organization, 'domains' | 'wildcardIncludesItsDomain'>,
): OwnHosts<Owner> {
  const owners = new Map<string, Owner>();
  for (const [host, owner] of names) if (!owners.has(host)) owners.set(host, owner);
  const accepted = byAcceptedDomain(organization, ({ domain }) => domain !== '*');
  const get = (host: string): Owner | undefined => {
    const name = host.toLowerCase();
    const dot = name.indexOf('.');
    const known = owners.get(name);
    return known === undefined && dot > 0 && acceptedAs(accepted, name.slice(dot + 1)) === true
      ? owners.get(name.slice(0, dot))
      : known;
  };
  return { get, has: (host) => get(host) !== undefined };
}
