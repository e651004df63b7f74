// Topologies made in code, for the drawing's tests and benchmark: a plan says what there is, `topologyOf` fills in the rest.

import { keyOf, virtualServerKey } from '#core/model/keys';
import type {
  Connector,
  Host,
  Key,
  Reference,
  RoutingGroup,
  Server,
  Topology,
  VirtualServer,
  VirtualServerKey,
  VirtualServerReference,
} from '#core/model/topology';

export interface Plan {
  readonly groups: readonly GroupPlan[];
  readonly connectors?: readonly ConnectorPlan[];
}

export interface GroupPlan {
  readonly name: string;
  readonly servers?: readonly (string | ServerPlan)[];
}

interface ServerPlan {
  readonly name: string;
  readonly addresses?: readonly string[];
  /** None: the implicit default one. */
  readonly virtualServers?: readonly string[];
}

export interface ConnectorPlan {
  readonly name: string;
  readonly in: string;
  readonly kind?: Connector['kind'];
  readonly to?: readonly string[];
  readonly cost?: number;
  /** `SERVER` or `SERVER/VS`. */
  readonly bridgeheads?: readonly string[];
  readonly targets?: readonly string[];
  readonly spaces?: readonly string[];
  readonly hosts?: readonly string[];
}

export function topologyOf(plan: Plan): Topology {
  const connectors = (plan.connectors ?? []).map(connectorOf);
  const servers = plan.groups.flatMap((group) => (group.servers ?? []).map((server) => serverOf(server, group.name)));
  const routingGroups = plan.groups.map((group): RoutingGroup => ({
    ...declared(group.name),
    kind: 'routing group',
    administrativeGroup: undefined,
    master: undefined,
    servers: servers.filter((server) => server.group === keyOf(group.name)).map((server) => server.key),
    connectors: connectors.filter((each) => each.group === keyOf(group.name)).map((each) => each.key),
  }));
  return {
    organization: {
      name: 'Contoso',
      place: undefined,
      documentation: '',
      faulty: false,
      model: { value: 'exchange-2003', place: undefined },
      domains: [],
      mailExchangers: [],
      whenNoConnectorMatches: 'ndr',
      whenConnectorsTie: 'nearest',
      wildcardIncludesItsDomain: true,
      linkStateDelaySeconds: 0,
      limitSizeBytes: Infinity,
      limitRecipients: Infinity,
    },
    administrativeGroups: [],
    routingGroups,
    servers,
    connectors,
    tests: [],
    scenarios: [],
    routingGroupByKey: byKey(routingGroups),
    serverByKey: byKey(servers),
    virtualServerByKey: new Map(
      servers.flatMap((server) =>
        server.virtualServers.map((each): [VirtualServerKey, VirtualServer] => [
          virtualServerKey(server.key, each.key),
          each,
        ]),
      ),
    ),
    connectorByKey: byKey(connectors),
    duplicates: [],
  };
}

function byKey<T extends { readonly key: Key }>(items: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(items.map((item) => [item.key, item]));
}

function declared(name: string) {
  return { key: keyOf(name), name, place: undefined, documentation: '', faulty: false };
}

function serverOf(plan: string | ServerPlan, group: string): Server {
  const server = typeof plan === 'string' ? { name: plan } : plan;
  const names = server.virtualServers ?? ['Default SMTP Virtual Server'];
  return {
    ...declared(server.name),
    kind: 'server',
    group: keyOf(group),
    addresses: (server.addresses ?? []).map((value) => ({ value, place: undefined })),
    virtualServers: names.map((name) => virtualServerOf(name, keyOf(server.name), server.virtualServers === undefined)),
    mailboxes: [],
    checkConnectorRestrictions: false,
    suppressLinkStateChanges: false,
    ratePerSecond: Infinity,
  };
}

function virtualServerOf(name: string, server: Key, implicit: boolean): VirtualServer {
  return {
    ...declared(name),
    kind: 'virtual server',
    server,
    implicit,
    bindings: [{ address: 'all unassigned', port: 25, place: undefined }],
    fqdn: undefined,
    smartHosts: [],
    outgoingPort: 25,
    hopLimit: 30,
    limitSizeBytes: Infinity,
    limitRecipients: 64_000,
    retrySeconds: { first: [600, 600, 600], then: 900 },
    delayNotificationSeconds: 43_200,
    expireSeconds: 172_800,
    connections: 1000,
    connectionsPerDomain: 100,
    messagesPerConnection: 20,
    relay: 'authenticated',
    stopped: false,
    unresolvedRecipientsTo: undefined,
  };
}

function connectorOf(plan: ConnectorPlan): Connector {
  const common = {
    ...declared(plan.name),
    group: keyOf(plan.in),
    bridgeheads: plan.bridgeheads === undefined ? ('any' as const) : plan.bridgeheads.map(virtualServerReference),
    connects: (plan.to ?? []).map((name) => ({
      group: reference(name),
      cost: plan.cost ?? 1,
      costPlace: undefined,
      list: 0,
    })),
    acceptFrom: [],
    rejectFrom: [],
    limitSizeBytes: Infinity,
    priorities: ['high', 'normal', 'low'] as const,
    messageTypes: ['system', 'non-system'] as const,
    schedule: { kind: 'always' } as const,
    oversize: undefined,
    holdForPickup: false,
    bandwidthBitsPerSecond: Infinity,
    latencySeconds: 0,
  };
  const kind = plan.kind ?? 'routing group connector';
  if (kind === 'routing group connector') {
    return { ...common, kind, targets: (plan.targets ?? []).map(virtualServerReference) };
  }
  const addressSpaces = (plan.spaces ?? []).map((pattern) => ({
    type: 'SMTP',
    pattern,
    cost: plan.cost ?? 1,
    place: undefined,
    costPlace: undefined,
    list: 0,
  }));
  const hosts = (plan.hosts ?? []).map(hostOf);
  if (kind === 'x400 connector') {
    return { ...common, kind, addressSpaces, scope: 'organization', remoteHost: hosts[0] };
  }
  const delivery = hosts.length > 0 ? ({ kind: 'smart host', hosts } as const) : ({ kind: 'dns' } as const);
  return { ...common, kind, addressSpaces, scope: 'organization', delivery, relayToTheseDomains: false };
}

function hostOf(text: string): Host {
  const bracketed = text.startsWith('[');
  return { text, address: bracketed ? text.slice(1, -1) : undefined, bracketed, place: undefined };
}

function reference(name: string): Reference {
  return { key: keyOf(name), name, place: undefined };
}

function virtualServerReference(text: string): VirtualServerReference {
  const [server = '', virtual] = text.split('/');
  return {
    server: reference(server),
    virtualServer: virtual === undefined ? undefined : reference(virtual),
    place: undefined,
  };
}

// ---- shapes ---------------------------------------------------------------------------------------------------------

/** Groups with one server each, joined both ways along `lines`, and a way to the Internet from the first. */
export function network(count: number, lines: readonly (readonly [number, number])[], servers = 1): Plan {
  const name = (index: number) => cities[index] ?? `Branch ${index + 1}`;
  const server = (index: number, each = 0) => `${name(index).slice(0, 3).toUpperCase()}${index}-EX0${each + 1}`;
  const groups = Array.from({ length: count }, (_, index) => ({
    name: name(index),
    servers: Array.from({ length: servers }, (_, each) => server(index, each)),
  }));
  const oneWay = (from: number, to: number): ConnectorPlan => ({
    name: `${name(from)} to ${name(to)}`,
    in: name(from),
    to: [name(to)],
    cost: 10 + ((from * 7 + to * 3) % 5) * 10,
    bridgeheads: [server(from)],
    targets: [server(to)],
  });
  const connectors = lines.flatMap(([a, b]) => [oneWay(a, b), oneWay(b, a)]);
  const internet: ConnectorPlan = {
    name: 'Internet Mail',
    in: name(0),
    kind: 'smtp connector',
    spaces: ['*'],
    bridgeheads: [server(0)],
  };
  return { groups, connectors: count > 0 ? [...connectors, internet] : connectors };
}

export function star(count: number, servers = 1): Plan {
  return network(
    count,
    Array.from({ length: Math.max(0, count - 1) }, (_, index) => [0, index + 1] as const),
    servers,
  );
}

export function ring(count: number): Plan {
  return network(
    count,
    Array.from({ length: count }, (_, index) => [index, (index + 1) % count] as const),
  );
}

export function chain(count: number): Plan {
  return network(
    count,
    Array.from({ length: count - 1 }, (_, index) => [index, index + 1] as const),
  );
}

export function mesh(count: number): Plan {
  const lines = Array.from({ length: count }, (_, a) =>
    Array.from({ length: count - a - 1 }, (_, b) => [a, a + b + 1] as const),
  );
  return network(count, lines.flat());
}

/** Hubs in a full mesh, each with branches. */
export function regions(hubs: number, branches: number): Plan {
  const lines: (readonly [number, number])[] = [];
  for (let a = 0; a < hubs; a++) for (let b = a + 1; b < hubs; b++) lines.push([a, b]);
  for (let hub = 0; hub < hubs; hub++) {
    for (let branch = 0; branch < branches; branch++) lines.push([hub, hubs + hub * branches + branch]);
  }
  return network(hubs * (1 + branches), lines);
}

/** A tree with some lines across, the same every time. */
export function tangle(count: number, across: number): Plan {
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const lines = new Map<string, readonly [number, number]>();
  const add = (a: number, b: number) => a !== b && lines.set(`${Math.min(a, b)}-${Math.max(a, b)}`, [a, b]);
  for (let index = 1; index < count; index++) add(next(index), index);
  for (let index = 0; index < across; index++) add(next(count), next(count));
  return network(count, [...lines.values()]);
}

const cities = [
  'Seattle',
  'London',
  'Brussels',
  'Tokyo',
  'Sydney',
  'Berlin',
  'Paris',
  'Madrid',
  'Nairobi',
  'Lima',
  'Toronto',
  'Mumbai',
];
