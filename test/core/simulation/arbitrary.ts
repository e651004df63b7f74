// Random scripts for random organizations: what is sent when, what fails and comes back, what an administrator does.

import fc from 'fast-check';
import type { Element, Scenario, ScenarioEvent, Topology } from '#core/model/topology';
import { makeScenario } from '#core/model/make';
import { compileRouting, queuesOf } from '#core/routing/models';
import { soundTopology, down, message } from '../routing/arbitrary.ts';
import { connectedTopology } from '../routing/journeys.ts';
import { named } from '../routing/topology-in-code.ts';

/** A time that others may have as well, within two hours. */
const time = fc.integer({ min: 0, max: 120 }).map((minutes) => minutes * 60);

const sending: fc.Arbitrary<ScenarioEvent> = fc
  .record({
    send: message,
    count: fc.integer({ min: 1, max: 30 }),
    pace: fc.constantFrom(
      undefined,
      { kind: 'every' as const, seconds: 45 },
      { kind: 'every' as const, seconds: 600 },
      { kind: 'rate' as const, perSecond: 3 },
    ),
  })
  .map((draft) => ({ kind: 'send', ...draft }));

const switching: fc.Arbitrary<ScenarioEvent> = fc
  .record({ kind: fc.constantFrom('down' as const, 'up' as const), elements: down })
  .filter(({ elements }) => elements.length > 0);

/** A queue by its place among all that there can be. */
const acting = fc.record({
  kind: fc.constantFrom('freeze' as const, 'unfreeze' as const, 'force' as const, 'delete messages' as const),
  queue: fc.nat(200),
  withNdr: fc.boolean(),
});

const outbound: fc.Arbitrary<ScenarioEvent> = fc.record({
  kind: fc.constantFrom('disable outbound mail' as const, 'enable outbound mail' as const),
  server: fc.constantFrom('EX0', 'EX1', 'MBX2').map(named),
});

const deleting: fc.Arbitrary<ScenarioEvent> = fc.record({
  kind: fc.constant('delete message' as const),
  number: fc.integer({ min: 1, max: 40 }),
  withNdr: fc.boolean(),
});

export interface Play {
  readonly topology: Topology;
  readonly scenario: Scenario;
}

interface Draft {
  readonly topology: Topology;
  readonly down: readonly Element[];
  readonly sent: readonly { readonly at: number; readonly event: ScenarioEvent }[];
  readonly done: readonly { readonly at: number; readonly event: ScenarioEvent }[];
  readonly acts: readonly {
    readonly at: number;
    readonly event: { kind: 'freeze' | 'unfreeze' | 'force' | 'delete messages'; queue: number; withNdr: boolean };
  }[];
  readonly links: readonly { readonly latency: number; readonly bandwidth: number }[];
  readonly rates: readonly number[];
  readonly delay: number;
}

function timed<T>(event: fc.Arbitrary<T>, most: number): fc.Arbitrary<readonly { at: number; event: T }[]> {
  return fc.array(fc.record({ at: time, event }), { maxLength: most });
}

const draft = {
  down: fc.oneof(fc.constant([]), fc.constant([]), down),
  sent: fc.array(fc.record({ at: time, event: sending }), { minLength: 1, maxLength: 5 }),
  done: timed(fc.oneof(switching, switching, outbound, deleting), 6),
  acts: timed(acting, 4),
  links: fc.array(
    fc.record({ latency: fc.constantFrom(0, 0, 0.2, 30), bandwidth: fc.constantFrom(Infinity, Infinity, 64_000) }),
    { minLength: 4, maxLength: 4 },
  ),
  rates: fc.array(fc.constantFrom(Infinity, Infinity, 5), { minLength: 3, maxLength: 3 }),
  delay: fc.constantFrom(0, 0, 600),
};

/** With servers that take time, links that do, and news that does. */
function played({ topology, down, sent, done, acts, links, rates, delay }: Draft): Play {
  const connectors = topology.connectors.map((connector, index) => {
    const link = links[index % links.length]!;
    return { ...connector, latencySeconds: link.latency, bandwidthBitsPerSecond: link.bandwidth };
  });
  const servers = topology.servers.map((server, index) => ({ ...server, ratePerSecond: rates[index % rates.length]! }));
  const organization = { ...topology.organization, linkStateDelaySeconds: delay };
  const now = {
    ...topology,
    organization,
    connectors,
    servers,
    serverByKey: new Map(servers.map((server) => [server.key, server])),
    connectorByKey: new Map(connectors.map((connector) => [connector.key, connector])),
  };
  const { names } = queuesOf(now);
  const events = [
    ...[...sent, ...done].map(({ at, event }) => ({ atSeconds: at, event })),
    ...acts.map(({ at, event: { kind, queue, withNdr } }) => {
      const name = names[queue % names.length] ?? 'Messages waiting to be routed';
      return { atSeconds: at, event: { kind, queue: { name, server: undefined, place: undefined }, withNdr } };
    }),
  ];
  return { topology: now, scenario: makeScenario('Random', { down, events }) };
}

/** Whatever can be, sound or not so. */
export const anyPlay: fc.Arbitrary<Play> = fc.record({ topology: soundTopology, ...draft }).map(played);

/** Where mail gets through once everything is up. */
export const repairablePlay: fc.Arbitrary<Play> = fc.record({ topology: connectedTopology, ...draft }).map(played);

export function rulesOf({ topology }: Play) {
  return compileRouting(topology).rules;
}
