// All that the preview knows at one moment, in one object, and what follows from it. `Preview` makes the next one.

import { leftOut } from '#core/graph/asked/filter';
import type { NodeId } from '#core/graph/ids';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { connectorId, serverId, type ElementId } from '#core/model/element';
import type { PreviewState, RoutedMessage } from '#core/protocol/preview';
import type { PlayAnswer } from '#core/protocol/requests';
import { writtenTimeOfWeek } from '#core/routing/message/written-values';
import type { FoundMessages, MessageQuery } from '#core/simulation/finding';
import { type MessageHistory, offAt, type QueueStand, type ShownState, standAt } from '#core/simulation/playback';
import type { Action, Script } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';
import { parseTimeOfWeek } from '#core/syntax/schedule-values';
import { nothingDrawn, type Drawn } from './drawn.ts';
import type { Lifted } from './lifting.ts';
import { elementOf } from '#core/graph/scene-index';
import { powerOf, presentSwitches, switched } from './switches.ts';
import type { Flow, View, Waiting } from './view.ts';

export interface Moment extends Pick<View, 'focus' | 'trace' | 'reached' | 'filtered'> {
  /** What outlives a hidden tab and a reloaded window. */
  readonly kept: PreviewState;
  readonly drawn: Drawn;
  /** The extension has told what to draw, or that there is nothing. */
  readonly isTold: boolean;
  /** Why what is drawn is out of date; null when it is not. */
  readonly stale: string | null;
  /** Why the last message was not sent; null when it was. */
  readonly failure: string | null;
  /** The message is on its way. */
  readonly isTravelling: boolean;
  /** The version of the topology that the message that is shown was sent through; undefined for one of an earlier session. */
  readonly shownVersion: number | undefined;
  /** The routes that were asked for and have not come yet, by number. */
  readonly requests: ReadonlyMap<number, RouteRequest>;
  readonly simulation: Simulation;
  /** By element, what logs tell that was carried; undefined when that is not shown. */
  readonly traffic: View['traffic'] | undefined;
  /** The box that a person moves, until the extension says where it stands; undefined most of the time. */
  readonly lifted: Lifted | undefined;
}

/** What the preview knows of the simulation, besides the script and the present, which are kept. */
export interface Simulation {
  /** What was played last; nothing before, and at rest. */
  readonly played: PlayAnswer | undefined;
  /** The frame that is looked at. */
  readonly frame: number;
  /** The next frame comes by itself. */
  readonly isRunning: boolean;
  /** How many times as fast as usual. */
  readonly speed: number;
  /** It is being played; how far that is, from 0 to 1. */
  readonly pending: { readonly request: number; readonly done: number } | undefined;
  /** What was done and is not in what was played. */
  readonly unplayed: readonly Action[];
  /** Why it cannot be played; null when it can. */
  readonly fault: string | null;
  /** What may not be as the person thinks; null when nothing is. */
  readonly warning: string | null;
  /** The queue that is open to its messages. */
  readonly opened: QueueName | null;
  readonly search: Search | undefined;
  readonly history: MessageHistory | undefined;
}

/** What was looked for, at which time, and what was found; undefined while it is being looked for. */
export interface Search {
  readonly request: number;
  readonly query: MessageQuery;
  readonly at: number;
  readonly found: FoundMessages | undefined;
  /** Why nothing could be looked for. */
  readonly fault: string | null;
}

export interface RouteRequest {
  readonly down: readonly ElementId[];
  /** The message is to be sent; else its route alone is to be shown. */
  readonly sends: boolean;
}

export const nothingSimulated: Simulation = {
  played: undefined,
  frame: 0,
  isRunning: false,
  speed: 1,
  pending: undefined,
  unplayed: [],
  fault: null,
  warning: null,
  opened: null,
  search: undefined,
  history: undefined,
};

/** The first moment: what was kept, and nothing drawn yet. */
export function firstMoment(kept: PreviewState): Moment {
  return {
    kept,
    drawn: nothingDrawn,
    isTold: false,
    stale: null,
    failure: null,
    focus: undefined,
    filtered: new Set(),
    trace: undefined,
    reached: 0,
    isTravelling: false,
    shownVersion: undefined,
    requests: new Map(),
    simulation: nothingSimulated,
    traffic: undefined,
    lifted: undefined,
  };
}

/** Nothing was done and nothing is to happen: what is off are switches, and no time passes. */
export function isAtRest({ scenario, actions }: Script): boolean {
  return scenario === null && actions.length === 0;
}

/** What is off at the present: as it was played, and what was done since. */
export function downNow({ kept: { script, at }, simulation }: Moment): readonly ElementId[] {
  const { played, frame, unplayed } = simulation;
  if (played !== undefined) return after(offAt(played.playback, played.playback.frames[frame] ?? 0), unplayed);
  const done = script.actions.filter((action) => action.at <= at);
  return after(script.down, done.map(({ action }) => action)); // prettier-ignore
}

function after(down: readonly ElementId[], actions: readonly Action[]): readonly ElementId[] {
  return actions.reduce(
    (now, action) =>
      action.kind === 'down' || action.kind === 'up' ? switched(now, action.elements, action.kind) : now,
    down,
  );
}

/** The same as far as it is drawn. */
export function switchesNow(moment: Moment): readonly ElementId[] {
  return presentSwitches(moment.drawn.index, downNow(moment));
}

/** The time of the week at the present, as it is written; undefined at rest, where messages have their own. */
export function timeNow({ kept: { script, at }, simulation: { played } }: Moment): string | undefined {
  if (isAtRest(script)) return undefined;
  const read = parseTimeOfWeek(script.start);
  const start = played?.playback.start ?? (read.ok ? read.value : 0);
  return writtenTimeOfWeek((start + Math.floor(at)) % secondsOfWeek);
}

const secondsOfWeek = 7 * 24 * 60 * 60;

/**
 * When something is done that is done now. What has happened by the present stays as it was, so where it is not the start
 * it is the next second, or the one at which something was done that was seen to be done.
 */
export function actionTime({ script, at }: PreviewState): number {
  if (at === 0 || script.actions.some((action) => action.at === at)) return at;
  return Math.floor(at) + 1;
}

/** The topology or the switches are not those that the message was sent through. */
export function isOutdated(moment: Moment, { down }: RoutedMessage): boolean {
  const { shownVersion, drawn } = moment;
  const isChanged = shownVersion !== undefined && shownVersion !== drawn.version;
  return isChanged || [...down].sort().join('\n') !== [...switchesNow(moment)].sort().join('\n');
}

/** What is drawn with that id; ids come from the document, so they are looked up before they are believed. */
export function itemAt({ drawn: { index } }: Moment, id: string): SceneNode | SceneEdge | undefined {
  return index.nodes.get(id) ?? index.edges.get(id);
}

export function elementAt(moment: Moment, id: string): ElementId | undefined {
  const item = itemAt(moment, id);
  return item === undefined ? undefined : elementOf(item);
}

/** A queue of the simulation as it stands at the present. */
export interface QueueNow extends QueueName, QueueStand {
  readonly connector: string | null;
  /** Where it is among the queues that were played. */
  readonly index: number;
}

/** The queues that anything has come to by now. */
export function queuesNow({ simulation: { played, frame } }: Moment): readonly QueueNow[] {
  return (played?.playback.queues ?? []).flatMap((queue, index) => {
    const { name, server, connector, frames, stands } = queue;
    const first = stands.findIndex(({ messages, passed }) => messages + passed > 0);
    if (first < 0 || (frames[first] ?? Infinity) > frame) return [];
    return [{ ...standAt(queue, frame), queue: name, server, connector, index }];
  });
}

/** The queue of a server to look into first: of the route that is shown, else the one in which most waits. */
export function queueOn(moment: Moment, server: string): QueueName | undefined {
  const hop = moment.kept.shown?.route.hops.find((each) => serverId(each.server) === server);
  const own = queuesNow(moment).filter((queue) => queue.server !== null && serverId(queue.server) === server);
  const fullest = own.reduce<QueueNow | undefined>(
    (most, queue) => (queue.messages > (most?.messages ?? 0) ? queue : most),
    undefined,
  );
  const found = fullest ?? (hop === undefined ? own[0] : { queue: hop.queue, server: hop.server });
  return found && { queue: found.queue, server: found.server };
}

/** The moment with what its filter leaves out; `before` is the last one, whose set it keeps where nothing can differ. */
export function refiltered(before: Moment, now: Moment): Moment {
  const down = downNow(now);
  const asked = (moment: Moment) => [moment.drawn.index, moment.drawn.markOf, moment.kept.filter, moment.kept.shown];
  const [old, next] = [asked(before), asked(now)];
  if (next.every((value, i) => value === old[i]) && sameElements(downNow(before), down)) return now;
  const off = new Set(down);
  const filtered = leftOut(now.drawn.index.places, now.kept.filter, {
    markOf: now.drawn.markOf,
    isOff: (item) => powerOf(now.drawn.index, item, off) !== 'on',
    route: now.kept.shown?.route,
  });
  return { ...now, filtered };
}

function sameElements(one: readonly ElementId[], other: readonly ElementId[]): boolean {
  return one === other || (one.length === other.length && one.every((id, i) => id === other[i]));
}

/** What the drawing shows. A route lies on it while that is read; else how mail moves at the present. */
const noTraffic: View['traffic'] = new Map();

export function viewOf(moment: Moment): View {
  const { kept, drawn, trace, isTravelling, focus, reached, simulation } = moment;
  const { open, tab } = kept.panel;
  const showsRoute = trace !== undefined && !simulation.isRunning && (!open || tab === 'route');
  return {
    index: moment.lifted?.index ?? drawn.index,
    markOf: drawn.markOf,
    down: new Set(downNow(moment)),
    selected: kept.selected,
    filtered: moment.filtered,
    hidesFiltered: kept.filter.hides,
    focus,
    trace: showsRoute ? trace : undefined,
    outdated: showsRoute && !isTravelling && isOutdated(moment, trace.sent),
    reached,
    waiting: showsRoute && isTravelling ? new Map() : waitingOn(moment),
    flows: showsRoute ? new Map() : flowsOf(moment),
    traffic: moment.traffic ?? noTraffic,
    isLifted: moment.lifted !== undefined,
    isMoving: simulation.isRunning,
  };
}

/** The state that says most of the queues of a server. */
const gravity: readonly ShownState[] = [
  'Ready',
  'Connecting',
  'Active',
  'Remote',
  'Scheduled',
  'Retry',
  'Suspended',
  'Frozen',
];

/** How many messages wait on each server, and how. */
function waitingOn({ simulation: { played, frame } }: Moment): ReadonlyMap<NodeId, Waiting> {
  const waiting = new Map<NodeId, { count: number; most: number; state: ShownState }>();
  for (const queue of played?.playback.queues ?? []) {
    if (queue.server === null) continue;
    const { messages, state } = standAt(queue, frame);
    if (messages === 0 && state !== 'Frozen' && state !== 'Suspended') continue;
    const id = serverId(queue.server);
    const now = waiting.get(id) ?? { count: 0, most: 0, state: 'Ready' };
    now.count += messages;
    now.most += queue.peak;
    if (gravity.indexOf(state) > gravity.indexOf(now.state)) now.state = state;
    waiting.set(id, now);
  }
  return new Map([...waiting].map(([id, { count, most, state }]) => [id, { count, share: count / Math.max(1, most), state }])); // prettier-ignore
}

/** While time goes on, what moves is seen for so many frames, as one alone is gone before anybody sees it. */
const framesSeen = 8;

/** How many messages have left by each connector since the frame before. */
function flowsOf({ simulation: { played, frame, isRunning } }: Moment): ReadonlyMap<ElementId, Flow> {
  const flows = new Map<ElementId, number>();
  const before = Math.max(0, frame - (isRunning ? framesSeen : 1));
  for (const queue of played?.playback.queues ?? []) {
    if (queue.connector === null) continue;
    const count = standAt(queue, frame).passed - standAt(queue, before).passed;
    if (count === 0) continue;
    const id = connectorId(queue.connector);
    flows.set(id, (flows.get(id) ?? 0) + count);
  }
  return flows;
}
