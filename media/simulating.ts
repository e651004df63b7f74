// What the preview does with a simulation: has it played, goes along its time, acts in it and looks into it.

import type { Answer } from '#core/answer';
import type { ElementId } from '#core/model/element';
import type { PreviewState } from '#core/protocol/preview';
import type { PlayAnswer } from '#core/protocol/requests';
import type { FoundMessages, MessageQuery } from '#core/simulation/finding';
import { frameAt, type MessageHistory } from '#core/simulation/playback';
import { type Action, describeAction, type Script, type TimedAction } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';
import { actionTime, downNow, isAtRest, nothingSimulated, type Moment, type Simulation } from './moment.ts';
import { restingScript } from './preview-state.ts';
import type { Stage } from './stage.ts';
import { switched } from './switches.ts';

/** So long each frame is seen: all of them take some twenty seconds. */
const frameMilliseconds = 50;
/** What is searched for is looked for again once time has stood still for so long. */
const restMilliseconds = 150;
/** What has more events than this is not played again unasked. */
const mostUnasked = 200_000;

/** A page that is loaded anew counts on from where no earlier one has been, so it takes no answer to that for its own. */
export function firstRequest(): number {
  return Date.now();
}

export class Simulating {
  readonly #stage: Stage;
  #lastRequest = firstRequest();
  #lastHistory = 0;
  /** Time is to go on once it is played. */
  #starts = false;
  /** What was done is to become a scenario once it is played. */
  #makes = false;
  #frameTimer: ReturnType<typeof setTimeout> | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  // What is simulated.

  runScenario(scenario: string): void {
    const { panel } = this.#moment.kept;
    this.#begin({ ...restingScript, scenario });
    this.#stage.keep({ panel: { ...panel, open: true, tab: 'playback' } });
    this.#starts = true;
    this.play();
  }

  /** Nothing has been done, and exactly these elements are off. */
  startAnew(down: readonly ElementId[]): void {
    this.#begin({ ...restingScript, down });
  }

  /** Goes on with what was simulated before. */
  bringBack(): void {
    const { former } = this.#moment.kept;
    if (former === null) return;
    this.#begin(former);
    this.#stage.announce('What was done before is back.');
    this.play();
  }

  /** Does something now. */
  act(action: Action): void {
    const { kept, simulation } = this.#moment;
    const at = actionTime(kept);
    const later = kept.script.actions.findIndex((each) => each.at > at);
    const index = later < 0 ? kept.script.actions.length : later;
    const actions = kept.script.actions.toSpliced(index, 0, { at, action });
    this.#stop();
    this.#warnOfNumbers(kept.script.actions.slice(index));
    this.#keepSimulation({ script: { ...kept.script, actions }, at }, { unplayed: [...simulation.unplayed, action] });
    this.play();
  }

  /** What was done is undone, as if it never had been. */
  removeAction(index: number): void {
    const {
      kept: { script },
      simulation,
    } = this.#moment;
    const action = script.actions[index]?.action;
    if (action === undefined) return;
    const next = { ...script, actions: script.actions.toSpliced(index, 1) };
    this.#stage.announce(`Undone: ${describeAction(action)}.`);
    this.#warnOfNumbers(next.actions.slice(index));
    if (isAtRest(next)) return this.#begin(next);
    this.#stop();
    this.#keepSimulation({ script: next }, { unplayed: simulation.unplayed.filter((each) => each !== action) });
    this.play();
  }

  /** At rest a switch is how things are; else something happens now. */
  switchElements(elements: readonly ElementId[], to: 'down' | 'up'): void {
    const { script } = this.#moment.kept;
    if (elements.length === 0) return;
    if (!isAtRest(script)) return this.act({ kind: to, elements });
    this.#stage.keep({ script: { ...script, down: switched(script.down, elements, to) } });
  }

  /** Exactly these are off now. */
  switchToOnly(elements: readonly ElementId[]): void {
    const before = downNow(this.#moment);
    this.switchElements(before.filter((id) => !elements.includes(id)), 'up'); // prettier-ignore
    this.switchElements(elements.filter((id) => !before.includes(id)), 'down'); // prettier-ignore
  }

  /** Has it played from its beginning; the present stays. */
  play(): void {
    const { script, at } = this.#moment.kept;
    if (isAtRest(script)) return;
    const request = ++this.#lastRequest;
    this.#become({ pending: { request, done: 0 }, fault: null });
    this.#stage.post({ type: 'play', request, script, at });
  }

  cancel(): void {
    this.#stage.post({ type: 'cancelPlay' });
  }

  /** Another version of the topology is drawn: what is quickly played is played on it. */
  topologyChanged(): void {
    const { played, pending } = this.#moment.simulation;
    if (pending === undefined && !isQuick(played)) return;
    if (pending !== undefined || played?.version !== this.#moment.drawn.version) this.play();
  }

  /** What was done, and what comes of it on the topology as it is now. */
  makeScenario(): void {
    const { kept, simulation, drawn } = this.#moment;
    const { played, pending, fault } = simulation;
    if (isAtRest(kept.script)) return this.#stage.post({ type: 'makeScenario', made: null });
    if (played === undefined || pending !== undefined || fault !== null || played.version < drawn.version) {
      this.#makes = true;
      if (pending === undefined) this.play();
      return;
    }
    this.#postScenario(played.playback.counts);
  }

  #postScenario({ delivered, undeliverable, waiting }: PlayAnswer['playback']['counts']): void {
    const { script } = this.#moment.kept;
    const cameOf = {
      delivered: delivered.at(-1) ?? 0,
      undeliverable: undeliverable.at(-1) ?? 0,
      waiting: waiting.at(-1) ?? 0,
    };
    this.#stage.post({ type: 'makeScenario', made: { script, cameOf } });
  }

  // Along its time.

  /** From the end it begins anew. */
  toggleTime(): void {
    const { played, frame, isRunning } = this.#moment.simulation;
    if (played === undefined) return;
    if (isRunning) return this.#showFrame(frame, false);
    this.#showFrame(frame >= played.playback.frames.length - 1 ? 0 : frame, true);
  }

  playAtSpeed(speed: number): void {
    this.#become({ speed });
  }

  goToFrame(frame: number): void {
    this.#showFrame(frame, false);
  }

  goToTime(at: number): void {
    const { played } = this.#moment.simulation;
    if (played === undefined) return;
    const { frames, end } = played.playback;
    const frame = frameAt(frames, at);
    this.#showFrame(frame, false);
    if (frames[frame] === at || at >= end || !isQuick(played)) return;
    // No frame was made at that time, so one is asked for.
    this.#stage.keep({ at });
    this.play();
  }

  goToNextHappening(): void {
    const { played, frame } = this.#moment.simulation;
    if (played === undefined) return;
    const { frames, happenings } = played.playback;
    const at = frames[frame] ?? 0;
    const next = happenings.find((happening) => happening.at > at);
    this.#showFrame(next === undefined ? frames.length - 1 : frameAt(frames, next.at), false);
    this.#stage.announce(next?.text ?? 'Nothing more happens.');
  }

  // Into it.

  openQueue(queue: QueueName | null): void {
    this.#become({ opened: queue, search: undefined });
    if (queue !== null) this.find({ ...everything, queue });
  }

  find(query: MessageQuery): void {
    const {
      kept: { script, at },
      simulation,
    } = this.#moment;
    const request = ++this.#lastRequest;
    const before = simulation.search;
    const found = before?.at === at && isSameQuery(before.query, query) ? before.found : undefined;
    this.#become({ search: { request, query, at, found, fault: null } });
    if (isAtRest(script)) return this.receiveFound(request, { ok: true, value: { messages: [], matching: 0 } });
    this.#stage.post({ type: 'find', request, script, at, query });
  }

  /** The queue that is open is shown again: its messages are looked for, unless they are what was looked for last. */
  lookIntoOpened(): void {
    const { opened, search } = this.#moment.simulation;
    if (opened !== null && search?.query.queue === null) this.find({ ...everything, queue: opened });
  }

  /** What becomes of a message; null: of none. */
  showHistory(number: number | null): void {
    const { played } = this.#moment.simulation;
    const known = played?.histories.find((history) => history?.number === number) ?? undefined;
    this.#lastHistory = ++this.#lastRequest;
    this.#become({ history: known });
    if (number !== null && known === undefined) this.#askHistory(number);
  }

  #askHistory(number: number): void {
    this.#lastHistory = ++this.#lastRequest;
    this.#stage.post({ type: 'history', request: this.#lastHistory, script: this.#moment.kept.script, number });
  }

  // What the extension answers.

  receivePlaying(request: number, done: number): void {
    if (this.#moment.simulation.pending?.request === request) this.#become({ pending: { request, done } });
  }

  receivePlayed(request: number, answer: Answer<PlayAnswer> | null): void {
    const { simulation } = this.#moment;
    if (simulation.pending?.request !== request) return;
    const [starts, makes] = [this.#starts, this.#makes];
    this.#starts = this.#makes = false;
    if (answer?.ok !== true) {
      const fault = answer === null ? 'The simulation was cancelled.' : answer.error;
      if (answer !== null) this.#stage.announce(`Nothing was simulated. ${fault}`);
      return this.#become({ pending: undefined, fault });
    }
    this.#take(answer.value);
    const { playback } = answer.value;
    if (starts) this.#stage.announce(playback.summary.join(' '));
    if (starts) this.#showFrame(this.#moment.simulation.frame, true);
    else this.#lookAgain();
    if (makes) this.#postScenario(playback.counts);
  }

  /** What was played takes the place of what was there; the present stays, or is the end where that is earlier. */
  #take(played: PlayAnswer): void {
    const { kept, simulation } = this.#moment;
    const { frames } = played.playback;
    const frame = frameAt(frames, kept.at);
    const number = simulation.history?.number;
    const known = played.histories.find((each) => each?.number === number) ?? undefined;
    // That of another message stands until there is a new one.
    const history = known ?? (isQuick(played) ? simulation.history : undefined);
    clearTimeout(this.#frameTimer);
    const next = { ...simulation, played, frame, isRunning: false, pending: undefined, unplayed: [], fault: null, history }; // prettier-ignore
    this.#stage.keep({ at: frames[frame] ?? 0 }, { simulation: next });
    if (number !== undefined && history !== known) this.#askHistory(number);
  }

  receiveFound(request: number, answer: Answer<FoundMessages> | null): void {
    const { search } = this.#moment.simulation;
    if (search?.request !== request) return;
    if (answer?.ok === true) this.#become({ search: { ...search, found: answer.value, fault: null } });
    else this.#become({ search: { ...search, found: undefined, fault: answer?.error ?? 'The search was cancelled.' } });
  }

  receiveHistory(request: number, answer: Answer<MessageHistory> | null): void {
    if (answer === null || request !== this.#lastHistory) return;
    if (answer.ok) this.#become({ history: answer.value });
    else this.#become({ history: undefined });
    if (!answer.ok) this.#stage.announce(answer.error);
  }

  // The next moment.

  get #moment(): Moment {
    return this.#stage.moment();
  }

  #begin(script: Script): void {
    this.#stop();
    const {
      kept,
      simulation: { speed, pending },
    } = this.#moment;
    if (pending !== undefined) this.cancel();
    this.#lastHistory = ++this.#lastRequest;
    const former = kept.script.actions.length > 0 && kept.script !== script ? kept.script : kept.former;
    this.#starts = this.#makes = false;
    // Routes that were asked for before belong to what was simulated before.
    this.#stage.keep(
      { script, former: former === script ? null : former, at: 0 },
      { simulation: { ...nothingSimulated, speed }, requests: new Map() },
    );
  }

  /** Messages are numbered in the order in which they come to be. */
  #warnOfNumbers(later: readonly TimedAction[]): void {
    const [first] = later.filter(({ action }) => action.kind === 'delete message');
    if (first === undefined) return this.#become({ warning: null });
    const text = `'${describeAction(first.action)}' may mean another message now, as messages are numbered in the order in which they come.`;
    this.#become({ warning: text });
    this.#stage.announce(text);
  }

  #become(change: Partial<Simulation>): void {
    this.#stage.become({ simulation: { ...this.#moment.simulation, ...change } });
  }

  #keepSimulation(kept: Partial<PreviewState>, change: Partial<Simulation>): void {
    this.#stage.keep(kept, { simulation: { ...this.#moment.simulation, ...change } });
  }

  #stop(): void {
    clearTimeout(this.#frameTimer);
    if (this.#moment.simulation.isRunning) this.#become({ isRunning: false });
  }

  /** Shows a frame, within the bounds; while time runs the next one comes by itself. */
  #showFrame(wanted: number, runs: boolean): void {
    const { simulation, kept } = this.#moment;
    const { played } = simulation;
    if (played === undefined) return;
    clearTimeout(this.#frameTimer);
    const { frames } = played.playback;
    const last = frames.length - 1;
    const frame = Math.min(last, Math.max(0, wanted));
    const isRunning = runs && frame < last;
    const next = { simulation: { ...simulation, frame, isRunning } };
    const at = frames[frame] ?? 0;
    if (runs && frame > simulation.frame) this.#tellHappenings(played, frames[simulation.frame] ?? 0, at);
    if (isRunning) {
      this.#stage.become({ ...next, kept: { ...kept, at } });
      this.#frameTimer = this.#stage.later(
        () => this.#showFrame(frame + 1, true),
        frameMilliseconds / simulation.speed,
      );
    } else {
      this.#stage.keep({ at }, next);
      this.#lookAgain();
    }
  }

  /** What happened since a moment before, for those who listen while time runs; of much the first. */
  #tellHappenings({ playback: { happenings } }: PlayAnswer, since: number, at: number): void {
    const news = happenings.filter((happening) => happening.at > since && happening.at <= at).map(({ text }) => text);
    if (news.length === 0) return;
    const more = news.length > mostTold ? ` And ${news.length - mostTold} more.` : '';
    this.#stage.announce(`${news.slice(0, mostTold).join(' ')}${more}`);
  }

  /** What was searched for is searched for at the present, once time stands still. */
  #lookAgain(): void {
    clearTimeout(this.#restTimer);
    const { search, played } = this.#moment.simulation;
    if (search === undefined || !isQuick(played)) return;
    this.#restTimer = this.#stage.later(() => {
      const { search: now } = this.#moment.simulation;
      if (now !== undefined) this.find(now.query);
    }, restMilliseconds);
  }
}

/** So many happenings of one frame are told. */
const mostTold = 3;

export const everything: MessageQuery = { sender: '', recipient: '', state: null, queue: null, limit: 100 };

/** It can be played again unasked. */
function isQuick(played: PlayAnswer | undefined): boolean {
  return (played?.playback.events ?? 0) <= mostUnasked;
}

function isSameQuery(one: MessageQuery, other: MessageQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
