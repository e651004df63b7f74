// What the preview does when a person acts or the extension tells something. It knows the present moment and makes the
// next one, with boxes that are moved, messages that are sent and simulations in files of their own; what is to be seen or
// said of it goes out through the outlet. It knows no DOM.

import type { Filter } from '#core/graph/asked/filter';
import type { PlacesVersion } from '#core/graph/places-update';
import { elementOf, itemsOf, type SceneIndex } from '#core/graph/scene-index';
import type { ElementId } from '#core/model/element';
import type { PanelTab, PreviewState, ToPreview } from '#core/protocol/preview';
import type { SceneAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import type { MessageQuery } from '#core/simulation/finding';
import type { Action } from '#core/simulation/script';
import type { QueueName } from '#core/simulation/timeline';
import type { Actions } from './actions.ts';
import { drawnAfter } from './drawn.ts';
import { downNow, elementAt, firstMoment, itemAt, queueOn, refiltered, type Moment } from './moment.ts';
import { Moving } from './moving.ts';
import { lightened, stateFor } from './preview-state.ts';
import { problemFrom } from './problems.ts';
import { Sending } from './sending.ts';
import { Simulating } from './simulating.ts';
import { silence, type Outlet, type Stage } from './stage.ts';
import { switchesOf } from './switches.ts';
import { traceOf } from './trace.ts';

export class Preview implements Actions {
  #moment: Moment;
  #outlet: Outlet;
  /** What a person does with boxes. */
  readonly moving: Moving;
  readonly #simulating: Simulating;
  readonly #sending: Sending;

  /** Nothing goes out before `start`. */
  constructor(kept: PreviewState) {
    this.#moment = firstMoment(kept);
    this.#outlet = silence;
    const stage: Stage = {
      moment: () => this.#moment,
      keep: (change, besides) => this.#keep(change, besides),
      become: (change, what) => this.#become(change, what),
      note: (change) => (this.#moment = { ...this.#moment, ...change }),
      post: (message) => this.#outlet.post(message),
      announce: (text) => this.#outlet.announce(text),
      reveal: (id) => this.#outlet.reveal(id),
      play: (moment, reached, ended) => this.#outlet.play(moment, reached, ended),
      later: (what, milliseconds) => this.#outlet.later(what, milliseconds),
    };
    this.moving = new Moving(stage);
    this.#simulating = new Simulating(stage);
    this.#sending = new Sending(stage, this.#simulating);
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
      case 'expect':
        return this.#expect(message.places);
      case 'select':
        return this.#select(message.element);
      case 'send':
        if (message.down !== undefined) this.#simulating.startAnew(message.down);
        return this.#sending.send(message.message);
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
        return this.#sending.receive(message.request, message.answer);
      case 'traffic':
        return this.#showTraffic(message.traffic);
      case 'notPlaced':
        return this.moving.refused(message.message);
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

  /** Puts back what is being moved; else clears the selection; when there is none, the route. */
  escape(): void {
    if (this.moving.putBack()) return;
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
    const problem = problemFrom(this.#moment, step);
    if (problem === undefined) return this.#outlet.announce('There are no problems.');
    this.goTo(elementOf(problem.item));
    this.#outlet.announce(problem.said);
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
    this.#sending.sendAgain();
  }

  showRoute(message: TestMessage): void {
    this.#sending.showRoute(message);
  }

  hideRoute(): void {
    this.#sending.hide();
  }

  makeTest(): void {
    this.#sending.makeTest();
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
    this.#sending.stop();
    this.#simulating.startAnew([]);
    this.#sending.hide();
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
    this.#sending.stop();
    const next = stateFor(kept, uri, answer?.root ?? kept.root, moved);
    if (next.zoom === null && kept.zoom !== null) this.#outlet.forgetPlace();
    const isPast = next.shown !== kept.shown || !isTold;
    const reached = isPast ? Infinity : this.#moment.reached;
    const isOther = next.root !== kept.root && isTold && !moved;
    this.#keep(next, {
      drawn,
      lifted: this.moving.carriedOver(drawn.index),
      isTold: true,
      stale: null,
      reached,
      focus: focusIn(drawn.index, this.#moment.focus),
    });
    if (isOther) this.#simulating.startAnew([]);
    else if (answer !== null && (before.version !== drawn.version || !isTold)) this.#simulating.topologyChanged();
  }

  #expect(places: PlacesVersion): void {
    if (this.#moment.drawn.places?.version !== places) this.#outlet.post({ type: 'ready' });
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
    this.#sending.hide();
    this.#simulating.runScenario(scenario);
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
