// Everything that changes in a simulation, in one place; the files beside this one say how. Nothing in it is worded.

import { keyOf } from '#core/model/keys';
import { makeVirtualServer } from '#core/model/make';
import type { Connector, Element, Key, Server, VirtualServer } from '#core/model/topology';
import type { Message } from '#core/routing/message/defaults';
import type { Kind, Rules, State } from '#core/routing/model';
import type { Queue } from '#core/routing/queues';
import type { SecondOfWeek } from '#core/syntax/tree';
import { type Events, type Instant, newEvents, second } from './events.ts';
import { type Knowledge, newKnowledge } from './knowledge.ts';
import { type Arrivals, newArrivals } from './arrivals.ts';
import { type MessageStore, newMessages, nobody } from './messages.ts';
import { type Held, newRow, type Row } from './queue.ts';
import type { Sender } from './submitting.ts';
import { newTally, type Tally } from './tally.ts';
import { silent, type Watcher } from './timeline.ts';

/** Messages that look alike: all that one `send` sends, or all notifications to one sender. */
export interface Shape {
  readonly message: Message;
  readonly kind: Kind;
  /** By station, what is decided there, messages taking turns; of another version it is out of date. */
  readonly choices: (Int32Array | undefined)[];
  version: number;
  /** By decision, what comes of it; of another epoch it is out of date. */
  readonly outcomes: (Outcome | undefined)[];
  epoch: number;
}

/** What comes of a decision now. */
export interface Outcome {
  readonly row: Row;
  readonly fate:
    | { readonly kind: 'on'; readonly to: number }
    | { readonly kind: 'out' }
    | { readonly kind: 'fails' }
    | ({ readonly kind: 'held' } & Held)
    | { readonly kind: 'back'; readonly status: string | null };
  /** What it crosses on its way; undefined where that takes no time. */
  readonly line: Line | undefined;
}

/** The simulated link of a connector: messages share its bandwidth. */
export interface Line {
  readonly latency: Instant;
  readonly perByte: number;
  /** When what is being sent by it will have gone. */
  freeAt: Instant;
}

/** A virtual server as it sends. */
export interface Sending {
  readonly virtualServer: VirtualServer;
  /** How long after submission a sender is told, and a message returned. */
  readonly lateAfter: Instant;
  readonly expiresAfter: Instant;
  /** Connections that are open. */
  open: number;
  /** Queues that wait for one. */
  readonly starved: Row[];
}

/** A server as it categorizes. */
export interface Categorizing {
  readonly server: Server;
  /** How long one message takes; 0 for no time. */
  readonly interval: Instant;
  isBusy: boolean;
  turn: number;
  isOutboundDisabled: boolean;
}

export interface World {
  readonly rules: Rules;
  /** The time of the week at the start. */
  readonly start: SecondOfWeek;
  /** Whose turn it is first where messages take turns. */
  readonly seed: number;
  now: Instant;
  /** What is off, by element; and the state of everything that follows from that. */
  readonly off: Map<string, Element>;
  truth: State;
  readonly knowledge: Knowledge;
  /** Changes with the truth, and with the quarter of an hour where schedules count. */
  epoch: number;
  /** By station: 1 where it runs, and where its server does. */
  readonly runs: Uint8Array;
  readonly serverRuns: Uint8Array;
  quarter: number;
  readonly hasSchedules: boolean;
  readonly events: Events;
  readonly messages: MessageStore;
  /** Messages that have come to their station and are not categorized yet. */
  readonly arrived: Arrivals;
  readonly shapes: Shape[];
  /** Of notifications, by whom they are for. */
  readonly shapeOfSender: Map<string, number>;
  /** Who sends, by what is sent. */
  readonly senderOfShape: Map<number, Sender>;
  readonly rows: Row[];
  readonly rowByName: Map<string, Row>;
  /** By station. */
  readonly sending: readonly Sending[];
  /** The system outside that sends to us: it is taken for one with all defaults. */
  readonly outside: Sending;
  readonly categorizing: ReadonlyMap<Key, Categorizing>;
  /** The same by station. */
  readonly categorizerAt: readonly (Categorizing | undefined)[];
  readonly lines: Map<Connector, Line | undefined>;
  readonly tally: Tally;
  readonly watcher: Watcher;
  /** Notifications that the watcher was told of. */
  readonly told: Set<string>;
  /** Subjects of link state that a connection found down, to be marked before the next event. */
  readonly found: number[];
  /** Marks that the watcher was told of at this moment: a connector and its links are subjects of their own. */
  readonly toldMarks: { at: Instant; readonly marks: Set<string> };
}

/** What a simulation starts with. */
export interface Beginning {
  readonly start: SecondOfWeek;
  readonly seed?: number;
  /** What has been off for so long that everybody knows. */
  readonly off?: readonly Element[];
  readonly watcher?: Watcher;
}

/** A topology at rest. */
export function newWorld(rules: Rules, { start, seed = 1, off = [], watcher = silent }: Beginning): World {
  const { topology, stations } = rules;
  const truth = rules.stateWhen(off);
  const categorizing = new Map(
    topology.servers.map((server) => {
      const interval = Math.round(second / server.ratePerSecond);
      return [server.key, { server, interval, isBusy: false, turn: 0, isOutboundDisabled: false }];
    }),
  );
  return {
    rules,
    start,
    seed,
    now: 0,
    off: new Map(off.map((element) => [offKey(element), element])),
    truth,
    knowledge: newKnowledge(rules, truth),
    epoch: 0,
    quarter: -1,
    hasSchedules: topology.connectors.some(
      ({ schedule, oversize }) => schedule.kind !== 'always' || oversize !== undefined,
    ),
    events: newEvents(),
    messages: newMessages(),
    runs: Uint8Array.from(stations, (_, station) => Number(rules.isRunning(station, truth))),
    serverRuns: Uint8Array.from(stations, (_, station) => Number(rules.isServerRunning(station, truth))),
    arrived: newArrivals(),
    shapes: [],
    shapeOfSender: new Map(),
    senderOfShape: new Map(),
    rows: [],
    rowByName: new Map(),
    sending: stations.map(({ virtualServer }) => newSending(virtualServer)),
    outside: newSending(makeVirtualServer('', keyOf(''))),
    categorizing,
    categorizerAt: stations.map(({ server }) => categorizing.get(server.key)),
    lines: new Map(),
    tally: newTally(),
    watcher,
    told: new Set(),
    found: [],
    toldMarks: { at: 0, marks: new Set() },
  };
}

/** One element has one key, a line whichever of its ends is named first. */
export function offKey(element: Element): string {
  switch (element.kind) {
    case 'server':
      return `server ${element.server.key}`;
    case 'virtual server':
      return `virtual server ${element.reference.server.key}/${element.reference.virtualServer?.key ?? ''}`;
    case 'connector':
      return `connector ${element.connector.key}`;
    case 'routing group':
    case 'site':
      return `${element.kind} ${element.group.key}`;
    case 'database':
      return `database ${element.database.key}`;
    case 'line':
      return `line ${[element.from.key, element.to.key].sort().join('\n')}`;
    case 'host':
      return `host ${element.host.toLowerCase()}`;
    case 'dns':
      return 'dns';
  }
}

/** The time of the week, in whole seconds. */
export function timeOfWeek({ start, now }: World): SecondOfWeek {
  return (start + Math.floor(now / second)) % secondsOfWeek;
}

export const secondsOfWeek = 7 * 24 * 60 * 60;

/** A station as it sends, or the system outside. */
export function sendingAt({ sending, outside }: World, station: number): Sending {
  return sending[station] ?? outside;
}

function newSending(virtualServer: VirtualServer): Sending {
  const { delayNotificationSeconds, expireSeconds } = virtualServer;
  return {
    virtualServer,
    lateAfter: Math.round(delayNotificationSeconds * second),
    expiresAfter: Math.round(expireSeconds * second),
    open: 0,
    starved: [],
  };
}

/** The queue of that name at a station, made when there is none yet. */
export function rowOf(world: World, station: number, queue: Queue, connector?: Connector, isUnsubmitted = false): Row {
  const key = `${station}\n${queue.name}`;
  const known = world.rowByName.get(key);
  if (known !== undefined) return known;
  const server = world.rules.stations[station]?.server.key;
  const row = newRow({ index: world.rows.length, station, server, connector, isUnsubmitted }, queue);
  world.rows.push(row);
  world.rowByName.set(key, row);
  return row;
}

export function lineOf({ lines }: World, connector: Connector | undefined): Line | undefined {
  if (connector === undefined) return undefined;
  if (lines.has(connector)) return lines.get(connector);
  const { latencySeconds, bandwidthBitsPerSecond } = connector;
  const latency = Math.round(latencySeconds * second);
  const perByte = (8 * second) / bandwidthBitsPerSecond;
  const line = latency === 0 && perByte === 0 ? undefined : { latency, perByte, freeAt: 0 };
  lines.set(connector, line);
  return line;
}

/** A shape for such messages. */
export function addShape({ rules, shapes }: World, message: Message): number {
  return shapes.push(newShape(rules, message)) - 1;
}

function newShape(rules: Rules, message: Message): Shape {
  return { message, kind: rules.kindOf(message), choices: [], version: -1, outcomes: [], epoch: -1 };
}

export function bytesOf({ shapes, messages }: World, message: number): number {
  return shapes[messages.shape[message] ?? nobody]?.message.sizeBytes ?? 0;
}

/** The server of a station, as it categorizes; undefined for a system outside. */
export function categorizerOf({ categorizerAt }: World, station: number): Categorizing | undefined {
  return categorizerAt[station];
}
