// What the preview does with a simulation: has it played, goes along its time, acts in it and looks into it.

import type { Answer } from '#core/answer';
import type { ElementId } from '#core/model/element';
import type { FromPreview, PreviewState } from '#core/protocol/preview';
import type { PlayAnswer } from '#core/protocol/requests';
import type { FoundMessages, MessageQuery } from '#core/simulation/finding';
import { frameAt, type MessageHistory } from '#core/simulation/playback';
import { type Action, describeAction, type Script } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';
import { actionTime, downNow, isAtRest, nothingSimulated, type Moment, type Simulation } from './moment.ts';
import { restingScript } from './preview-state.ts';
import { switched } from './switches.ts';

/** The preview as a simulation sees it. */
export interface Stage {
  readonly moment: () => Moment;
  /** Goes on with something to keep, which is saved at once, and what changes with it. */
  readonly keep: (change: Partial<PreviewState>, besides?: Partial<Moment>) => void;
  readonly become: (change: Partial<Moment>) => void;
  readonly post: (message: FromPreview) => void;
  readonly announce: (text: string) => void;
  readonly later: (what: () => void, milliseconds: number) => ReturnType<typeof setTimeout> | undefined;
}

/** So long each frame is seen: all of them take some twenty seconds. */
const frameMilliseconds = 50;
/** What is searched for is looked for again once time has stood still for so long. */
const restMilliseconds = 150;
/** What has more events than this is not played again unasked. */
const mostUnasked = 200_000;

export class Simulating {
  readonly #stage: Stage;
  #lastRequest = 0;
  /** The history that is waited for. */
  #historyRequest: number | undefined;
  /** Another version of the topology was drawn after what is pending was asked for. */
  #isBehind = false;
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
    this.play();
  }

  /** Nothing has been done, and exactly these elements are off. */
  startAnew(down: readonly ElementId[]): void {
    this.#begin({ ...restingScript, down });
  }

  /** Does something now. */
  act(action: Action): void {
    const { kept, simulation } = this.#moment;
    const at = actionTime(kept);
    const later = kept.script.actions.findIndex((each) => each.at > at);
    const index = later < 0 ? kept.script.actions.length : later;
    const actions = kept.script.actions.toSpliced(index, 0, { at, action });
    this.#stop();
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
    const { script } = this.#moment.kept;
    if (isAtRest(script)) return;
    const request = ++this.#lastRequest;
    this.#isBehind = false;
    this.#become({ pending: { request, done: 0 }, fault: null });
    this.#stage.post({ type: 'play', request, script });
  }

  cancel(): void {
    this.#stage.post({ type: 'cancelPlay' });
  }

  /** Another version of the topology is drawn: what is quickly played is played on it. */
  topologyChanged(): void {
    const { played, pending } = this.#moment.simulation;
    this.#isBehind = pending !== undefined;
    if (!this.#isBehind && isQuick(played)) this.play();
  }

  makeScenario(): void {
    const {
      kept: { script },
      simulation: { played },
    } = this.#moment;
    const last = (played?.playback.frames.length ?? 0) - 1;
    const { delivered, undeliverable, waiting } = played?.playback.counts ?? {};
    const cameOf = {
      delivered: delivered?.[last] ?? 0,
      undeliverable: undeliverable?.[last] ?? 0,
      waiting: waiting?.[last] ?? 0,
    };
    this.#stage.post({ type: 'makeScenario', made: played === undefined ? null : { script, cameOf } });
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
    if (played !== undefined) this.#showFrame(frameAt(played.playback.frames, at), false);
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
    const found = simulation.search?.found;
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
    this.#historyRequest = undefined;
    this.#become({ history: known });
    if (number !== null && known === undefined) this.#askHistory(number);
  }

  // What the extension answers.

  receivePlaying(request: number, done: number): void {
    if (this.#moment.simulation.pending?.request === request) this.#become({ pending: { request, done } });
  }

  receivePlayed(request: number, answer: Answer<PlayAnswer> | null): void {
    const { simulation } = this.#moment;
    if (simulation.pending?.request !== request) return;
    if (answer === null) return this.#become({ pending: undefined, fault: 'The simulation was cancelled.' });
    if (!answer.ok) {
      this.#stage.announce(`Nothing was simulated. ${answer.error}`);
      this.#become({ pending: undefined, fault: answer.error });
    } else this.#takePlayed(answer.value);
    if (this.#isBehind) this.topologyChanged();
  }

  #takePlayed(played: PlayAnswer): void {
    const { simulation, kept } = this.#moment;
    const frame = frameAt(played.playback.frames, kept.at);
    const number = simulation.history?.number;
    const known = played.histories.find((each) => each?.number === number) ?? undefined;
    // That of another message stands until there is a new one.
    const history = known ?? (isQuick(played) ? simulation.history : undefined);
    this.#become({ played, frame, pending: undefined, unplayed: [], fault: null, history });
    if (number !== undefined && history !== known) this.#askHistory(number);
    // A scenario begins to run by itself, but not one that was found again somewhere in its midst.
    if (simulation.played === undefined && kept.script.actions.length === 0 && kept.at === 0) {
      this.#stage.announce(played.playback.summary.join(' '));
      this.#showFrame(frame, true);
    } else this.#lookAgain();
  }

  #askHistory(number: number): void {
    const request = ++this.#lastRequest;
    this.#historyRequest = request;
    this.#stage.post({ type: 'history', request, script: this.#moment.kept.script, number });
  }

  receiveFound(request: number, answer: Answer<FoundMessages> | null): void {
    const { search } = this.#moment.simulation;
    if (search?.request !== request) return;
    if (answer === null) return;
    if (answer.ok) this.#become({ search: { ...search, found: answer.value, fault: null } });
    else this.#become({ search: { ...search, found: undefined, fault: answer.error } });
  }

  receiveHistory(request: number, answer: Answer<MessageHistory> | null): void {
    if (request !== this.#historyRequest || answer === null) return;
    this.#historyRequest = undefined;
    this.#become({ history: answer.ok ? answer.value : undefined });
    if (!answer.ok) this.#stage.announce(answer.error);
  }

  // The next moment.

  get #moment(): Moment {
    return this.#stage.moment();
  }

  #begin(script: Script): void {
    this.#stop();
    const { speed, pending } = this.#moment.simulation;
    if (pending !== undefined) this.cancel();
    this.#historyRequest = undefined;
    this.#isBehind = false;
    this.#stage.keep({ script, at: 0 }, { simulation: { ...nothingSimulated, speed } });
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

/** It can be played again unasked. */
function isQuick(played: PlayAnswer | undefined): boolean {
  return (played?.playback.events ?? 0) <= mostUnasked;
}

export const everything: MessageQuery = { sender: '', recipient: '', state: null, queue: null, limit: 100 };
