// A scenario as it can be looked at: how everything stood at a few hundred moments, however many messages have moved. Between
// two of them nothing is kept, so going to any moment takes no time.

import type { ElementId } from '#core/model/element';
import { elementId } from '#core/model/element';
import type { Scenario } from '#core/model/topology';
import type { Rules } from '#core/routing/model';
import { writtenDuration } from '#core/routing/message/written-values';
import type { SecondOfWeek } from '#core/syntax/tree';
import { second } from './events.ts';
import { type Row, stateOf } from './queue.ts';
import { playScenario, type ScenarioRun, type TimelineEntry } from './scenario-run.ts';
import { serverNameOf } from './telling.ts';
import { entryInWords, resultInWords } from './words.ts';
import type { World } from './world.ts';

/** What the queue viewer says of a queue. */
export type ShownState = ReturnType<typeof stateOf>;

/** A queue over time; each list has a value for each frame. */
export interface QueueOverTime {
  readonly name: string;
  /** Null for a system outside. */
  readonly server: string | null;
  readonly connector: string | null;
  readonly messages: readonly number[];
  readonly states: readonly ShownState[];
  /** How many have left by it since the start. */
  readonly passed: readonly number[];
}

/** Something to be marked on the time axis. */
export interface Happening {
  readonly at: number;
  readonly kind: 'failure' | 'repair' | 'wait' | 'return' | 'other';
  readonly text: string;
}

/** Times are seconds since the start. */
export interface Playback {
  readonly scenario: string;
  /** The time of the week at the start. */
  readonly start: SecondOfWeek;
  readonly end: number;
  /** When each frame is; the first at 0, the last at the end. */
  readonly frames: readonly number[];
  /** What the scenario sent, and what had become of it; by frame. */
  readonly counts: Readonly<Record<'sent' | 'delivered' | 'undeliverable' | 'waiting', readonly number[]>>;
  /** Those that had a message, in the order in which they came to be. */
  readonly queues: readonly QueueOverTime[];
  /** What is off from a moment on. */
  readonly off: readonly { readonly at: number; readonly elements: readonly ElementId[] }[];
  readonly happenings: readonly Happening[];
  /** For people, and for a change request. */
  readonly summary: readonly string[];
  readonly failures: readonly string[];
}

/** No more frames than this: twice as many are thinned out. */
const mostFrames = 400;

const eventsBetween = 2000;

/** Plays a scenario and records it; says between steps how far it is, from 0 to 1. */
export function* recordPlayback(rules: Rules, scenario: Scenario): Generator<number, Playback> {
  const run = playScenario(rules, scenario);
  const recording = new Recording(run);
  let [at, step] = [0, 1];
  for (;;) {
    const reached = run.advanceTo(at, eventsBetween);
    if (reached === 'more') yield run.progress();
    else {
      recording.add();
      if (reached === 'over') break;
      if (recording.count > mostFrames) {
        recording.thinOut();
        step *= 2;
      }
      at = recording.lastAt + step;
    }
  }
  return recording.made(scenario);
}

interface Frame {
  readonly at: number;
  readonly counts: readonly [sent: number, delivered: number, undeliverable: number];
  /** By row, as far as there were any. */
  readonly messages: Int32Array;
  readonly states: readonly ShownState[];
  readonly passed: Float64Array;
  readonly off: readonly ElementId[];
}

class Recording {
  readonly #run: ScenarioRun;
  #frames: Frame[] = [];

  constructor(run: ScenarioRun) {
    this.#run = run;
  }

  get #world(): World {
    return this.#run.simulation.world;
  }

  get count(): number {
    return this.#frames.length;
  }

  get lastAt(): number {
    return this.#frames.at(-1)?.at ?? 0;
  }

  add(): void {
    const { rows, tally, now, off } = this.#world;
    const at = now / second;
    if (at === this.lastAt) this.#frames.pop();
    this.#frames.push({
      at,
      counts: [tally.sent, tally.delivered, tally.undeliverable],
      messages: Int32Array.from(rows, (row) => row.count),
      states: rows.map(stateOf),
      passed: Float64Array.from(rows, (row) => row.passed),
      off: [...off.values()].map(elementId),
    });
  }

  /** Every other frame stays, the first and the last among them. */
  thinOut(): void {
    const last = this.#frames.length - 1;
    this.#frames = this.#frames.filter((_, index) => index % 2 === 0 || index === last);
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
      queues: this.#world.rows.filter(({ peak }) => peak > 0).map((row) => this.#queueOf(row)),
      off: changesOf(frames),
      happenings: result.timeline.map(happeningOf),
      summary: resultInWords(result),
      failures: result.failures.map(({ message }) => message),
    };
  }

  #queueOf(row: Row): QueueOverTime {
    const { index, name, connector } = row;
    return {
      name,
      server: serverNameOf(this.#world, row),
      connector: connector?.name ?? null,
      messages: this.#frames.map(({ messages }) => messages[index] ?? 0),
      states: this.#frames.map(({ states }) => states[index] ?? 'Ready'),
      passed: this.#frames.map(({ passed }) => passed[index] ?? 0),
    };
  }
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
