// Other mail systems that are declared: where DNS leads to for their domains, and what becomes of recipients that they do
// not know (§13.23).

import { acceptedAs } from '#core/model/accepted-domains';
import { type Forwarders, forwarderOf, forwardingFrom } from '#core/model/mail-system';
import type { OwnHosts } from '#core/model/own-hosts';
import type { MailSystem, Station } from '#core/model/topology';
import type { AcceptedDomains } from '#core/routing/addresses/acceptance';

export interface SystemIndex {
  /** By domain that is not ours, the first host that accepts it, as it is written. */
  readonly byDomain: ReadonlyMap<string, string>;
  readonly forwarders: Forwarders;
}

/** What is known of the organization for sorting mail systems. */
export interface Us {
  readonly ownHosts: OwnHosts<Station>;
  readonly domains: AcceptedDomains;
}

/** Sorts mail systems; one that is a server of ours means nothing. */
export function indexSystems(systems: readonly MailSystem[], { ownHosts, domains }: Us): SystemIndex {
  const byDomain = new Map<string, string>();
  const forwarders = new Map(systems.map((system) => [system.key as string, forwarderOf(system)]));
  for (const { key, name, accepts } of systems) {
    if (ownHosts.has(key)) continue;
    for (const { value } of accepts)
      if (acceptedAs(domains, value) === undefined && !byDomain.has(value)) byDomain.set(value, name);
  }
  return { byDomain, forwarders };
}

/** What becomes of a recipient that a host does not know, where that comes round. */
export type Round =
  | { readonly kind: 'back'; readonly by: readonly string[]; readonly to: Station }
  | { readonly kind: 'among'; readonly names: readonly string[] };

/**
 * Whether a recipient of a domain that a host does not know comes back to us, who do not know it either and hand it on again
 * (M29) [KB-321721], or goes round among mail systems.
 */
export function roundFrom(
  { forwarders }: Pick<SystemIndex, 'forwarders'>,
  { ownHosts, domains }: Us,
  host: string,
  domain: string,
): Round | undefined {
  const { passed, back, again } = forwardingFrom(forwarders, ownHosts, host, domain);
  const names = passed.map((key) => forwarders.get(key)?.name ?? key);
  if (again >= 0) return { kind: 'among', names: names.slice(again) };
  const shared = acceptedAs(domains, domain);
  if (back === undefined || shared === undefined) return undefined;
  const handsOn = shared || back.virtualServer.unresolvedRecipientsTo !== undefined;
  return handsOn ? { kind: 'back', by: names.slice(1), to: back } : undefined;
}

/** By domain of a mail system, what routes follow from, to be compared. */
export function systemsInWords(index: SystemIndex, us: Us): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const domain of new Set([...index.forwarders.values()].flatMap(({ accepts }) => [...accepts]))) {
    const rounds = [...index.forwarders.keys()].map((host) => {
      const round = roundFrom(index, us, host, domain);
      if (round === undefined) return host;
      return [host, ...(round.kind === 'back' ? [...round.by, '', round.to.server.name] : round.names)];
    });
    words.set(domain, JSON.stringify([index.byDomain.get(domain), rounds]));
  }
  return words;
}
