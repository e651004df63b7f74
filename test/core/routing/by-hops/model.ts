// A second routing model, small enough to be checked by reading it: mail goes to the group of its mailbox, else to that of
// the first connector with an address space for everything, over as few connectors as there are. It has no costs, no link
// state and no quicker survey, so whatever is asked of it is worked out by asking its rules.

import { hostId } from '#core/model/element';
import { bridgeheadsOf, hostNames, stationsOf, targetsOf } from '#core/model/lookup';
import { resolveVirtualServer } from '#core/model/keys';
import type { Connector, Element, Key, Server, Station, Topology } from '#core/model/topology';
import { indexMailboxes, mailboxServerOf } from '#core/routing/addresses/mailbox';
import type { Message } from '#core/routing/message/defaults';
import type { Result, RoutingModel, Rules, Step } from '#core/routing/model';

export const byHops: RoutingModel = {
  name: 'by-hops',
  queues: ({ connectors, servers }) => ({
    names: [waiting, ...connectors.map(queueOf), ...servers.map(queueOf)],
    open: [],
  }),
  compile: compileHops,
  meaningless: new Set(['tied-address-space']),
};

const waiting = 'Waiting';

function queueOf({ name }: { readonly name: string }): string {
  return `To ${name}`;
}

interface Kind {
  readonly message: Message;
  readonly home: Server | undefined;
}

interface Off {
  readonly keys: ReadonlySet<string>;
}

/** `null` returns it, a station hands it over, a connector takes it. */
type Decision = { readonly at: Station; readonly next: 'here' | 'nowhere' | Station | Connector };

function compileHops(topology: Topology): Rules {
  const stations = topology.servers.flatMap(stationsOf);
  const number = new Map(stations.map(({ virtualServer }, index) => [virtualServer, index]));
  const mailboxes = indexMailboxes(topology);
  const decisions: Decision[] = [];
  const numberOf = ({ virtualServer }: Station) => number.get(virtualServer) ?? -1;

  function decideAt(station: number, { home }: Kind): Decision {
    const at = stations[station]!;
    if (home?.key === at.server.key) return { at, next: 'here' };
    const exit = topology.connectors.find(isForEverything);
    const goal = home?.group ?? exit?.group;
    if (goal === undefined) return { at, next: 'nowhere' };
    const next =
      goal === at.server.group ? (home === undefined ? exit : stationsOf(home)[0]) : linkTowards(at.server.group, goal);
    if (next === undefined || !('kind' in next)) return { at, next: next ?? 'nowhere' };
    const [bridgehead] = bridgeheadsOf(topology, next);
    if (bridgehead === undefined) return { at, next: 'nowhere' };
    return { at, next: bridgehead.server.key === at.server.key ? next : bridgehead };
  }

  /** Breadth first from the goal; of links as good the first written. */
  function linkTowards(from: Key, goal: Key): Connector | undefined {
    const links = topology.connectors.filter(({ kind }) => kind === 'routing group connector');
    const hops = new Map<Key, number>([[goal, 0]]);
    for (const [group, count] of hops) {
      for (const link of links) {
        if (link.connects[0]?.group.key === group && !hops.has(link.group)) hops.set(link.group, count + 1);
      }
    }
    const ways = links.filter(({ group, connects }) => group === from && hops.has(connects[0]!.group.key));
    return ways.sort((a, b) => hops.get(a.connects[0]!.group.key)! - hops.get(b.connects[0]!.group.key)!)[0];
  }

  function carryOut({ at, next }: Decision, { keys }: Off): Step {
    const step = { station: numberOf(at), connector: null, cost: 0, queue: { kind: 'system', name: waiting } } as const;
    if (next === 'nowhere') return { ...step, result: { kind: 'returned', status: '5.4.4', words: undefined } };
    if (next === 'here') return { ...step, result: arrived(at.server.name) };
    if ('server' in next)
      return { ...step, queue: { kind: 'link', name: queueOf(next.server) }, result: onTo(next, keys) };
    const crossing = {
      ...step,
      connector: next.name,
      cost: 1,
      queue: { kind: 'connector', name: queueOf(next) },
    } as const;
    if (keys.has(next.key)) return { ...crossing, result: waits(next.name) };
    const [target] = targetsOf(topology, next);
    if (target !== undefined) return { ...crossing, result: onTo(target, keys) };
    const [host = 'internet'] = hostNames(next);
    return { ...crossing, addressSpace: 'SMTP:*', result: keys.has(host) ? waits(host) : left(host) };
  }

  function onTo(station: Station, keys: ReadonlySet<string>): Result {
    return keys.has(station.server.key) ? waits(station.server.name) : { kind: 'passed on', to: numberOf(station) };
  }

  return {
    topology,
    stations,
    kindOf: (message): Kind => ({ message, home: mailboxServerOf(mailboxes, message.recipient) }),
    stateWhen: (off): Off => ({ keys: new Set(off.map(keyOfElement)) }),
    submit(from, _, { keys }: Off) {
      const [first] = topology.organization.mailExchangers;
      const reference = from.kind === 'server' ? from : first;
      const station = reference && resolveVirtualServer(topology, reference);
      if (station === undefined || keys.has(station.server.key)) {
        const result = { kind: 'returned', status: null, words: () => 'Nobody takes it.' } as const;
        return {
          kind: 'not taken',
          path: [],
          step: { station: undefined, connector: null, cost: 0, queue: undefined, result },
        };
      }
      return { kind: 'taken', station: numberOf(station), path: [] };
    },
    decide: (station, kind: Kind) => decisions.push(decideAt(station, kind)) - 1,
    attempt: (decision, _, truth: Off) => carryOut(decisions[decision]!, truth),
    refuse: () => undefined,
    isMovable: () => true,
    isRunning: (station, { keys }: Off) => !keys.has(stations[station]?.server.key ?? ''),
    isServerRunning: (station, { keys }: Off) => !keys.has(stations[station]?.server.key ?? ''),
    intake: {
      toCategorize: { kind: 'system', name: 'Arrived' },
      notifications: { kind: 'system', name: 'Notifications' },
    },
    explain(station, kind: Kind) {
      const decision = decideAt(station, kind);
      return {
        decision: () => decisions.push(decision) - 1,
        attempt: (truth: Off) => carryOut(decision, truth),
        considered: [],
        ties: [],
        reason: 'It has nowhere to go.',
      };
    },
  };
}

function isForEverything(connector: Connector): boolean {
  return connector.kind !== 'routing group connector' && connector.addressSpaces.some(({ pattern }) => pattern === '*');
}

function keyOfElement(element: Element): string {
  switch (element.kind) {
    case 'server':
      return element.server.key;
    case 'virtual server':
      return element.reference.server.key;
    case 'connector':
      return element.connector.key;
    case 'host':
      return element.host.toLowerCase();
    default:
      return '';
  }
}

function arrived(nextHop: string): Result {
  return { kind: 'delivered', nextHop, outside: undefined, words: (_, { by }) => `It reaches ${nextHop}${by}.` };
}

function left(nextHop: string): Result {
  return {
    kind: 'delivered',
    nextHop,
    outside: hostId(nextHop),
    words: (_, { by }) => `It leaves${by} for ${nextHop}.`,
  };
}

function waits(nextHop: string): Result {
  return { kind: 'queued', state: 'Retry', nextHop, until: undefined, words: () => `It waits for ${nextHop}.` };
}
