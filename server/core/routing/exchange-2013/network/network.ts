// What a topology declares, compiled: sites and paths between them, databases, connectors, address spaces. It does not
// know what is off.

import { byAcceptedDomain, plainDomain } from '#core/model/accepted-domains';
import { lineId, type ElementId } from '#core/model/element';
import { bridgeheadsOf, stationsOf } from '#core/model/lookup';
import { ownHostsOf, ownNamesOf, type OwnHosts } from '#core/model/own-hosts';
import { isSending } from '#core/model/send-connectors';
import { sitePairsOf } from '#core/model/site-pairs';
import type {
  AddressPattern,
  Address,
  Dag,
  Database,
  Key,
  RoutingGroup,
  SendConnector,
  Server,
  Station,
  Topology,
} from '#core/model/topology';
import { acceptedDomainsOf, type AcceptedDomains } from '#core/routing/addresses/acceptance';
import { indexSpaces, type SpaceIndex } from '#core/routing/addresses/address-space';
import { type ContactIndex, indexContacts } from '#core/routing/addresses/contact';
import { type ExchangerIndex, indexExchangers } from '#core/routing/addresses/exchangers';
import { indexHomes, type MailboxIndex } from '#core/routing/addresses/mailbox';
import type { DomainAuthority } from '#core/syntax/tree';
import { type Paths, sitePaths } from '../../site-paths.ts';
import type { Queue } from '../../queues.ts';
import { dagQueue, expansionQueue, mailboxGroupQueue, siteQueue, sourceServersQueue } from './queue.ts';

/** The servers that deliver to a destination (§4.1), and the queue in which mail for them waits elsewhere. */
export interface DeliveryGroup {
  readonly kind: 'dag' | 'mailbox' | 'connector' | 'edge' | 'expansion';
  /** In a sentence: `DAG DAG1`. */
  readonly called: string;
  /** Stations by number, in the order in which they are declared. */
  readonly members: readonly number[];
  readonly isMember: (station: number) => boolean;
  /** The sites that members are in, each once. */
  readonly sites: readonly number[];
  readonly queue: Queue;
}

/** A database, and who delivers into it. */
export interface Home {
  readonly database: Database;
  readonly mailboxes: Database['mailboxes'];
  readonly server: Server;
  /** Servers that can have the active copy, the server's own first. */
  readonly copies: readonly Server[];
  readonly group: DeliveryGroup;
}

/** A connector by which mail leaves. */
export interface Carrier {
  readonly index: number;
  readonly connector: SendConnector;
  /** Source servers by number, as written. */
  readonly sources: readonly number[];
  /** Its sources are Edge servers: the servers of their site hand over to them. */
  readonly isEdge: boolean;
  readonly group: DeliveryGroup;
}

export interface Network {
  readonly topology: Topology;
  /** One for each server. */
  readonly stations: readonly Station[];
  readonly stationNumber: ReadonlyMap<Key, number>;
  readonly sites: readonly RoutingGroup[];
  /** The site of each station; -1 where it is in none. */
  readonly siteOf: Int32Array;
  /** The Mailbox servers of each site. */
  readonly mailboxServers: readonly (readonly number[])[];
  pathsFrom(site: number): Paths;
  /** The line between two sites that a link joins, as it is drawn. */
  lineBetween(from: number, to: number): ElementId | undefined;
  readonly homes: readonly Home[];
  /** Mailboxes here and those in Microsoft 365: the closest pattern of all wins. */
  readonly mailboxes: MailboxIndex<Home | Remote>;
  readonly expansions: ReadonlyMap<string, Expansion>;
  readonly contacts: ContactIndex;
  readonly carriers: readonly Carrier[];
  readonly spaces: SpaceIndex;
  readonly domains: AcceptedDomains;
  /** What accepted domains are, by name. */
  readonly authorities: ReadonlyMap<string, DomainAuthority>;
  readonly ownHosts: OwnHosts<Server>;
  readonly exchangers: ExchangerIndex;
}

/** A distribution group with an expansion server. */
export interface Expansion {
  readonly address: Address;
  readonly station: number;
  readonly group: DeliveryGroup;
}

/** Mailboxes in Microsoft 365. */
export interface Remote {
  readonly mailboxes: readonly AddressPattern[];
  readonly domain: string;
}

/** Compiles a topology; paths between sites are worked out when they are asked for. */
export function compileNetwork(topology: Topology): Network {
  const { organization, servers } = topology;
  const sites = topology.routingGroups;
  const siteNumber = new Map(sites.map(({ key }, index) => [key, index]));
  const stations = servers.flatMap((server) => stationsOf(server).slice(0, 1));
  const stationNumber = new Map(stations.map(({ server }, index) => [server.key, index]));
  const siteOf = Int32Array.from(stations, ({ server }) => siteNumber.get(server.group) ?? -1);
  const mailboxServers = sites.map((_, site) =>
    [...stations.keys()].filter((at) => siteOf[at] === site && stations[at]?.server.isEdge === false),
  );
  const groupOf = (
    kind: DeliveryGroup['kind'],
    called: string,
    members: readonly number[],
    queue: Queue,
  ): DeliveryGroup => {
    const set = new Set(members);
    const groupSites = [...new Set(members.map((at) => siteOf[at] ?? -1))].filter((site) => site >= 0);
    return { kind, called, members, isMember: (station) => set.has(station), sites: groupSites, queue };
  };
  const numbersOf = (keys: readonly { readonly key: Key }[]) => [
    ...new Set(keys.flatMap(({ key }) => stationNumber.get(key) ?? [])),
  ];
  const pairs = sitePairsOf(topology);
  const lines = new Map(
    pairs.map(({ from, to }) => [
      pairKey(siteNumber.get(from.key) ?? -1, siteNumber.get(to.key) ?? -1),
      lineId(from.name, to.name),
    ]),
  );
  const joints = pairs.map(({ link, from, to, cost }) => ({
    from: siteNumber.get(from.key) ?? -1,
    to: siteNumber.get(to.key) ?? -1,
    cost,
    limit: link.limitSizeBytes,
  }));
  const dagOfServer = new Map<Key, Dag>();
  for (const dag of topology.dags)
    for (const { key } of dag.members) if (!dagOfServer.has(key)) dagOfServer.set(key, dag);
  const dagGroups = new Map(
    topology.dags.map((dag) => [dag.key, groupOf('dag', `DAG ${dag.name}`, numbersOf(dag.members), dagQueue(dag))]),
  );
  const siteGroups = sites.map((site, index) =>
    groupOf('mailbox', `site ${site.name}`, mailboxServers[index] ?? [], mailboxGroupQueue(site)),
  );
  const homes = servers.flatMap((server): readonly Home[] => {
    const dag = dagOfServer.get(server.key);
    const group = (dag && dagGroups.get(dag.key)) ?? siteGroups[siteNumber.get(server.group) ?? -1];
    if (group === undefined) return [];
    return server.databases.map((database) => ({
      database,
      mailboxes: database.mailboxes,
      server,
      copies: [server, ...database.copies.flatMap(({ key }) => topology.serverByKey.get(key) ?? [])],
      group,
    }));
  });
  const carriers = topology.connectors.filter(isSending).map((connector, index): Carrier => {
    const sources = numbersOf(bridgeheadsOf(topology, connector).map(({ server }) => server));
    const isEdge = sources.length > 0 && sources.every((at) => stations[at]?.server.isEdge === true);
    const edgeSite = siteOf[sources[0] ?? -1] ?? -1;
    const site = sites[edgeSite];
    const group =
      isEdge && site !== undefined
        ? groupOf('edge', `site ${site.name}`, mailboxServers[edgeSite] ?? [], siteQueue(site))
        : groupOf('connector', `the source servers of '${connector.name}'`, sources, sourceServersQueue(connector));
    return { index, connector, sources, isEdge, group };
  });
  const mailboxes = indexHomes<Home | Remote>([
    ...homes,
    ...organization.remoteMailboxes.map(({ patterns, domain }) => ({ mailboxes: patterns, domain: domain.value })),
  ]);
  const [firstDomain] = organization.domains;
  const expansions = new Map<string, Expansion>();
  for (const [station, { server }] of stations.entries()) {
    for (const { value } of server.expands) {
      const key = addressKey(value);
      if (expansions.has(key)) continue;
      const group = groupOf(
        'expansion',
        server.name,
        [station],
        expansionQueue(server, firstDomain && plainDomain(firstDomain)),
      );
      expansions.set(key, { address: value, station, group });
    }
  }
  const names = servers.flatMap((server) => ownNamesOf(server).map(({ host }) => [host, server] as const));
  const ownHosts = ownHostsOf(names, organization);
  return {
    topology,
    stations,
    stationNumber,
    sites,
    siteOf,
    mailboxServers,
    pathsFrom: sitePaths(sites.length, joints, ranksOf(sites)),
    lineBetween: (from, to) => lines.get(pairKey(from, to)),
    homes,
    mailboxes,
    expansions,
    contacts: indexContacts(organization, mailboxes),
    carriers,
    spaces: indexSpaces(spacesOfCarriers(carriers), true),
    domains: acceptedDomainsOf(organization),
    authorities: byAcceptedDomain(organization, ({ authority }) => authority),
    ownHosts,
    exchangers: indexExchangers(topology, {
      get: (host) => {
        const server = ownHosts.get(host);
        return server && stationsOf(server)[0];
      },
      has: (host) => ownHosts.has(host),
    }),
  };
}

/** An address as it is compared. */
export function addressKey({ type, address }: Address): string {
  return `${type}:${address.toLowerCase()}`;
}

function pairKey(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function* spacesOfCarriers(carriers: readonly Carrier[]) {
  for (const { index, connector } of carriers)
    for (const space of connector.addressSpaces) yield { carrier: index, space };
}

/** Names compare without regard to case, character by character (§13.15). */
function ranksOf(sites: readonly RoutingGroup[]): Int32Array {
  const ranks = new Int32Array(sites.length);
  const ordered = [...sites.keys()].sort((a, b) => ((sites[a]?.key ?? '') < (sites[b]?.key ?? '') ? -1 : 1));
  for (const [rank, site] of ordered.entries()) ranks[site] = rank;
  return ranks;
}
