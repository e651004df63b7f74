// The queues that sent messages passed or wait in, as Exchange's Queue Viewer lists them; a queue opens to its messages
// with the Find Messages of Exchange System Manager.

import type { SentMessage } from '#core/protocol/preview';
import type { QueueState } from '#core/routing/route';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';

export interface Queues {
  readonly element: HTMLElement;
  show(sent: readonly SentMessage[]): void;
  /** Opens the queue to its messages. */
  open(server: string, name: string): void;
}

interface Queue {
  readonly name: string;
  readonly server: string;
  readonly state: QueueState;
  readonly waiting: readonly SentMessage[];
  /** Went through without waiting. */
  readonly passed: readonly SentMessage[];
}

interface Search {
  readonly sender: string;
  readonly recipient: string;
  readonly state: QueueState | 'Passed' | '';
  readonly limit: number;
}

const everything: Search = { sender: '', recipient: '', state: '', limit: 100 };

export function createQueues(actions: Actions): Queues {
  const element = html('div', { class: 'queues' });
  let sent: readonly SentMessage[] = [];
  let opened: { server: string; name: string } | undefined;
  let search = everything;
  const paint = (): void => {
    const queues = queuesOf(sent);
    const queue = queues.find((each) => each.server === opened?.server && each.name === opened.name);
    if (queue === undefined) element.replaceChildren(...listOf(queues, open));
    else element.replaceChildren(...messagesOf(queue, search, { find, back, actions }));
  };
  const open = (server: string, name: string): void => {
    opened = { server, name };
    search = everything;
    paint();
    element.querySelector<HTMLElement>('.back')?.focus();
  };
  const find = (next: Search): void => {
    search = next;
    paint();
    element.querySelector<HTMLElement>('.find-now')?.focus();
  };
  const back = (): void => {
    const { name, server } = opened ?? { name: '', server: '' };
    opened = undefined;
    paint();
    const rows = [...element.querySelectorAll<HTMLElement>('button[data-queue]')];
    rows.find((row) => row.dataset['queue'] === name && row.dataset['server'] === server)?.focus();
  };
  return {
    element,
    open,
    show: (messages) => {
      if (messages === sent && element.childElementCount > 0) return;
      sent = messages;
      paint();
    },
  };
}

/** The queues of the messages, those in which something waits first. */
export function queuesOf(sent: readonly SentMessage[]): readonly Queue[] {
  const queues = new Map<string, Queue>();
  for (const message of sent) {
    const { hops } = message.route;
    hops.forEach((hop, i) => {
      const key = JSON.stringify([hop.server, hop.queue]);
      const queue = queues.get(key) ?? { name: hop.queue, server: hop.server, state: 'Ready', waiting: [], passed: [] };
      if (queue.passed.includes(message)) return;
      queues.set(
        key,
        message.route.outcome === 'queued' && i === hops.length - 1 ? held(queue, message) : gone(queue, message),
      );
    });
  }
  return [...queues.values()].sort((a, b) => Number(b.waiting.length > 0) - Number(a.waiting.length > 0));
}

function held(queue: Queue, message: SentMessage): Queue {
  return { ...queue, state: message.route.queueState ?? 'Retry', waiting: [...queue.waiting, message] };
}

function gone(queue: Queue, message: SentMessage): Queue {
  return { ...queue, passed: [...queue.passed, message] };
}

function listOf(queues: readonly Queue[], open: (server: string, name: string) => void): HTMLElement[] {
  if (queues.length === 0) {
    const text = 'No queues yet. Each test message leaves here the queues that it passes or waits in.';
    return [html('div', { class: 'empty-panel' }, icon('queue'), html('p', {}, text))];
  }
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting.length, 0);
  const summary = waiting === 0 ? 'Nothing waits: every message sent here has passed through.' : waitText(waiting);
  const head = ['Queue', 'State', 'Messages', 'Oldest'].map((name) => html('th', { scope: 'col' }, name));
  const rows = queues.map((queue) => queueRow(queue, open));
  const table = html(
    'table',
    { class: 'queue-list' },
    html('thead', {}, html('tr', {}, ...head)),
    html('tbody', {}, ...rows),
  );
  return [html('p', { class: 'quiet' }, summary), html('div', { class: 'scroll' }, table)];
}

function waitText(waiting: number): string {
  return waiting === 1 ? 'One message waits.' : `${waiting} messages wait.`;
}

function queueRow(queue: Queue, open: (server: string, name: string) => void): HTMLElement {
  const { name, server, waiting } = queue;
  const show = (): void => open(server, name);
  const attributes = {
    class: 'link queue-name',
    type: 'button',
    'data-queue': name,
    'data-server': server,
    onclick: show,
  };
  return html(
    'tr',
    { class: waiting.length > 0 ? 'waits' : '' },
    html('td', {}, html('button', attributes, name), html('div', { class: 'quiet' }, server)),
    html('td', {}, queue.state),
    html('td', { class: 'number' }, String(waiting.length)),
    html('td', {}, waiting[0]?.message.at ?? '–'),
  );
}

interface Opened {
  readonly find: (search: Search) => void;
  readonly back: () => void;
  readonly actions: Actions;
}

function messagesOf(queue: Queue, search: Search, { find, back, actions }: Opened): HTMLElement[] {
  const { waiting, passed } = queue;
  const text = waiting.length > 0 ? waitText(waiting.length) : 'Nothing waits here.';
  const through =
    passed.length === 0 ? '' : passed.length === 1 ? ' One message passed.' : ` ${passed.length} messages passed.`;
  return [
    html(
      'header',
      { class: 'queue-head' },
      html(
        'button',
        { class: 'tool back', type: 'button', title: 'All queues', 'aria-label': 'All queues', onclick: back },
        icon('back'),
      ),
      html(
        'div',
        {},
        html('h2', { class: 'queue-name' }, queue.name),
        html('p', { class: 'quiet' }, `${queue.server} · ${queue.state}`),
      ),
      html(
        'button',
        {
          class: 'tool',
          type: 'button',
          title: 'Copy the name of the queue',
          'aria-label': 'Copy the name of the queue',
          onclick: () => actions.copy(queue.name),
        },
        icon('copy'),
      ),
    ),
    html('p', { class: 'quiet' }, `${text}${through}`),
    ...(waiting.length === 0 ? [] : [forceButton(waiting, actions)]),
    findForm(search, find),
    results(queue, search, actions),
  ];
}

function forceButton(waiting: readonly SentMessage[], actions: Actions): HTMLElement {
  const title = 'Try the messages that wait here once more, with the switches as they are now';
  const force = (): void => actions.retry(waiting);
  return html(
    'p',
    {},
    html('button', { class: 'secondary', type: 'button', title, onclick: force }, 'Force Connection'),
  );
}

const states = ['Retry', 'Scheduled', 'Remote', 'Ready', 'Active', 'Frozen', 'Passed'] as const;

function findForm(search: Search, find: (search: Search) => void): HTMLElement {
  const sender = html('input', { type: 'text', name: 'sender', placeholder: 'Anyone', spellcheck: 'false' });
  const recipient = html('input', { type: 'text', name: 'recipient', placeholder: 'Anyone', spellcheck: 'false' });
  const all = html('option', { value: '' }, 'All message states');
  const state = html('select', { name: 'state' }, all, ...states.map((name) => html('option', { value: name }, name)));
  const limit = html('input', { type: 'number', name: 'limit', min: 1, max: 1000 });
  sender.value = search.sender;
  recipient.value = search.recipient;
  state.value = search.state;
  limit.value = String(search.limit);
  const submit = (event: Event): void => {
    event.preventDefault();
    find({
      sender: sender.value.trim(),
      recipient: recipient.value.trim(),
      state: states.find((name) => name === state.value) ?? '',
      limit: Math.max(1, Math.round(Number(limit.value)) || everything.limit),
    });
  };
  return html(
    'form',
    { class: 'find', 'aria-label': 'Find Messages', onsubmit: submit },
    html('h3', {}, 'Find Messages'),
    html('label', {}, 'Sender', sender),
    html('label', {}, 'Recipient', recipient),
    html('label', {}, 'State', state),
    html('label', {}, 'Number to return', limit),
    html('button', { class: 'primary find-now', type: 'submit' }, 'Find Now'),
  );
}

interface Found {
  readonly message: SentMessage;
  readonly state: QueueState | 'Passed';
}

function results(queue: Queue, search: Search, actions: Actions): HTMLElement {
  const held = queue.waiting.map((message): Found => ({ message, state: message.route.queueState ?? 'Retry' }));
  const through = queue.passed.map((message): Found => ({ message, state: 'Passed' }));
  const matching = [...held, ...through].filter((found) => matches(found, search));
  const found = matching.slice(0, search.limit);
  if (found.length === 0) return html('p', { class: 'quiet results' }, 'No message matches. Widen the search.');
  const head = ['Sender', 'Recipient', 'State', 'Size', 'At'].map((name) => html('th', { scope: 'col' }, name));
  const rows = found.map((one) => resultRow(one, actions));
  const count =
    found.length < matching.length ? `${found.length} of ${matching.length} messages` : `${found.length} found`;
  const table = html('table', {}, html('thead', {}, html('tr', {}, ...head)), html('tbody', {}, ...rows));
  return html(
    'div',
    { class: 'results' },
    html('p', { class: 'quiet', role: 'status' }, count),
    html('div', { class: 'scroll' }, table),
  );
}

function matches({ message: { message }, state }: Found, search: Search): boolean {
  return (
    holds(message.sender, search.sender) &&
    holds(message.to, search.recipient) &&
    (search.state === '' || search.state === state)
  );
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function resultRow({ message: { id, message }, state }: Found, actions: Actions): HTMLElement {
  const attributes = { class: 'link', type: 'button', title: 'Show its route', onclick: () => actions.showSent(id) };
  return html(
    'tr',
    { class: state === 'Passed' ? '' : 'waits' },
    html('td', { class: 'address' }, ...addressParts(message.sender)),
    html('td', { class: 'address' }, html('button', attributes, ...addressParts(message.to))),
    html('td', {}, state),
    html('td', { class: 'number' }, message.size),
    html('td', {}, message.at),
  );
}

/** An address that breaks before its domain where room is short. */
function addressParts(address: string): (string | HTMLElement)[] {
  const at = address.lastIndexOf('@');
  return at < 0 ? [address] : [address.slice(0, at), html('wbr'), address.slice(at)];
}
