// Find in the preview: a field over the drawing, like the editor's own, with what was found below it. (The Find Messages of
// a queue is `finder.ts`.)

import { searchIn, type Found, type Search } from '#core/graph/asked/search';
import type { Places } from '#core/graph/scene';
import type { ElementId } from '#core/model/element';
import { html } from './html.ts';
import { icon } from './icons.ts';

export interface FindInDrawing {
  readonly element: HTMLElement;
  readonly open: () => void;
  /** Whether it was open. */
  readonly close: () => boolean;
  /** What is drawn now; what was looked for is looked for in that. */
  renew(places: Places): void;
}

interface FindOptions {
  /** Shows an element that was found: the person has chosen it. */
  readonly goTo: (element: ElementId) => void;
  /** It was closed, and the focus was in it. */
  readonly left: () => void;
}

/** So many are listed at a time; Enter goes on to those after them. */
const listed = 100;

export function createFindInDrawing({ goTo, left }: FindOptions): FindInDrawing {
  let places: Places | undefined;
  let search: Search = () => [];
  let found: readonly Found[] = [];
  let at = -1;

  const input = html('input', {
    type: 'text',
    role: 'combobox',
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: 'Name, address, domain, kind',
    'aria-label': 'Find in the drawing',
    'aria-autocomplete': 'list',
    'aria-controls': 'find-results',
    oninput: () => {
      look();
    },
  });
  const count = html('span', { class: 'find-count', role: 'status' });
  const list = html('ul', { id: 'find-results', role: 'listbox', 'aria-label': 'Found in the drawing', tabindex: -1 });
  const previous = tool('Previous (Shift+Enter)', 'up', () => step(-1));
  const next = tool('Next (Enter)', 'down', () => step(1));
  const element = html(
    'div',
    { class: 'find-bar', role: 'search', 'aria-label': 'Find in the drawing', hidden: true },
    html(
      'div',
      { class: 'find-line' },
      input,
      count,
      previous,
      next,
      tool('Close (Escape)', 'close', () => close()),
    ),
    list,
  );

  const look = (): void => {
    found = search(input.value);
    at = -1;
    show();
  };
  const step = (by: 1 | -1): void => {
    if (found.length === 0) return;
    choose(at < 0 ? (by === 1 ? 0 : found.length - 1) : (at + by + found.length) % found.length);
  };
  const choose = (place: number): void => {
    const chosen = found[place];
    if (chosen === undefined) return;
    at = place;
    show();
    goTo(chosen.element);
  };
  const show = (): void => {
    const start = Math.floor(Math.max(0, at) / listed) * listed;
    const rows = found.slice(start, start + listed).map((each, i) => option(each, start + i === at, () => choose(start + i))); // prettier-ignore
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
    const active = rows[at - start];
    input.setAttribute('aria-expanded', String(rows.length > 0));
    if (at >= 0 && active !== undefined) {
      active.id = 'find-active';
      input.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
    const isAsked = input.value.trim() !== '';
    count.textContent = !isAsked ? '' : found.length === 0 ? 'Nothing found' : at < 0 ? `${found.length} found` : `${at + 1} of ${found.length}`; // prettier-ignore
    element.classList.toggle('nothing', isAsked && found.length === 0);
    for (const button of [previous, next]) button.disabled = found.length === 0;
  };
  const close = (): boolean => {
    if (element.hidden) return false;
    const hadFocus = element.contains(document.activeElement);
    element.hidden = true;
    if (hadFocus) left();
    return true;
  };

  element.addEventListener('keydown', (event) => {
    const act = keyAction(event, event.target === input, { step, close });
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  show();
  return {
    element,
    open: () => {
      element.hidden = false;
      input.focus();
      input.select();
    },
    close,
    renew: (drawn) => {
      if (drawn === places) return;
      places = drawn;
      search = searchIn(drawn);
      if (input.value === '') return;
      const chosen = found[at]?.element;
      found = search(input.value);
      at = found.findIndex((each) => each.element === chosen);
      show();
    },
  };
}

interface KeyActions {
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
}

/** What a key does; in the field alone those that a button would take for itself. */
function keyAction(
  { key, shiftKey }: KeyboardEvent,
  isInField: boolean,
  { step, close }: KeyActions,
): (() => void) | undefined {
  if (key === 'Escape') return close;
  if (!isInField) return undefined;
  if (key === 'Enter') return () => step(shiftKey ? -1 : 1);
  if (key === 'ArrowDown') return () => step(1);
  return key === 'ArrowUp' ? () => step(-1) : undefined;
}

function option({ name, kind, where, by }: Found, isActive: boolean, choose: () => void): HTMLElement {
  const about = [kind, where, by].filter((part) => part !== undefined && part !== '').join(' · ');
  return html(
    'li',
    { role: 'option', 'aria-selected': String(isActive), onclick: choose, title: `${name}\n${about}` },
    html('span', { class: 'find-name', dir: 'auto' }, name),
    html('span', { class: 'find-about', dir: 'auto' }, about),
  );
}

function tool(label: string, name: 'up' | 'down' | 'close', run: () => void): HTMLButtonElement {
  return html('button', { class: 'tool', type: 'button', title: label, 'aria-label': label, onclick: run }, icon(name));
}
