// Where mail from the Internet arrives, and where DNS leads to for domains of ours (§2, §13.19, §13.23).

import { hostNameAsKey, hostNameKey, isHostName } from '#core/model/host';
import { resolveVirtualServer } from '#core/model/keys';
import type { OwnHosts } from '#core/model/own-hosts';
import type { Station, Topology, VirtualServerReference } from '#core/model/topology';

/** A server of ours, or a host outside by its name. */
export type Exchanger =
  { readonly kind: 'own'; readonly station: Station } | { readonly kind: 'outside'; readonly host: string };

/** By domain, the exchangers that are named for it, in the order written; those that mean nothing are not among them. */
export type ExchangerIndex = ReadonlyMap<string, readonly Exchanger[]>;

/** Sorts the mail exchangers that are named for domains. */
export function indexExchangers(topology: Topology, ownHosts: OwnHosts<Station>): ExchangerIndex {
  const index = new Map<string, readonly Exchanger[]>();
  for (const { domains, exchangers } of topology.organization.mailExchangersFor) {
    const found = exchangers.flatMap((reference) => exchangerOf(topology, ownHosts, reference) ?? []);
    for (const { value } of domains) index.set(value, [...(index.get(value) ?? []), ...found]);
  }
  return index;
}

function exchangerOf(
  topology: Topology,
  ownHosts: OwnHosts<Station>,
  reference: VirtualServerReference,
): Exchanger | undefined {
  const { name } = reference.server;
  const station =
    resolveVirtualServer(topology, reference) ??
    (reference.virtualServer === undefined ? ownHosts.get(hostNameKey(name)) : undefined);
  if (station !== undefined) return { kind: 'own', station };
  if (reference.virtualServer !== undefined) return undefined;
  const isHost = isHostName(name) || topology.mailSystemByKey.has(hostNameAsKey(name));
  return isHost ? { kind: 'outside', host: name } : undefined;
}

interface Exchange {
  readonly topology: Topology;
  readonly exchangers: ExchangerIndex;
}

/** Where mail from the Internet for a domain arrives, the first that answers: its own exchangers, or those of all others. */
export function exchangersFor({ topology, exchangers }: Exchange, domain: string | undefined): readonly Exchanger[] {
  const own = exchangers.get(domain?.toLowerCase() ?? '');
  if (own !== undefined) return own;
  return topology.organization.mailExchangers.flatMap((reference) => {
    const station = resolveVirtualServer(topology, reference);
    return station === undefined ? [] : [{ kind: 'own', station }];
  });
}

/**
 * The host outside that DNS leads to for a domain: its first mail exchanger, or the mail system that accepts it; undefined
 * where that is nobody we know.
 */
export function hostByDns(
  {
    exchangers,
    systems,
  }: Pick<Exchange, 'exchangers'> & { readonly systems: { readonly byDomain: ReadonlyMap<string, string> } },
  domain: string,
): string | undefined {
  const own = exchangers.get(domain.toLowerCase());
  if (own === undefined) return systems.byDomain.get(domain.toLowerCase());
  return own[0]?.kind === 'outside' ? own[0].host : undefined;
}

/** What domains have exchangers of their own, and which, to be compared: routes follow from that and no more. */
export function inWords(index: ExchangerIndex): string {
  const named = (each: Exchanger) =>
    each.kind === 'own' ? `${each.station.server.key}\n${each.station.virtualServer.key}` : each.host;
  return JSON.stringify([...index].map(([domain, exchangers]) => [domain, exchangers.map(named)]));
}
