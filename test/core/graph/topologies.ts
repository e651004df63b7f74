// Topologies made in code, for the drawing's tests and benchmark: a plan says what there is.

import { keyOf } from '#core/model/keys';
import {
  makeAddressSpace,
  makeRoutingGroupConnector,
  makeSendConnector,
  makeSmtpConnector,
  makeX400Connector,
} from '#core/model/make';
import type { Connector, Server, Topology } from '#core/model/topology';
import {
  at,
  connected,
  host,
  server,
  topologyOf as topologyOfParts,
  virtualServer,
} from '../routing/topology-in-code.ts';

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

export function topologyOf({ groups, connectors = [] }: Plan): Topology {
  const servers = groups.flatMap((group) => (group.servers ?? []).map((each) => serverOf(each, group.name)));
  const names = groups.map(({ name }) => name);
  return topologyOfParts(servers, connectors.map(connectorOf), { domains: [] }, names);
}

function serverOf(plan: string | ServerPlan, group: string): Server {
  const { name, addresses = [], virtualServers }: ServerPlan = typeof plan === 'string' ? { name: plan } : plan;
  return server(name, group, {
    addresses: addresses.map((value) => ({ value, place: undefined })),
    virtualServers: virtualServers?.map((each) => virtualServer(name, each)),
  });
}

function connectorOf(plan: ConnectorPlan): Connector {
  const {
    name,
    kind = 'routing group connector',
    to = [],
    cost,
    bridgeheads,
    targets = [],
    spaces = [],
    hosts = [],
  } = plan;
  const group = keyOf(plan.in);
  const common = {
    bridgeheads: bridgeheads === undefined ? ('any' as const) : bridgeheads.map(at),
    connects: to.map((each) => connected(each, cost)),
  };
  const addressSpaces = spaces.map((pattern) => makeAddressSpace(pattern, { cost }));
  switch (kind) {
    case 'routing group connector':
      return makeRoutingGroupConnector(name, group, { ...common, targets: targets.map(at) });
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return makeSendConnector(kind, name, { ...common, addressSpaces });
    case 'x400 connector':
      return makeX400Connector(name, group, { ...common, addressSpaces, remoteHost: hosts.map(host)[0] });
    case 'smtp connector': {
      const smartHosts = hosts.length > 0 ? ({ kind: 'smart host', hosts: hosts.map(host) } as const) : undefined;
      return makeSmtpConnector(name, group, { ...common, addressSpaces, delivery: smartHosts });
    }
  }
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

/**
 * An organization as they are: a hub, regional hubs linked to it and some to each other, branches on each of these, and a
 * few branches linked to another one; two or three servers a group.
 */
export function realistic(count: number): Plan {
  const hubs = Math.min(count - 1, Math.max(2, Math.round(Math.sqrt(count) * 0.8)));
  const lines: (readonly [number, number])[] = [];
  for (let hub = 1; hub <= hubs; hub++) {
    lines.push([0, hub]);
    if (hub % 3 !== 0 && hub < hubs) lines.push([hub, hub + 1]);
  }
  const hubOf = (branch: number) => 1 + (((branch * 48_271) % 65_537) % hubs);
  for (let branch = hubs + 1; branch < count; branch++) {
    lines.push([hubOf(branch), branch]);
    if (branch % 31 === 0) lines.push([branch - 1, branch]);
    if (branch % 41 === 0) lines.push([1 + (hubOf(branch) % hubs), branch]);
  }
  const plan = network(count, unique(lines), 2);
  const groups = plan.groups.map(({ name, servers = [] }, index) => ({
    name,
    servers: index % 3 === 0 ? [...servers, `${name.slice(0, 3).toUpperCase()}${index}-EX03`] : servers,
  }));
  return { ...plan, groups };
}

function unique(lines: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  return [...new Map(lines.map((line) => [line.toSorted((a, b) => a - b).join('-'), line])).values()];
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
