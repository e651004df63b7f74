// The queues as they stand at the present of the simulation, as Exchange System Manager's Queue Viewer lists them (§7); a
// queue opens to its messages and to what can be done with it.

import { writtenDuration } from '#core/routing/message/written-values';
import type { QueueOverTime } from '#core/simulation/playback';
import type { QueueActions } from '#core/routing/model';
import type { QueueName } from '#core/simulation/timeline';
import type { Actions } from './actions.ts';
import { createDepthChart, depthChartFile, type DepthChart } from './depth-chart.ts';
import { createFinder, type Finder } from './finder.ts';
import { html } from './html.ts';
import { icon, stateIcons } from './icons.ts';
import { queuesNow, type Moment, type QueueNow } from './moment.ts';
import { tool } from './transport.ts';

export interface Queues {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

/** More rows than this nobody reads at one moment. */
const mostRows = 200;

type Column = 'queue' | 'state' | 'messages' | 'bytes' | 'oldest' | 'next';

const columns: readonly { readonly column: Column; readonly title: string }[] = [
  { column: 'queue', title: 'Queue' },
  { column: 'state', title: 'State' },
  { column: 'messages', title: 'Messages' },
  { column: 'bytes', title: 'Total KB' },
  { column: 'oldest', title: 'Oldest' },
  { column: 'next', title: 'Next retry' },
];

interface Sorting {
  readonly by: Column;
  readonly descending: boolean;
}

export function createQueues(actions: Actions): Queues {
  const element = html('div', { class: 'queues' });
  const list = createList(actions, () => moment && show(moment));
  let moment: Moment | undefined;
  let opened: { readonly name: QueueName; readonly page: OpenedQueue } | undefined;
  const show = (next: Moment): void => {
    moment = next;
    const { opened: name } = next.simulation;
    if (name === null) {
      const left = opened?.name;
      opened = undefined;
      if (element.firstElementChild !== list.element) element.replaceChildren(list.element);
      list.show(next);
      if (left !== undefined) list.focus(left);
      return;
    }
    if (opened?.name.queue !== name.queue || opened.name.server !== name.server) {
      opened = { name, page: openedQueue(name, actions) };
      element.replaceChildren(opened.page.element);
      opened.page.show(next);
      element.querySelector<HTMLElement>('.back')?.focus();
    } else opened.page.show(next);
  };
  return { element, show };
}

// ---- All queues

interface List {
  readonly element: HTMLElement;
  show(moment: Moment): void;
  focus(queue: QueueName): void;
}

function createList(actions: Actions, again: () => void): List {
  let sorting: Sorting = { by: 'messages', descending: true };
  const filter = html('input', {
    type: 'search',
    placeholder: 'Filter by queue, server or state',
    'aria-label': 'Filter the queues',
    spellcheck: 'false',
    oninput: again,
  });
  const heads = columns.map(({ column, title }) => {
    const sort = (): void => {
      const descending = sorting.by === column ? !sorting.descending : column !== 'queue' && column !== 'state';
      sorting = { by: column, descending };
      again();
    };
    return { column, cell: html('th', { scope: 'col' }, html('button', { class: 'link', type: 'button', onclick: sort }, title)) }; // prettier-ignore
  });
  const body = html('tbody', {});
  const summary = html('p', { class: 'quiet' });
  const table = html(
    'table',
    { class: 'queue-list' },
    html('thead', {}, html('tr', {}, ...heads.map(({ cell }) => cell))),
    body,
  );
  const more = html('p', { class: 'quiet' });
  const filled = html('div', {}, filter, summary, html('div', { class: 'scroll' }, table), more);
  const text = 'No queues yet. Send a test message or run a scenario: the queues that mail comes to are listed here.';
  const empty = html('div', { class: 'empty-panel' }, icon('queue'), html('p', {}, text));
  const element = html('div', {}, filled, empty);
  const rowOf = rowsOf(actions);
  return {
    element,
    show(moment) {
      const all = queuesNow(moment);
      filled.hidden = all.length === 0;
      empty.hidden = all.length > 0;
      const waiting = all.reduce((sum, { messages }) => sum + messages, 0);
      summary.textContent =
        waiting === 0 ? 'Nothing waits.' : `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}.`;
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const matching = all
        .filter((queue) => words.every((word) => textOf(queue).includes(word)))
        .sort(orderBy(sorting));
      const left = matching.length - mostRows;
      more.textContent = left > 0 ? `And ${left} more. Filter to see them.` : '';
      for (const { column, cell } of heads) {
        const order = sorting.descending ? 'descending' : 'ascending';
        cell.setAttribute('aria-sort', column === sorting.by ? order : 'none');
      }
      const focused = document.activeElement;
      const rows = matching.slice(0, mostRows).map((queue) => rowOf(queue, moment));
      // While nothing moves no row leaves the page: one that did could not be clicked while time goes on.
      if (rows.length === body.childElementCount && rows.every((row, i) => row === body.children[i])) return;
      body.replaceChildren(...rows);
      if (focused instanceof HTMLElement && body.contains(focused)) focused.focus();
    },
    focus({ queue, server }) {
      const buttons = [...body.querySelectorAll<HTMLElement>('button[data-queue]')];
      buttons.find(({ dataset }) => dataset['queue'] === queue && dataset['server'] === (server ?? ''))?.focus();
    },
  };
}

function textOf({ queue, server, state }: QueueNow): string {
  return `${queue} ${server ?? 'outside'} ${state}`.toLowerCase();
}

/** Those that are equal stand as they came to be. */
function orderBy({ by, descending }: Sorting): (one: QueueNow, other: QueueNow) => number {
  const sign = descending ? -1 : 1;
  return (one, other) => {
    const [a, b] = [one[by], other[by]];
    if (a === b) return Number(other.exists) - Number(one.exists) || one.index - other.index;
    // What has no such time comes last, whichever way.
    if (a === null || b === null) return a === null ? 1 : -1;
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
  };
}

/** A row for each queue; one that was seen before is the same element, brought up to date. */
function rowsOf(actions: Actions) {
  const known = new WeakMap<QueueOverTime, Row>();
  return (queue: QueueNow, { simulation: { played, frame } }: Moment): HTMLElement => {
    const playback = played?.playback;
    const over = playback?.queues[queue.index];
    if (playback === undefined || over === undefined) return html('tr');
    const row = known.get(over) ?? newRow(over, playback.frames, actions);
    known.set(over, row);
    row.show(queue, frame);
    return row.element;
  };
}

interface Row {
  readonly element: HTMLElement;
  show(queue: QueueNow, frame: number): void;
}

function newRow(over: QueueOverTime, frames: readonly number[], actions: Actions): Row {
  const { name, server } = over;
  const hasWaited = over.peak > 1 || over.stands.some(({ messages }) => messages > 0);
  const chart = hasWaited ? createDepthChart(frames, over) : undefined;
  const open = html(
    'button',
    {
      class: 'link queue-name',
      type: 'button',
      'data-queue': name,
      'data-server': server ?? '',
      onclick: () => actions.openQueue({ queue: name, server }),
    },
    name,
  );
  const state = html('td', {});
  const [messages, kilobytes, oldest, next] = [0, 1, 2, 3].map(() => html('td', { class: 'number' }));
  const element = html(
    'tr',
    {},
    html('td', {}, open, html('div', { class: 'quiet' }, server ?? 'outside'), chart?.element),
    state,
    messages,
    kilobytes,
    oldest,
    next,
  );
  return {
    element,
    show(queue, frame) {
      element.className = queue.messages > 0 ? 'waits' : 'idle';
      state.replaceChildren(stateTag(queue));
      if (messages !== undefined) messages.textContent = String(queue.messages);
      if (kilobytes !== undefined) kilobytes.textContent = queue.messages === 0 ? '–' : kilobytesOf(queue);
      if (oldest !== undefined) oldest.textContent = timeOf(queue.oldest);
      if (next !== undefined) next.textContent = timeOf(queue.next);
      chart?.moveTo(frame);
    },
  };
}

/** By colour, by shape and in words. */
function stateTag({ state, exists, passed }: QueueNow): HTMLElement {
  const gone = 'A link queue is there while something is in it; so many messages have left by it';
  if (!exists) return html('span', { class: 'quiet', title: gone }, `${passed} passed`);
  return html('span', { class: `tag state-${state.toLowerCase()}` }, icon(stateIcons[state]), state);
}

function kilobytesOf({ bytes }: QueueNow): string {
  return String(Math.ceil(bytes / 1024));
}

function timeOf(at: number | null): string {
  return at === null ? '–' : writtenDuration(Math.round(at));
}

// ---- One queue

function captionOf(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

interface OpenedQueue {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

function openedQueue(name: QueueName, actions: Actions): OpenedQueue {
  const stand = html('p', { class: 'quiet' });
  const chart = html('div', { class: 'large-chart' });
  const freeze = button('Freeze', () => actions.act({ kind: isFrozen ? words.release : words.hold, queue: name }));
  const force = button('Force Connection', () => actions.act({ kind: words.retry, queue: name }));
  const resubmit = button('Resubmit', () => actions.act({ kind: 'resubmit', queue: name }));
  const pickUp = button('Pick Up (ETRN)', () => {
    const connector = drawn?.over.connector;
    if (connector !== undefined && connector !== null) actions.act({ kind: 'pick up', connector });
  });
  const drop = (withNdr: boolean) =>
    button(`Delete All (${withNdr ? 'send NDR' : 'no NDR'})`, () =>
      actions.act({ kind: 'delete messages', queue: name, withNdr }),
    );
  const [silently, returning] = [drop(false), drop(true)];
  const finder: Finder = createFinder(actions, name);
  const back = tool('back', 'All queues', () => actions.openQueue(null));
  back.classList.add('back');
  const save = tool('reveal', 'Save the chart as SVG…', () => {
    if (drawn !== undefined) actions.save('queue.svg', depthChartFile(drawn.playback, drawn.over));
  });
  const element = html(
    'div',
    {},
    html(
      'header',
      { class: 'queue-head' },
      back,
      html(
        'div',
        {},
        html('h2', { class: 'queue-name' }, name.queue),
        html('p', { class: 'quiet' }, name.server ?? 'outside'),
      ),
      tool('copy', 'Copy the name of the queue', () => actions.copy(name.queue)),
      save,
    ),
    stand,
    chart,
    html('p', { class: 'buttons' }, freeze, force, resubmit, pickUp, silently, returning),
    finder.element,
  );
  let isFrozen = false;
  let words: QueueActions = { hold: 'freeze', release: 'unfreeze', retry: 'force', canResubmit: false };
  let drawn: { readonly playback: Parameters<typeof depthChartFile>[0]; readonly over: QueueOverTime; readonly depth: DepthChart } | undefined; // prettier-ignore
  return {
    element,
    show(moment) {
      const { played, frame, search } = moment.simulation;
      const queue = queuesNow(moment).find((each) => each.queue === name.queue && each.server === name.server);
      const playback = played?.playback;
      const over = queue === undefined ? undefined : playback?.queues[queue.index];
      if (playback !== undefined && over !== undefined && drawn?.over !== over) {
        drawn = { playback, over, depth: createDepthChart(playback.frames, over) };
        chart.replaceChildren(drawn.depth.element);
      }
      if (over === undefined) {
        drawn = undefined;
        chart.replaceChildren();
      }
      drawn?.depth.moveTo(frame);
      save.disabled = over === undefined;
      if (played !== null && played !== undefined) words = played.queueActions;
      isFrozen = queue?.state === 'Frozen' || queue?.state === 'Suspended';
      resubmit.hidden = !words.canResubmit;
      force.textContent = words.retry === 'force' ? 'Force Connection' : 'Retry';
      pickUp.hidden = queue?.state !== 'Remote';
      freeze.textContent = captionOf(isFrozen ? words.release : words.hold);
      const canAct = queue?.exists === true && name.server !== null;
      freeze.disabled = force.disabled = !canAct;
      resubmit.disabled = !canAct || queue.state !== 'Retry';
      silently.disabled = returning.disabled = !canAct || queue.messages === 0;
      stand.textContent =
        queue === undefined || over === undefined ? 'Nothing has come to it yet.' : standInWords(queue, over.peak);
      finder.show(isSame(search?.query.queue, name) ? search : undefined, moment.kept.at);
    },
  };
}

function isSame(one: QueueName | null | undefined, other: QueueName): boolean {
  return one?.queue === other.queue && one.server === other.server;
}

/** `most` is the most that ever is in it. */
function standInWords(queue: QueueNow, most: number): string {
  const { exists, state, messages, oldest, next, passed } = queue;
  const parts = [
    exists ? state : 'gone',
    `${messages} ${messages === 1 ? 'message' : 'messages'}`,
    ...(messages === 0 ? [] : [`${kilobytesOf(queue)} KB`]),
    ...(oldest === null ? [] : [`the oldest from ${timeOf(oldest)}`]),
    ...(next === null ? [] : [`next retry at ${timeOf(next)}`]),
    `${passed} passed`,
    `at most ${most} at a time`,
  ];
  return parts.join(' · ');
}

function button(label: string, onclick: () => void): HTMLButtonElement {
  return html('button', { class: 'secondary', type: 'button', onclick }, label);
}
