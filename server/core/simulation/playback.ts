// A simulation as it can be looked at: how everything stood at some hundred moments, however many messages have moved.
// Between two of them nothing is kept, so going to any moment takes no time.

import type { ElementId } from '#core/model/element';
import { elementId } from '#core/model/element';
import type { Scenario } from '#core/model/topology';
import type { Rules } from '#core/routing/model';
import { writtenDuration } from '#core/routing/message/written-values';
import type { SecondOfWeek } from '#core/syntax/tree';
import { second } from './events.ts';
import { exists, type Row, stateOf } from './queue.ts';
import { oldestIn } from './holding.ts';
import { eventsAtOnce, playScenario, type ScenarioRun, type TimedMove, type TimelineEntry } from './scenario-run.ts';
import { serverNameOf } from './telling.ts';
import { entryInWords, moveInWords, resultInWords } from './words.ts';
import type { World } from './world.ts';

/** What the queue viewer says of a queue. */
export type ShownState = ReturnType<typeof stateOf>;

/** How a queue stands at a moment, as Exchange System Manager lists it. Times are seconds since the start. */
export interface QueueStand {
  readonly state: ShownState;
  readonly messages: number;
  readonly bytes: number;
  /** When the oldest message in it was submitted; null when it is empty. */
  readonly oldest: number | null;
  /** When it is tried next; null when nothing failed. */
  readonly next: number | null;
  /** How many have left by it since the start. */
  readonly passed: number;
  /** It is there to be acted on: a link queue is while something is in it, or while it is frozen. */
  readonly exists: boolean;
}

/** A queue over time. */
export interface QueueOverTime {
  readonly name: string;
  /** Null for a system outside. */
  readonly server: string | null;
  readonly connector: string | null;
  /** The most that were in it at one time, and when that was first so; it may lie between frames. */
  readonly peak: number;
  readonly peakAt: number;
  /** The frames at which it stands otherwise than before, ascending, and how it stands from there on. */
  readonly frames: readonly number[];
  readonly stands: readonly QueueStand[];
}

/** Something to be marked on the time axis. */
export interface Happening {
  readonly at: number;
  readonly kind: 'failure' | 'repair' | 'wait' | 'return' | 'action' | 'other';
  readonly text: string;
}

/** What became of one message, step by step. */
export interface MessageHistory {
  /** Counts all messages, notifications too, from 1. */
  readonly number: number;
  readonly steps: readonly { readonly at: number; readonly text: string }[];
}

/** Times are seconds since the start. */
export interface Playback {
  readonly scenario: string;
  /** The time of the week at the start. */
  readonly start: SecondOfWeek;
  readonly end: number;
  /** When each frame is; the first at 0, the last at the end. */
  readonly frames: readonly number[];
  /** What was sent, and what had become of it; by frame. */
  readonly counts: Readonly<Record<'sent' | 'delivered' | 'undeliverable' | 'waiting', readonly number[]>>;
  /** The most that were under way at one time, and when that was first so; it may lie between frames. */
  readonly peak: { readonly messages: number; readonly at: number };
  /** Those that had a message, in the order in which they came to be. */
  readonly queues: readonly QueueOverTime[];
  /** What is off from a moment on. */
  readonly off: readonly { readonly at: number; readonly elements: readonly ElementId[] }[];
  /** The first of them, and how many there are in all. */
  readonly happenings: readonly Happening[];
  readonly happened: number;
  /** Of the messages that were followed, by the index of the event that sent them. */
  readonly histories: readonly (MessageHistory & { readonly event: number })[];
  /** How much there was to do: what it costs to play it again. */
  readonly events: number;
  /** For people, and for a change request. */
  readonly summary: readonly string[];
  readonly failures: readonly string[];
}

export interface RecordOptions {
  /** Events of the scenario whose first message is followed, by index. */
  readonly follow?: ReadonlySet<number>;
  /** Moments that have to have a frame. */
  readonly moments?: readonly number[];
}

/** When there are more frames than this between those that have to be, half of them go. */
const mostFrames = 400;
/** In a large organization there are fewer, as each holds how every queue stands. */
const mostStands = 700_000;
const fewestFrames = 100;
/** No more frames than this are there because something changed just then. */
const mostChanges = 300;
/** No more happenings than this are told one by one. */
const mostHappenings = 1000;

/**
 * How far the next frame is away, in seconds: near to what changed or was done frames lie close, and the further away
 * the wider apart; but in a long run not closer than a thousandth of it.
 */
function stepAfter(now: number, anchor: number): number {
  return Math.max(0.125, 0.05 * (now - anchor), now / 1000);
}

/** Plays a scenario and records it; says between steps how far it is, from 0 to 1. */
export function* recordPlayback(
  rules: Rules,
  scenario: Scenario,
  { follow = new Set(), moments = [] }: RecordOptions = {},
): Generator<number, Playback> {
  const run = playScenario(rules, scenario, follow.size === 0 ? {} : { follow: { events: follow } });
  const recording = new Recording(run);
  const due = [...new Set(moments)].sort((one, other) => one - other);
  let [next, anchor, changes] = [0, 0, 0];
  for (;;) {
    const [moment = Infinity] = due;
    const at = Math.min(next, moment);
    const reached = changes < mostChanges ? run.advanceToChange(at, eventsAtOnce) : run.advanceTo(at, eventsAtOnce);
    yield run.progress();
    if (reached === 'changed') {
      changes += 1;
      // The frame is made once all is done that happens at this moment.
      const now = run.simulation.at();
      if (due[0] !== now) due.unshift(now);
    }
    if (reached === 'more' || reached === 'changed') continue;
    recording.add(reached === 'over' || at === moment);
    if (reached === 'over') break;
    if (at === moment) {
      due.shift();
      anchor = at;
    }
    next = at + stepAfter(at, anchor);
    if (recording.isFull) recording.thinOut();
  }
  return recording.made(scenario);
}

/** The steps of a message of a scenario; undefined when it has no message with that number. */
export function* recordHistory(
  rules: Rules,
  scenario: Scenario,
  number: number,
): Generator<number, MessageHistory | undefined> {
  const run = playScenario(rules, scenario, { timeline: 'none', follow: { numbers: [number] } });
  while (run.advance(eventsAtOnce)) yield run.progress();
  return run.steps.length === 0 ? undefined : historyOf(number, run.steps);
}

function historyOf(number: number, steps: readonly TimedMove[]): MessageHistory {
  const own = steps.filter(({ message }) => message === number);
  return { number, steps: own.map((step) => ({ at: step.at, text: moveInWords(step) })) };
}

interface Frame {
  readonly at: number;
  /** It stays when others are thinned out. */
  readonly isKept: boolean;
  readonly counts: readonly [sent: number, delivered: number, undeliverable: number];
  /** By row, as far as there were any; the same object while nothing about it changed. */
  readonly stands: readonly QueueStand[];
  readonly off: readonly ElementId[];
}

class Recording {
  readonly #run: ScenarioRun;
  #frames: Frame[] = [];
  /** How many need not stay. */
  #loose = 0;

  constructor(run: ScenarioRun) {
    this.#run = run;
  }

  get #world(): World {
    return this.#run.simulation.world;
  }

  get isFull(): boolean {
    const most = Math.min(mostFrames, Math.max(fewestFrames, mostStands / (this.#world.rows.length + 1)));
    return this.#loose > most;
  }

  add(isKept: boolean): void {
    const { rows, tally, now, off } = this.#world;
    const at = now / second;
    const last = this.#frames.at(-1);
    const replaces = last?.at === at;
    if (replaces) {
      this.#frames.pop();
      if (!last.isKept) this.#loose -= 1;
    }
    const before = this.#frames.at(-1)?.stands ?? [];
    const keeps = isKept || at === 0 || (replaces && last.isKept);
    if (!keeps) this.#loose += 1;
    this.#frames.push({
      at,
      isKept: keeps,
      counts: [tally.sent, tally.delivered, tally.undeliverable],
      stands: rows.map((row, index) => standOf(this.#world, row, before[index])),
      off: [...off.values()].map(elementId),
    });
  }

  /** Every other one goes of those that need not stay. */
  thinOut(): void {
    let index = 0;
    this.#frames = this.#frames.filter(({ isKept }) => isKept || index++ % 2 === 0);
    this.#loose = this.#frames.filter(({ isKept }) => !isKept).length;
  }

  made(scenario: Scenario): Playback {
    const result = this.#run.result();
    const frames = this.#frames;
    return {
      scenario: scenario.name,
      start: scenario.start,
      end: result.end,
      frames: frames.map(({ at }) => at),
      counts: {
        sent: frames.map(({ counts: [sent] }) => sent),
        delivered: frames.map(({ counts: [, delivered] }) => delivered),
        undeliverable: frames.map(({ counts: [, , undeliverable] }) => undeliverable),
        waiting: frames.map(({ counts: [sent, delivered, undeliverable] }) => sent - delivered - undeliverable),
      },
      peak: { messages: this.#world.tally.peak, at: this.#world.tally.peakAt / second },
      queues: this.#world.rows.filter(({ peak }) => peak > 0).map((row) => this.#queueOf(row)),
      off: changesOf(frames),
      happenings: result.timeline.slice(0, mostHappenings).map(happeningOf),
      happened: result.timeline.length,
      histories: [...this.#run.firstOf]
        .filter(([, number]) => this.#run.steps.some(({ message }) => message === number))
        .map(([event, number]) => ({ event, ...historyOf(number, this.#run.steps) })),
      events: result.events,
      summary: resultInWords(result),
      failures: result.failures.map(({ message }) => message),
    };
  }

  #queueOf(row: Row): QueueOverTime {
    const { index, name, connector, peak, peakAt } = row;
    const frames: number[] = [];
    const stands: QueueStand[] = [];
    for (const [frame, { stands: all }] of this.#frames.entries()) {
      const stand = all[index] ?? notYet;
      if (stand === stands.at(-1)) continue;
      frames.push(frame);
      stands.push(stand);
    }
    const server = serverNameOf(this.#world, row);
    return { name, server, connector: connector?.name ?? null, peak, peakAt: peakAt / second, frames, stands };
  }
}

const notYet: QueueStand = {
  state: 'Ready',
  messages: 0,
  bytes: 0,
  oldest: null,
  next: null,
  passed: 0,
  exists: false,
};

/** The same object as before while nothing about it is different. */
function standOf(world: World, row: Row, before: QueueStand | undefined): QueueStand {
  const { count, bytes, retryAt, passed } = row;
  const [state, isThere] = [stateOf(row), exists(row)];
  const oldest = count === 0 ? null : oldestIn(world, row) / second;
  const next = retryAt === Infinity ? null : retryAt / second;
  const isSame =
    before !== undefined &&
    before.messages === count &&
    before.passed === passed &&
    before.state === state &&
    before.next === next &&
    before.oldest === oldest &&
    before.bytes === bytes &&
    before.exists === isThere;
  return isSame ? before : { state, messages: count, bytes, oldest, next, passed, exists: isThere };
}

/** How a queue stands at a frame. */
export function standAt({ frames, stands }: QueueOverTime, frame: number): QueueStand {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] ?? Infinity) <= frame) low = middle + 1;
    else high = middle;
  }
  return stands[low - 1] ?? notYet;
}

/** What is off at a time. */
export function offAt({ off }: Playback, at: number): readonly ElementId[] {
  return off.findLast((change) => change.at <= at)?.elements ?? [];
}

function changesOf(frames: readonly Frame[]): Playback['off'] {
  return frames.flatMap(({ at, off }, index) => {
    const before = frames[index - 1]?.off ?? [];
    return index > 0 && before.join('\n') === off.join('\n') ? [] : [{ at, elements: off }];
  });
}

function happeningOf(entry: TimelineEntry): Happening {
  return { at: entry.at, kind: kindOf(entry), text: `${writtenDuration(entry.at)}: ${entryInWords(entry)}` };
}

function kindOf(entry: TimelineEntry): Happening['kind'] {
  switch (entry.kind) {
    case 'down':
    case 'marked down':
      return 'failure';
    case 'up':
    case 'marked up':
      return 'repair';
    case 'ndr':
      return 'return';
    case 'action':
      return 'action';
    case 'queue':
      return 'state' in entry && entry.state !== 'Ready' ? 'wait' : 'other';
    default:
      return 'other';
  }
}

/** The first frame at or after a moment. */
export function frameAt(frames: readonly number[], at: number): number {
  const index = frames.findIndex((each) => each >= at);
  return index < 0 ? Math.max(0, frames.length - 1) : index;
}
