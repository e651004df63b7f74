// Which messages an edit can concern, told from their footprints (footprint.ts) and the difference between the
// topologies before and after. It may name a message that goes as before, and never misses one that does not. Only
// declarations that differ are looked into, and what depends on them by name.

import { middleOf } from '#core/model/changes';
import { hostsOf } from '#core/model/lookup';
import { type OwnHosts, ownHostsOf, ownNamesOf } from '#core/model/own-hosts';
import type { Connector, Key, RoutingGroup, Server, Topology } from '#core/model/topology';
import { fieldsOfTransit, isAlike } from '../../network-change.ts';
import type { Difference } from '../../model.ts';
import { acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import { indexSpaces, spacesOf } from '#core/routing/addresses/address-space';
import { type Footprint, headsOf, leadsOnlyBack } from './footprint.ts';
import { indexMailboxes, mailboxServerOf } from '#core/routing/addresses/mailbox';
import { indexExchangers, inWords } from '#core/routing/addresses/exchangers';
import { indexSystems, systemsInWords } from '../network/systems.ts';
import { type Network, ownStations } from '../network/network.ts';
import { needsOf } from '../state/dependence.ts';
import { isHostUp, outageOf } from '../state/outage.ts';
import { hostKey } from '#core/model/host';
import { shorterPaths } from './shorter-paths.ts';

/** A declaration that differs: undefined in the topology that does not have it. */
interface Pair<T> {
  readonly before: T | undefined;
  readonly now: T | undefined;
}

/** The difference between the topology of a network and another one, asked by footprint. */
export function differenceTo(network: Network, now: Topology) {
  const before = network.topology;
  if (!isAlike(before.organization, now.organization, fieldsOfTransit)) return { concerns: () => true };
  if (hasOtherExchangers(network, now)) return { concerns: () => true };
  const servers = changed(before.servers, now.servers, fieldsOfTransit);
  const behind = behindConnectors(before, now);
  const declared = changed(before.connectors, now.connectors, fieldsOfTransit);
  const others = new Set(dependants([before, now], behind));
  const connectors = new Set([
    ...versions(changed(before.connectors, now.connectors, fieldsForSome)),
    ...versions(declared.filter((pair) => isHandedOverOtherwise(pair) && !isAnswered(network, pair))),
    ...others,
  ]);
  const plain = versions(declared.filter(isOtherwisePriced)).filter((each) => !others.has(each));
  const isBeside = besides(network, connectors, new Set(plain));
  const current = [...connectors].filter((each) => now.connectorByKey.get(each.key) === each);
  const hasOtherHosts = declared.some(isHandedOverOtherwise);

  const at = new Set([...keysOf(versions(servers)), ...behind.servers]);
  const by = keysOf(connectors);
  const crossed = keysOf(versions(declared));
  const isOnServer = otherMailboxes(servers);
  const isInSpaces = otherSpaces(network, now, declared, connectors);
  const isShorter = shorterPaths(network, current);
  const isAtSystem = otherSystems(network, now);
  return {
    concerns: (footprint: Footprint) =>
      meet(at, footprint.servers) ||
      meet(behind.renamed, footprint.groups) ||
      isBeside(footprint) ||
      meet(by, footprint.compared.connectors) ||
      meet(crossed, footprint.crossed) ||
      (hasOtherHosts && footprint.metHosts) ||
      isOnServer(footprint) ||
      isInSpaces(footprint) ||
      isAtSystem(footprint) ||
      isShorter(footprint.compared),
  } satisfies Difference;
}

/** Whether mail exchangers of domains mean other servers now, or other hosts. */
function hasOtherExchangers({ exchangers }: Network, now: Topology): boolean {
  if (now.organization.mailExchangersFor.length === 0) return false;
  const ownHosts = ownHostsOf(ownStations(now), now.organization);
  return inWords(exchangers) !== inWords(indexExchangers(now, ownHosts));
}

/** Tells whether other mail systems do something else with the recipient's domain now. */
function otherSystems(network: Network, now: Topology): (footprint: Footprint) => boolean {
  if (network.topology.mailSystems.length + now.mailSystems.length === 0) return () => false;
  const us = {
    ownHosts: ownHostsOf(ownStations(now), now.organization),
    domains: acceptedDomainsOf(now.organization),
  };
  const before = systemsInWords(network.systems, network);
  const after = systemsInWords(indexSystems(now.mailSystems, us), us);
  const others = new Set([...before.keys(), ...after.keys()].filter((each) => before.get(each) !== after.get(each)));
  return ({ recipient, outside }) => outside && others.has(recipient.domain?.toLowerCase() ?? '');
}

/** Fields of a routing group that do not count: its connectors are compared one by one. */
const fieldsOfGroups: ReadonlySet<string> = new Set([...fieldsOfTransit, 'connectors']);

/**
 * Fields of a server that matter only to messages that it has, not to connectors of which it is a bridgehead or target.
 */
const fieldsOfStations: ReadonlySet<string> = new Set([
  ...fieldsOfTransit,
  'mailboxes',
  'hopLimit',
  'limitSizeBytes',
  'limitRecipients',
  'relay',
  'smartHosts',
  'attemptDirectDelivery',
  'unresolvedRecipientsTo',
]);

/**
 * Fields of a connector that matter only to recipients in its address spaces, or to messages that leave by it (§13.7).
 */
const fieldsForSome: ReadonlySet<string> = new Set([
  ...fieldsOfTransit,
  'addressSpaces',
  'schedule',
  'oversize',
  'holdForPickup',
  'delivery',
  'remoteHost',
]);

/** These, and the fields that say who may use a connector and at what cost. */
const fieldsOfUse: ReadonlySet<string> = new Set([
  ...fieldsForSome,
  'connects',
  'limitSizeBytes',
  'acceptFrom',
  'rejectFrom',
  'priorities',
  'messageTypes',
]);

function isHandedOverOtherwise({ before, now }: Pair<Connector>): boolean {
  if (before === undefined || now === undefined) return false;
  const to = (connector: Connector) => (connector.kind === 'smtp connector' ? connector.delivery : hostsOf(connector));
  return !isAlike(to(before), to(now), fieldsOfTransit);
}

/**
 * Whether the far side answers before and now while no host is off. Then its hosts matter only to messages that leave
 * by the connector.
 */
function isAnswered({ topology, ownHosts }: Network, { before, now }: Pair<Connector>): boolean {
  const outage = outageOf([], topology);
  return [before, now].every((connector) => {
    if (connector?.kind === 'smtp connector' && connector.delivery.kind === 'dns') return true;
    const hosts = connector === undefined ? [] : hostsOf(connector);
    return hosts.some((host) => isHostUp(outage, host) && !ownHosts.has(hostKey(host)));
  });
}

/** The elements of a list that differ, are new or gone, or have another place among the others. */
function changed<T extends { readonly key: Key }>(
  from: readonly T[],
  to: readonly T[],
  ignored: ReadonlySet<string>,
): readonly Pair<T>[] {
  const { start, fromEnd, toEnd } = middleOf(from, to);
  const left = new Map(from.slice(start, fromEnd).map((each) => [each.key, each]));
  const came = new Map(to.slice(start, toEnd).map((each) => [each.key, each]));
  const stayed = [...left.keys()].filter((key) => came.has(key));
  const isMoved = [...came.keys()].filter((key) => left.has(key)).some((key, at) => key !== stayed[at]);
  return [...new Set([...left.keys(), ...came.keys()])]
    .map((key) => ({ before: left.get(key), now: came.get(key) }))
    .filter(({ before, now }) => isMoved || !isAlike(before, now, ignored));
}

function versions<T>(pairs: readonly Pair<T>[]): readonly T[] {
  return pairs.flatMap(({ before, now }) => [before, now].filter((each) => each !== undefined));
}

function keysOf(elements: Iterable<{ readonly key: Key }>): ReadonlySet<Key> {
  return new Set(Array.from(elements, ({ key }) => key));
}

function meet<T>(few: ReadonlySet<T>, others: ReadonlySet<T>): boolean {
  for (const each of few) if (others.has(each)) return true;
  return false;
}

/** What differs of the servers and groups that connectors depend on by name. */
interface Behind {
  /** Servers that differ, and servers with a virtual server that sends to one of these without a connector. */
  readonly servers: ReadonlySet<Key>;
  /** The names and addresses that servers which differ answer to. */
  readonly hosts: OwnHosts<unknown>;
  /** Groups that have another name now, or that exist, or have servers, in one of the topologies only. */
  readonly renamed: ReadonlySet<Key>;
  /** Groups whose servers or master differ. */
  readonly staffed: ReadonlySet<Key>;
}

function behindConnectors(before: Topology, now: Topology): Behind {
  const servers = changed(before.servers, now.servers, fieldsOfStations);
  const groups = changed(before.routingGroups, now.routingGroups, fieldsOfGroups);
  const names = versions(servers).flatMap(ownNamesOf);
  const hosts = ownHostsOf(
    names.map((own) => [own.host, own] as const),
    now.organization,
  );
  const senders =
    names.length === 0 ? [] : [...before.servers, ...now.servers].filter((server) => sendsTo(server, hosts));
  const all = [...versions(servers), ...senders];
  const isRenamed = ({ before, now }: Pair<RoutingGroup>) =>
    before?.name !== now?.name || (before?.servers.length === 0) !== (now?.servers.length === 0);
  return {
    servers: keysOf(all),
    hosts,
    renamed: keysOf(versions(groups.filter(isRenamed))),
    staffed: new Set([...keysOf(versions(groups)), ...all.map(({ group }) => group)]),
  };
}

/** Whether a virtual server of this server hands mail to one of these hosts without a connector. */
function sendsTo({ virtualServers }: Server, hosts: OwnHosts<unknown>): boolean {
  return virtualServers.some(({ smartHosts, unresolvedRecipientsTo }) =>
    [...smartHosts, ...(unresolvedRecipientsTo === undefined ? [] : [unresolvedRecipientsTo])].some((host) =>
      hosts.has(hostKey(host)),
    ),
  );
}

function dependants(topologies: readonly Topology[], behind: Behind): readonly Connector[] {
  if (behind.servers.size + behind.renamed.size + behind.staffed.size === 0) return [];
  return topologies.flatMap((topology) =>
    topology.connectors.filter((connector) => dependsOn(topology, connector, behind)),
  );
}

function dependsOn(topology: Topology, connector: Connector, behind: Behind): boolean {
  const { group, connects } = connector;
  if ([group, ...connects.map((connected) => connected.group.key)].some((key) => behind.renamed.has(key))) return true;
  const { servers, hosts, staff } = needsOf(topology, connector);
  return (
    servers.some((key) => behind.servers.has(key)) ||
    staff.some((key) => behind.staffed.has(key)) ||
    hosts.some((host) => behind.hosts.has(host))
  );
}

/**
 * Tells whether connectors differ beside a message's path: in a group that it left, whichever it took. A connector to a
 * group from which mail can only come back does not count (next-link.ts), unless the message is for that group, or no
 * connector led on.
 */
function besides(
  network: Network,
  connectors: ReadonlySet<Connector>,
  plain: ReadonlySet<Connector>,
): (footprint: Footprint) => boolean {
  const { groups, groupIndex, entering, linkFrom } = network;
  const number = (group: Key) => groupIndex.get(group) ?? -1;
  const homes = new Set<Key>();
  const dead: { readonly home: Key; readonly head: Key }[] = [];
  for (const connector of connectors) {
    const home = connector.group;
    for (const { group: head } of connector.connects) {
      const [from, to] = [number(home), number(head.key)];
      if (plain.has(connector) && from >= 0 && to >= 0 && leadsOnlyBack(network, to, from))
        dead.push({ home, head: head.key });
      else homes.add(home);
      if (from < 0 || headsOf(network, from).includes(to)) continue;
      // From here mail gets somewhere else now, so a connector that led to a dead end may be taken.
      for (let at = entering.starts[from] ?? 0; at < (entering.starts[from + 1] ?? 0); at += 1) {
        const before = linkFrom[entering.links[at] ?? -1] ?? -1;
        const key = groups[before]?.key;
        if (key !== undefined && before !== to && leadsOnlyBack(network, from, before)) homes.add(key);
      }
    }
  }
  return ({ compared: { left }, groups: named }) => {
    for (const home of homes) if (left.has(home)) return true;
    return dead.some(({ home, head }) => left.has(home) && (left.get(home) === true || named.has(head)));
  };
}

/** Whether nothing differs of a connector but who may use it, or its cost. */
function isOtherwisePriced(pair: Pair<Connector>): boolean {
  const { before, now } = pair;
  if (before === undefined || now === undefined || isHandedOverOtherwise(pair)) return false;
  const heads = ({ connects }: Connector) => connects.map(({ group }) => group.key);
  return isAlike(before, now, fieldsOfUse) && isAlike(heads(before), heads(now), fieldsOfUse);
}

/** Tells whether a recipient's mailbox may be on a server whose mailboxes differ. */
function otherMailboxes(servers: readonly Pair<Server>[]): (footprint: Footprint) => boolean {
  const others = servers.filter(({ before, now }) => !isAlike(before?.mailboxes, now?.mailboxes, fieldsOfTransit));
  const mailboxes = indexMailboxes({ servers: versions(others) });
  return ({ recipient }) => mailboxServerOf(mailboxes, recipient) !== undefined;
}

/** Tells whether a recipient lies in other address spaces than before, or in one of a connector that differs. */
function otherSpaces(
  network: Network,
  now: Topology,
  declared: readonly Pair<Connector>[],
  connectors: ReadonlySet<Connector>,
): (footprint: Footprint) => boolean {
  const { wildcardIncludesItsDomain } = now.organization;
  const index = (list: readonly (Connector | undefined)[]) =>
    indexSpaces(
      list.flatMap((each, carrier) => spacesIn(each).map((space) => ({ carrier, space }))),
      wildcardIncludesItsDomain,
    );
  const [before, after] = [index(declared.map((pair) => pair.before)), index(declared.map((pair) => pair.now))];
  const others = index([...connectors]);
  const isSame = before.types.size + after.types.size + others.types.size === 0;
  const types = isSame ? network.spaces.types : typesIn(now);
  return ({ outside, recipient }) =>
    outside &&
    (spacesOf(others, recipient).length > 0 ||
      network.spaces.types.has(recipient.type) !== types.has(recipient.type) ||
      !isAlike(spacesOf(before, recipient), spacesOf(after, recipient), fieldsOfTransit));
}

function spacesIn(connector: Connector | undefined) {
  return connector === undefined || connector.kind === 'routing group connector' ? [] : connector.addressSpaces;
}

function typesIn({ connectors, routingGroupByKey }: Topology): ReadonlySet<string> {
  const inGroups = connectors.filter(({ group }) => routingGroupByKey.has(group));
  return new Set(inGroups.flatMap((each) => spacesIn(each).map(({ type }) => type)));
}
