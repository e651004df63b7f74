// A message on its way, by the rules of any routing model: decide, move one step, decide again, until it arrives, waits or
// is returned (§3, "hop by hop").

import { connectorId, serverId, type WaypointId } from '#core/model/element';
import type { Element, Send } from '#core/model/topology';
import { messageOf } from './message/defaults.ts';
import { writtenTimeOfWeek } from './message/written-values.ts';
import type { Explanation, Kind, Refusal, Result, Rules, State, Step, Trip, Walked } from './model.ts';
import type { Considered, Hop, Route } from './route.ts';

/** Follows a message to its end; it always has one. */
export function walk(rules: Rules, send: Send, off: readonly Element[]): Walked {
  const message = messageOf(send, rules.topology);
  const [kind, state] = [rules.kindOf(message), rules.stateWhen(off)];
  const submission = rules.submit(send.from, kind, state);
  const journey = newJourney(submission.path);
  const decisions: { station: number; decision: () => number }[] = [];
  const reached: number[] = [];
  const note = submission.kind === 'taken' && submission.note !== undefined ? ` ${submission.note}` : '';
  const by = submission.kind === 'taken' ? submission.receivedBy : undefined;
  const receivedBy = by === undefined ? {} : { receivedBy: by };
  const walked = (route: Route): Walked => ({
    state,
    message,
    decisions,
    reached,
    route: { ...route, ...receivedBy, reason: route.reason + note },
  });
  if (submission.kind === 'not taken') {
    record(rules, journey, submission.step);
    return walked(endOf(journey, submission.step, wordsOf(submission.step.result)?.(message, tripOf(journey)) ?? ''));
  }
  for (let [at, received] = [submission.station, 1]; ; received += 1) {
    const told = isToldAnew(rules, journey, at) ? rules.explain(at, kind, state, message) : undefined;
    if (told !== undefined) tell(journey, told);
    const made = told ?? decided(rules, at, kind, state);
    decisions.push({ station: at, decision: made.decision });
    const step = made.attempt(state, message.at);
    record(rules, journey, step);
    if (step.result.kind !== 'passed on') {
      const words = wordsOf(step.result);
      const explained = words?.(message, tripOf(journey)) ?? (told ?? rules.explain(at, kind, state, message)).reason;
      return walked(endOf(journey, step, explained ?? ''));
    }
    at = step.result.to;
    reached.push(at);
    const refusal = received > mostStations ? roundForever : rules.refuse(at, kind, received);
    if (refusal !== undefined) {
      return walked(returned(journey, refusal.status, refusalReason(journey, refusal, refusal.words(message))));
    }
  }
}

/** A decision that was explained before is not explained again. */
function decided(rules: Rules, station: number, kind: Kind, known: State): Pick<Explanation, 'decision' | 'attempt'> {
  const decision = rules.decide(station, kind, known);
  return { decision: () => decision, attempt: (truth, at) => rules.attempt(decision, kind, truth, at) };
}

/** No rule lets a message through more: this ends one whose rules would let it go round for ever. */
const mostStations = 1000;

const roundForever: Refusal = {
  status: '4.4.6',
  isLoop: true,
  words: () => `It came through more than ${mostStations} servers.`,
};

/** The record of a message on its way. */
interface Journey {
  readonly hops: Hop[];
  readonly considered: Considered[];
  readonly ties: (readonly string[])[];
  readonly path: WaypointId[];
  /** Servers whose decision is told: in a loop they decide the same again. */
  readonly told: Set<string>;
}

function newJourney(path: readonly WaypointId[]): Journey {
  return { hops: [], considered: [], ties: [], path: [...path], told: new Set() };
}

function isToldAnew({ stations }: Rules, { told }: Journey, station: number): boolean {
  const server = stations[station]?.server.key ?? '';
  if (told.has(server)) return false;
  told.add(server);
  return true;
}

function tell(journey: Journey, { considered, ties }: Explanation): void {
  journey.considered.push(...considered);
  for (const tie of ties) {
    const isKnown = journey.ties.some((other) => other.join('\n') === tie.join('\n'));
    if (!isKnown) journey.ties.push(tie);
  }
}

/** Adds a step to the record, as far as it is a hop of ours. */
function record({ stations, topology, along }: Rules, journey: Journey, step: Step): void {
  const station = stations[step.station ?? -1];
  if (station === undefined) return;
  const { server, virtualServer } = station;
  const { connector, cost, queue, addressSpace } = step;
  journey.hops.push({
    server: server.name,
    virtualServer: virtualServer.name,
    routingGroup: topology.routingGroupByKey.get(server.group)?.name ?? '',
    connector,
    queue: queue?.name ?? '',
    ...(queue?.deliveryType === undefined ? {} : { deliveryType: queue.deliveryType }),
    cost,
    ...(addressSpace === undefined ? {} : { addressSpace }),
  });
  pass(journey, serverId(server.name));
  if (connector !== null) pass(journey, connectorId(connector));
  if (step.result.kind !== 'passed on' || step.station === undefined) return;
  for (const element of along?.(step.station, step.result.to) ?? []) pass(journey, element);
}

/** Adds an element to the path, once in a row. */
function pass({ path }: Journey, element: WaypointId): void {
  if (path.at(-1) !== element) path.push(element);
}

function tripOf({ hops }: Journey): Trip {
  const names = hops.flatMap(({ connector }) => (connector === null ? [] : [`'${connector}'`]));
  const last = names.pop();
  if (last === undefined) return { by: '', atCost: '' };
  const by = names.length === 0 ? ` by ${last}` : ` by ${names.join(', ')} and ${last}`;
  return { by, atCost: `, at cost ${costOf(hops)}` };
}

/** Cost is what the message paid: connectors crossed and the address space it left by (§13.13). */
function costOf(hops: readonly Hop[]): number {
  return hops.reduce((sum, hop) => sum + hop.cost, 0);
}

function wordsOf(result: Result) {
  return result.kind === 'passed on' ? undefined : result.words;
}

function endOf(journey: Journey, { queue, result }: Step, reason: string): Route {
  switch (result.kind) {
    case 'delivered': {
      const { mailboxServer } = result;
      if (mailboxServer !== undefined) pass(journey, serverId(mailboxServer));
      if (result.outside !== undefined) pass(journey, result.outside);
      const at = mailboxServer === undefined ? {} : { mailboxServer };
      return { ...summary(journey), ...nowhere, outcome: 'delivered', nextHop: result.nextHop, reason, ...at };
    }
    case 'queued': {
      const { state, nextHop, until } = result;
      const waits = {
        queue: queue?.name ?? null,
        queueState: state,
        until: until === undefined ? null : writtenTimeOfWeek(until),
      };
      return { ...summary(journey), ...nowhere, ...waits, outcome: 'queued', nextHop, reason };
    }
    case 'passed on':
      return returned(journey, null, reason);
    case 'returned':
      return returned(journey, result.status, reason);
  }
}

const nowhere = { status: null, nextHop: null, queue: null, queueState: null, until: null };

/** The message goes back to its sender with this enhanced status code. */
function returned(journey: Journey, status: string | null, reason: string): Route {
  return { ...summary(journey), ...nowhere, outcome: 'undeliverable', status, cost: null, reason };
}

function summary({ hops, ties, considered, path }: Journey) {
  const connectors = hops.flatMap(({ connector }) => (connector === null ? [] : [connector]));
  return { cost: costOf(hops), connectors, hops, ties, considered, path };
}

/** Of a loop the servers that it goes round by are what the administrator needs. */
function refusalReason({ hops }: Journey, { isLoop }: Refusal, reason: string): string {
  if (!isLoop) return reason;
  const last = hops.at(-1)?.server;
  const before = hops.map(({ server }) => server).lastIndexOf(last ?? '', hops.length - 2);
  if (before < 0) return reason;
  const round = hops.slice(before, -1).map(({ server }) => server);
  return `It goes round in a loop: ${[...round, last].join(' to ')}. ${reason}`;
}
