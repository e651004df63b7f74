// The Find Messages of Exchange System Manager: sender, recipient, state, number to return, and what was found.

import { writtenDuration, writtenSize } from '#core/routing/message/written-values';
import type { FoundMessage, MessageQuery } from '#core/simulation/finding';
import type { Actions } from './actions.ts';
import { html, refill } from './html.ts';
import { icon } from './icons.ts';
import type { Search } from './moment.ts';
import { everything } from './simulating.ts';

export interface Finder {
  readonly element: HTMLElement;
  /** Shows what was searched for and found; `now` is the present, in seconds. */
  show(search: Search | undefined, now: number): void;
}

const states = ['Retry', 'Scheduled', 'Remote', 'Ready', 'Active', 'Frozen', 'Suspended'] as const;

/** Looks into one queue, or into all of them. */
export function createFinder(actions: Actions, queue: MessageQuery['queue']): Finder {
  const input = (name: string): HTMLInputElement =>
    html('input', { type: 'text', name, placeholder: 'Anyone', spellcheck: 'false' });
  const sender = input('sender');
  const recipient = input('recipient');
  const all = html('option', { value: '' }, 'All message states');
  const state = html('select', { name: 'state' }, all, ...states.map((name) => html('option', { value: name }, name)));
  const limit = html('input', { type: 'number', name: 'limit', min: 1, max: 1000, value: everything.limit });
  const find = (event: Event): void => {
    event.preventDefault();
    actions.find({
      sender: sender.value.trim(),
      recipient: recipient.value.trim(),
      state: states.find((name) => name === state.value) ?? null,
      queue,
      limit: Math.min(1000, Math.max(1, Math.round(Number(limit.value)) || everything.limit)),
    });
  };
  const form = html(
    'form',
    { class: 'find', 'aria-label': 'Find Messages', onsubmit: find },
    html('h3', {}, 'Find Messages'),
    html('label', {}, 'Sender', sender),
    html('label', {}, 'Recipient', recipient),
    html('label', {}, 'State', state),
    html('label', {}, 'Number to return', limit),
    html('button', { class: 'primary find-now', type: 'submit' }, 'Find Now'),
  );
  const results = html('div', { class: 'results' });
  let shown: { readonly search: Search | undefined; readonly isNow: boolean } | undefined;
  return {
    element: html('div', { class: 'finder' }, form, results),
    show(search, now) {
      const isNow = search?.at === now;
      if (shown !== undefined && shown.search === search && shown.isNow === isNow) return;
      shown = { search, isNow };
      refill(results, resultsOf(search, { isNow, isOfOne: queue !== null, actions }));
    },
  };
}

interface ResultOptions {
  readonly isNow: boolean;
  /** All are of one queue, which need not be named. */
  readonly isOfOne: boolean;
  readonly actions: Actions;
}

function resultsOf(search: Search | undefined, options: ResultOptions): HTMLElement[] {
  if (search === undefined) return [];
  const { found, fault, at } = search;
  if (fault !== null) return [html('p', { class: 'note error' }, icon('error'), html('span', {}, fault))];
  if (found === undefined) return [html('p', { class: 'quiet', role: 'status' }, 'Looking…')];
  const then = options.isNow ? '' : ` at ${writtenDuration(Math.round(at))}`;
  if (found.matching === 0) {
    const isWide = search.query.sender + search.query.recipient === '' && search.query.state === null;
    const text = isWide ? `Nothing waits here${then}.` : `No message matches${then}. Widen the search.`;
    return [html('p', { class: 'quiet', role: 'status' }, text)];
  }
  const { messages, matching } = found;
  const count = messages.length < matching ? `${messages.length} of ${matching} messages` : `${matching} found`;
  const columns = [
    'No.',
    'Sender',
    'Recipient',
    ...(options.isOfOne ? [] : ['Queue']),
    'State',
    'Size',
    'Submitted',
    '',
  ];
  const head = columns.map((name) => html('th', { scope: 'col' }, name));
  const rows = messages.map((one) => resultRow(one, options));
  const table = html('table', {}, html('thead', {}, html('tr', {}, ...head)), html('tbody', {}, ...rows));
  return [html('p', { class: 'quiet', role: 'status' }, `${count}${then}`), html('div', { class: 'scroll' }, table)];
}

const kinds: Readonly<Record<FoundMessage['is'], string>> = {
  message: '',
  ndr: ' (NDR)',
  delay: ' (delay notification)',
};

function resultRow(message: FoundMessage, { isOfOne, actions }: ResultOptions): HTMLElement {
  const { number, is, sender, recipient, queue, server, state, bytes, submitted } = message;
  const show = {
    class: 'link',
    type: 'button',
    title: 'Show what becomes of it',
    'data-key': number,
    onclick: () => actions.showHistory(number),
  };
  const drop = (withNdr: boolean): HTMLElement => {
    const title = `Delete message ${number} (${withNdr ? 'send NDR' : 'no NDR'})`;
    const remove = () => actions.act({ kind: 'delete message', number, withNdr });
    return html('button', { class: 'tool', type: 'button', title, 'aria-label': title, onclick: remove }, icon(withNdr ? 'back' : 'trash')); // prettier-ignore
  };
  return html(
    'tr',
    { class: 'waits' },
    html('td', { class: 'number' }, html('button', show, String(number))),
    html('td', { class: 'address' }, ...addressParts(sender), kinds[is]),
    html('td', { class: 'address' }, ...addressParts(recipient)),
    ...(isOfOne
      ? []
      : [
          html(
            'td',
            {},
            html('span', { class: 'queue-name' }, queue),
            html('div', { class: 'quiet' }, server ?? 'outside'),
          ),
        ]),
    html('td', {}, state),
    html('td', { class: 'number' }, writtenSize(bytes)),
    html('td', { class: 'number' }, writtenDuration(Math.round(submitted))),
    html('td', { class: 'actions' }, ...(server === null ? [] : [drop(false), drop(true)])),
  );
}

/** An address that breaks before its domain where room is short. */
function addressParts(address: string): (string | HTMLElement)[] {
  const at = address.lastIndexOf('@');
  return at < 0 ? [address] : [address.slice(0, at), html('wbr'), address.slice(at)];
}
