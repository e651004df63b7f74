// The matrix: every way of mail, from a routing group to a group or an address space, as a table to sort and filter.
// The extension answers for the part that is shown; a whole matrix can have a million rows.

import { connectorId, routingGroupId, type ElementId } from '#core/model/element';
import type { MatrixRow } from '#core/failure/ways';
import type { FromMatrix, MatrixAnswer, MatrixState, ToMatrix } from '#core/protocol/matrix';
import { html } from './html.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromMatrix): void;
  getState(): unknown;
  setState(state: MatrixState): void;
};

const api = acquireVsCodeApi();
const rowsAtOnce = 200;
/** A filter is asked about when the typing rests. */
const typingRestMilliseconds = 200;

const columns: readonly { readonly by: keyof MatrixRow; readonly label: string }[] = [
  { by: 'from', label: 'From' },
  { by: 'to', label: 'To' },
  { by: 'cost', label: 'Cost' },
  { by: 'connectors', label: 'Connectors' },
];

let state = readState(api.getState());
let lastRequest = 0;
let shownRows = 0;
let typingRest: ReturnType<typeof setTimeout> | undefined;

const filter = html('input', {
  type: 'search',
  'aria-label': 'Filter',
  placeholder: 'Filter: words of a group, an address space or a connector',
  spellcheck: 'false',
  oninput: () => filterBy(filter.value),
});
filter.value = state.filter;
const off = html('p', { class: 'off' });
const count = html('p', { class: 'quiet', role: 'status' });
const problem = html('p', { class: 'problem', role: 'alert' });
const heads = columns.map(({ by, label }) => {
  const button = html('button', { type: 'button', onclick: () => sortBy(by) }, label);
  return { by, cell: html('th', { scope: 'col', class: by === 'cost' ? 'number' : '' }, button) };
});
const body = html('tbody', { onkeydown: moveByArrow, onfocusin: enter });
const table = html(
  'table',
  { role: 'grid', 'aria-label': 'Ways of mail' },
  html('thead', {}, html('tr', {}, ...heads.map(({ cell }) => cell))),
  body,
);
const nothing = html('p', { class: 'quiet nothing', hidden: true });
const more = html(
  'button',
  { type: 'button', class: 'more', hidden: true, onclick: () => query(shownRows) },
  'Show More',
);

document
  .getElementById('app')
  ?.append(html('header', {}, filter, count), off, problem, html('div', { class: 'scroll' }, table, nothing, more));
showSort();
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isMessage(event.data)) receive(event.data);
});
api.postMessage({ type: 'ready' });

function receive(message: ToMatrix): void {
  switch (message.type) {
    case 'changed':
      off.hidden = message.down.length === 0;
      off.textContent = `With these off: ${message.down.join(', ')}`;
      return ask({ uri: message.uri, down: message.down });
    case 'rows':
      if (message.request !== lastRequest) return;
      showBusy(false);
      problem.textContent = message.answer.ok ? '' : message.answer.error;
      if (message.answer.ok) showRows(message.answer.value);
      else showNoRows();
  }
}

/** Asks anew, from the first row. */
function ask(change: Partial<MatrixState>): void {
  keep(change);
  query(0);
}

/** The rows that are there are those of before, until the next ones come. */
function keep(change: Partial<MatrixState>): void {
  state = { ...state, ...change };
  api.setState(state);
  showBusy(true);
}

function showBusy(isBusy: boolean): void {
  table.setAttribute('aria-busy', String(isBusy));
  if (isBusy) count.textContent = 'Searching…';
}

function filterBy(filter: string): void {
  keep({ filter });
  clearTimeout(typingRest);
  typingRest = setTimeout(() => query(0), typingRestMilliseconds);
}

function query(first: number): void {
  clearTimeout(typingRest);
  showBusy(true);
  lastRequest += 1;
  shownRows = first;
  const { filter, sort } = state;
  api.postMessage({ type: 'query', request: lastRequest, query: { filter, sort, first, count: rowsAtOnce } });
}

function sortBy(by: keyof MatrixRow): void {
  ask({ sort: { by, descending: state.sort.by === by && !state.sort.descending } });
  showSort();
}

function showSort(): void {
  for (const { by, cell } of heads) {
    const isSorted = by === state.sort.by;
    if (isSorted) cell.setAttribute('aria-sort', state.sort.descending ? 'descending' : 'ascending');
    else cell.removeAttribute('aria-sort');
  }
}

function showRows({ rows, matching, total }: MatrixAnswer): void {
  const made = rows.map(rowOf);
  if (shownRows === 0) body.replaceChildren(...made);
  else body.append(...made);
  if (shownRows === 0) body.querySelector('button')?.setAttribute('tabindex', '0');
  // What 'Show More' has brought is where the keyboard goes on.
  if (shownRows > 0 && document.activeElement === more) made[0]?.querySelector('button')?.focus();
  shownRows += rows.length;
  more.hidden = shownRows >= matching;
  nothing.hidden = matching > 0;
  nothing.textContent = total === 0 ? noWays : 'No way has all of these words.';
  const ways = `${grouped(total)} ${total === 1 ? 'way' : 'ways'}`;
  count.textContent = matching === total ? ways : `${grouped(matching)} of ${ways}`;
}

const noWays = 'Mail has nowhere to go but where it is. Write a connector or a second routing group.';

/** What was shown is of something else. */
function showNoRows(): void {
  body.replaceChildren();
  count.textContent = '';
  nothing.hidden = true;
  more.hidden = true;
}

/** `3,082,560` */
function grouped(number: number): string {
  return number.toLocaleString('en');
}

function rowOf({ from, to, cost, connectors }: MatrixRow): HTMLTableRowElement {
  const links = connectors.flatMap((name, i) => [i === 0 ? '' : ' › ', link(name, connectorId(name))]);
  return html(
    'tr',
    { class: cost === null ? 'none' : '' },
    html('td', {}, link(from, routingGroupId(from))),
    html('td', {}, to.includes(':') ? to : link(to, routingGroupId(to))),
    html('td', { class: 'number' }, cost === null ? '–' : String(cost)),
    html('td', {}, ...(cost === null ? ['no way'] : links)),
  );
}

/** A name that leads to where it is written. */
function link(name: string, element: ElementId): HTMLButtonElement {
  const reveal = (): void => api.postMessage({ type: 'reveal', element });
  const attributes = { type: 'button', class: 'link', tabindex: -1, title: `Go to ${element}`, onclick: reveal };
  return html('button', attributes, name);
}

// ---- the keyboard: one stop of the tab key for the whole table, arrows within it

/** The name that has the focus is where the tab key comes back to. */
function enter({ target }: Event): void {
  for (const link of body.querySelectorAll('[tabindex="0"]')) link.setAttribute('tabindex', '-1');
  if (target instanceof HTMLButtonElement) target.setAttribute('tabindex', '0');
}

function moveByArrow(event: Event): void {
  const to = event instanceof KeyboardEvent ? neighbour(event) : undefined;
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
}

/** The name beside the one with the focus; above and below, the one in the same place or the last before it. */
function neighbour({ key, target }: KeyboardEvent): HTMLElement | undefined {
  const link = target instanceof HTMLElement ? target : undefined;
  const row = link?.closest('tr');
  if (link === undefined || !row) return undefined;
  const links = linksOf(row);
  const place = links.indexOf(link);
  switch (key) {
    case 'ArrowLeft':
      return links[place - 1];
    case 'ArrowRight':
      return links[place + 1];
    case 'ArrowUp':
      return inPlace(row.previousElementSibling, place);
    case 'ArrowDown':
      return inPlace(row.nextElementSibling, place);
    case 'Home':
      return inPlace(body.firstElementChild, place);
    case 'End':
      return inPlace(body.lastElementChild, place);
    default:
      return undefined;
  }
}

function inPlace(row: Element | null, place: number): HTMLElement | undefined {
  const links = row === null ? [] : linksOf(row);
  return links[Math.min(place, links.length - 1)];
}

function linksOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('.link')];
}

/** What was kept, as far as it can be understood. */
function readState(saved: unknown): MatrixState {
  const start: MatrixState = { uri: '', down: [], filter: '', sort: { by: 'from', descending: false } };
  if (typeof saved !== 'object' || saved === null) return start;
  const kept = 'filter' in saved && typeof saved.filter === 'string' ? { ...start, filter: saved.filter } : start;
  if (!('sort' in saved) || typeof saved.sort !== 'object' || saved.sort === null) return kept;
  const { sort } = saved;
  const column = columns.find(({ by }) => 'by' in sort && sort.by === by);
  if (column === undefined) return kept;
  return { ...kept, sort: { by: column.by, descending: 'descending' in sort && sort.descending === true } };
}

function isMessage(data: unknown): data is ToMatrix {
  return (
    typeof data === 'object' && data !== null && 'type' in data && (data.type === 'changed' || data.type === 'rows')
  );
}
