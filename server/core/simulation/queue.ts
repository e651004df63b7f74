// The queues of a simulation: a row for each queue of a virtual server, made when a message first needs it. A queue is
// first in, first out; what a schedule or a pickup holds back stands aside and goes in front again once it may go.

import type { Connector, Key } from '#core/model/topology';
import type { Queue, QueueKind } from '#core/routing/queues';
import type { QueueState } from '#core/routing/route';
import type { Instant } from './events.ts';
import { type Messages, nobody } from './messages.ts';

/** Why a message stands aside: until when a schedule keeps it (Infinity: for ever), or until it is picked up. */
export interface Held {
  readonly state: Extract<QueueState, 'Scheduled' | 'Remote'>;
  readonly until: Instant;
}

/** Why messages are in a queue and not yet at the next place. */
export const waitCauses = ['retry', 'frozen', 'schedule', 'rate', 'bandwidth', 'connections', 'no way'] as const;
export type WaitCause = (typeof waitCauses)[number];

/** Messages in an order, linked by their neighbours: each is in one list at most. */
export interface List {
  head: number;
  tail: number;
  size: number;
}

/** A queue. */
export interface Row {
  readonly index: number;
  /** The station that sends by it; `nobody` for a system outside. */
  readonly station: number;
  /** The server that shows it; undefined for a system outside. */
  readonly server: Key | undefined;
  readonly name: string;
  readonly kind: QueueKind;
  /** The connector that it sends by, if any. */
  readonly connector: Connector | undefined;
  /** What is in it has not been submitted yet. */
  readonly isUnsubmitted: boolean;
  /** Those that wait for their turn. */
  readonly line: List;
  /** Those that stand aside, in their order. */
  readonly aside: Map<number, Held>;
  /** Those that are being transferred, each by a connection of its own. */
  readonly flying: List;
  count: number;
  bytes: number;
  /** When the oldest message in it was submitted; Infinity when it is empty, NaN when that has to be found out again. */
  oldest: Instant;
  peak: number;
  peakAt: Instant;
  /** How many have left by it. */
  passed: number;
  /** By cause, how long messages have waited in it, all together; as far as `waitedSince`. */
  readonly waited: Float64Array;
  waitedSince: Instant;
  isFrozen: boolean;
  /** It was suspended, as today's Exchange calls it. */
  isSuspended: boolean;
  /** Attempts in a row that failed. */
  failures: number;
  /** When the first of these was. */
  failingSince: Instant;
  /** When it is tried again; Infinity while nothing failed. */
  retryAt: Instant;
  /** Changes whenever a planned retry holds no longer. */
  turn: number;
  /** It waits for one of the station's connections. */
  isStarved: boolean;
  /** What the watcher was told last. */
  toldState: ReturnType<typeof stateOf>;
}

export function newRow(
  at: Pick<Row, 'index' | 'station' | 'server' | 'connector' | 'isUnsubmitted'>,
  queue: Queue,
): Row {
  return {
    ...at,
    name: queue.name,
    kind: queue.kind,
    line: newList(),
    aside: new Map(),
    flying: newList(),
    count: 0,
    bytes: 0,
    oldest: Infinity,
    peak: 0,
    peakAt: 0,
    passed: 0,
    waited: new Float64Array(waitCauses.length),
    waitedSince: 0,
    isFrozen: false,
    isSuspended: false,
    failures: 0,
    failingSince: 0,
    retryAt: Infinity,
    turn: 0,
    isStarved: false,
    toldState: 'Ready',
  };
}

function newList(): List {
  return { head: nobody, tail: nobody, size: 0 };
}

/** Puts a message behind all others. */
export function append(messages: Messages, list: List, message: number): void {
  messages.before[message] = list.tail;
  messages.after[message] = nobody;
  if (list.tail === nobody) list.head = message;
  else messages.after[list.tail] = message;
  list.tail = message;
  list.size += 1;
}

/** Puts a message before all others. */
export function prepend(messages: Messages, list: List, message: number): void {
  messages.after[message] = list.head;
  messages.before[message] = nobody;
  if (list.head === nobody) list.tail = message;
  else messages.before[list.head] = message;
  list.head = message;
  list.size += 1;
}

/** Takes a message out of its list. */
export function unlink(messages: Messages, list: List, message: number): void {
  const before = messages.before[message] ?? nobody;
  const after = messages.after[message] ?? nobody;
  if (before === nobody) list.head = after;
  else messages.after[before] = after;
  if (after === nobody) list.tail = before;
  else messages.before[after] = before;
  list.size -= 1;
}

/** The messages of a list, first to last; it may be changed meanwhile. */
export function messagesIn(messages: Messages, list: List): readonly number[] {
  const all: number[] = [];
  for (let message = list.head; message !== nobody; message = messages.after[message] ?? nobody) all.push(message);
  return all;
}

/** Those that wait, in their order: those that stand aside before the others. */
export function waitingIn(messages: Messages, row: Row): readonly number[] {
  return [...row.aside.keys(), ...messagesIn(messages, row.line)];
}

/** What the queue viewer says of a queue (§7) [KB-264273]. */
export function stateOf(row: Row): QueueState {
  if (row.isFrozen) return row.isSuspended ? 'Suspended' : 'Frozen';
  if (row.flying.size > 0) return 'Active';
  if (row.retryAt < Infinity || (row.kind === 'system' && row.count > 0)) return 'Retry';
  const [held] = row.aside.values();
  return row.line.size === 0 && held !== undefined ? held.state : 'Ready';
}

/** System queues are always there, link queues while something is in them [H-SYSQ]; what is frozen stays. */
export function exists({ kind, count, isFrozen }: Row): boolean {
  return kind === 'system' || kind === 'local delivery' || count > 0 || isFrozen;
}
