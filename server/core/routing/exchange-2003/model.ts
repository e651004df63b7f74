// The routing rules of Exchange 2000 and 2003, as one routing model. docs/routing.md explains them to administrators; the
// keys in square brackets and the paragraphs (§) that comments cite are those of its sources.

import type { Topology } from '#core/model/topology';
import type { SecondOfWeek } from '#core/syntax/tree';
import type { Message } from '../message/defaults.ts';
import type { LetGo, LinkStateNews, RoutingModel, Rules } from '../model.ts';
import { blockagesIn, withoutPickup } from './blockages.ts';
import { attempt, type Moment } from './hop/attempt.ts';
import { consider, type Considering, equallyGood, isMovable, type Situation } from './hop/decide.ts';
import { type Decisions, newDecisions } from './hop/decisions.ts';
import { refusalByStation, submit } from './hop/submit.ts';
import { systemQueue } from './network/queue.ts';
import { queueNames } from './network/queue-names.ts';
import { remediesFor } from './remedy.ts';
import { differenceTo } from './rerun/difference.ts';
import { footprintOf } from './rerun/footprint.ts';
import { addressed, type Kind } from './state/kinds.ts';
import { meaningless } from './meaningless.ts';
import { newsIn } from './hop/news.ts';
import { isServerUp, isStationUp } from './state/outage.ts';
import { type Memory, memoryOf, type State } from './state/states.ts';
import { surveyOf } from './survey.ts';

/** `model exchange-2003`, the default. */
export const exchange2003: RoutingModel = {
  name: 'exchange-2003',
  queues: queueNames,
  remedies: remediesFor,
  blockages: (topology) => ({ all: blockagesIn(topology), strict: withoutPickup(topology) }),
  meaningless,
  compile: (topology) => rulesOf(topology, knownOf(topology)),
};

const intake = { toCategorize: systemQueue.directoryLookup, notifications: systemQueue.notifications };

interface Known {
  readonly memory: Memory;
  readonly decisions: () => Decisions;
}

function rulesOf(topology: Topology, { memory, decisions }: Known): Rules {
  const network = () => memory.compiled.network;
  const situationAt = (station: number, kind: Kind, known: State, message: Message): Situation => {
    const at = network().stations[station];
    if (at === undefined) throw new RangeError(`There is no station ${station}.`);
    return { view: memory.viewFrom(known, kind, at), kind, message: addressed(kind, message), at };
  };
  const considerAt = (station: number, kind: Kind, known: State, message: Message): Considering =>
    consider(situationAt(station, kind, known, message));
  const momentOf = (kind: Kind, { linkState }: State, time: SecondOfWeek, letGo?: LetGo): Moment => {
    return { network: network(), linkState, kind, message: kind.message, time, letGo };
  };
  const decisionAt = (number: number) => {
    const made = decisions().at(number);
    if (made === undefined) throw new RangeError(`There is no decision ${number}.`);
    return made.decision;
  };
  let news: LinkStateNews | undefined;
  return {
    topology,
    get stations() {
      return network().stations;
    },
    kindOf: (message) => memory.kindOf(message),
    stateWhen: (off) => memory.stateWhen(off),
    submit: (from, kind: Kind, truth: State) => submit(network(), truth.linkState.outage, from, kind),
    decide(station, kind: Kind, known: State) {
      const numbers = memory.decisionsIn(known, kind);
      const number = numbers[station] ?? -1;
      if (number >= 0) return number;
      return (numbers[station] = decisions().numberOf(considerAt(station, kind, known, kind.message)));
    },
    choices(station, kind: Kind, known: State) {
      const situation = situationAt(station, kind, known, kind.message);
      const numbers = equallyGood(situation, consider(situation)).map((each) => decisions().numberOf(each));
      return Int32Array.from(new Set(numbers));
    },
    attempt: (number, kind: Kind, truth: State, time, letGo) =>
      attempt(momentOf(kind, truth, time, letGo), decisionAt(number)),
    refuse(station, kind: Kind, received) {
      const at = network().stations[station];
      return at === undefined ? undefined : refusalByStation(at, kind.message, received);
    },
    explain(station, kind: Kind, known: State, message) {
      const considering = considerAt(station, kind, known, message);
      return {
        decision: () => decisions().numberOf(considering),
        attempt: (truth: State, time) => attempt(momentOf(kind, truth, time), considering.decision),
        considered: considering.considered(),
        ties: considering.ties(),
        reason: considering.reason?.(),
      };
    },
    isMovable: (number) => isMovable(decisionAt(number)),
    isRunning(station, truth: State) {
      const at = network().stations[station];
      return at !== undefined && isStationUp(truth.linkState.outage, at);
    },
    isServerRunning(station, truth: State) {
      const at = network().stations[station];
      return at !== undefined && isServerUp(truth.linkState.outage, at.server.key);
    },
    intake,
    get linkState() {
      return (news ??= newsIn(memory, decisionAt));
    },
    faster: {
      survey: (off) => surveyOf(memory.compiled, off),
      reruns: {
        footprintOf: (send, walked) => footprintOf(memory, decisions(), send, walked),
        differenceTo: (now) => differenceTo(network(), now),
      },
    },
  };
}

type Routed = Pick<Topology, 'organization' | 'routingGroups' | 'servers' | 'connectors' | 'mailSystems'>;
const remembered = new WeakMap<Topology['connectors'], { readonly routed: Routed; readonly known: Known }>();

/** An edit that changes no part that routes (a test, a comment) keeps those parts the same objects, and what is known. */
function knownOf(topology: Topology): Known {
  const before = remembered.get(topology.connectors);
  if (before !== undefined && routesAlike(before.routed, topology)) return before.known;
  const memory = memoryOf(topology);
  let decisions: Decisions | undefined;
  const known = { memory, decisions: () => (decisions ??= newDecisions(memory.compiled.network)) };
  const { organization, routingGroups, servers, connectors, mailSystems } = topology;
  const routed = { organization, routingGroups, servers, connectors, mailSystems };
  remembered.set(connectors, { routed, known });
  return known;
}

function routesAlike(before: Routed, now: Routed): boolean {
  return (
    before.organization === now.organization &&
    before.routingGroups === now.routingGroups &&
    before.servers === now.servers &&
    before.mailSystems === now.mailSystems
  );
}
