// What could stand at the cursor, by the sort of name or value that the grammar expects there: only what resolves.

import { acceptedAs, byAcceptedDomain, plainDomains } from '#core/model/accepted-domains';
import { CompletionItemKind } from 'vscode-languageserver';
import { keyOf } from '#core/model/keys';
import { defaultPort } from '#core/syntax/values';
import { hostNameAsKey } from '#core/model/host';
import { hostsOf, serversOf } from '#core/model/lookup';
import type { Connector, Database, Key, SenderGroup, Server, Topology } from '#core/model/topology';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import { queuesOf } from '#core/routing/models';
import type { Expected } from '#core/syntax/expected';
import type { Declaration } from '#core/syntax/tree';
import { costsAt } from './cost-offers.ts';
import { routeNow } from './route-now.ts';
import type { Snapshot } from './snapshot.ts';
import { suggestions } from './suggestions.ts';
import { inQuotes, writtenName, writtenVirtualServer } from '#core/syntax/words';
import { bindingText } from '#core/model/bindings';

/** Something that can be inserted. */
export interface Offer {
  readonly label: string;
  /** What is inserted, when it is not the label. */
  readonly text?: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly kind: CompletionItemKind;
}

/** Where the cursor is, and in which topology. */
export interface Spot extends Expected {
  readonly snapshot: Snapshot;
}

/** What a sort of name or value, as the grammar describes it ('a server'), can be at this spot. */
export function offersOf(description: string, spot: Spot): readonly Offer[] {
  const { topology } = spot.snapshot;
  switch (description.split(' such as')[0]) {
    case 'a server':
      return serverOffers(spot);
    case 'a routing group':
    case 'a site':
      return groupOffers(spot);
    case 'a database':
      return [...topology.databaseByKey.values()].filter(({ implicit }) => !implicit).map((database) => databaseOffer(topology, database)); // prettier-ignore
    case 'a Receive connector':
      return receiveConnectorOffers(topology);
    case 'a connector':
      return [...wayOffers(spot), ...topology.connectors.map((connector) => connectorOffer(topology, connector))];
    case 'a group of senders':
      return topology.senderGroups.map((group) => sendersOffer(group));
    case 'a number':
      return costOffers(spot);
    case 'a cost from 1 to 100':
      return costsAt(spot).map(({ cost, detail }) => value(String(cost), detail));
    case 'a cost from 1 to 99999':
      return [value('100', 'the default of an IP site link')];
    case 'a routing model':
      return [
        value('exchange-2003', 'the routing rules of Exchange 2000 and 2003'),
        value('exchange-2013', 'those of Exchange 2013, 2016, 2019 and Subscription Edition'),
      ];
    case 'the name of a queue':
      return queueOffers(spot);
    case 'a domain':
      return /^mail exchanger\b/.test(spot.before)
        ? ownDomains(topology).map((domain) => value(domain, 'an accepted domain'))
        : domainOffers(spot);
    case 'an address':
      return suggestions(topology).recipients.map(({ address, detail }) => value(address, detail));
    case 'an address pattern':
      return ownDomains(topology).map((domain) => value(`*@${domain}`, 'everybody at this domain'));
    case 'an address space':
      return addressSpaceOffers(spot);
    case 'a domain name, or an IP address in brackets':
    case 'a host':
      return hostOffers(topology);
    case 'the name of a host, or its IP address in brackets':
      return undeclaredHosts(topology);
    case 'an IP address':
      return spot.around.at(-1)?.kind === 'server' && /^address\b/.test(spot.before)
        ? nextAddress(spot)
        : bindingOffers(spot);
    case 'a time':
      return [value('"Mon 09:00"', 'a time of the week')];
    case 'a window':
      return [value('"Mon-Fri 08:00-18:00"', 'working hours'), value('"20:00-06:00"', 'every night')];
    case 'a size':
      return ['10KB', '1MB', '10MB'].map((text) => value(text, 'a size'));
    default:
      return [];
  }
}

function value(label: string, detail: string): Offer {
  return { label, detail, kind: CompletionItemKind.Value };
}

// ---- servers --------------------------------------------------------------------------------------------------------

/** Where only members of a routing group make sense, only they are offered; all servers where it has none (yet). */
function serverOffers(spot: Spot): Offer[] {
  const { topology } = spot.snapshot;
  const wanted = wantedGroup(spot);
  const group = wanted === undefined ? undefined : topology.routingGroupByKey.get(wanted);
  const members = group === undefined ? [] : serversOf(topology, group);
  const servers = members.length > 0 ? members : topology.servers;
  const isVirtual = takesVirtualServer.test(spot.before) && spot.around.at(-1)?.kind !== 'x400 connector';
  return servers.flatMap((server) => [
    ...(/virtual server\s+$/.test(spot.before) ? [] : [serverOffer(topology, server)]),
    ...(isVirtual ? virtualServerOffers(server) : []),
  ]);
}

const takesVirtualServer = /^(?:bridgehead|target|mail exchanger)\b|\bfrom\s+$|\bvirtual server\s+$/;

/** The routing group whose servers fit: the connector's own for bridgeheads, the one it leads to for targets. */
function wantedGroup({ around, before }: Spot): Key | undefined {
  const group = around.find(({ kind }) => kind === 'routing group');
  const connector = around.at(-1);
  if (/^(?:mail|send|at|down|expect)\b/.test(before)) return undefined;
  if (/^target\b/.test(before)) {
    return connector?.kind === 'routing group connector' && connector.to !== undefined
      ? keyOf(connector.to.value)
      : undefined;
  }
  return group?.name === undefined ? undefined : keyOf(group.name.value);
}

function serverOffer(topology: Topology, { name, group, documentation }: Server): Offer {
  const detail = `server of ${topology.routingGroupByKey.get(group)?.name ?? 'no routing group'}`;
  return { label: name, text: writtenName(name), detail, documentation, kind: CompletionItemKind.Class };
}

function virtualServerOffers({ name, virtualServers }: Server): Offer[] {
  return virtualServers
    .filter((one) => one.name !== '')
    .map((one) => ({
      label: `${name}/${one.name}`,
      text: writtenVirtualServer(name, one.name),
      detail: one.bindings.map(bindingText).join(', '),
      documentation: one.documentation,
      kind: CompletionItemKind.Property,
    }));
}

// ---- routing groups, connectors, queues -----------------------------------------------------------------------------

/** A connector never leads to its own routing group. */
function groupOffers({ snapshot: { topology }, around }: Spot): Offer[] {
  const own = around.find(({ kind }) => kind === 'routing group')?.name?.value;
  return topology.routingGroups
    .filter(({ name, key }) => name !== '' && (own === undefined || key !== keyOf(own)))
    .map(({ name, kind, documentation, servers }) => ({
      label: name,
      text: writtenName(name),
      detail: `${kind}, ${servers.length} ${servers.length === 1 ? 'server' : 'servers'}`,
      documentation,
      kind: CompletionItemKind.Module,
    }));
}

function databaseOffer(topology: Topology, { name, server, documentation }: Database): Offer {
  const detail = `database of ${topology.serverByKey.get(server)?.name ?? ''}`;
  return { label: name, text: writtenName(name), detail, documentation, kind: CompletionItemKind.Property };
}

/** Those that servers share a name of, once. */
function receiveConnectorOffers({ servers }: Topology): Offer[] {
  return servers.flatMap((server) =>
    receiveConnectorsOf(server).map(({ name }) => ({
      label: name,
      text: writtenName(name),
      detail: `Receive connector of ${server.name}`,
      kind: CompletionItemKind.Interface,
    })),
  );
}

function connectorOffer(topology: Topology, { name, kind, group, documentation }: Connector): Offer {
  const detail = `${kind} of ${topology.routingGroupByKey.get(group)?.name ?? 'no routing group'}`;
  return { label: name, text: writtenName(name), detail, documentation, kind: CompletionItemKind.Interface };
}

function sendersOffer({ name, patterns, documentation }: SenderGroup): Offer {
  const detail = patterns.map(({ pattern }) => pattern).join(', ');
  return { label: name, text: writtenName(name), detail, documentation, kind: CompletionItemKind.Module };
}

/** The queues that the test's own message passes as things are now, and behind them whatever other queues there can be. */
function queueOffers({ snapshot, around }: Spot): Offer[] {
  const route = routeNow(snapshot, around);
  const passed = new Set([...(route?.hops ?? []).map((hop) => hop.queue), route?.queue ?? '']);
  const others = queuesOf(snapshot.topology).names.filter((name) => !passed.has(name));
  const offer = (detail: string) => (name: string) => value(inQuotes(name), detail);
  return [
    ...[...passed].filter((name) => name !== '').map(offer('a queue that this message passes')),
    ...others.slice(0, mostQueues).map(offer('a queue of this topology')),
  ];
}

/** Nobody looks through more. */
const mostQueues = 500;

/** The whole way that the test's own message takes now, for `expect via`. */
function wayOffers({ snapshot, around, before }: Spot): Offer[] {
  const connectors = /^expect\s+via\s+$/.test(before) ? (routeNow(snapshot, around)?.connectors ?? []) : [];
  if (connectors.length < 2) return [];
  return [value(connectors.map(writtenName).join(', '), 'the way that this message takes now')];
}

function costOffers({ snapshot, around, before }: Spot): Offer[] {
  const cost = /^expect\s+cost\s+$/.test(before) ? routeNow(snapshot, around)?.cost : undefined;
  return cost === undefined || cost === null ? [] : [value(String(cost), 'what the way of this message costs now')];
}

// ---- domains and hosts ----------------------------------------------------------------------------------------------

/** Domains that mailboxes are in and that the organization does not accept yet. */
function domainOffers({ snapshot: { topology } }: Spot): Offer[] {
  const accepted = byAcceptedDomain(topology.organization, () => true);
  const used = topology.servers.flatMap(({ mailboxes }) => mailboxes.flatMap(({ domain }) => domain ?? []));
  return [...new Set(used)]
    .filter((domain) => acceptedAs(accepted, domain) === undefined)
    .map((domain) => value(domain, 'a domain with mailboxes, not accepted yet'));
}

/** What is offered is for SMTP, so for nothing behind the name of another type. */
function addressSpaceOffers({ snapshot, around, word }: Spot): Offer[] {
  const { topology, source } = snapshot;
  if (/^(?!smtp:)[^:"]*:/i.test(source.tree.text.slice(word.start, word.end))) return [];
  if (around.at(-1)?.kind === 'x400 connector') return [value('X400:"c=US;a= ;p=Contoso"', 'an X.400 address space')];
  return [value('*', 'everything outside'), ...ownDomains(topology).map(subdomains)];
}

function ownDomains({ organization }: Topology): readonly string[] {
  return plainDomains(
    organization.domains,
    byAcceptedDomain(organization, () => true),
  );
}

function subdomains(domain: string): Offer {
  return value(`*.${domain}`, 'subdomains of an accepted domain');
}

/** Declared mail systems first. */
function hostOffers(topology: Topology): Offer[] {
  const declared = topology.mailSystems.map(({ name, accepts, documentation }): Offer => {
    const domains = accepts.map(({ value }) => value).join(', ');
    const detail = domains === '' ? 'a mail system' : `the mail system of ${domains}`;
    return { ...value(name, detail), documentation };
  });
  return [...declared, ...undeclaredHosts(topology)];
}

/** Hosts that mail is handed to and that are not declared. */
function undeclaredHosts(topology: Topology): Offer[] {
  const { connectors, servers, mailSystemByKey } = topology;
  const named = [
    ...connectors.flatMap(hostsOf),
    ...servers.flatMap((server) => server.virtualServers.flatMap(({ smartHosts }) => smartHosts)),
  ];
  const others = named.filter((host) => !mailSystemByKey.has(hostNameAsKey(host.text)));
  return [...new Set(others.map(({ text }) => text))].map((text) => value(text, 'a host of this topology'));
}

// ---- addresses ------------------------------------------------------------------------------------------------------

/** The addresses of the server: those on which no other virtual server of it listens, then the others at a free port. */
function bindingOffers({ snapshot: { topology, source }, around, head, word }: Spot): Offer[] {
  const server = serverAround(topology, around);
  const port = writtenPort(source.tree.text.slice(word.start, word.end));
  const ownKey = head?.name === undefined ? undefined : keyOf(head.name.value);
  const others = server?.virtualServers.filter(({ key, implicit }) => !implicit && key !== ownKey) ?? [];
  const holders = new Map<string, string>();
  for (const { name, bindings } of others) {
    for (const { address, port } of bindings) holders.set(`${address} ${port}`, name);
  }
  const free: Offer[] = [];
  const bound: Offer[] = [];
  for (const { value: address } of server?.addresses ?? []) {
    const holder = holders.get(`${address} ${port}`);
    if (holder === undefined) free.push(value(bindingText({ address, port }), 'a free address of this server'));
    else {
      const next = nextPort(port, (other) => holders.has(`${address} ${other}`));
      bound.push(value(bindingText({ address, port: next }), `'${holder}' listens there at port ${port}`));
    }
  }
  return [...free, ...bound];
}

/** The port of a binding as far as it is written. */
function writtenPort(binding: string): number {
  const [, port] = /^(?:[^:]*|\[[^\]]*\]):(\d{1,5})$/.exec(binding) ?? [];
  return port === undefined ? defaultPort : Number(port);
}

function nextPort(port: number, isTaken: (port: number) => boolean): number {
  let next = port + 1;
  while (isTaken(next)) next++;
  return next;
}

function serverAround(topology: Topology, around: readonly Declaration[]): Server | undefined {
  const name = around.find(({ kind }) => kind === 'server')?.name;
  return name === undefined ? undefined : topology.serverByKey.get(keyOf(name.value));
}

/** The address behind the last one of this server, or of the server before, that nobody has. */
function nextAddress({ snapshot: { topology }, around }: Spot): Offer[] {
  const taken = new Set(topology.servers.flatMap(({ addresses }) => addresses.map((one) => one.value)));
  const own = serverAround(topology, around)?.addresses.at(-1)?.value;
  const last = own ?? topology.servers.flatMap(({ addresses }) => addresses.map((one) => one.value)).at(-1);
  const parts = /^(\d+\.\d+\.\d+)\.(\d+)$/.exec(last ?? '');
  if (parts === null) return [];
  for (let host = Number(parts[2]) + 1; host < 255; host++) {
    const address = `${parts[1]}.${host}`;
    if (!taken.has(address)) return [value(address, 'the next free address of this network')];
  }
  return [];
}
