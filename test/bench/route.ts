// How long one question about a route takes in a large organization: 1,000 routing groups, about 5,000 connectors.

import { makeAcceptedDomain } from '#core/model/make';
import { performance } from 'node:perf_hooks';
import { messageOf } from '#core/routing/message/defaults';
import type { Rules } from '#core/routing/model';
import { compileRouting } from '#core/routing/models';
import type { Topology } from '#core/model/topology';
import { distancesTo } from '#core/routing/exchange-2003/paths/distances';
import { compileNetwork } from '#core/routing/exchange-2003/network/network';
import {
  at,
  groupConnector,
  pattern,
  send,
  server,
  serverDown,
  smtpConnector,
  topologyOf,
} from '../core/routing/topology-in-code.ts';

export interface Measurement {
  readonly name: string;
  /** In `unit`, rounded to a thousandth. */
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
}

/** A directed graph in plain numbers, for comparing with other libraries' shortest paths. */
export interface PlainGraph {
  readonly groupCount: number;
  readonly edges: readonly { readonly from: number; readonly to: number; readonly cost: number }[];
}

/** A fixed sequence of numbers in [0, 1), the same on every machine. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The edges of a connected organization: a ring of groups with chords, each line in both directions. */
export function largeGraph(groupCount = 1000, edgeCount = 5000): PlainGraph {
  const random = sequence(7);
  const edges: { from: number; to: number; cost: number }[] = [];
  const lines = new Set<string>();
  const join = (a: number, b: number) => {
    if (a === b || lines.has(`${a} ${b}`)) return;
    lines.add(`${a} ${b}`).add(`${b} ${a}`);
    edges.push({ from: a, to: b, cost: 1 + Math.floor(random() * 100) });
    edges.push({ from: b, to: a, cost: 1 + Math.floor(random() * 100) });
  };
  for (let group = 0; group < groupCount; group += 1) join(group, (group + 1) % groupCount);
  while (edges.length < edgeCount) join(Math.floor(random() * groupCount), Math.floor(random() * groupCount));
  return { groupCount, edges };
}

/** The graph as a topology: two servers a group, a domain each, twenty connectors to the Internet, ten to partners. */
export function largeTopology(graph: PlainGraph = largeGraph()): Topology {
  const servers = Array.from({ length: graph.groupCount }, (_, group) => [
    server(`EX${group}`, `group ${group}`),
    server(`MBX${group}`, `group ${group}`, { mailboxes: [pattern(`*@g${group}.contoso.com`)] }),
  ]).flat();
  const between = graph.edges.map(({ from, to, cost }, index) =>
    groupConnector(`link ${index}`, `group ${from}`, `group ${to}`, cost, {
      bridgeheads: [at(`EX${from}`)],
      targets: [at(`EX${to}`)],
    }),
  );
  const out = Array.from({ length: 30 }, (_, index) => {
    const group = Math.floor((index * graph.groupCount) / 30);
    const space = index < 20 ? '*' : `*.partner${index % 3}.com`;
    return smtpConnector(`out ${index}`, `group ${group}`, [{ pattern: space, cost: 1 + (index % 7) }], {
      bridgeheads: [at(`EX${group}`)],
    });
  });
  const domains = Array.from({ length: graph.groupCount }, (_, group) => makeAcceptedDomain(`g${group}.contoso.com`));
  return topologyOf(servers, [...between, ...out], { domains });
}

/** A hub and its spokes, each spoke with a way out that is its own and one for all: as many candidates as groups. */
export function hubTopology(spokes = 1000): Topology {
  const numbers = Array.from({ length: spokes }, (_, spoke) => spoke);
  const servers = numbers.map((spoke) =>
    server(`EX${spoke}`, `group ${spoke}`, { mailboxes: [pattern(`office${spoke}*@contoso.com`)] }),
  );
  const hub = server('HUB', 'hub');
  const lines = numbers.flatMap((spoke) => [
    groupConnector(`in ${spoke}`, `group ${spoke}`, 'hub', 10, { targets: [at('HUB')] }),
    groupConnector(`to ${spoke}`, 'hub', `group ${spoke}`, 10, { targets: [at(`EX${spoke}`)] }),
    smtpConnector(`own ${spoke}`, `group ${spoke}`, [{ pattern: '*.com', cost: 1 }], {
      bridgeheads: [at(`EX${spoke}`)],
      scope: 'routing group',
    }),
    smtpConnector(`out ${spoke}`, `group ${spoke}`, [{ pattern: '*', cost: 1 }], { bridgeheads: [at(`EX${spoke}`)] }),
  ]);
  return topologyOf([hub, ...servers], lines);
}

/** Measures single routes, warm and cold, in the large organization. */
export async function benchRoute(): Promise<readonly Measurement[]> {
  const topology = largeTopology();
  const random = sequence(11);
  const any = () => Math.floor(random() * topology.routingGroups.length);
  const routing = compileRouting(topology);
  const inside = () => routing.route(send(`MBX${any()}`, `anna@g${any()}.contoso.com`), []);
  const outside = () => routing.route(send(`MBX${any()}`, 'someone@fabrikam.com'), []);
  const partner = () => routing.route(send(`MBX${any()}`, 'someone@eu.partner1.com'), []);
  const network = compileNetwork(topology);
  const passable = new Uint8Array(network.links.length).fill(1);
  const hub = compileRouting(hubTopology());
  const fromSpoke = (to: string) => hub.route(send(`EX${any()}`, to), []);
  return [
    measure('compile 1,000 groups', 20, () => void compileNetwork({ ...topology })),
    measure('shortest paths from 1,000 groups to one', 500, () => void distancesTo(network, any(), passable)),
    measure('first routes inside, 1,000 groups', 200, inside),
    measure('route inside, 1,000 groups', 5000, inside, 3000),
    measure('first routes to the Internet, 1,000 groups', 200, outside),
    measure('route to the Internet, 1,000 groups', 5000, outside, 3000),
    measure('route to a partner, 1,000 groups', 5000, partner, 3000),
    measure('route through a hub, 1,000 groups', 1000, () => fromSpoke(`office${any()}x@contoso.com`), 500),
    measure('worst case: out of 1,000 groups, 2,000 candidates', 500, () => fromSpoke('bob@fabrikam.org'), 200),
    decisions(routing.rules, any),
    measure('what-if: a server down that was not before, 1,000 groups', 100, () => {
      routing.route(send(`MBX${any()}`, `anna@g${any()}.contoso.com`), [serverDown(`EX${any()}`)]);
    }),
  ];
}

/** A million messages of kinds that were seen before, each at a station, while nothing changes. */
function decisions(rules: Rules, any: () => number): Measurement {
  const state = rules.stateWhen([]);
  const recipients = [...Array.from({ length: 50 }, () => `anna@g${any()}.contoso.com`), 'bob@fabrikam.com'];
  const kinds = recipients.map((to) => rules.kindOf(messageOf(send('MBX0', to), rules.topology)));
  const { length } = rules.stations;
  const decideAll = (count: number) => {
    let sum = 0;
    for (let at = 0; at < count; at += 1) sum += rules.decide(at % length, kinds[at % kinds.length]!, state);
    return sum;
  };
  decideAll(length * kinds.length);
  return measure('a million decisions with known state, 1,000 groups', 9, () => void decideAll(1_000_000));
}

function measure(name: string, times: number, work: () => unknown, warmUp = 0): Measurement {
  for (let round = 0; round < warmUp; round += 1) work();
  const samples: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const start = performance.now();
    work();
    samples.push(performance.now() - start);
  }
  samples.sort((a, b) => a - b);
  const percentile = (share: number) =>
    Math.round((samples[Math.floor(share * (samples.length - 1))] ?? 0) * 1000) / 1000;
  return { name, p50: percentile(0.5), p95: percentile(0.95), unit: 'ms' };
}
