// All that the preview knows at one moment, in one object, and what follows from it. `Preview` makes the next one.

import type { NodeId } from '#core/graph/ids';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { serverId, type ElementId } from '#core/model/element';
import type { PreviewState, SentMessage } from '#core/protocol/preview';
import type { Playback } from '#core/simulation/playback';
import { nothingDrawn, type Drawn } from './drawn.ts';
import { elementOf } from './scene-index.ts';
import { presentSwitches } from './switches.ts';
import type { View } from './view.ts';

export interface Moment extends Pick<View, 'focus' | 'trace' | 'reached'> {
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
  readonly isPlaying: boolean;
  /** What each message of this session was sent through; those of an earlier one are known by their switches. */
  readonly circumstances: ReadonlyMap<number, string>;
  /** The routes that were asked for and have not come yet, by number. */
  readonly requests: ReadonlyMap<number, RouteRequest>;
  /** The number of the last one. */
  readonly lastRequest: number;
  /** The scenario that was played last, and the moment of it that is looked at. */
  readonly playback: Shown | undefined;
}

/** A moment of a scenario that was played. */
export interface Shown {
  readonly playback: Playback;
  readonly frame: number;
  /** The next frame comes by itself. */
  readonly isRunning: boolean;
  /** How many times as fast as usual. */
  readonly speed: number;
}

export interface RouteRequest {
  readonly down: readonly ElementId[];
  /** The message that is tried again; undefined for a new one. */
  readonly retried: number | undefined;
}

/** The first moment: what was kept, and nothing drawn yet. */
export function firstMoment(kept: PreviewState): Moment {
  return {
    kept,
    drawn: nothingDrawn,
    isTold: false,
    stale: null,
    failure: null,
    focus: undefined,
    trace: undefined,
    reached: 0,
    isPlaying: false,
    circumstances: new Map(),
    requests: new Map(),
    lastRequest: 0,
    playback: undefined,
  };
}

export function shownMessage({ kept }: Moment): SentMessage | undefined {
  return kept.sent.find((sent) => sent.id === kept.shown);
}

/** The message that is shown, else the last one. */
export function messageAtHand(moment: Moment): SentMessage | undefined {
  return shownMessage(moment) ?? moment.kept.sent.at(-1);
}

export function waitingMessages({ kept }: Moment): readonly SentMessage[] {
  return kept.sent.filter((sent) => sent.route.outcome === 'queued');
}

/** The switches whose elements are drawn. */
export function switchesNow({ drawn, kept }: Moment): readonly ElementId[] {
  return presentSwitches(drawn.index, kept.down);
}

/** The topology or the switches are not those that the message was sent through. */
export function isOutdated(moment: Moment, sent: SentMessage): boolean {
  const then = moment.circumstances.get(sent.id);
  const now = switchesNow(moment);
  return then === undefined ? now.join() !== sent.down.join() : then !== circumstanceOf(moment.drawn.version, now);
}

/** What the way of a message depends on, for comparing. */
export function circumstanceOf(version: number, down: readonly ElementId[]): string {
  return JSON.stringify([version, [...down].sort()]);
}

/** What is drawn with that id; ids come from the document, so they are looked up before they are believed. */
export function itemAt({ drawn: { index } }: Moment, id: string): SceneNode | SceneEdge | undefined {
  return index.nodes.get(id) ?? index.edges.get(id);
}

export function elementAt(moment: Moment, id: string): ElementId | undefined {
  const item = itemAt(moment, id);
  return item === undefined ? undefined : elementOf(item);
}

/** The queue on a server that was last passed: of the shown message if that passed one. */
export function queueOn(
  moment: Moment,
  server: string,
): { readonly server: string; readonly name: string } | undefined {
  const messages = [shownMessage(moment), ...moment.kept.sent.toReversed()];
  const hop = messages.flatMap((sent) => sent?.route.hops ?? []).find((each) => serverId(each.server) === server);
  return hop === undefined ? undefined : { server: hop.server, name: hop.queue };
}

/** What the drawing shows. */
export function viewOf(moment: Moment): View {
  const played = playedView(moment);
  if (played !== undefined) return played;
  const { kept, drawn, trace, isPlaying, focus, reached } = moment;
  return {
    index: drawn.index,
    markOf: drawn.markOf,
    down: new Set(kept.down),
    selected: kept.selected,
    focus,
    trace,
    outdated: trace !== undefined && !isPlaying && isOutdated(moment, trace.sent),
    reached,
    waiting: trace !== undefined && isPlaying ? new Map() : waitingOn(moment),
  };
}

/** While the playback is looked at, the drawing shows its moment: what was off then, and how many waited where. */
function playedView({ kept, drawn, focus, playback }: Moment): View | undefined {
  if (playback === undefined || !kept.panel.open || kept.panel.tab !== 'playback') return undefined;
  const {
    playback: { off, queues, frames },
    frame,
  } = playback;
  const at = frames[frame] ?? 0;
  const waiting = new Map<NodeId, number>();
  for (const { server, messages } of queues) {
    const count = messages[frame] ?? 0;
    if (server !== null && count > 0) waiting.set(serverId(server), (waiting.get(serverId(server)) ?? 0) + count);
  }
  return {
    index: drawn.index,
    markOf: drawn.markOf,
    down: new Set(off.findLast((change) => change.at <= at)?.elements),
    selected: kept.selected,
    focus,
    trace: undefined,
    outdated: false,
    reached: 0,
    waiting,
  };
}

/** How many messages wait on each server. */
function waitingOn(moment: Moment): ReadonlyMap<NodeId, number> {
  const waiting = new Map<NodeId, number>();
  for (const { route } of waitingMessages(moment)) {
    const server = serverId(route.hops.at(-1)?.server ?? '');
    waiting.set(server, (waiting.get(server) ?? 0) + 1);
  }
  return waiting;
}
