import { hostNameKey } from '#core/model/host';
import type { AcceptedDomain, Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { carriers, holds, isCarrierUnclear, type Carrier } from './carriers.ts';
import { edgeServers, groupNames, members, organization } from './facts.ts';
import type { Values } from './fact.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { ownHosts } from './own-hosts.ts';
import { wholeRule } from './rule.ts';
import { siteMap } from './site-map.ts';

const reads = {
  organization,
  carriers,
  isCarrierUnclear,
  siteMap,
  mailboxServers,
  members,
  edgeServers,
  ownHosts,
  groupNames,
};
type Known = Values<typeof reads>;

/**
 * Recipients of a relay domain that nobody here knows leave, and come back. An Edge server sends those of an internal relay
 * domain inside again (§6) [PR365-LOOP, MS-HYBGROUPS]; by DNS they go where the domain's mail exchanger is, and that is a
 * server of ours [MS-EDGEMAN13]. They go round until they are returned.
 */
export const relayDomainLoop = wholeRule({
  code: 'relay-domain-loop',
  severity: 'error',
  reads,
  *check(known) {
    const { organization, isCarrierUnclear, siteMap, mailboxServers } = known;
    if (organization.faulty || isCarrierUnclear || siteMap.isUnclear) return;
    for (const accepted of organization.domains) {
      if (!accepted.shared || accepted.place === undefined || accepted.domain === '*') continue;
      const trip = tripOf(accepted, known);
      const round = trip && [...mailboxServers.keys()].map((site) => roundFrom(site, trip, known)).find((each) => each !== undefined); // prettier-ignore
      if (round === undefined) continue;
      yield {
        place: accepted.place,
        message:
          `${round}: recipients that nobody here knows go round until they are returned. Add a Send connector for ` +
          `${accepted.domain} with a Mailbox server as source and the other system as smart host.`,
      };
    }
  },
});

/** Mail for a domain, on its way. */
interface Trip extends Pick<AcceptedDomain, 'domain' | 'authority'> {
  /** What can carry it, with how close its address space is, and the cost of that. */
  readonly candidates: readonly Candidate[];
  /** The server of ours that DNS leads to. */
  readonly exchanger: { readonly key: Key; readonly name: string } | undefined;
}

interface Candidate {
  readonly carrier: Carrier;
  readonly closeness: number;
  readonly cost: number;
}

/** Undefined where nothing that can carry the mail brings it back. */
function tripOf({ domain, authority }: AcceptedDomain, known: Known): Trip | undefined {
  const name = domain.replace(/^\*\./, '');
  const candidates = known.carriers.flatMap((carrier) => candidateOf(carrier, name));
  const exchanger = exchangerOf(name, known);
  const comesBack = ({ isEdge, isByDns }: Carrier) => (isEdge && authority === 'internal relay') || (isByDns && exchanger !== undefined); // prettier-ignore
  return candidates.some(({ carrier }) => comesBack(carrier))
    ? { domain, authority, candidates, exchanger }
    : undefined;
}

/** Of its address spaces that the domain is in the closest one; a name of its own is closer than any with `*`. */
function candidateOf(carrier: Carrier, name: string): readonly Candidate[] {
  let best: Candidate | undefined;
  for (const { type, domain, cost } of carrier.spaces) {
    if (type !== 'SMTP' || !holds(domain, name)) continue;
    const closeness = domain.startsWith('*') ? domain.length : Infinity;
    if (best === undefined || closeness > best.closeness || (closeness === best.closeness && cost < best.cost))
      best = { carrier, closeness, cost };
  }
  return best === undefined ? [] : [best];
}

function exchangerOf(domain: string, { organization, members, ownHosts }: Known): Trip['exchanger'] {
  const { mailExchangers, mailExchangersFor } = organization;
  const own = mailExchangersFor.filter((each) => each.domains.some(({ value }) => value === domain));
  const [exchanger] = own.length === 0 ? mailExchangers : own.flatMap(({ exchangers }) => exchangers);
  if (exchanger === undefined) return undefined;
  const { key, name } = exchanger.server;
  return members.get(key) ?? members.get(ownHosts.get(hostNameKey(name)) ?? key);
}

/** Why mail from a site comes back for ever; undefined where it leaves, or waits. It is in a site, or on an Edge server. */
function roundFrom(start: Key, trip: Trip, known: Known): string | undefined {
  const seen = new Set<Key>();
  let why: string | undefined;
  for (let at: Key | undefined = start; at !== undefined;) {
    if (seen.has(at)) return why;
    seen.add(at);
    const next = nextFrom(at, trip, known);
    at = next?.to;
    why = next?.why ?? why;
  }
  return undefined;
}

interface Next {
  readonly to: Key;
  readonly why?: string;
}

function nextFrom(at: Key, trip: Trip, known: Known): Next | undefined {
  const { edgeServers, members, groupNames } = known;
  const { domain, authority, exchanger } = trip;
  const isOnEdge = edgeServers.includes(at);
  if (isOnEdge && authority === 'internal relay') {
    const to = members.get(at)?.group ?? at;
    const site = plain(groupNames.get(to) ?? '');
    const why = `Mail for the internal relay domain ${domain} leaves by the Edge servers of ${site}, which send it back inside`;
    return { to, why };
  }
  const carrier = chosenAt(at, isOnEdge, trip, known);
  const [source] = carrier?.sources ?? [];
  if (carrier === undefined || source === undefined) return undefined;
  if (carrier.isEdge && !isOnEdge) return { to: source };
  if (!carrier.isByDns || exchanger === undefined) return undefined;
  const to = edgeServers.includes(exchanger.key) ? exchanger.key : members.get(exchanger.key)?.group;
  const why = `No connector takes mail for ${domain} to the other system, and DNS leads back to ${plain(exchanger.name)}`;
  return to === undefined ? undefined : { to, why };
}

/** The closest of those that can be used there, of these the cheapest, nearest, and lowest by name (§5). */
function chosenAt(at: Key, isOnEdge: boolean, { candidates }: Trip, { siteMap }: Known): Carrier | undefined {
  const usable = candidates.flatMap((candidate) => {
    const { carrier } = candidate;
    if (isOnEdge) return carrier.sources.includes(at) ? [{ ...candidate, total: candidate.cost, links: 0 }] : [];
    if (carrier.scope === 'site' && !carrier.sites.includes(at)) return [];
    const ways = carrier.sites.flatMap((site) => siteMap.distance(at, site) ?? []);
    const [way] = ways.sort((one, other) => one.cost - other.cost || one.links - other.links);
    return way === undefined ? [] : [{ ...candidate, total: candidate.cost + way.cost, links: way.links }];
  });
  usable.sort(
    (one, other) =>
      (one.closeness === other.closeness ? 0 : other.closeness - one.closeness) ||
      one.total - other.total ||
      one.links - other.links ||
      (one.carrier.key < other.carrier.key ? -1 : 1),
  );
  return usable[0]?.carrier;
}
