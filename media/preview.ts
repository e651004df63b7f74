// What the preview does when a person acts or the extension tells something. It knows the present moment and makes the
// next one; what is to be seen or said of it goes out through the outlet. It knows no DOM.

import type { Answer } from '#core/answer';
import { describe } from '#core/graph/asked/describe';
import type { Filter } from '#core/graph/asked/filter';
import type { Point } from '#core/graph/scene';
import { itemsWithProblems } from '#core/graph/asked/tree';
import type { ElementId } from '#core/model/element';
import type { FromPreview, PanelTab, PreviewState, RoutedMessage, ToPreview } from '#core/protocol/preview';
import type { RouteAnswer, SceneAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import type { MessageQuery } from '#core/simulation/finding';
import type { Action } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';
import type { Actions } from './actions.ts';
import { drawnAfter } from './drawn.ts';
import {
  downNow,
  elementAt,
  firstMoment,
  isAtRest,
  itemAt,
  queueOn,
  refiltered,
  switchesNow,
  timeNow,
  type Moment,
  type RouteRequest,
} from './moment.ts';
import { lightened, stateFor } from './preview-state.ts';
import { elementOf, itemsOf, type SceneIndex } from '#core/graph/scene-index';
import { Moving, type Direction } from './moving.ts';
import { firstRequest, Simulating } from './simulating.ts';
import { headline, passedInWords } from './story.ts';
import { switchesOf } from './switches.ts';
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
  /** Opens the field that finds things in the drawing. */
  openFind(): void;
  /** Gives the keyboard focus to an item of the drawing. */
  focus(id: string): void;
  /** Whether the keyboard focus is in the drawing. */
  hasFocus(): boolean;
  /** The user's place in the drawing counts no longer: another topology is drawn. */
  forgetPlace(): void;
  /** Lets the message of the moment's trace travel; `reached` and `ended` may be called at once. */
  play(moment: Moment, reached: (legs: number) => void, ended: () => void): { cancel(): void };
  /** Does something a while later. */
  later(what: () => void, milliseconds: number): ReturnType<typeof setTimeout> | undefined;
}

export class Preview implements Actions {
  #moment: Moment;
  #outlet: Outlet;
  #travel: { cancel(): void } | undefined;
  #lastRequest = firstRequest();
  readonly #simulating: Simulating;
  readonly #moving: Moving;

  /** Nothing goes out before `start`. */
  constructor(kept: PreviewState) {
    this.#moment = firstMoment(kept);
    this.#outlet = silence;
    this.#simulating = new Simulating({
      moment: () => this.#moment,
      keep: (change, besides) => this.#keep(change, besides),
      become: (change) => this.#become(change),
      post: (message) => this.#outlet.post(message),
      announce: (text) => this.#outlet.announce(text),
      later: (what, milliseconds) => this.#outlet.later(what, milliseconds),
    });
    this.#moving = new Moving({
      moment: () => this.#moment,
      become: (lifted) => this.#become({ lifted }, 'drawing'),
      post: (message) => this.#outlet.post(message),
      announce: (text) => this.#outlet.announce(text),
      later: (what, milliseconds) => this.#outlet.later(what, milliseconds),
    });
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
        return this.#draw(message.uri, message.answer, message.moved);
      case 'select':
        return this.#select(message.element);
      case 'send':
        if (message.down !== undefined) this.#simulating.startAnew(message.down);
        return this.#send(message.message);
      case 'switchOff':
        return this.#switchOff(message.elements);
      case 'runScenario':
        return this.#runScenario(message.scenario);
      case 'playing':
        return this.#simulating.receivePlaying(message.request, message.done);
      case 'played':
        return this.#simulating.receivePlayed(message.request, message.answer);
      case 'found':
        return this.#simulating.receiveFound(message.request, message.answer);
      case 'history':
        return this.#simulating.receiveHistory(message.request, message.answer);
      case 'makeScenario':
        return this.makeScenario();
      case 'makeTest':
        return this.makeTest();
      case 'openFind':
        return this.#outlet.openFind();
      case 'sent':
        return this.#receiveRoute(message.request, message.answer);
      case 'traffic':
        return this.#showTraffic(message.traffic);
      case 'notPlaced':
        return this.#moving.refused(message.message);
      case 'error':
        return this.#become({ stale: message.message });
    }
  }

  /** What logs tell that was carried is not shown any more. */
  hideTraffic(): void {
    this.#become({ traffic: undefined });
  }

  #showTraffic(traffic: Extract<ToPreview, { type: 'traffic' }>['traffic']): void {
    this.#become({ traffic: new Map(traffic.map(({ element, ...carried }) => [element, carried])) });
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
    const item = itemAt(this.#moment, id);
    if (item === undefined) return;
    const [own] = switchesOf(this.#moment.drawn.index, item, downNow(this.#moment));
    if (own !== undefined) this.toggle(own.element);
    else this.#outlet.announce(`${item.name} has no switch; its servers have.`);
  }

  /** The person, or the window, has moved the drawing. */
  moved(zoom: NonNullable<PreviewState['zoom']>, byUser: boolean): void {
    const kept = { ...this.#moment.kept, zoom: byUser ? zoom : null };
    this.#moment = { ...this.#moment, kept };
    this.#outlet.save(lightened(kept));
  }

  openQueuesOf(server: string): void {
    const queue = queueOn(this.#moment, server);
    if (queue !== undefined) this.openQueue(queue);
  }

  // Moving boxes.

  lift(id: string, to: Point): void {
    this.#moving.lift(id, to);
  }

  drop(): void {
    this.#moving.drop();
  }

  putBack(): void {
    this.#moving.putBack();
  }

  moveBy(id: string, direction: Direction): void {
    this.#moving.step(id, direction);
  }

  /** Puts back what is being moved; else clears the selection; when there is none, the route. */
  escape(): void {
    if (this.#moving.putBack()) return;
    if (this.#moment.kept.selected === null) this.hideRoute();
    else this.clearSelection();
  }

  // What a person does around it.

  reveal(element: ElementId, focus: boolean): void {
    if (element !== this.#moment.kept.selected) this.#keep({ selected: element });
    this.#outlet.post({ type: 'reveal', element, focus });
  }

  goTo(element: ElementId): void {
    const item = itemsOf(this.#moment.drawn.index, element)[0];
    this.#keep({ selected: element }, { focus: item?.id ?? this.#moment.focus });
    this.#outlet.bringNear(element);
  }

  clearSelection(): void {
    if (this.#moment.kept.selected !== null) this.#keep({ selected: null });
  }

  toggleOutline(): void {
    this.#keep({ outline: !this.#moment.kept.outline });
  }

  goToProblem(step: 1 | -1): void {
    const { drawn, kept } = this.#moment;
    const all = itemsWithProblems(drawn.index.places, drawn.markOf);
    const at = all.findIndex((item) => elementOf(item) === kept.selected);
    const next = at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % Math.max(1, all.length);
    const item = all[next];
    if (item === undefined) return this.#outlet.announce('There are no problems.');
    this.goTo(elementOf(item));
    const parts = describe(item, (id) => drawn.index.nodes.get(id)).join(', ');
    const { severity, problems } = drawn.markOf(item) ?? { severity: 'info', problems: [] };
    this.#outlet.announce(`Problem ${next + 1} of ${all.length}, ${severity}: ${parts}. ${problems.join(' ')}`);
  }

  filter(filter: Filter): void {
    this.#keep({ filter });
  }

  flyTo(id: string): void {
    this.#outlet.bringNear(id);
  }

  toggle(element: ElementId): void {
    const isOff = downNow(this.#moment).includes(element);
    this.#simulating.switchElements([element], isOff ? 'up' : 'down');
    this.#outlet.announce(`${element} is switched ${isOff ? 'on' : 'off'}.`);
  }

  allOn(): void {
    this.#simulating.switchElements(downNow(this.#moment), 'up');
    this.#outlet.announce('Everything is switched on.');
  }

  askMessage(from?: string): void {
    this.#outlet.post(from === undefined ? { type: 'askMessage' } : { type: 'askMessage', from });
  }

  sendAgain(): void {
    const { shown } = this.#moment.kept;
    if (shown !== null) this.#send(shown.message);
  }

  showRoute(message: TestMessage): void {
    this.#ask(message, false);
  }

  hideRoute(): void {
    this.#stopTravel();
    this.#keep({ shown: null }, { failure: null, reached: Infinity });
  }

  makeTest(): void {
    const { shown } = this.#moment.kept;
    this.#outlet.post({ type: 'makeTest', sent: shown && { message: shown.message, down: shown.down } });
  }

  openTab(tab: PanelTab): void {
    this.#keepPanel({ open: true, tab });
    if (tab === 'queues') this.#simulating.lookIntoOpened();
  }

  openQueue(queue: QueueName | null): void {
    this.#keepPanel({ open: true, tab: 'queues' });
    this.#simulating.openQueue(queue);
  }

  togglePanel(): void {
    this.#keepPanel({ open: !this.#moment.kept.panel.open });
  }

  resizePanel(size: number): void {
    this.#keepPanel({ size: Math.min(0.8, Math.max(0.15, size)) });
  }

  // What a person does with the simulation.

  pickScenario(): void {
    this.#outlet.post({ type: 'pickScenario' });
  }

  act(action: Action): void {
    this.#simulating.act(action);
  }

  removeAction(index: number): void {
    this.#simulating.removeAction(index);
  }

  bringBack(): void {
    this.#simulating.bringBack();
  }

  startAnew(): void {
    this.#stopTravel();
    this.#simulating.startAnew([]);
    this.#keep({ shown: null }, { failure: null });
    this.#outlet.announce('Nothing is sent and nothing is off.');
  }

  playAgain(): void {
    this.#simulating.play();
  }

  cancelPlay(): void {
    this.#simulating.cancel();
  }

  makeScenario(): void {
    this.#simulating.makeScenario();
  }

  toggleTime(): void {
    this.#simulating.toggleTime();
  }

  playAtSpeed(speed: number): void {
    this.#simulating.playAtSpeed(speed);
  }

  goToFrame(frame: number): void {
    this.#simulating.goToFrame(frame);
  }

  goToTime(at: number): void {
    this.#simulating.goToTime(at);
  }

  goToNextHappening(): void {
    this.#simulating.goToNextHappening();
  }

  find(query: MessageQuery): void {
    this.#simulating.find(query);
  }

  showHistory(number: number | null): void {
    if (number !== null) this.openTab('messages');
    this.#simulating.showHistory(number);
  }

  save(name: string, text: string): void {
    this.#outlet.post({ type: 'save', name, text });
  }

  copy(text: string): void {
    this.#outlet.post({ type: 'copy', text });
    this.#outlet.announce('Copied.');
  }

  // What the extension tells.

  #draw(uri: string, answer: SceneAnswer | null, moved: boolean): void {
    const { drawn: before, kept, isTold } = this.#moment;
    const drawn = drawnAfter(before, answer);
    // It was missed what this answer builds on: with nothing in hand everything is sent.
    if (drawn === undefined) return this.#outlet.post({ type: 'ready' });
    this.#stopTravel();
    const next = stateFor(kept, uri, answer?.root ?? kept.root, moved);
    if (next.zoom === null && kept.zoom !== null) this.#outlet.forgetPlace();
    const isPast = next.shown !== kept.shown || !isTold;
    const reached = isPast ? Infinity : this.#moment.reached;
    const isOther = next.root !== kept.root && isTold && !moved;
    this.#keep(next, {
      drawn,
      lifted: this.#moving.carriedOver(drawn.index),
      isTold: true,
      stale: null,
      reached,
      focus: focusIn(drawn.index, this.#moment.focus),
    });
    if (isOther) this.#simulating.startAnew([]);
    else if (answer !== null && (before.version !== drawn.version || !isTold)) this.#simulating.topologyChanged();
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
    this.#simulating.switchToOnly(elements);
    this.#keep({ selected: only });
    if (only !== null) this.#outlet.bringNear(only);
    else if (first !== undefined) this.#outlet.reveal(first);
    const verb = elements.length === 1 ? 'is' : 'are';
    this.#outlet.announce(
      first === undefined ? 'Everything is switched on.' : `${elements.join(', ')} ${verb} switched off.`,
    );
  }

  #runScenario(scenario: string): void {
    this.#stopTravel();
    this.#keep({ shown: null }, { failure: null });
    this.#simulating.runScenario(scenario);
  }

  // Messages and their routes.

  /** Sends a message at the present, once its route is known. At rest it has a time of its own. */
  #send(message: TestMessage): void {
    const at = timeNow(this.#moment) ?? message.at;
    this.#ask({ ...message, ...(at !== undefined && { at }) }, true);
  }

  #ask(message: TestMessage, sends: boolean): void {
    const request = ++this.#lastRequest;
    const down = switchesNow(this.#moment);
    const requests = new Map(this.#moment.requests).set(request, { down, sends });
    this.#moment = { ...this.#moment, requests };
    this.#outlet.post({ type: 'route', request, message, down });
  }

  #receiveRoute(request: number, answer: Answer<RouteAnswer>): void {
    const requests = new Map(this.#moment.requests);
    const asked = requests.get(request);
    if (asked === undefined) return;
    requests.delete(request);
    this.#moment = { ...this.#moment, requests };
    this.#stopTravel();
    if (answer.ok) this.#receiveSent(asked, answer.value);
    else this.#receiveRefusal(answer.error);
  }

  #receiveSent({ down, sends }: RouteRequest, { message, route, version }: RouteAnswer): void {
    const { kept } = this.#moment;
    const shown = { message, down, route };
    const script = isAtRest(kept.script) ? { ...kept.script, start: message.at } : kept.script;
    this.#keep(
      { shown, script: sends ? script : kept.script, panel: { ...kept.panel, open: true, tab: 'route' } },
      { failure: null, reached: 0, shownVersion: version },
    );
    if (sends) this.#simulating.act({ kind: 'send', message });
    this.#play(shown);
  }

  #receiveRefusal(failure: string): void {
    this.#keep({ shown: null, panel: { ...this.#moment.kept.panel, open: true, tab: 'route' } }, { failure });
    this.#outlet.announce(`The message was not sent. ${failure}`);
  }

  #play({ message: { from, to }, route }: RoutedMessage): void {
    const { start, end } = this.#moment.trace ?? {};
    if (start !== undefined) this.#outlet.reveal(start);
    this.#become({ isTravelling: true }, 'drawing');
    const travel = this.#outlet.play(
      this.#moment,
      (reached) => this.#become({ reached }, 'drawing'),
      () => {
        this.#travel = undefined;
        if (end !== undefined) this.#outlet.reveal(end);
        this.#become({ isTravelling: false }, 'drawing');
        this.#outlet.announce(
          `Test message from ${from} to ${to}: ${headline(route)}. ${route.reason}${passedInWords(route)}`,
        );
      },
    );
    if (this.#moment.isTravelling) this.#travel = travel;
  }

  #stopTravel(): void {
    const travel = this.#travel;
    this.#travel = undefined;
    this.#moment = { ...this.#moment, isTravelling: false };
    travel?.cancel();
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
    this.#moment = refiltered(this.#moment, retraced(this.#moment, { ...this.#moment, ...change }));
    this.#outlet.show(this.#moment, what);
  }
}

/** The way of the message that is shown is worked out anew when it is another, or is drawn otherwise. */
function retraced(before: Moment, now: Moment): Moment {
  const { shown } = now.kept;
  if (shown === (before.trace?.sent ?? null) && now.drawn.index === before.drawn.index) return now;
  return { ...now, trace: shown === null ? undefined : traceOf(now.drawn.index, shown) };
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
  openFind: () => undefined,
  focus: () => undefined,
  hasFocus: () => false,
  forgetPlace: () => undefined,
  play: () => ({ cancel: () => undefined }),
  later: () => undefined,
};
