// What holds for every message in every organization.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connector, Topology } from '#core/model/topology';
import { distancesFrom, distancesTo, costAt } from '#core/routing/exchange-2003/paths/distances';
import { dependenceOf } from '#core/routing/exchange-2003/state/dependence';
import { linkStateFrom, linkStateOf } from '#core/routing/exchange-2003/state/link-state';
import { compileRouting } from '#core/routing/models';
import { compileNetwork } from '#core/routing/exchange-2003/network/network';
import { outageOf } from '#core/routing/exchange-2003/state/outage';
import type { Considered, Route } from '#core/routing/route';
import { brokenTopology, down, message, soundTopology } from './arbitrary.ts';
import { send, topologyOf } from './topology-in-code.ts';
import { expectAlways } from '../../property.ts';

const runs = { runs: 400 };

describe('every message', () => {
  test('ends delivered, queued or undeliverable, and the route says so throughout', () => {
    expectAlways(
      fc.property(fc.oneof(soundTopology, brokenTopology), message, down, (topology, sent, off) => {
        const route = compileRouting(topology).route(sent, off);
        expect(route.status !== null || route.hops.length === 0).toBe(
          route.outcome === 'undeliverable' || route.hops.length === 0,
        );
        expect(route.queue === null).toBe(route.outcome !== 'queued');
        expect(route.queueState === null).toBe(route.outcome !== 'queued');
        expect(route.cost === null).toBe(route.outcome === 'undeliverable');
        expect(route.nextHop === null).toBe(route.outcome === 'undeliverable');
        expect(route.connectors).toEqual(route.hops.flatMap(({ connector }) => connector ?? []));
        if (route.cost !== null) expect(route.cost).toBe(route.hops.reduce((sum, hop) => sum + hop.cost, 0));
        if (route.outcome === 'queued' && route.hops.length > 0) expect(route.queue).toBe(route.hops.at(-1)?.queue);
        expect(route.reason).toMatch(/\.$/);
      }),
      runs,
    );
  });

  test('passes only what is up, until it waits', () => {
    expectAlways(
      fc.property(soundTopology, message, down, (topology, sent, off) => {
        const route = compileRouting(topology).route(sent, off);
        const passed = route.outcome === 'queued' ? route.hops.slice(0, -1) : route.hops;
        const offServers = off.flatMap((each) => (each.kind === 'server' ? [each.server.name] : []));
        const offConnectors = off.flatMap((each) => (each.kind === 'connector' ? [each.connector.name] : []));
        for (const hop of passed) {
          expect(offServers).not.toContain(hop.server);
          expect(offConnectors).not.toContain(hop.connector);
        }
      }),
      runs,
    );
  });

  test('goes the same way however often it is asked, whatever was off in between', () => {
    expectAlways(
      fc.property(
        soundTopology,
        fc.array(fc.tuple(message, down), { maxLength: 5 }),
        message,
        (topology, others, sent) => {
          const routing = compileRouting(topology);
          const before = routing.route(sent, []);
          for (const [other, off] of others) routing.route(other, off);
          expect(routing.route(sent, [])).toEqual(before);
          expect(compileRouting({ ...topology, connectors: [...topology.connectors] }).route(sent, [])).toEqual(before);
        },
      ),
      { runs: 200 },
    );
  });
});

describe('the chosen connector', () => {
  test('is never beaten by another eligible one', () => {
    expectAlways(
      fc.property(soundTopology, message, down, (topology, sent, off) => {
        const { considered } = compileRouting(topology).route(sent, off);
        for (const rivals of decisions(considered)) {
          const chosen = rivals.find(({ verdict }) => verdict === 'chosen');
          const standing = rivals.filter(({ verdict }) => verdict === 'tie' || verdict === 'costlier');
          expect(chosen !== undefined || standing.length === 0).toBe(true);
          for (const rival of standing) expect(rival.cost ?? 0).toBeGreaterThanOrEqual(chosen?.cost ?? Infinity);
          for (const rival of rivals.filter(({ verdict }) => verdict === 'less specific')) {
            expect(closeness(rival)).toBeLessThan(closest(rivals));
          }
        }
      }),
      runs,
    );
  });

  test('is what searching through all ways finds', () => {
    expectAlways(
      fc.property(soundTopology, fc.nat(4), fc.nat(4), (drawn, from, to) => {
        const topology = withoutConditions(drawn);
        const route = compileRouting(topology).route(send(`MBX${from}`, `anna@g${to}.com`), []);
        const cheapest = cheapestWay(topology, `g${from}`, `g${to}`, new Set());
        expect(route.outcome).toBe(cheapest === Infinity ? 'undeliverable' : 'delivered');
        expect(route.cost).toBe(cheapest === Infinity ? null : cheapest);
      }),
      runs,
    );
  });

  test('is not chosen because it became dearer', () => {
    expectAlways(
      fc.property(
        soundTopology,
        message,
        down,
        fc.nat(30),
        fc.integer({ min: 1, max: 5 }),
        (topology, sent, off, which, more) => {
          const raised = topology.connectors[which % Math.max(1, topology.connectors.length)];
          if (raised === undefined) return;
          const before = compileRouting(topology).route(sent, off);
          const after = compileRouting(withDearer(topology, raised, more)).route(sent, off);
          if (isFirstChoice(after, raised.name)) expect(isFirstChoice(before, raised.name)).toBe(true);
        },
      ),
      runs,
    );
  });
});

test('distances to and from agree with each other and with adding up step by step', () => {
  expectAlways(
    fc.property(soundTopology, (topology) => {
      const network = compileNetwork(topology);
      const passable = new Uint8Array(network.links.length).fill(1);
      for (const group of network.groups.keys()) {
        const to = distancesTo(network, group, passable);
        for (const other of network.groups.keys()) {
          expect(costAt(to, other)).toBe(costAt(distancesFrom(network, other, passable), group));
        }
        for (const way of network.links) {
          expect(costAt(to, way.from)).toBeLessThanOrEqual(way.cost + costAt(to, way.to));
        }
      }
    }),
    { runs: 200 },
  );
});

test('the state of connectors in an outage is the same worked out from scratch and from the state before it', () => {
  expectAlways(
    fc.property(fc.oneof(soundTopology, brokenTopology), down, (topology, off) => {
      const network = compileNetwork(topology);
      const before = linkStateOf(network, outageOf([], topology));
      const outage = outageOf(off, topology);
      expect(linkStateFrom(before, network, dependenceOf(network), outage)).toEqual(linkStateOf(network, outage));
    }),
    runs,
  );
});

/** What one server weighed against each other: connectors by address space, or ways to a group. */
function decisions(considered: readonly Considered[]): readonly (readonly Considered[])[] {
  const byQuestion = new Map<string, Considered[]>();
  for (const each of considered) {
    const question = `${each.server} ${each.specificity === null ? 'way' : 'space'}`;
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), each]);
  }
  return [...byQuestion.values()];
}

function closest(rivals: readonly Considered[]): number {
  const left = rivals.filter(({ verdict }) => ['chosen', 'tie', 'costlier', 'down'].includes(verdict));
  return Math.max(...left.map(closeness));
}

function closeness({ exact, specificity }: Considered): number {
  return (exact === true ? 1000 : 0) + (specificity ?? 0);
}

function isFirstChoice({ considered }: Route, name: string): boolean {
  const server = considered[0]?.server;
  return considered.some((each) => each.server === server && each.connector === name && each.verdict === 'chosen');
}

/** Every server runs, every connector takes everything: only costs are left. */
function withoutConditions(topology: Topology): Topology {
  const servers = topology.servers.map((server) => ({
    ...server,
    suppressLinkStateChanges: false,
    virtualServers: server.virtualServers.map((each) => ({ ...each, stopped: false })),
  }));
  const connectors = topology.connectors
    .filter((each) => each.kind === 'routing group connector')
    .map((each) => ({ ...each, limitSizeBytes: Infinity, acceptFrom: [] }));
  return topologyOf(servers, connectors, topology.organization);
}

/** Tries every way that meets no group twice. */
function cheapestWay(topology: Topology, from: string, to: string, seen: ReadonlySet<string>): number {
  if (from === to) return 0;
  const onward = topology.connectors.flatMap((connector) => {
    const [connected] = connector.connects;
    if (connected === undefined || connector.group !== from || seen.has(connected.group.key)) return [];
    return [connected.cost + cheapestWay(topology, connected.group.key, to, new Set([...seen, from]))];
  });
  return Math.min(Infinity, ...onward);
}

function withDearer(topology: Topology, raised: Connector, more: number): Topology {
  const connectors = topology.connectors.map((each) => {
    if (each !== raised) return each;
    const connects = each.connects.map((connected) => ({ ...connected, cost: connected.cost + more }));
    if (each.kind === 'routing group connector') return { ...each, connects };
    return {
      ...each,
      connects,
      addressSpaces: each.addressSpaces.map((space) => ({ ...space, cost: space.cost + more })),
    };
  });
  return topologyOf(topology.servers, connectors, topology.organization);
}
