// What the preview does when a person acts or the extension tells something. It knows the present moment and makes the
// next one; what is to be seen or said of it goes out through the outlet. It knows no DOM.

import type { Answer } from '#core/answer';
import type { ElementId } from '#core/model/element';
import type { FromPreview, PanelTab, PreviewState, SentMessage, ToPreview } from '#core/protocol/preview';
import type { RouteAnswer, SceneAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import { frameAt, type Playback } from '#core/simulation/playback';
import type { Actions } from './actions.ts';
import { drawnAfter } from './drawn.ts';
import {
  circumstanceOf,
  elementAt,
  itemAt,
  firstMoment,
  messageAtHand,
  queueOn,
  shownMessage,
  switchesNow,
  type Moment,
} from './moment.ts';
import { keptMessages, lightened, stateFor } from './preview-state.ts';
import { itemsOf, type SceneIndex } from './scene-index.ts';
import { headline } from './story.ts';
import { toggled } from './switches.ts';
import { traceOf } from './trace.ts';

/** What the preview makes happen. */
export interface Outlet {
  post(message: FromPreview): void;
  save(state: PreviewState): void;
  /** Shows a moment; `drawing` alone when nothing else can have changed. */
  show(moment: Moment, what: 'everything' | 'drawing'): void;
  /** Tells people who listen instead of look what has happened. */
  announce(text: string): void;
  /** Brings an item, or what stands for an element, into view. */
  reveal(id: string): void;
  /** The same, from so near that it can be read. */
  bringNear(id: string): void;
  /** Gives the keyboard focus to an item of the drawing. */
  focus(id: string): void;
  /** Whether the keyboard focus is in the drawing. */
  hasFocus(): boolean;
  /** The user's place in the drawing counts no longer: another topology is drawn. */
  forgetPlace(): void;
  /** Lets the message of the moment's trace travel; `reached` and `ended` may be called at once. */
  play(moment: Moment, reached: (legs: number) => void, ended: () => void): { cancel(): void };
  /** Opens a queue to its messages. */
  openQueue(server: string, name: string): void;
  /** Does something a while later. */
  later(what: () => void, milliseconds: number): ReturnType<typeof setTimeout> | undefined;
}

/** So long each frame of a playback is seen: all of them take some twenty seconds. */
const frameMilliseconds = 50;

export class Preview implements Actions {
  #moment: Moment;
  #outlet: Outlet;
  #playback: { cancel(): void } | undefined;
  #frameTimer: ReturnType<typeof setTimeout> | undefined;

  /** Nothing goes out before `start`. */
  constructor(kept: PreviewState) {
    this.#moment = firstMoment(kept);
    this.#outlet = silence;
  }

  get moment(): Moment {
    return this.#moment;
  }

  /** From now on everything goes out, first what there is to see, and that it listens. */
  start(outlet: Outlet): void {
    this.#outlet = outlet;
    this.#outlet.show(this.#moment, 'everything');
    this.#outlet.post({ type: 'ready' });
  }

  /** The extension tells something. */
  receive(message: ToPreview): void {
    switch (message.type) {
      case 'scene':
        return this.#draw(message.uri, message.answer);
      case 'select':
        return this.#select(message.element);
      case 'send':
        if (message.down !== undefined) this.#keep({ down: message.down });
        return this.#ask(message.message);
      case 'switchOff':
        return this.#switchOff(message.elements);
      case 'playback':
        return this.#receivePlayback(message.playback);
      case 'makeTest':
        return this.makeTest();
      case 'sent':
        return this.#receiveRoute(message.request, message.answer);
      case 'error':
        return this.#become({ stale: message.message });
    }
  }

  // What a person does in the drawing.

  click(id: string): void {
    this.#outlet.focus(id);
    this.#revealItem(id, false);
  }

  open(id: string): void {
    this.#revealItem(id, true);
  }

  focused(id: string): void {
    if (id !== this.#moment.focus) this.#become({ focus: itemAt(this.#moment, id)?.id }, 'drawing');
  }

  walkTo(id: string): void {
    this.#outlet.reveal(id);
    this.#outlet.focus(id);
  }

  toggleItem(id: string): void {
    const element = elementAt(this.#moment, id);
    if (element !== undefined) this.toggle(element);
  }

  /** The person, or the window, has moved the drawing. */
  moved(zoom: NonNullable<PreviewState['zoom']>, byUser: boolean): void {
    const kept = { ...this.#moment.kept, zoom: byUser ? zoom : null };
    this.#moment = { ...this.#moment, kept };
    this.#outlet.save(lightened(kept));
  }

  openQueuesOf(server: string): void {
    const queue = queueOn(this.#moment, server);
    if (queue !== undefined) this.openQueue(queue.server, queue.name);
  }

  /** Clears the selection; when there is none, the route. */
  escape(): void {
    if (this.#moment.kept.selected === null) this.showSent(null);
    else this.clearSelection();
  }

  // What a person does around it.

  reveal(element: ElementId, focus: boolean): void {
    if (element !== this.#moment.kept.selected) this.#keep({ selected: element });
    this.#outlet.post({ type: 'reveal', element, focus });
  }

  clearSelection(): void {
    if (this.#moment.kept.selected !== null) this.#keep({ selected: null });
  }

  toggle(element: ElementId): void {
    const down = toggled(this.#moment.kept.down, element);
    this.#keep({ down });
    this.#outlet.announce(`${element} is switched ${down.includes(element) ? 'off' : 'on'}.`);
  }

  allOn(): void {
    this.#keep({ down: [] });
    this.#outlet.announce('Everything is switched on.');
  }

  askMessage(from?: string): void {
    this.#outlet.post(from === undefined ? { type: 'askMessage' } : { type: 'askMessage', from });
  }

  sendAgain(): void {
    const again = messageAtHand(this.#moment);
    if (again !== undefined) this.#ask(again.message);
  }

  retry(waiting: readonly SentMessage[]): void {
    for (const { id, message } of waiting) this.#ask(message, id);
  }

  makeTest(): void {
    const sent = messageAtHand(this.#moment);
    const made = sent === undefined ? null : { message: sent.message, down: sent.down };
    this.#outlet.post({ type: 'makeTest', sent: made });
  }

  showSent(id: number | null): void {
    this.#stopPlaying();
    const { panel } = this.#moment.kept;
    this.#keep(
      { shown: id, panel: id === null ? panel : { ...panel, open: true, tab: 'route' } },
      { failure: null, reached: Infinity },
    );
  }

  clearSent(): void {
    this.#stopPlaying();
    this.#keep({ sent: [], shown: null });
    this.#outlet.announce('The messages and their queues are cleared.');
  }

  openTab(tab: PanelTab): void {
    this.#keepPanel({ open: true, tab });
  }

  openQueue(server: string, name: string): void {
    this.openTab('queues');
    this.#outlet.openQueue(server, name);
  }

  togglePanel(): void {
    this.#keepPanel({ open: !this.#moment.kept.panel.open });
  }

  resizePanel(size: number): void {
    this.#keepPanel({ size: Math.min(0.8, Math.max(0.15, size)) });
  }

  playScenario(scenario: string | null): void {
    this.#outlet.post({ type: 'playScenario', scenario });
  }

  /** From the end it begins anew. */
  togglePlayback(): void {
    const { playback } = this.#moment;
    if (playback === undefined) return;
    if (playback.isRunning) return this.#showFrame(playback.frame, false);
    const isAtEnd = playback.frame >= playback.playback.frames.length - 1;
    this.#showFrame(isAtEnd ? 0 : playback.frame, true);
  }

  playAtSpeed(speed: number): void {
    const { playback } = this.#moment;
    if (playback !== undefined) this.#become({ playback: { ...playback, speed } });
  }

  goToFrame(frame: number): void {
    this.#showFrame(frame, false);
  }

  goToNextHappening(): void {
    const { playback } = this.#moment;
    if (playback === undefined) return;
    const { frames, happenings } = playback.playback;
    const at = frames[playback.frame] ?? 0;
    const next = happenings.find((happening) => happening.at > at);
    this.#showFrame(next === undefined ? frames.length - 1 : frameAt(frames, next.at), false);
    this.#outlet.announce(next?.text ?? 'The scenario is over.');
  }

  copy(text: string): void {
    this.#outlet.post({ type: 'copy', text });
    this.#outlet.announce('Copied.');
  }

  // What the extension tells.

  #draw(uri: string, answer: SceneAnswer | null): void {
    const { drawn: before, kept, isTold } = this.#moment;
    const drawn = drawnAfter(before, answer);
    // It was missed what this answer builds on: with nothing in hand everything is sent.
    if (drawn === undefined) return this.#outlet.post({ type: 'ready' });
    this.#stopPlaying();
    const next = stateFor(kept, uri, answer?.root ?? kept.root);
    if (next.zoom === null && kept.zoom !== null) this.#outlet.forgetPlace();
    const isPast = next.shown !== kept.shown || !isTold;
    const reached = isPast ? Infinity : this.#moment.reached;
    this.#keep(next, { drawn, isTold: true, stale: null, reached, focus: focusIn(drawn.index, this.#moment.focus) });
  }

  #select(element: ElementId | null): void {
    if (element === this.#moment.kept.selected) return;
    const item = element === null ? undefined : itemsOf(this.#moment.drawn.index, element)[0];
    const focus = item === undefined || this.#outlet.hasFocus() ? this.#moment.focus : item.id;
    this.#keep({ selected: element }, { focus });
    if (element !== null) this.#outlet.reveal(element);
  }

  /** Shows a failure: what fails comes into sight, and nothing else is off. */
  #switchOff(elements: readonly ElementId[]): void {
    const [first] = elements;
    const only = elements.length === 1 && first !== undefined ? first : null;
    this.#keep({ down: elements, selected: only });
    if (only !== null) this.#outlet.bringNear(only);
    else if (first !== undefined) this.#outlet.reveal(first);
    const verb = elements.length === 1 ? 'is' : 'are';
    this.#outlet.announce(
      first === undefined ? 'Everything is switched on.' : `${elements.join(', ')} ${verb} switched off.`,
    );
  }

  // Scenarios.

  #receivePlayback(playback: Playback): void {
    this.#stopPlaying();
    const { kept } = this.#moment;
    this.#keep({ panel: { ...kept.panel, open: true, tab: 'playback' } });
    const speed = this.#moment.playback?.speed ?? 1;
    this.#become({ playback: { playback, frame: 0, isRunning: false, speed } });
    this.#outlet.announce(playback.summary.join(' '));
    this.#showFrame(0, true);
  }

  /** Shows a frame, within the bounds; while it runs the next one comes by itself. */
  #showFrame(wanted: number, runs: boolean): void {
    const { playback } = this.#moment;
    if (playback === undefined) return;
    clearTimeout(this.#frameTimer);
    const last = playback.playback.frames.length - 1;
    const frame = Math.min(last, Math.max(0, wanted));
    const isRunning = runs && frame < last;
    this.#become({ playback: { ...playback, frame, isRunning } });
    if (!isRunning) return;
    const pause = frameMilliseconds / playback.speed;
    this.#frameTimer = this.#outlet.later(() => this.#showFrame(frame + 1, true), pause);
  }

  // Messages and their routes.

  #ask(message: TestMessage, retried?: number): void {
    const request = this.#moment.lastRequest + 1;
    const down = switchesNow(this.#moment);
    const requests = new Map(this.#moment.requests).set(request, { down, retried });
    this.#moment = { ...this.#moment, requests, lastRequest: request };
    this.#outlet.post({ type: 'route', request, message, down });
  }

  #receiveRoute(request: number, answer: Answer<RouteAnswer>): void {
    const requests = new Map(this.#moment.requests);
    const asked = requests.get(request);
    if (asked === undefined) return;
    requests.delete(request);
    this.#moment = { ...this.#moment, requests };
    this.#stopPlaying();
    if (asked.retried !== undefined) this.#receiveRetried(asked.retried, asked.down, answer);
    else if (answer.ok) this.#receiveSent(asked.down, answer.value);
    else this.#receiveRefusal(answer.error);
  }

  #receiveSent(down: readonly ElementId[], routed: RouteAnswer): void {
    const { kept } = this.#moment;
    const id = (kept.sent.at(-1)?.id ?? 0) + 1;
    const sent = { id, message: routed.message, down, route: routed.route };
    this.#keep(
      {
        sent: [...kept.sent, sent].slice(-keptMessages),
        shown: id,
        panel: { ...kept.panel, open: true, tab: 'route' },
      },
      { failure: null, reached: 0, circumstances: this.#circumstancesWith(id, routed.version, down) },
    );
    this.#play(sent);
  }

  #receiveRefusal(failure: string): void {
    this.#keep({ shown: null, panel: { ...this.#moment.kept.panel, open: true, tab: 'route' } }, { failure });
    this.#outlet.announce(`The message was not sent. ${failure}`);
  }

  /** A message that waited has been tried again: it keeps its place among the sent ones, whatever became of it. */
  #receiveRetried(id: number, down: readonly ElementId[], answer: Answer<RouteAnswer>): void {
    if (!answer.ok) return this.#outlet.announce(`The message still waits. ${answer.error}`);
    const { message, route, version } = answer.value;
    const sent = this.#moment.kept.sent.map((each) => (each.id === id ? { id, message, down, route } : each));
    this.#keep({ sent }, { reached: Infinity, circumstances: this.#circumstancesWith(id, version, down) });
    this.#outlet.announce(`The message to ${message.to}: ${headline(route)}. ${route.reason}`);
  }

  #circumstancesWith(id: number, version: number, down: readonly ElementId[]): Moment['circumstances'] {
    return new Map(this.#moment.circumstances).set(id, circumstanceOf(version, down));
  }

  #play({ message: { from, to }, route }: SentMessage): void {
    const { start, end } = this.#moment.trace ?? {};
    if (start !== undefined) this.#outlet.reveal(start);
    this.#become({ isPlaying: true }, 'drawing');
    const playback = this.#outlet.play(
      this.#moment,
      (reached) => this.#become({ reached }, 'drawing'),
      () => {
        this.#playback = undefined;
        if (end !== undefined) this.#outlet.reveal(end);
        this.#become({ isPlaying: false }, 'drawing');
        this.#outlet.announce(`Test message from ${from} to ${to}: ${headline(route)}. ${route.reason}`);
      },
    );
    if (this.#moment.isPlaying) this.#playback = playback;
  }

  #stopPlaying(): void {
    const playback = this.#playback;
    this.#playback = undefined;
    this.#moment = { ...this.#moment, isPlaying: false };
    playback?.cancel();
  }

  #revealItem(id: string, focus: boolean): void {
    const element = elementAt(this.#moment, id);
    if (element !== undefined) this.reveal(element, focus);
  }

  // The next moment.

  #keepPanel(panel: Partial<PreviewState['panel']>): void {
    this.#keep({ panel: { ...this.#moment.kept.panel, ...panel } });
  }

  /** Goes on with something to keep, which is saved at once, and what changes with it. */
  #keep(change: Partial<PreviewState>, besides: Partial<Moment> = {}): void {
    const kept = { ...this.#moment.kept, ...change };
    this.#outlet.save(lightened(kept));
    this.#become({ ...besides, kept });
  }

  #become(change: Partial<Moment>, what: 'everything' | 'drawing' = 'everything'): void {
    this.#moment = retraced(this.#moment, { ...this.#moment, ...change });
    this.#outlet.show(this.#moment, what);
  }
}

/** The way of the message that is shown is worked out anew when it is another, or is drawn otherwise. */
function retraced(before: Moment, now: Moment): Moment {
  const sent = shownMessage(now);
  if (sent === before.trace?.sent && now.drawn.index === before.drawn.index) return now;
  return { ...now, trace: sent === undefined ? undefined : traceOf(now.drawn.index, sent) };
}

/** The focus stays where it is; where that is gone it goes to the first of all. */
function focusIn({ nodes, edges, places }: SceneIndex, focus: Moment['focus']): Moment['focus'] {
  return focus !== undefined && (nodes.has(focus) || edges.has(focus)) ? focus : places.nodes[0]?.id;
}

const silence: Outlet = {
  post: () => undefined,
  save: () => undefined,
  show: () => undefined,
  announce: () => undefined,
  reveal: () => undefined,
  bringNear: () => undefined,
  focus: () => undefined,
  hasFocus: () => false,
  forgetPlace: () => undefined,
  play: () => ({ cancel: () => undefined }),
  openQueue: () => undefined,
  later: () => undefined,
};
