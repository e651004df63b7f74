// Messages: those that were sent here, Find Messages over all servers, and what becomes of one, step by step.

import { writtenDuration } from '#core/routing/message/written-values';
import type { MessageHistory } from '#core/simulation/playback';
import { describeAction } from '#core/simulation/script';
import type { Actions } from './actions.ts';
import { createFinder } from './finder.ts';
import { html, refill } from './html.ts';
import { icon } from './icons.ts';
import type { Moment } from './moment.ts';
import { tool } from './transport.ts';

export interface MessagesPage {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

export function createMessages(actions: Actions): MessagesPage {
  const sent = html('div', { class: 'sent' });
  const history = html('div', { class: 'history', hidden: true });
  const finder = createFinder(actions, null);
  const element = html('div', { class: 'messages' }, history, sent, finder.element);
  let shown: readonly unknown[] = [];
  let steps: readonly { readonly at: number; readonly row: HTMLElement }[] = [];
  const isOther = (...now: readonly unknown[]): boolean => {
    const is = now.some((each, i) => each !== shown[i]);
    shown = now;
    return is;
  };
  return {
    element,
    show(moment) {
      const { kept, simulation } = moment;
      const { played } = simulation;
      if (isOther(kept.script.actions, played, simulation.history)) {
        refill(sent, sentOf(moment, actions));
        history.hidden = simulation.history === undefined;
        const rows = simulation.history?.steps.map(({ at, text }) => ({ at, row: stepRow(at, text, actions) })) ?? [];
        steps = rows;
        if (simulation.history !== undefined) history.replaceChildren(...historyOf(simulation.history, rows, actions));
      }
      const now = played?.playback.frames[simulation.frame] ?? 0;
      for (const { at, row } of steps) row.toggleAttribute('data-past', at <= now);
      finder.show(simulation.search?.query.queue === null ? simulation.search : undefined, kept.at);
    },
  };
}

function sentOf({ kept: { script }, simulation: { played, history } }: Moment, actions: Actions): HTMLElement[] {
  const sends = script.actions.flatMap(({ at, action }, index) =>
    action.kind === 'send' ? [{ at, action, index }] : [],
  );
  if (sends.length === 0) {
    const text = 'No messages have been sent here yet.';
    return [html('div', { class: 'empty-panel' }, icon('envelope'), html('p', {}, text))];
  }
  const rows = sends.toReversed().map(({ at, action, index }) => {
    const own = played?.histories[index] ?? undefined;
    const isShown = own !== undefined && own.number === history?.number;
    const last = own?.steps.at(-1)?.text ?? '';
    const show = (): void => {
      if (own !== undefined) actions.showHistory(isShown ? null : own.number);
    };
    const attributes = {
      type: 'button',
      'data-key': index,
      'aria-current': isShown ? 'true' : undefined,
      onclick: show,
    };
    return html(
      'li',
      {},
      html(
        'button',
        attributes,
        html('span', { class: 'quiet' }, writtenDuration(at)),
        html('span', { class: 'ends' }, `${action.message.from} → ${action.message.to}`),
        html('span', { class: 'quiet' }, last === '' ? '' : `in the end: ${last}`),
      ),
      tool('reveal', 'Show the way it takes as things are now', () => actions.showRoute(action.message)),
      tool('close', `Undo: ${describeAction(action)}`, () => actions.removeAction(index)),
    );
  });
  return [html('h3', {}, 'Sent here'), html('ul', { class: 'sent-list' }, ...rows)];
}

function historyOf(
  { number }: MessageHistory,
  rows: readonly { readonly row: HTMLElement }[],
  actions: Actions,
): HTMLElement[] {
  return [
    html(
      'header',
      { class: 'queue-head' },
      html('h2', {}, `Message ${number}`),
      tool('close', 'Close', () => actions.showHistory(null)),
    ),
    html('ol', { class: 'happenings' }, ...rows.map(({ row }) => row)),
  ];
}

function stepRow(at: number, text: string, actions: Actions): HTMLElement {
  const go = { class: 'link', type: 'button', onclick: () => actions.goToTime(at) };
  return html('li', {}, html('button', go, `${writtenDuration(at)}: ${text}`));
}
