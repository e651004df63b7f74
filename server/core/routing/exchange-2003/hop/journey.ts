// The record of a message on its way: what `Route` is made from.

import { connectorId, hostId, serverId, type ElementId } from '#core/model/element';
import type { Key, Station } from '#core/model/topology';
import type { Considered, Hop, QueueState, Route } from '../../route.ts';
import type { Decided, Situation } from './decide.ts';
import type { View } from '../state/view.ts';

export interface Journey {
  readonly hops: Hop[];
  readonly considered: Considered[];
  readonly ties: (readonly string[])[];
  readonly path: ElementId[];
  /** Servers whose decision is recorded: in a loop they decide the same again. */
  readonly decided: Set<string>;
  /** Servers that it got to, or that would not take it. */
  readonly reached: Set<Key>;
  /** By what was seen there: routing groups that it was decided in, by number, with those that a path was looked for to. */
  readonly asked: Map<View, Map<number, Set<number>>>;
}

export function newJourney(): Journey {
  return { hops: [], considered: [], ties: [], path: [], decided: new Set(), reached: new Set(), asked: new Map() };
}

/** Adds a step to the record. */
export function step(
  journey: Journey,
  { server, virtualServer }: Station,
  routingGroup: string,
  by: Pick<Hop, 'connector' | 'queue' | 'cost' | 'addressSpace'>,
): void {
  journey.hops.push({ server: server.name, virtualServer: virtualServer.name, routingGroup, ...by });
  pass(journey, serverId(server.name));
  if (by.connector !== null) pass(journey, connectorId(by.connector));
}

/** Adds an element to the path, once in a row. */
export function pass(journey: Journey, element: ElementId): void {
  if (journey.path.at(-1) !== element) journey.path.push(element);
}

/** Adds what a server asked, and what it considered, the first time that it decides. */
export function record(
  journey: Journey,
  { at: { server }, group, view }: Situation,
  { considered, ties, to }: Decided,
): void {
  const seen = journey.asked.get(view) ?? new Map<number, Set<number>>();
  const ends = seen.get(group) ?? new Set();
  journey.asked.set(view, seen.set(group, to === undefined ? ends : ends.add(to)));
  if (journey.decided.has(server.key)) return;
  journey.decided.add(server.key);
  journey.considered.push(...considered);
  for (const tie of ties) {
    const known = journey.ties.some((other) => other.join('\n') === tie.join('\n'));
    if (!known) journey.ties.push(tie);
  }
}

/** The message arrived, or left the organization for `remote`: a host, or `internet` for a domain found by DNS. */
export function delivered(journey: Journey, nextHop: string, reason: string, remote?: 'host' | 'internet'): Route {
  if (remote !== undefined) pass(journey, remote === 'host' ? hostId(nextHop) : 'internet');
  return {
    ...summary(journey),
    outcome: 'delivered',
    status: null,
    nextHop,
    queue: null,
    queueState: null,
    until: null,
    reason,
  };
}

/** The message waits in the queue of its last step. */
export function queued(
  journey: Journey,
  waiting: { readonly state: QueueState; readonly nextHop: string; readonly until?: string | undefined },
  reason: string,
): Route {
  const { state, nextHop, until } = waiting;
  const queue = journey.hops.at(-1)?.queue ?? null;
  const rest = { queue, queueState: state, until: until ?? null, nextHop, reason };
  return { ...summary(journey), outcome: 'queued', status: null, ...rest };
}

/** The message goes back to its sender with this enhanced status code. */
export function undeliverable(journey: Journey, status: string | null, reason: string): Route {
  const rest = { status, cost: null, nextHop: null, queue: null, queueState: null, until: null, reason };
  return { ...summary(journey), outcome: 'undeliverable', ...rest };
}

/** Cost is what the message paid: connectors crossed and the address space it left by (§13.13). */
function summary(journey: Journey) {
  const { hops, ties, considered, path } = journey;
  return {
    cost: hops.reduce((sum, hop) => sum + hop.cost, 0),
    connectors: hops.flatMap(({ connector }) => (connector === null ? [] : [connector])),
    hops,
    ties,
    considered,
    path,
  };
}
