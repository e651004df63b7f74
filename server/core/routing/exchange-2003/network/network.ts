// A topology made ready for routing: routing groups are numbers, connectors know their bridgeheads and far sides, the
// links between groups lie in typed arrays. Made once for each topology; what resolves to nothing is not in it.

import { acceptedAs } from '#core/model/accepted-domains';
import { keyOf } from '#core/model/keys';
import { groupedBy } from '#core/model/multimap';
import { bridgeheadsOf, hostsOf, stationsOf, targetsOf } from '#core/model/lookup';
import { type OwnHosts, ownHostsOf, ownNamesOf } from '#core/model/own-hosts';
import type { Connector, Host, Key, RoutingGroup, Station, Topology, VirtualServer } from '#core/model/topology';
import { acceptedDomainsOf, type AcceptedDomains } from '#core/routing/addresses/acceptance';
import { isByDns } from '#core/model/handover';
import { type SpaceIndex, indexSpaces } from '#core/routing/addresses/address-space';
import { type ContactIndex, indexContacts } from '#core/routing/addresses/contact';
import { type ExchangerIndex, indexExchangers } from '#core/routing/addresses/exchangers';
import { indexSystems, type SystemIndex } from './systems.ts';
import { type MailboxIndex, indexMailboxes } from '#core/routing/addresses/mailbox';

/** A connector made ready. */
export interface Carrier {
  readonly index: number;
  readonly connector: Connector;
  /** Its place among all connectors by name: ties are decided by it (§13.12). */
  readonly rank: number;
  /** The routing group that owns it, as a number. */
  readonly home: number;
  /** Local bridgeheads, members of the group only: a server elsewhere is no usable bridgehead [T-RBH]. */
  readonly bridgeheads: readonly Station[];
  /** Remote bridgeheads of a routing group connector, members of the target group only. */
  readonly targets: readonly Station[];
  /** Smart hosts, or the remote host of an X.400 connector; none when it delivers by DNS. */
  readonly hosts: readonly Host[];
  readonly byDns: boolean;
  /** Some bridgehead server has `suppress link state changes`, and never reports the connector down [T-SUPP]. */
  readonly neverMarkedDown: boolean;
  /** Why nothing can ever leave by it, as a sentence; undefined for a sound connector. */
  readonly defect: string | undefined;
}

/** A connector's link from its routing group to another one: a directed edge of the graph of groups (§3). */
export interface Link {
  readonly index: number;
  readonly carrier: Carrier;
  readonly from: number;
  readonly to: number;
  /** 0 or more. */
  readonly cost: number;
}

/** The links out of (or into) each group: those of group `g` are `links[starts[g]]` to `links[starts[g + 1] - 1]`. */
export interface Adjacency {
  readonly starts: Int32Array;
  readonly links: Int32Array;
}

export interface Network {
  readonly topology: Topology;
  /** Every virtual server, in the order of the text. */
  readonly stations: readonly Station[];
  readonly stationNumber: ReadonlyMap<VirtualServer, number>;
  readonly groups: readonly RoutingGroup[];
  readonly groupIndex: ReadonlyMap<Key, number>;
  readonly carriers: readonly Carrier[];
  readonly links: readonly Link[];
  /** The links of carrier `c` are `links[firstLink[c]]` to `links[firstLink[c + 1] - 1]`. */
  readonly firstLink: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkCost: Float64Array;
  /** The links ranked by the name of their connector; those of one connector as its groups are written (§13.12). */
  readonly linkRank: Int32Array;
  readonly leaving: Adjacency;
  readonly entering: Adjacency;
  /** Connectors that no message can leave by, by the group that owns them. */
  readonly defective: ReadonlyMap<number, readonly Carrier[]>;
  readonly spaces: SpaceIndex;
  readonly mailboxes: MailboxIndex;
  readonly contacts: ContactIndex;
  readonly ownHosts: OwnHosts<Station>;
  /** Those that are named for domains. */
  readonly exchangers: ExchangerIndex;
  readonly domains: AcceptedDomains;
  readonly systems: SystemIndex;
}

/** Compiles a topology; takes time linear in its size. */
export function compileNetwork(topology: Topology): Network {
  const groupIndex = new Map(topology.routingGroups.map((group, index) => [group.key, index]));
  const carriers = compileCarriers(topology, groupIndex);
  const links = compileLinks(groupIndex, carriers);
  const groupCount = topology.routingGroups.length;
  const linkFrom = Int32Array.from(links, (link) => link.from);
  const linkTo = Int32Array.from(links, (link) => link.to);
  const stations = topology.servers.flatMap(stationsOf);
  const mailboxes = indexMailboxes(topology);
  const ownHosts = ownHostsOf(ownStations(topology), topology.organization);
  const domains = acceptedDomainsOf(topology.organization);
  return {
    topology,
    stations,
    stationNumber: new Map(stations.map(({ virtualServer }, number) => [virtualServer, number])),
    groups: topology.routingGroups,
    groupIndex,
    carriers,
    links,
    firstLink: firstLinks(carriers.length, links),
    linkFrom,
    linkTo,
    linkCost: Float64Array.from(links, (link) => link.cost),
    linkRank: ranksOf(links),
    leaving: adjacency(linkFrom, groupCount),
    entering: adjacency(linkTo, groupCount),
    defective: groupedBy(
      carriers.filter((carrier) => carrier.defect !== undefined),
      ({ home }) => home,
    ),
    spaces: indexSpaces(spacesOfCarriers(carriers), topology.organization.wildcardIncludesItsDomain),
    mailboxes,
    contacts: indexContacts(topology.organization, mailboxes),
    ownHosts,
    exchangers: indexExchangers(topology, ownHosts),
    domains,
    systems: indexSystems(topology.mailSystems, { ownHosts, domains }),
  };
}

function ranksOf(links: readonly Link[]): Int32Array {
  const ranks = new Int32Array(links.length);
  const ranked = [...links].sort((one, other) => one.carrier.rank - other.carrier.rank || one.index - other.index);
  for (const [rank, { index }] of ranked.entries()) ranks[index] = rank;
  return ranks;
}

/** The names that virtual servers of ours answer to. */
export function* ownStations({ servers }: Topology): Iterable<readonly [string, Station]> {
  for (const server of servers) {
    for (const { host, virtualServer } of ownNamesOf(server)) yield [host, { server, virtualServer }];
  }
}

function compileCarriers(topology: Topology, groupIndex: ReadonlyMap<Key, number>): readonly Carrier[] {
  const ranks = nameRanks(topology.connectors);
  const carriers: Carrier[] = [];
  for (const connector of topology.connectors) {
    const home = groupIndex.get(connector.group);
    if (home === undefined) continue;
    carriers.push(compileCarrier(topology, connector, carriers.length, home, ranks.get(connector.key) ?? 0));
  }
  return carriers;
}

/** Names in order, without regard to case and language. */
function nameRanks(connectors: readonly Connector[]): ReadonlyMap<Key, number> {
  const keys = connectors.map((connector) => connector.key).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return new Map(keys.map((key, rank) => [key, rank]));
}

function compileCarrier(topology: Topology, connector: Connector, index: number, home: number, rank: number): Carrier {
  const bridgeheads = bridgeheadsOf(topology, connector);
  const hosts = hostsOf(connector);
  const carrier = {
    index,
    connector,
    rank,
    home,
    bridgeheads,
    targets: targetsOf(topology, connector),
    hosts,
    byDns: isByDns(connector),
    neverMarkedDown: bridgeheads.some(({ server }) => server.suppressLinkStateChanges),
    defect: undefined,
  };
  return { ...carrier, defect: defectOf(topology, carrier) };
}

function defectOf(topology: Topology, carrier: Carrier): string | undefined {
  const { connector } = carrier;
  if (connector.disabled) return 'It is disabled.';
  const home = topology.routingGroupByKey.get(connector.group)?.name ?? connector.group;
  if (carrier.bridgeheads.length === 0) return `It has no bridgehead in ${home}, so nothing leaves by it.`;
  if (connector.kind === 'routing group connector') return groupConnectorDefect(topology, carrier);
  if (!carrier.byDns && carrier.hosts.length === 0) {
    return connector.kind === 'smtp connector' ? 'It names no smart host.' : 'It names no remote host.';
  }
  return undefined;
}

function groupConnectorDefect(topology: Topology, carrier: Carrier): string | undefined {
  const reference = carrier.connector.connects[0]?.group;
  const group = reference === undefined ? undefined : topology.routingGroupByKey.get(reference.key);
  if (group === undefined) return 'It leads to no routing group of this topology.';
  if (carrier.targets.length === 0) return `It has no remote bridgehead in ${group.name}, so nothing arrives by it.`;
  return undefined;
}

/** A connector that nothing can leave by makes no link. */
function compileLinks(groupIndex: ReadonlyMap<Key, number>, carriers: readonly Carrier[]): readonly Link[] {
  const links: Link[] = [];
  for (const carrier of carriers) {
    if (carrier.defect !== undefined) continue;
    for (const { group, cost } of carrier.connector.connects) {
      const to = groupIndex.get(group.key);
      if (to === undefined) continue;
      links.push({ index: links.length, carrier, from: carrier.home, to, cost: Math.max(0, cost) });
    }
  }
  return links;
}

function firstLinks(carrierCount: number, links: readonly Link[]): Int32Array {
  const first = new Int32Array(carrierCount + 1);
  for (const { carrier } of links) first[carrier.index + 1] = (first[carrier.index + 1] ?? 0) + 1;
  for (let index = 0; index < carrierCount; index += 1)
    first[index + 1] = (first[index + 1] ?? 0) + (first[index] ?? 0);
  return first;
}

function adjacency(ends: Int32Array, groupCount: number): Adjacency {
  const starts = new Int32Array(groupCount + 1);
  for (const end of ends) starts[end + 1] = (starts[end + 1] ?? 0) + 1;
  for (let group = 0; group < groupCount; group += 1)
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const links = new Int32Array(ends.length);
  ends.forEach((end, link) => {
    const place = next[end] ?? 0;
    links[place] = link;
    next[end] = place + 1;
  });
  return { starts, links };
}

function* spacesOfCarriers(carriers: readonly Carrier[]) {
  for (const { index, connector } of carriers) {
    if (connector.kind === 'routing group connector') continue;
    for (const space of connector.addressSpaces) yield { carrier: index, space };
  }
}

/**
 * Whether DNS leads to a server of ours for a domain: its first mail exchanger is one; or it has none of its own, is
 * accepted, and a mail exchanger is declared, whatever it is called (§13.19) [COZA].
 */
export function comesBackByDns({ topology, domains, exchangers }: Network, domain: string): boolean {
  const own = exchangers.get(domain.toLowerCase());
  if (own !== undefined) return own[0]?.kind === 'own';
  return topology.organization.mailExchangers.length > 0 && acceptedAs(domains, domain) !== undefined;
}

/** The remote domain of a recipient, or its whole address for other types: what a queue is named after. */
export function remoteOf(recipient: { readonly domain: string | undefined; readonly address: string }): string {
  return recipient.domain === undefined ? recipient.address : keyOf(recipient.domain);
}
