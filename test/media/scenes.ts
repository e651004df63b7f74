// The scenes and routes that the preview's tests draw: the two examples, and networks as large as wanted.

import { readFileSync } from 'node:fs';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { whole } from '#core/graph/places-update';
import type { Mark, Places } from '#core/graph/scene';
import type { ToPreview } from '#core/protocol/preview';
import type { PlayAnswer, RouteAnswer, SceneAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import { compileRouting } from '#core/routing/models';
import type { NextBest } from '#core/routing/next-best';
import type { Hop, Route } from '#core/routing/route';
import type { QueueOverTime, QueueStand } from '#core/simulation/playback';
import { routeMessage } from '../../server/features/route.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';
import { network, regions, topologyOf, type Plan } from '../core/graph/topologies.ts';
import { id } from '../element-id.ts';

const uri = 'file:///topologies/examples/four-cities.topo';

const fourCitiesPlan: Plan = {
  groups: [
    {
      name: 'Seattle',
      servers: [
        {
          name: 'SEA-EX01',
          addresses: ['10.1.0.10', '10.1.0.11'],
          virtualServers: ['Default SMTP Virtual Server', 'Internet'],
        },
        { name: 'SEA-MBX01', addresses: ['10.1.0.20'], virtualServers: ['Default SMTP Virtual Server'] },
      ],
    },
    city('London', 'LON-EX01', '10.2.0.10'),
    city('Brussels', 'BRU-EX01', '10.3.0.10'),
    city('Tokyo', 'TYO-EX01', '10.4.0.10'),
  ],
  connectors: [
    line('Seattle', 'SEA-EX01', 'London', 'LON-EX01', 10),
    { name: 'Seattle to Tokyo', in: 'Seattle', to: ['Tokyo'], cost: 30, targets: ['TYO-EX01'] },
    {
      name: 'Internet Mail',
      in: 'Seattle',
      kind: 'smtp connector',
      bridgeheads: ['SEA-EX01/Internet'],
      spaces: ['*'],
    },
    line('London', 'LON-EX01', 'Seattle', 'SEA-EX01', 10),
    line('London', 'LON-EX01', 'Brussels', 'BRU-EX01', 10),
    {
      name: 'Partner Mail',
      in: 'London',
      kind: 'smtp connector',
      bridgeheads: ['LON-EX01'],
      spaces: ['fabrikam.com', '*.fabrikam.com'],
      cost: 5,
      hosts: ['relay.fabrikam.com', '[192.0.2.25]'],
    },
    line('Brussels', 'BRU-EX01', 'London', 'LON-EX01', 10),
    line('Brussels', 'BRU-EX01', 'Tokyo', 'TYO-EX01', 40),
    line('Tokyo', 'TYO-EX01', 'Seattle', 'SEA-EX01', 30),
    line('Tokyo', 'TYO-EX01', 'Brussels', 'BRU-EX01', 40),
  ],
};

const tazmaniaPlan: Plan = {
  groups: [
    {
      name: 'First Routing Group',
      servers: [
        {
          name: 'TAZMANIA',
          addresses: ['192.168.1.10', '192.168.1.11'],
          virtualServers: ['Default SMTP Virtual Server', 'SMTP-TAZMANIA'],
        },
      ],
    },
  ],
  connectors: [
    {
      name: 'Internet Mail SMTP Connector (TAZMANIA)',
      in: 'First Routing Group',
      kind: 'smtp connector',
      bridgeheads: ['TAZMANIA/SMTP-TAZMANIA'],
      spaces: ['*'],
      hosts: ['SMARTHOST'],
    },
  ],
};

function city(name: string, server: string, address: string): Plan['groups'][number] {
  return { name, servers: [{ name: server, addresses: [address], virtualServers: ['Default SMTP Virtual Server'] }] };
}

function line(from: string, bridgehead: string, to: string, target: string, cost: number) {
  return { name: `${from} to ${to}`, in: from, to: [to], cost, bridgeheads: [bridgehead], targets: [target] };
}

function sceneOf(plan: Plan, previous?: Places): Places {
  return layout(buildGraph(topologyOf(plan)), previous);
}

export const fourCities = sceneOf(fourCitiesPlan);
export const tazmania = sceneOf(tazmaniaPlan);

/** Four cities after a fifth was typed below them. */
export const fiveCities = sceneOf(
  {
    groups: [...fourCitiesPlan.groups, city('Oslo', 'OSL-EX01', '10.5.0.10')],
    connectors: [...(fourCitiesPlan.connectors ?? []), line('Oslo', 'OSL-EX01', 'London', 'LON-EX01', 15)],
  },
  fourCities,
);

/** Regions with a hub each: `hubs * (branches + 1)` routing groups. */
export function largeScene(hubs: number, branches: number): Places {
  return sceneOf(regions(hubs, branches));
}

export function namedScene(name: string): Places {
  const plan = network(2, [[0, 1]]);
  return sceneOf({ ...plan, groups: plan.groups.map((group, i) => (i === 0 ? { ...group, servers: [name] } : group)) });
}

export function marked(element: string, severity: Mark['severity'], problem: string): Mark {
  return { element: id(element), severity, problems: [problem] };
}

/** A scene that is sent whole, without marks and in its first version unless `answer` says otherwise. */
export function sceneMessage(places: Places, answer: Partial<SceneAnswer> = {}): SceneMessage {
  const summary = { errors: 0, warnings: 0, infos: 0 };
  const fallback = { root: uri, organization: 'Contoso', version: 1, marks: [], summary };
  const update = answer.places ?? whole({ version: 'first', places });
  return { type: 'scene', uri, answer: { ...fallback, ...answer, places: update }, moved: false };
}

type SceneMessage = Extract<ToPreview, { type: 'scene' }>;

export function routeAnswer(message: TestMessage, route: Route, nextBest: NextBest | null = null): RouteAnswer {
  const defaults = {
    sender: 'postmaster@contoso.com',
    size: '10KB',
    priority: 'normal',
    system: false,
    at: 'Mon 12:00',
  } as const;
  return { route, nextBest, message: { ...defaults, ...message }, version: 1 };
}

function hop(server: string, routingGroup: string, connector: string | null, queue: string, cost: number): Hop {
  return { server, virtualServer: 'Default SMTP Virtual Server', routingGroup, connector, queue, cost };
}

export const toBrussels: TestMessage = { from: 'SEA-EX01', to: 'anna@be.contoso.com' };

export const overLondon: Route = {
  outcome: 'delivered',
  status: null,
  cost: 20,
  connectors: ['Seattle to London', 'London to Brussels'],
  hops: [
    hop('SEA-EX01', 'Seattle', 'Seattle to London', 'Seattle to London - London (Routing Group Connector)', 10),
    hop('LON-EX01', 'London', 'London to Brussels', 'London to Brussels - Brussels (Routing Group Connector)', 10),
    hop('BRU-EX01', 'Brussels', null, 'be.contoso.com (Local delivery)', 0),
  ],
  nextHop: 'BRU-EX01',
  queue: null,
  queueState: null,
  until: null,
  ties: [],
  considered: [
    {
      server: 'SEA-EX01',
      connector: 'Seattle to London',
      specificity: null,
      exact: null,
      cost: 20,
      verdict: 'chosen',
      reason: 'It leads to Brussels at the least cost.',
    },
    {
      server: 'SEA-EX01',
      connector: 'Seattle to Tokyo',
      specificity: null,
      exact: null,
      cost: 70,
      verdict: 'costlier',
      reason: 'Over Tokyo the mail would pay 70 instead of 20.',
    },
  ],
  reason: 'anna@be.contoso.com lives on BRU-EX01, which London reaches at the least cost.',
  path: [
    id('server SEA-EX01'),
    id('connector "Seattle to London"'),
    id('server LON-EX01'),
    id('connector "London to Brussels"'),
    id('server BRU-EX01'),
  ],
};

export const overTokyo: Route = {
  ...overLondon,
  cost: 70,
  connectors: ['Seattle to Tokyo', 'Tokyo to Brussels'],
  hops: [
    hop('SEA-EX01', 'Seattle', 'Seattle to Tokyo', 'Seattle to Tokyo - Tokyo (Routing Group Connector)', 30),
    hop('TYO-EX01', 'Tokyo', 'Tokyo to Brussels', 'Tokyo to Brussels - Brussels (Routing Group Connector)', 40),
    hop('BRU-EX01', 'Brussels', null, 'be.contoso.com (Local delivery)', 0),
  ],
  reason: 'LON-EX01 is down, so the mail takes the way over Tokyo.',
  path: [
    id('server SEA-EX01'),
    id('connector "Seattle to Tokyo"'),
    id('server TYO-EX01'),
    id('connector "Tokyo to Brussels"'),
    id('server BRU-EX01'),
  ],
};

export const smartHostQueue = 'Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)';
export const toFabrikam: TestMessage = { from: 'TAZMANIA', to: 'someone@fabrikam.com' };

export const throughSmartHost: Route = {
  outcome: 'delivered',
  status: null,
  cost: 1,
  connectors: ['Internet Mail SMTP Connector (TAZMANIA)'],
  hops: [
    {
      server: 'TAZMANIA',
      virtualServer: 'SMTP-TAZMANIA',
      routingGroup: 'First Routing Group',
      connector: 'Internet Mail SMTP Connector (TAZMANIA)',
      queue: smartHostQueue,
      cost: 1,
    },
  ],
  nextHop: 'SMARTHOST',
  queue: null,
  queueState: null,
  until: null,
  ties: [],
  considered: [
    {
      server: 'TAZMANIA',
      connector: 'Internet Mail SMTP Connector (TAZMANIA)',
      specificity: 0,
      exact: false,
      cost: 1,
      verdict: 'chosen',
      reason: 'It is the only connector for fabrikam.com.',
    },
  ],
  reason: 'Internet Mail SMTP Connector (TAZMANIA) hands it to SMARTHOST.',
  path: [id('server TAZMANIA'), id('connector "Internet Mail SMTP Connector (TAZMANIA)"'), id('host SMARTHOST')],
};

export const smartHostDown: Route = {
  ...throughSmartHost,
  outcome: 'queued',
  queue: smartHostQueue,
  queueState: 'Retry',
  reason: 'SMARTHOST does not answer, so the message waits on TAZMANIA and is tried again.',
};

export const unknownRecipient: Route = {
  ...throughSmartHost,
  outcome: 'undeliverable',
  status: '5.1.1',
  cost: null,
  connectors: [],
  hops: [],
  nextHop: null,
  considered: [],
  reason: 'Nobody at contoso.com is called nobody@contoso.com. Add a mailbox, or correct the address.',
  path: [id('server TAZMANIA')],
};

export const toSomeone: TestMessage = { from: 'SEA-MBX01', to: 'someone@example.com' };

/** What the engine answers while the only bridgehead to the Internet is off. */
export function withoutWay(): Route {
  const topology = topologyFromText(readFileSync('examples/four-cities.topo', 'utf8'));
  const answer = routeMessage(compileRouting(topology), toSomeone, ['server SEA-EX01'], 1);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value.route;
}

/** What was simulated in four cities, with a queue in every state, something of every kind, and numbers of some digits. */
export const everyState: PlayAnswer = {
  playback: {
    scenario: 'S',
    start: 0,
    end: 60,
    frames: [0, 60],
    peak: { messages: 348, at: 0 },
    happened: 6,
    counts: { sent: [1348, 1348], delivered: [800, 800], undeliverable: [200, 200], waiting: [348, 348] },
    queues: [
      standing('A', 'SEA-EX01', { state: 'Retry', messages: 1, bytes: 20_000, oldest: 0, next: 60 }),
      standing('B', 'LON-EX01', { state: 'Scheduled', messages: 2, bytes: 1, oldest: 30, next: null }),
      standing('C', 'BRU-EX01', { state: 'Frozen', messages: 300, bytes: 10_000, oldest: 10, next: 600 }),
      standing('D', 'TYO-EX01', { state: 'Remote', messages: 40, bytes: 40_000, oldest: 20, next: null }),
      standing('E', 'SEA-MBX01', { state: 'Active', messages: 5, bytes: 5_000, oldest: 50, next: null }),
      standing('F', 'SEA-MBX01', { state: 'Ready', messages: 0, bytes: 0, oldest: null, next: null }),
    ],
    off: [{ at: 0, elements: [] }],
    happenings: (['failure', 'wait', 'return', 'repair', 'action', 'other'] as const).map((kind, i) => ({
      at: 20 * i,
      kind,
      text: `${20 * i}s: ${kind}`,
    })),
    histories: [],
    events: 6,
    summary: ['600 messages in 60s'],
    failures: ['Mail waited longer than it may.'],
  },
  queueActions: { hold: 'freeze', release: 'unfreeze', retry: 'force', canResubmit: false },
  histories: [],
  faults: ["There is no server 'GONE'."],
  version: 1,
};

function standing(name: string, server: string, stand: Omit<QueueStand, 'passed' | 'exists'>): QueueOverTime {
  return {
    name,
    server,
    connector: null,
    peak: stand.messages,
    peakAt: 0,
    frames: [0],
    stands: [{ ...stand, passed: 1, exists: true }],
  };
}
