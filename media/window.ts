// Puts the parts of the preview together: toolbar, drawing with its cards and notices, panel.

import { html } from './html.ts';
import { icon } from './icons.ts';
import type { Panel } from './panel.ts';

export interface Window {
  readonly body: HTMLElement;
  /** Says why the drawing is out of date; null when it is not. */
  showStale(message: string | null): void;
  showEmpty(empty: boolean): void;
  /** Tells people who listen instead of look what has happened. */
  announce(text: string): void;
}

interface Parts {
  readonly app: HTMLElement;
  readonly toolbar: HTMLElement;
  readonly outline: HTMLElement;
  readonly drawing: HTMLElement;
  readonly cards: readonly HTMLElement[];
  readonly panel: Panel;
}

export function layOut({ app, toolbar, outline, drawing, cards, panel }: Parts): Window {
  const stale = html('p', { class: 'stale', role: 'status', hidden: true });
  const empty = emptyState();
  const live = html('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  const stage = html('main', { class: 'stage' }, drawing, empty, stale, ...cards);
  const body = html('div', { class: 'body' }, outline, stage, panel.splitter, panel.element);
  app.replaceChildren(toolbar, body, live);
  let said: string | null = null;
  return {
    body,
    showStale: (message) => {
      if (message === said) return;
      said = message;
      stale.hidden = message === null;
      stale.replaceChildren(icon('warning'), html('span', {}, message ?? ''));
    },
    showEmpty: (isEmpty) => {
      empty.hidden = !isEmpty;
      drawing.toggleAttribute('hidden', isEmpty);
    },
    announce: (text) => {
      live.textContent = text;
    },
  };
}

const sample = `routing group London {
  server LON-EX01 { }
}`;

function emptyState(): HTMLElement {
  return html(
    'div',
    { class: 'empty', hidden: true },
    icon('group'),
    html('h2', {}, 'Nothing to draw yet'),
    html('p', {}, 'Declare a routing group with a server, and it appears here as you type:'),
    html('pre', {}, sample),
  );
}
