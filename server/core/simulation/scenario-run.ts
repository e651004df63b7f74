// A scenario of the language, played: its actions at their times, its expectations, and what came of it.

import type { Place, Scenario, ScenarioEvent, ScenarioExpectation } from '#core/model/topology';
import type { Rules } from '#core/routing/model';
import { foldCaption } from '#core/routing/queues';
import { writtenDuration } from '#core/routing/message/written-values';
import { second } from './events.ts';
import { noteWaiting, oldestIn } from './holding.ts';
import { type Row, stateOf, type WaitCause, waitCauses } from './queue.ts';
import { simulate, type Simulation } from './simulation.ts';
import { pendingOf } from './tally.ts';
import { serverNameOf } from './telling.ts';
import type { Change, Move, Watcher } from './timeline.ts';
import type { Sender } from './submitting.ts';

export interface ScenarioOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number | undefined;
  /** Ends there, in seconds, whatever `run for` says. */
  readonly until?: number | undefined;
  /** What to write down of what happens; changes of state unless said otherwise. */
  readonly timeline?: 'none' | 'changes' | 'all' | undefined;
  /** Messages whose steps are written down apart. */
  readonly follow?: Followed | undefined;
}

/** Messages, each by its number or as the first that an event of the scenario sends. */
export interface Followed {
  readonly numbers?: readonly number[];
  /** Indices of the scenario's events. */
  readonly events?: ReadonlySet<number>;
}

/** A step of a message at a time, in seconds since the start. */
export type TimedMove = { readonly at: number } & Move;

/** Something that happened; times are seconds since the start. */
export type TimelineEntry = { readonly at: number } & (Change | Move);

/** An expectation that does not hold. */
export interface ScenarioFailure {
  readonly place: Place | undefined;
  readonly message: string;
}

export interface QueueSummary {
  readonly name: string;
  /** Null for a system outside. */
  readonly server: string | null;
  readonly state: ReturnType<typeof stateOf>;
  /** The most that were in it at one time, and when that was first so. */
  readonly peak: number;
  readonly peakAt: number;
  /** How long the oldest of those in it has been under way, in seconds; null when it is empty. */
  readonly oldest: number | null;
  readonly messages: number;
  readonly bytes: number;
}

export interface ScenarioResult {
  readonly scenario: string;
  readonly seed: number;
  /** In seconds. */
  readonly end: number;
  /** What the scenario sent; what servers made themselves is in `notifications` (§13.15). */
  readonly messages: {
    readonly sent: number;
    readonly delivered: number;
    readonly undeliverable: number;
    readonly pending: number;
  };
  /** By status of the NDR. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly notifications: { readonly ndr: number; readonly delay: number };
  /** Of what was delivered, in seconds; null without any. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly max: number } | null;
  /** Every queue that had a message, as it is at the end. */
  readonly queues: readonly QueueSummary[];
  /** Where messages have waited longest, all together, and for what mostly; null when none has waited. */
  readonly bottleneck: {
    readonly queue: string;
    readonly server: string | null;
    readonly cause: WaitCause;
    /** How long messages waited there, added up, in seconds. */
    readonly waited: number;
  } | null;
  readonly events: number;
  readonly timeline: readonly TimelineEntry[];
  readonly failures: readonly ScenarioFailure[];
}

/** So many events are played before whoever plays looks around: one of them can make everybody decide anew. */
export const eventsAtOnce = 250;

/** A scenario that is being played. */
export interface ScenarioRun {
  readonly simulation: Simulation;
  /** Goes on by about so many events; says whether there is more to come. */
  advance(events: number): boolean;
  /** Goes on to a time, by so many events at most: it is there, there is more to do until then, or all is over. */
  advanceTo(at: number, events: number): 'there' | 'more' | 'over';
  /** The same, but not past an event of which the timeline tells. */
  advanceToChange(at: number, events: number): 'there' | 'more' | 'over' | 'changed';
  /** Between 0 and 1, as far as that is known. */
  progress(): number;
  /** What came of it so far. */
  result(): ScenarioResult;
  /** The number of the first message that an event has sent, by the event's index. */
  readonly firstOf: ReadonlyMap<number, number>;
  /** The steps of the messages that are followed, in the order of time. */
  readonly steps: readonly TimedMove[];
}

/** Begins to play a scenario. What it says `until the end` ends with `run for` or `until`; without either it sends once. */
export function playScenario(rules: Rules, scenario: Scenario, options: ScenarioOptions = {}): ScenarioRun {
  const end = Math.min(scenario.runForSeconds ?? Infinity, options.until ?? Infinity);
  const timeline: TimelineEntry[] = [];
  const steps: TimedMove[] = [];
  const follows = new Set(options.follow?.numbers);
  const asked = options.timeline ?? 'changes';
  const watcher = options.follow === undefined ? writingInto(timeline, asked) : { ...writingInto(timeline, asked), moved: into(steps), follows }; // prettier-ignore
  const beginning = { start: scenario.start, seed: options.seed ?? scenario.seed, off: scenario.down, watcher };
  const simulation = simulate(rules, beginning, (task) => script.perform(task));
  const firstOf = new Map<number, number>();
  const sends = (event: number, number: number): void => {
    if (firstOf.has(event)) return;
    firstOf.set(event, number);
    if (options.follow?.events?.has(event) === true) follows.add(number);
  };
  const script = scriptOf(simulation, scenario, { end, sends });
  const checks = checksOf(simulation, scenario);
  // Without an end it is over as soon as nothing is to be done and nothing waits, or what waits does so for ever; wherever
  // the caller stops.
  const { messages, events: planned } = simulation.world;
  const isIdle = () => end === Infinity && script.left() === 0 && (messages.count === 0 || planned.awaited() === 0);
  let isOver = false;
  /** So many entries of the timeline the caller has been stopped at. */
  let told = 0;

  function advanceTo(at: number, events: number): 'there' | 'more' | 'over' {
    const reached = advance(at, events, () => false);
    return reached === 'changed' ? 'more' : reached;
  }

  function advance(at: number, events: number, hasChanged: () => boolean): 'there' | 'more' | 'over' | 'changed' {
    for (;;) {
      if (isOver || isIdle()) {
        isOver = true;
        return 'over';
      }
      const target = Math.min(checks.nextAt(), end, at);
      const stops = (): boolean => hasChanged() || isIdle();
      if (simulation.advance(events, target, stops)) return 'more';
      if (hasChanged()) return 'changed';
      if (checks.nextAt() <= target && target < Infinity) checks.take();
      else if (target < end && target === at && at < Infinity) return 'there';
      else if (!isIdle()) isOver = true;
    }
  }

  return {
    simulation,
    advance: (events) => advanceTo(Infinity, events) === 'more',
    advanceTo,
    advanceToChange(at, events) {
      const reached = advance(at, events, () => timeline.length > told);
      if (reached === 'changed') told = timeline.length;
      return reached;
    },
    progress: () => (isOver ? 1 : script.progress()),
    result: () => resultOf(simulation, scenario, { options, timeline, checks }),
    firstOf,
    steps,
  };
}

/** Whether it sends for ever unless somebody says until when. */
export function isEndless({ events, runForSeconds }: Scenario): boolean {
  const goesOn = events.some(
    ({ event }) => event.kind === 'send' && event.pace !== undefined && event.count === undefined,
  );
  return goesOn && runForSeconds === undefined;
}

function writingInto(timeline: TimelineEntry[], asked: NonNullable<ScenarioOptions['timeline']>): Watcher {
  if (asked === 'none') return { changed: () => undefined };
  const changed = (at: number, change: Change) => void timeline.push({ at: at / second, ...change });
  if (asked === 'changes') return { changed };
  return { changed, moved: into(timeline) };
}

function into(list: { push(entry: TimedMove): void }): NonNullable<Watcher['moved']> {
  return (at, move) => list.push({ at: at / second, ...move });
}

// ---- What is to happen

interface Script {
  perform(task: number): void;
  /** Actions that are still to come. */
  left(): number;
  progress(): number;
}

type Sending = Extract<ScenarioEvent, { kind: 'send' }>;

interface ScriptOptions {
  /** In seconds. */
  readonly end: number;
  /** An event is about to send a message with this number. */
  readonly sends: (event: number, number: number) => void;
}

function scriptOf(simulation: Simulation, { events }: Scenario, { end, sends }: ScriptOptions): Script {
  const senders = new Map<number, { readonly sender: Sender; done: number }>();
  let left = events.length;
  events.forEach(({ atSeconds }, task) => simulation.plan(atSeconds, task));

  function send(task: number, { send, count, pace }: Sending, since: number): void {
    const known = senders.get(task) ?? { sender: simulation.sender(send), done: 0 };
    senders.set(task, known);
    sends(task, simulation.world.messages.made + 1);
    const interval = intervalOf(pace);
    if (interval === undefined) {
      simulation.send(known.sender, count ?? 1);
      left -= 1;
      return;
    }
    simulation.send(known.sender, 1);
    known.done += 1;
    const next = since + known.done * interval;
    if (known.done < (count ?? Infinity) && (count !== undefined || next < end)) simulation.plan(next, task);
    else left -= 1;
  }

  return {
    perform(task) {
      const planned = events[task];
      if (planned === undefined) return;
      const { event, atSeconds } = planned;
      if (event.kind === 'send') send(task, event, atSeconds);
      else {
        left -= 1;
        act(simulation, event);
      }
    },
    left: () => left,
    progress() {
      if (end < Infinity) return Math.min(1, simulation.world.now / second / end);
      const { tally } = simulation.world;
      const planned = events.reduce((sum, { event }) => sum + (event.kind === 'send' ? (event.count ?? 1) : 0), 0);
      return planned === 0 ? 0 : Math.min(1, (tally.delivered + tally.undeliverable) / planned);
    },
  };
}

function intervalOf(pace: Sending['pace']): number | undefined {
  switch (pace?.kind) {
    case undefined:
      return undefined;
    case 'every':
      return pace.seconds;
    case 'rate':
      return 1 / pace.perSecond;
  }
}

function act(simulation: Simulation, event: Exclude<ScenarioEvent, { kind: 'send' }>): void {
  switch (event.kind) {
    case 'down':
    case 'up':
      return simulation.switchElements(event.elements, event.kind);
    case 'freeze':
      return simulation.freeze(event.queue);
    case 'suspend':
      return simulation.suspend(event.queue);
    case 'unfreeze':
    case 'resume':
      return simulation.unfreeze(event.queue);
    case 'resubmit':
      return simulation.resubmit(event.queue);
    case 'redirect':
      return simulation.redirect(event.server, event.to);
    case 'force':
    case 'retry':
      return simulation.force(event.queue);
    case 'pick up':
      return simulation.pickUp(event.connector);
    case 'disable outbound mail':
      return simulation.switchOutbound(event.server, 'disabled');
    case 'enable outbound mail':
      return simulation.switchOutbound(event.server, 'enabled');
    case 'delete messages':
      return simulation.deleteMessages(event.queue, event.withNdr);
    case 'delete message':
      return simulation.deleteMessage(event.number, event.withNdr);
  }
}

// ---- What is expected

interface Checks {
  nextAt(): number;
  take(): void;
  /** What was under way at the time that an expectation names. */
  readonly pendingAt: ReadonlyMap<ScenarioExpectation, number>;
}

/** `expect empty by D` looks at that time, after all that happens then. */
function checksOf({ world }: Simulation, { expectations }: Scenario): Checks {
  const pendingAt = new Map<ScenarioExpectation, number>();
  const planned = expectations
    .filter((each) => each.kind === 'empty by')
    .sort((one, other) => one.seconds - other.seconds);
  let done = 0;
  return {
    nextAt: () => planned[done]?.seconds ?? Infinity,
    take() {
      const expectation = planned[done];
      if (expectation !== undefined) pendingAt.set(expectation, pendingOf(world.tally));
      done += 1;
    },
    pendingAt,
  };
}

function failureOf(
  simulation: Simulation,
  expectation: ScenarioExpectation,
  { pendingAt }: Checks,
): string | undefined {
  const { world } = simulation;
  const { tally } = world;
  switch (expectation.kind) {
    case 'count': {
      const { outcome, comparison, count } = expectation;
      const found = outcome === 'waiting' ? pendingOf(tally) : tally[outcome];
      const holds = { exactly: found === count, 'at least': found >= count, 'at most': found <= count }[comparison];
      return holds ? undefined : `${found} of ${tally.sent} are ${outcome}.`;
    }
    case 'empty by': {
      const pending = pendingAt.get(expectation) ?? pendingOf(tally);
      return pending === 0 ? undefined : `${pending} of ${tally.sent} are still under way then.`;
    }
    case 'peak': {
      const rows = everNamed(simulation, expectation.queue);
      const most = rows.reduce<Row | undefined>((one, row) => (row.peak > (one?.peak ?? 0) ? row : one), undefined);
      if (most === undefined || most.peak <= expectation.atMost) return undefined;
      return `At ${writtenDuration(most.peakAt / second)} there are ${most.peak}.`;
    }
    case 'every message within':
      return lateness(simulation, expectation.seconds);
  }
}

function everNamed({ world }: Simulation, { name, server }: Extract<ScenarioExpectation, { kind: 'peak' }>['queue']) {
  const caption = foldCaption(name);
  return world.rows.filter(
    (row) => foldCaption(row.name) === caption && (server === undefined || server.key === row.server),
  );
}

/** What was returned never arrived; what is still under way counts once it has been for longer than that. */
function lateness({ world }: Simulation, seconds: number): string | undefined {
  const { tally, now } = world;
  if (tally.undeliverable > 0) return `${tally.undeliverable} of ${tally.sent} are undeliverable.`;
  const slowest = (tally.latencies.percentile(1) ?? 0) / second;
  const oldest = (now - oldestOf(world.rows.map((row) => oldestIn(world, row)))) / second;
  const longest = Math.max(slowest, oldest);
  return longest <= seconds
    ? undefined
    : `The slowest takes ${writtenDuration(longest)}${oldest > slowest ? ' already' : ''}.`;
}

// ---- What came of it

interface Played {
  readonly options: ScenarioOptions;
  readonly timeline: readonly TimelineEntry[];
  readonly checks: Checks;
}

function resultOf(simulation: Simulation, scenario: Scenario, { options, timeline, checks }: Played): ScenarioResult {
  const { world } = simulation;
  const { tally } = world;
  const { sent, delivered, undeliverable, notifications, latencies } = tally;
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => latencies.percentile(share));
  const isKnown = p50 !== undefined && p95 !== undefined && max !== undefined;
  return {
    scenario: scenario.name,
    seed: options.seed ?? scenario.seed,
    end: world.now / second,
    messages: { sent, delivered, undeliverable, pending: pendingOf(tally) },
    statuses: Object.fromEntries([...tally.statuses].sort(([one], [other]) => (one < other ? -1 : 1))),
    notifications: { ...notifications },
    latency: isKnown ? { p50: p50 / second, p95: p95 / second, max: max / second } : null,
    queues: world.rows.filter(({ peak }) => peak > 0).map((row) => summaryOf(simulation, row)),
    bottleneck: bottleneckOf(simulation),
    events: tally.events,
    timeline,
    failures: scenario.expectations.flatMap((expectation) => {
      const message = failureOf(simulation, expectation, checks);
      return message === undefined ? [] : [{ place: expectation.place, message }];
    }),
  };
}

function bottleneckOf({ world }: Simulation): ScenarioResult['bottleneck'] {
  let found: ScenarioResult['bottleneck'] = null;
  for (const row of world.rows) {
    noteWaiting(world, row);
    const waited = row.waited.reduce((sum, each) => sum + each, 0) / second;
    if (waited <= (found?.waited ?? 0)) continue;
    const most = row.waited.indexOf(Math.max(...row.waited));
    const server = serverNameOf(world, row);
    found = { queue: row.name, server, cause: waitCauses[most] ?? 'no way', waited };
  }
  return found;
}

function summaryOf({ world }: Simulation, row: Row): QueueSummary {
  const { name, peak, peakAt, count, bytes } = row;
  const oldest = oldestIn(world, row);
  return {
    name,
    server: serverNameOf(world, row),
    state: stateOf(row),
    peak,
    peakAt: peakAt / second,
    oldest: oldest === Infinity ? null : (world.now - oldest) / second,
    messages: count,
    bytes,
  };
}

function oldestOf(times: readonly number[]): number {
  return times.reduce((oldest, time) => Math.min(oldest, time), Infinity);
}
