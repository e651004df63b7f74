// A preview without a page, whose simulations are played by core itself, and what is said in tests of it.

import type { Places } from '#core/graph/scene';
import type { FromPreview, PreviewState } from '#core/protocol/preview';
import type { TestMessage } from '#core/routing/message/test-message';
import { queuesNow, type Moment } from '../../media/moment.ts';
import { emptyState } from '../../media/preview-state.ts';
import { Preview } from '../../media/preview.ts';
import { id } from '../element-id.ts';
import { sceneMessage, smartHostQueue, toFabrikam } from './scenes.ts';
import { simulatorOf, type Simulator } from './simulator.ts';

export const outage = 'London loses its bridgehead for an hour';
export const host = id('host SMARTHOST');
export const london = id('server LON-EX01');

export let preview: Preview;
export let simulator: Simulator;
export let posted: FromPreview[];
let answered: number;
export let saved: PreviewState[];
export let said: string[];
/** What is to be done a while later, and after how long. */
export let next: { readonly what: () => void; readonly after: number } | undefined;

export function start(text: string, places: Places, kept: PreviewState = emptyState, version = 1): void {
  simulator = simulatorOf(text);
  [posted, answered, saved, said, next] = [[], 0, [], [], undefined];
  preview = new Preview(kept);
  preview.start({
    post: (message) => posted.push(message),
    save: (state) => saved.push(state),
    show: () => undefined,
    announce: (words) => said.push(words),
    reveal: () => undefined,
    bringNear: () => undefined,
    openFind: () => undefined,
    focus: () => undefined,
    hasFocus: () => false,
    forgetPlace: () => undefined,
    play: (_, reached, ended) => {
      reached(Infinity);
      ended();
      return { cancel: () => undefined };
    },
    later: (what, after) => {
      next = { what, after };
      return undefined;
    },
  });
  preview.receive(sceneMessage(places, { version }));
}

export const now = (): Moment => preview.moment;
export const kept = (): PreviewState => now().kept;
export const last = <Type extends FromPreview['type']>(type: Type) =>
  posted.findLast((message): message is Extract<FromPreview, { type: Type }> => message.type === type);
export const asked = (type: FromPreview['type']): number => posted.filter((message) => message.type === type).length;

/** Time has stood still for a while. */
export const look = (): void => next?.what();

/** What was to be done later is not to be done. */
export function forgetNext(): void {
  next = undefined;
}

/** Answers all that was asked, and what is asked thereupon. */
export function settle(): void {
  for (; answered < posted.length; answered += 1) {
    const answer = simulator.answer(posted[answered]!);
    if (answer !== undefined) preview.receive(answer);
  }
}

export function send(message: TestMessage = toFabrikam, down?: readonly ReturnType<typeof id>[]): void {
  preview.receive({ type: 'send', message, ...(down && { down }) });
  settle();
}

export function runScenario(scenario = outage): void {
  preview.receive({ type: 'runScenario', scenario });
  settle();
}

export const done = () => kept().script.actions.map(({ at, action }) => `${at} ${action.kind}`);
export const frames = () => now().simulation.played!.playback.frames;
export const queue = { queue: smartHostQueue, server: 'TAZMANIA' };
export const queueNow = () => queuesNow(now()).find((each) => each.queue === smartHostQueue);
