// Test messages: they are sent at the present, or their way alone is asked for; and they travel along it when it is known.

import type { Answer } from '#core/answer';
import type { RoutedMessage } from '#core/protocol/preview';
import type { RouteAnswer } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import { isAtRest, switchesNow, timeNow, type Moment, type RouteRequest } from './moment.ts';
import { firstRequest, type Simulating } from './simulating.ts';
import type { Stage } from './stage.ts';
import { headline, passedInWords } from './story.ts';

export class Sending {
  readonly #stage: Stage;
  readonly #simulating: Simulating;
  #travel: { cancel(): void } | undefined;
  #lastRequest = firstRequest();

  constructor(stage: Stage, simulating: Simulating) {
    this.#stage = stage;
    this.#simulating = simulating;
  }

  /** Sends a message at the present, once its route is known. At rest it has a time of its own. */
  send(message: TestMessage): void {
    const at = timeNow(this.#moment) ?? message.at;
    this.#ask({ ...message, ...(at !== undefined && { at }) }, true);
  }

  sendAgain(): void {
    const { shown } = this.#moment.kept;
    if (shown !== null) this.send(shown.message);
  }

  /** Shows which way it takes without sending it. */
  showRoute(message: TestMessage): void {
    this.#ask(message, false);
  }

  receive(request: number, answer: Answer<RouteAnswer>): void {
    const requests = new Map(this.#moment.requests);
    const asked = requests.get(request);
    if (asked === undefined) return;
    requests.delete(request);
    this.#stage.note({ requests });
    this.stop();
    if (answer.ok) this.#receiveSent(asked, answer.value);
    else this.#receiveRefusal(answer.error);
  }

  /** No message is shown. */
  hide(): void {
    this.stop();
    this.#stage.keep({ shown: null }, { failure: null, reached: Infinity });
  }

  /** What travels has arrived. */
  stop(): void {
    const travel = this.#travel;
    this.#travel = undefined;
    this.#stage.note({ isTravelling: false });
    travel?.cancel();
  }

  makeTest(): void {
    const { shown } = this.#moment.kept;
    this.#stage.post({ type: 'makeTest', sent: shown && { message: shown.message, down: shown.down } });
  }

  get #moment(): Moment {
    return this.#stage.moment();
  }

  #ask(message: TestMessage, sends: boolean): void {
    const request = ++this.#lastRequest;
    const down = switchesNow(this.#moment);
    this.#stage.note({ requests: new Map(this.#moment.requests).set(request, { down, sends }) });
    this.#stage.post({ type: 'route', request, message, down });
  }

  #receiveSent({ down, sends }: RouteRequest, { message, route, nextBest, version }: RouteAnswer): void {
    const { kept } = this.#moment;
    const shown = { message, down, route, nextBest };
    const script = isAtRest(kept.script) ? { ...kept.script, start: message.at } : kept.script;
    this.#stage.keep(
      { shown, script: sends ? script : kept.script, panel: { ...kept.panel, open: true, tab: 'route' } },
      { failure: null, reached: 0, shownVersion: version },
    );
    if (sends) this.#simulating.act({ kind: 'send', message });
    this.#play(shown);
  }

  #receiveRefusal(failure: string): void {
    this.#stage.keep({ shown: null, panel: { ...this.#moment.kept.panel, open: true, tab: 'route' } }, { failure });
    this.#stage.announce(`The message was not sent. ${failure}`);
  }

  #play({ message: { from, to }, route }: RoutedMessage): void {
    const { start, end } = this.#moment.trace ?? {};
    if (start !== undefined) this.#stage.reveal(start);
    this.#stage.become({ isTravelling: true }, 'drawing');
    const travel = this.#stage.play(
      this.#moment,
      (reached) => this.#stage.become({ reached }, 'drawing'),
      () => {
        this.#travel = undefined;
        if (end !== undefined) this.#stage.reveal(end);
        this.#stage.become({ isTravelling: false }, 'drawing');
        this.#stage.announce(
          `Test message from ${from} to ${to}: ${headline(route)}. ${route.reason}${passedInWords(route)}`,
        );
      },
    );
    if (this.#moment.isTravelling) this.#travel = travel;
  }
}
