// The messages sent in this preview, the newest first.

import type { SentMessage } from '#core/protocol/preview';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { headline } from './story.ts';

export interface SentList {
  readonly element: HTMLElement;
  show(sent: readonly SentMessage[], shown: number | null): void;
}

export function createSentList(actions: Actions): SentList {
  const element = html('div', { class: 'sent' });
  return {
    element,
    show: (sent, shown) => {
      const focused = document.activeElement?.closest<HTMLElement>('[data-sent]')?.dataset['sent'];
      element.replaceChildren(...listOf(sent, shown, actions));
      if (focused !== undefined) element.querySelector<HTMLElement>(`[data-sent="${focused}"]`)?.focus();
    },
  };
}

function listOf(sent: readonly SentMessage[], shown: number | null, actions: Actions): HTMLElement[] {
  if (sent.length === 0) {
    return [
      html('div', { class: 'empty-panel' }, icon('envelope'), html('p', {}, 'No messages have been sent here yet.')),
    ];
  }
  const rows = sent.toReversed().map((message) => rowOf(message, message.id === shown, actions));
  const clear = html(
    'button',
    { class: 'secondary', type: 'button', onclick: () => actions.clearSent() },
    icon('trash'),
    'Clear',
  );
  return [html('ul', { class: 'sent-list' }, ...rows), html('p', {}, clear)];
}

function rowOf({ id, message, route, down }: SentMessage, shown: boolean, actions: Actions): HTMLElement {
  const off = down.length === 0 ? null : html('span', { class: 'quiet' }, `without ${down.join(', ')}`);
  const attributes = {
    type: 'button',
    'data-sent': id,
    'aria-current': shown ? 'true' : undefined,
    onclick: () => actions.showSent(shown ? null : id),
  };
  return html(
    'li',
    {},
    html(
      'button',
      attributes,
      html('span', { class: `tag ${route.outcome}` }, headline(route)),
      html('span', { class: 'ends' }, `${message.from} → ${message.to}`),
      off,
    ),
  );
}
