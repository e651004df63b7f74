// What holds for every message in every organization.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Element, Topology } from '#core/model/topology';
import { distancesFrom, distancesTo, costAt } from '#core/routing/exchange-2003/paths/distances';
import { dependenceOf } from '#core/routing/exchange-2003/state/dependence';
import { linkStateFrom, linkStateOf } from '#core/routing/exchange-2003/state/link-state';
import { compileRouting } from '#core/routing/models';
import { compileNetwork } from '#core/routing/exchange-2003/network/network';
import { outageOf } from '#core/routing/exchange-2003/state/outage';
import type { Considered, Route } from '#core/routing/route';
import { brokenTopology, down, message, soundTopology } from './arbitrary.ts';
import { connectedTopology, journey, withConnectors, withCost, withExpress, withPartners } from './journeys.ts';
import { connectorDown, send, serverDown, topologyOf } from './topology-in-code.ts';
import { expectAlways } from '../../property.ts';

const runs = { runs: 400 };

/** Which of several, by any number. */
function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!;
}

describe('every message', () => {
  test('ends delivered, queued or undeliverable, and the route says so throughout', () => {
    expectAlways(
      fc.property(fc.oneof(soundTopology, brokenTopology), message, down, (topology, sent, off) => {
        expectConsistent(compileRouting(topology).route(sent, off));
      }),
      runs,
    );
  });

  test('that has some way to go says by what and for how much', () => {
    expectAlways(
      fc.property(connectedTopology, journey, (topology, { sent }) => {
        const route = compileRouting(topology).route(sent, []);
        expectConsistent(route);
        expect(route.outcome).toBe('delivered');
        expect(route.connectors.length).toBeGreaterThan(0);
        expect(route.cost).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  test('that has to wait says where', () => {
    expectAlways(
      fc.property(connectedTopology, fc.nat(4), (topology, group) => {
        const off = [serverDown(`MBX${group}`)];
        const route = compileRouting(topology).route(send(`EX${group}`, `anna@g${group}.com`), off);
        expectConsistent(route);
        expect(route).toMatchObject({ outcome: 'queued', queue: `MBX${group} (SMTP)`, queueState: 'Retry' });
      }),
      runs,
    );
  });

  test('passes only what is up, until it waits', () => {
    expectAlways(
      fc.property(connectedTopology, journey, fc.nat(9), down, (topology, { sent }, which, more) => {
        const routing = compileRouting(topology);
        const off = [connectorDown(pick(routing.route(sent, []).connectors, which)), ...more];
        const route = routing.route(sent, off);
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

  test('goes round a connector of its way that is off, where another way leads', () => {
    expectAlways(
      fc.property(connectedTopology, journey, fc.nat(9), (topology, { sent }, which) => {
        const routing = compileRouting(topology);
        const lost = pick(routing.route(sent, []).connectors, which);
        const route = routing.route(sent, [connectorDown(lost)]);
        expect(route.outcome).toBe('delivered');
        expect(route.connectors.length).toBeGreaterThan(0);
        expect(route.connectors).not.toContain(lost);
      }),
      runs,
    );
  });

  test('goes round a server of its way that is off, where routing group connectors name a second one', () => {
    expectAlways(
      fc.property(connectedTopology, journey, fc.nat(9), (drawn, { from, to }, which) => {
        const topology = withConnectors(
          drawn,
          drawn.connectors.filter(({ kind }) => kind === 'routing group connector'),
        );
        const routing = compileRouting(topology);
        // To the second server of a group mail comes by the first one, and by each group on its way.
        const sent = send(`MBX${from}`, `anna@g${to}.com`);
        const between = routing.route(sent, []).hops.slice(1, -1);
        const lost = pick(between, which).server;
        const route = routing.route(sent, [serverDown(lost)]);
        expect(route.outcome).toBe('delivered');
        expect(route.hops.map(({ server }) => server)).not.toContain(lost);
      }),
      runs,
    );
  });

  test('goes the same way however often it is asked, whatever was off in between', () => {
    expectAlways(
      fc.property(
        connectedTopology,
        fc.array(fc.tuple(message, down), { minLength: 1, maxLength: 5 }),
        fc.nat(9),
        journey,
        (topology, others, which, { sent }) => {
          const routing = compileRouting(topology);
          const before = routing.route(sent, []);
          expect(routing.route(sent, [connectorDown(pick(before.connectors, which))])).not.toEqual(before);
          for (const [other, off] of others) routing.route(other, off);
          expect(routing.route(sent, [])).toEqual(before);
          expect(compileRouting({ ...topology, connectors: [...topology.connectors] }).route(sent, [])).toEqual(before);
        },
      ),
      { runs: 200 },
    );
  });
});

/** What is true of every route. */
function expectConsistent(route: Route): void {
  const isReturned = route.outcome === 'undeliverable';
  // What no server took is not returned to anybody.
  if (route.hops.length > 0) expect(route.status === null).toBe(!isReturned);
  expect(route.status !== null && !isReturned).toBe(false);
  expect(route.queue === null).toBe(route.outcome !== 'queued');
  expect(route.queueState === null).toBe(route.outcome !== 'queued');
  expect(route.cost).toBe(isReturned ? null : route.hops.reduce((sum, hop) => sum + hop.cost, 0));
  expect(route.nextHop === null).toBe(isReturned);
  expect(route.connectors).toEqual(route.hops.flatMap(({ connector }) => connector ?? []));
  if (route.outcome === 'queued' && route.hops.length > 0) expect(route.queue).toBe(route.hops.at(-1)?.queue);
  expect(route.reason).toMatch(/\.$/);
}

const costs = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));

describe('the chosen connector', () => {
  test('is never beaten by another eligible one', () => {
    expectAlways(
      fc.property(connectedTopology, costs, journey, down, (drawn, each, { sent }, off) => {
        const routing = compileRouting(withExpress(drawn, each));
        const { considered } = routing.route(sent, []);
        // Two connectors lead from every group to the next one.
        expect(considered.filter(isBeaten)).not.toEqual([]);
        expectBest(considered);
        expectBest(routing.route(sent, off).considered);
      }),
      runs,
    );
  });

  test('has an address space that no other is closer than, and the cheapest of those', () => {
    expectAlways(
      fc.property(connectedTopology, costs, journey, down, (drawn, each, { from }, off) => {
        const routing = compileRouting(withPartners(drawn, each));
        const sent = send(`MBX${from}`, 'bob@partner.example');
        const { considered } = routing.route(sent, []);
        expect(considered.filter((rival) => rival.specificity !== null && isBeaten(rival))).not.toEqual([]);
        expect(considered.filter(({ verdict }) => verdict === 'less specific')).not.toEqual([]);
        expectBest(considered);
        expectBest(routing.route(sent, off).considered);
      }),
      runs,
    );
  });

  test('is what searching through all ways finds', () => {
    expectAlways(
      fc.property(connectedTopology, journey, (drawn, { from, to }) => {
        const topology = withoutConditions(drawn);
        const route = compileRouting(topology).route(send(`MBX${from}`, `anna@g${to}.com`), []);
        expect(route.outcome).toBe('delivered');
        expect(route.cost).toBe(cheapestWay(topology, `g${from}`, `g${to}`, new Set()));
      }),
      runs,
    );
  });

  test('is none where searching through all ways finds none', () => {
    expectAlways(
      fc.property(connectedTopology, journey, (drawn, { from, to, sent }) => {
        const { connectors } = withoutConditions(drawn);
        const cut = withConnectors(
          drawn,
          connectors.filter(({ connects }) => connects.every(({ group }) => group.key !== `g${to}`)),
        );
        expect(cheapestWay(cut, `g${from}`, `g${to}`, new Set())).toBe(Infinity);
        expect(compileRouting(cut).route(sent, [])).toMatchObject({ outcome: 'undeliverable', connectors: [] });
      }),
      runs,
    );
  });

  test('stays the chosen one when it becomes cheaper', () => {
    const partner = fc.nat(4).map((from) => send(`EX${from}`, 'bob@partner.example'));
    const anySent = fc.oneof(
      journey.map(({ sent }) => sent),
      partner,
    );
    const less = fc.integer({ min: 1, max: 5 });
    expectAlways(
      fc.property(connectedTopology, costs, anySent, less, (drawn, each, sent, difference) => {
        const partners = withPartners(drawn, each);
        const topology = withConnectors(
          partners,
          partners.connectors.map((connector) => withCost(connector, 5)),
        );
        const chosen = firstChoice(compileRouting(topology).route(sent, []));
        const cheaper = topology.connectors.map((connector) =>
          connector.name === chosen ? withCost(connector, -difference) : connector,
        );
        expect(firstChoice(compileRouting(withConnectors(topology, cheaper)).route(sent, []))).toBe(chosen);
      }),
      runs,
    );
  });
});

test('distances to and from agree with each other and with adding up step by step', () => {
  expectAlways(
    fc.property(connectedTopology, (topology) => {
      const network = compileNetwork(topology);
      const passable = new Uint8Array(network.links.length).fill(1);
      for (const group of network.groups.keys()) {
        const to = distancesTo(network, group, passable);
        for (const other of network.groups.keys()) {
          expect(costAt(to, other)).toBeLessThan(Infinity);
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

describe('the state of connectors in an outage is the same worked out from scratch and from the state before it', () => {
  function states(topology: Topology, off: readonly Element[]) {
    const network = compileNetwork(topology);
    const before = linkStateOf(network, outageOf([], topology));
    const outage = outageOf(off, topology);
    const cold = linkStateOf(network, outage);
    return { before, cold, warm: linkStateFrom(before, network, dependenceOf(network), outage) };
  }

  test('of what is there', () => {
    expectAlways(
      fc.property(connectedTopology, fc.nat(4), down, (topology, lost, more) => {
        const { before, cold, warm } = states(topology, [connectorDown(`onward ${lost}`), ...more]);
        expect(cold).not.toEqual(before);
        expect(warm).toEqual(cold);
      }),
      runs,
    );
  });

  test('of what may not be there', () => {
    expectAlways(
      fc.property(brokenTopology, down, (topology, off) => {
        const { cold, warm } = states(topology, off);
        expect(warm).toEqual(cold);
      }),
      runs,
    );
  });
});

function expectBest(considered: readonly Considered[]): void {
  for (const rivals of decisions(considered)) {
    const chosen = rivals.find(({ verdict }) => verdict === 'chosen');
    const standing = rivals.filter(isBeaten);
    expect(chosen !== undefined || standing.length === 0).toBe(true);
    const best = chosen?.cost ?? Infinity;
    for (const { cost, verdict } of standing) {
      if (verdict === 'tie') expect(cost).toBe(best);
      else expect(cost).toBeGreaterThan(best);
    }
    for (const rival of rivals.filter(({ verdict }) => verdict === 'less specific')) {
      expect(closeness(rival)).toBeLessThan(closest(rivals));
    }
  }
}

/** It could have been chosen, and was not. */
function isBeaten({ verdict }: Considered): boolean {
  return verdict === 'tie' || verdict === 'costlier';
}

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

function firstChoice({ considered }: Route): string {
  return considered.find(({ verdict }) => verdict === 'chosen')!.connector;
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
    if (connected === undefined || connector.disabled || connector.group !== from || seen.has(connected.group.key))
      return [];
    return [connected.cost + cheapestWay(topology, connected.group.key, to, new Set([...seen, from]))];
  });
  return Math.min(Infinity, ...onward);
}
