// The routing rules of Exchange 2013 to Subscription Edition, as one routing model. docs/routing-exchange-2013.md explains
// them to administrators; the keys in square brackets and the paragraphs (§) that comments cite are those of its sources.

import type { Topology } from '#core/model/topology';
import type { RoutingModel, Rules } from '../model.ts';
import { attempt, linesBetween } from './hop/attempt.ts';
import { consider, type Considering, type Decision, turnsOf } from './hop/decide.ts';
import { submit } from './hop/front-end.ts';
import { meaningless } from './meaningless.ts';
import { type Kind, kindsIn } from './hop/kinds.ts';
import { compileNetwork, type Network } from './network/network.ts';
import { queueNames } from './network/queue-names.ts';
import { systemQueue } from './network/queue.ts';
import type { Surveyed } from './follow.ts';
import { surveyOf } from './survey.ts';
import { isRunning, type Outage, outageOf } from './state/outage.ts';

/** `model exchange-2013`. */
export const exchange2013: RoutingModel = {
  name: 'exchange-2013',
  queues: queueNames,
  queueActions: { hold: 'suspend', release: 'resume', retry: 'retry', canResubmit: true },
  meaningless,
  compile: (topology) => rulesOf(topology, compiledFrom(topology)),
};

/** A step that sends something: 30 of them are a loop (§13.2). */
const mostSteps = 30;

const intake = { toCategorize: systemQueue.submission, notifications: systemQueue.submission };

/** What is off, with what servers decide meanwhile. */
interface State {
  readonly outage: Outage;
  readonly decided: WeakMap<Kind, Int32Array>;
}

interface Compiled {
  readonly network: Network;
  readonly kindOf: (message: Kind['message']) => Kind;
  readonly decisions: Decisions;
  readonly states: Map<string, WeakMap<Kind, Int32Array>>;
}

function rulesOf(
  topology: Topology,
  { network, kindOf, decisions, states }: Compiled,
): Rules & { stateOf(outage: Outage): State } {
  /** Only connectors that are switched off change a decision, so states that agree in these share what is known. */
  const stateOf = (outage: Outage): State => {
    const key = [...outage.disabled].sort().join('\n');
    let decided = states.get(key);
    if (decided === undefined) {
      if (states.size >= mostStates) states.clear();
      states.set(key, (decided = new WeakMap()));
    }
    return { outage, decided };
  };
  const considerAt = (station: number, kind: Kind, { outage }: State): Considering => {
    if (network.stations[station] === undefined) throw new RangeError(`There is no station ${station}.`);
    return consider(network, outage, station, kind);
  };
  return {
    topology,
    stations: network.stations,
    kindOf,
    stateWhen: (off) => stateOf(outageOf(off)),
    stateOf,
    submit: (from, kind: Kind, truth: State) => submit(network, truth.outage, from, kind),
    decide(station, kind: Kind, known: State) {
      let numbers = known.decided.get(kind);
      if (numbers === undefined) {
        numbers = new Int32Array(network.stations.length).fill(-1);
        known.decided.set(kind, numbers);
      }
      const number = numbers[station] ?? -1;
      if (number >= 0) return number;
      return (numbers[station] = decisions.numberOf(considerAt(station, kind, known).decision));
    },
    choices(station, kind: Kind, known: State) {
      const { decision } = considerAt(station, kind, known);
      return Int32Array.from(turnsOf(decision), (each) => decisions.numberOf(each));
    },
    attempt: (number, kind: Kind, truth: State) =>
      attempt({ network, outage: truth.outage, kind }, decisions.at(number)),
    refuse: (_station, _kind, received) =>
      received <= mostSteps
        ? undefined
        : { status: '5.4.6', isLoop: true, words: () => `It came through more than ${mostSteps} servers.` },
    explain(station, kind: Kind, known: State, message) {
      const considering = considerAt(station, kind, known);
      return {
        decision: () => decisions.numberOf(considering.decision),
        attempt: (truth: State) => attempt({ network, outage: truth.outage, kind }, considering.decision),
        considered: considering.considered(),
        ties: [],
        reason: considering.reason?.(message),
      };
    },
    along: (from, to) => linesBetween(network, from, to),
    isMovable: (number) => decisions.at(number).kind === 'unreachable',
    isRunning: (station, truth: State) => isRunning(network, truth.outage, station),
    isServerRunning: (station, truth: State) => isRunning(network, truth.outage, station),
    intake,
    // A mailbox delivery queue every 5 minutes, others as the server says (§9) [MS-INTERVALS].
    retryAfter(station, queue, failures) {
      if (queue === 'local delivery') return 5 * 60;
      const seconds = network.stations[station]?.virtualServer.retrySeconds;
      return seconds?.first[failures - 1] ?? seconds?.then ?? 10 * 60;
    },
    resubmitAfter: 12 * 60 * 60,
    faster: { survey: (off) => surveyOf(topology, surveyedFrom, off) },
  };
}

/** What a survey needs of a topology: decisions are remembered by kind, as what is off changes only those about connectors. */
function surveyedFrom(topology: Topology): Surveyed {
  const rules = rulesOf(topology, compiledFrom(topology));
  const { network, kindOf, decisions } = compiledFrom(topology);
  const states = new WeakMap<Outage, State>();
  return {
    network,
    kindOf,
    decide(station, kind, outage) {
      let state = states.get(outage);
      if (state === undefined) states.set(outage, (state = rules.stateOf(outage)));
      return decisions.at(rules.decide(station, kind, state));
    },
  };
}

/** No result depends on what is remembered. */
const mostStates = 1000;

/** Decisions by number; equal ones have the same. */
interface Decisions {
  numberOf(decision: Decision): number;
  at(number: number): Decision;
}

function newDecisions(): Decisions {
  const numbers = new Map<string, number>();
  const known: Decision[] = [];
  return {
    numberOf(decision) {
      const key = `${decision.at} ${decision.kind} ${detailOf(decision)}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = known.push(decision) - 1;
        numbers.set(key, number);
      }
      return number;
    },
    at(number) {
      const decision = known[number];
      if (decision === undefined) throw new RangeError(`There is no decision ${number}.`);
      return decision;
    },
  };
}

function detailOf(decision: Decision): string {
  switch (decision.kind) {
    case 'deliver':
      return decision.home.database.key;
    case 'expand':
      return decision.expansion.address.address;
    case 'relay': {
      const { group, primary, target } = decision.towards;
      return `${group.kind} ${group.called} ${primary} ${target} ${decision.turn}`;
    }
    case 'to edge':
      return `${decision.carrier.index} ${decision.turn}`;
    case 'leave': {
      const { type, pattern, cost } = decision.entry.space;
      return `${decision.carrier.index} ${type} ${pattern} ${cost}`;
    }
    case 'return':
      return decision.status;
    case 'inside':
    case 'unreachable':
      return '';
  }
}

type Routed = Pick<Topology, 'organization' | 'routingGroups' | 'servers' | 'connectors' | 'siteLinks' | 'dags'>;
const remembered = new WeakMap<Topology['servers'], { readonly routed: Routed; readonly compiled: Compiled }>();

/** An edit that changes no part that routes (a test, a comment) keeps those parts the same objects, and what is known. */
function compiledFrom(topology: Topology): Compiled {
  const before = remembered.get(topology.servers);
  if (before !== undefined && routesAlike(before.routed, topology)) return before.compiled;
  const network = compileNetwork(topology);
  const compiled = { network, kindOf: kindsIn(network), decisions: newDecisions(), states: new Map() };
  const { organization, routingGroups, servers, connectors, siteLinks, dags } = topology;
  remembered.set(servers, { routed: { organization, routingGroups, servers, connectors, siteLinks, dags }, compiled });
  return compiled;
}

function routesAlike(before: Routed, now: Routed): boolean {
  return (
    before.organization === now.organization &&
    before.routingGroups === now.routingGroups &&
    before.connectors === now.connectors &&
    before.siteLinks === now.siteLinks &&
    before.dags === now.dags
  );
}
