// The story of a sent message: what became of it and why, every step, and what else was considered.

import { connectorId, serverId, virtualServerId, type ElementId } from '#core/model/element';
import type { RoutedMessage } from '#core/protocol/preview';
import { nextBestInWords } from '#core/routing/next-best';
import type { Considered, Hop, Route } from '#core/routing/route';
import type { Outcome } from '#core/syntax/tree';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon, type IconName } from './icons.ts';

export interface Story {
  readonly element: HTMLElement;
  show(sent: RoutedMessage | null, note: StoryNote): void;
}

export interface StoryNote {
  /** Why the last message was not sent; null when it was. */
  readonly failure: string | null;
  /** The topology or the switches are not those that the message was sent through. */
  readonly outdated: boolean;
}

const icons: Readonly<Record<Outcome, IconName>> = { delivered: 'check', queued: 'clock', undeliverable: 'cross' };

export function createStory(actions: Actions): Story {
  const element = html('div', { class: 'story' });
  let told = '';
  return {
    element,
    show: (sent, note) => {
      // What stands there stays, with the focus in it and its table open, unless there is something else to tell.
      const telling = JSON.stringify([sent, note]);
      if (telling === told) return;
      told = telling;
      element.replaceChildren(...storyOf(sent, note, actions));
    },
  };
}

/** The servers that a message passed, each once in a row, as a sentence to follow another; '' when there are none. */
export function passedInWords({ hops }: Pick<Route, 'hops'>): string {
  const servers = hops.map(({ server }) => server).filter((server, i, all) => server !== all[i - 1]);
  return servers.length === 0 ? '' : ` It passed ${servers.join(', ')}.`;
}

/** What became of a message, in three words at most and the code of its NDR. */
export function headline({ outcome, status }: Route): string {
  switch (outcome) {
    case 'delivered':
      return 'Delivered';
    case 'queued':
      return 'Waits';
    case 'undeliverable':
      return status === null ? 'Not delivered' : `Not delivered · ${status}`;
  }
}

function storyOf(sent: RoutedMessage | null, note: StoryNote, actions: Actions): HTMLElement[] {
  const failure = note.failure === null ? [] : [failureNote(note.failure)];
  if (sent === null) return [...failure, emptyStory(actions)];
  const { route } = sent;
  return [
    ...failure,
    outcomeOf(sent, actions),
    ...(note.outdated ? [outdatedNote(actions)] : []),
    facts(sent),
    html('h3', {}, 'Route'),
    route.hops.length === 0 ? html('p', { class: 'quiet' }, 'It never left.') : hopList(route, actions),
    ...tiesOf(route),
    ...nextBestOf(sent),
    ...consideredOf(route, actions),
  ];
}

function failureNote(failure: string): HTMLElement {
  return html('p', { class: 'note error' }, icon('error'), html('span', {}, `The message was not sent. ${failure}`));
}

function outdatedNote(actions: Actions): HTMLElement {
  const again = html('button', { class: 'link', type: 'button', onclick: () => actions.sendAgain() }, 'Send again');
  const text = html('span', {}, 'The topology or the switches have changed since. ', again);
  return html('p', { class: 'note info' }, icon('info'), text);
}

function emptyStory(actions: Actions): HTMLElement {
  return html(
    'div',
    { class: 'empty-panel' },
    icon('envelope'),
    html('p', {}, 'Send a test message to see which way it takes, which queues it passes, and why.'),
    html('button', { class: 'primary', type: 'button', onclick: () => actions.askMessage() }, 'Send Test Message…'),
  );
}

function outcomeOf({ route, message }: RoutedMessage, actions: Actions): HTMLElement {
  const title = 'Write a test into the topology that expects what happened';
  const make = html('button', { class: 'link', type: 'button', title, onclick: () => actions.makeTest() }, 'Make Test');
  return html(
    'header',
    { class: `result ${route.outcome}` },
    icon(icons[route.outcome]),
    html(
      'div',
      {},
      html('h2', {}, headline(route)),
      html('p', { class: 'ends' }, message.from, ' → ', message.to),
      html('p', { class: 'reason' }, route.reason),
      html('p', {}, make),
    ),
  );
}

/** Exchange's own name: what waits there has no way, so it goes nowhere next and pays nothing. */
const noWayQueue = 'Messages with an unreachable destination';

function facts({ route, message, down }: RoutedMessage): HTMLElement {
  const list = html('dl', { class: 'facts' });
  const fact = (name: string, value: string | null): void => {
    if (value !== null && value !== '') list.append(html('dt', {}, name), html('dd', {}, value));
  };
  if (route.queue !== noWayQueue) {
    fact(route.outcome === 'queued' ? 'Cost' : 'Total cost', route.cost === null ? null : String(route.cost));
    fact('Next hop', route.nextHop);
  }
  fact('Waits in', route.queue);
  fact('Queue state', route.queueState);
  fact('Until', route.until);
  const { sender, size, priority, system, at } = message;
  fact(
    'Message',
    [`from ${sender}`, size, `${priority} priority`, system ? 'system message' : '', at].filter(Boolean).join(', '),
  );
  fact('Switched off', down.join(', '));
  return list;
}

function hopList(route: Route, actions: Actions): HTMLElement {
  const items = route.hops.map((hop, i) => {
    const waits = route.outcome === 'queued' && i === route.hops.length - 1;
    return html('li', { class: waits ? 'hop waits' : 'hop' }, ...hopParts(hop, waits, actions));
  });
  const end = route.outcome === 'delivered' && route.nextHop !== null ? [endOf(route.nextHop, route)] : [];
  return html('ol', { class: 'hops' }, ...items, ...end);
}

function hopParts(hop: Hop, waits: boolean, actions: Actions): HTMLElement[] {
  const server = elementLink(hop.server, serverId(hop.server), actions);
  const virtual = elementLink(hop.virtualServer, virtualServerId(hop.server, hop.virtualServer), actions);
  const by = html('div', { class: 'hop-by' });
  if (hop.connector !== null) {
    const cost = hop.cost > 0 ? html('span', { class: 'cost' }, `cost ${hop.cost}`) : null;
    by.append(icon('connector'), elementLink(hop.connector, connectorId(hop.connector), actions));
    if (cost !== null) by.append(cost);
  }
  return [
    html('div', { class: 'hop-at' }, html('strong', {}, server), html('span', { class: 'quiet' }, hop.routingGroup)),
    ...(hop.virtualServer === '' ? [] : [html('div', { class: 'hop-virtual quiet' }, virtual)]),
    ...(hop.deliveryType === undefined ? [] : [html('div', { class: 'hop-virtual quiet' }, hop.deliveryType)]),
    html('div', { class: 'hop-queue' }, icon(waits ? 'clock' : 'queue'), queueLink(hop, waits, actions)),
    ...(hop.connector === null ? [] : [by]),
  ];
}

function queueLink(hop: Hop, waits: boolean, actions: Actions): HTMLElement {
  const open = (): void => actions.openQueue({ queue: hop.queue, server: hop.server });
  const label = waits ? `Waits in ${hop.queue}` : hop.queue;
  return html('button', { class: 'link queue-name', type: 'button', title: 'Open this queue', onclick: open }, label);
}

/** The last stop, when it is none of the servers above. */
function endOf(nextHop: string, route: Route): HTMLElement | null {
  if (route.hops.at(-1)?.server.toLowerCase() === nextHop.toLowerCase()) return null;
  return html('li', { class: 'hop last' }, html('div', { class: 'hop-at' }, html('strong', {}, nextHop)));
}

/** A name that shows where it is written. */
function elementLink(name: string, element: ElementId, actions: Actions): HTMLElement {
  const title = `Show ${element} in the source`;
  return html('button', { class: 'link', type: 'button', title, onclick: () => actions.reveal(element, false) }, name);
}

/** The way that is left when a connector of the way fails; that there is none is worth as much to know. */
function nextBestOf({ route, nextBest }: RoutedMessage): HTMLElement[] {
  const told = nextBestInWords(route, nextBest);
  return told === undefined ? [] : [html('h3', {}, 'Next best way'), html('p', { class: 'next-best' }, told)];
}

function tiesOf(route: Route): HTMLElement[] {
  return route.ties.map((tie) =>
    html(
      'p',
      { class: 'note info' },
      icon('info'),
      html('span', {}, `Tie: ${tie.join(', ')} are as good as each other here; Exchange may take any of them.`),
    ),
  );
}

function consideredOf(route: Route, actions: Actions): HTMLElement[] {
  if (route.considered.length === 0) return [];
  const head = ['At', 'Connector', 'Match', 'Cost', 'Verdict'].map((name) => html('th', { scope: 'col' }, name));
  const bodies = route.considered.slice(0, mostRows).map((one) => consideredRows(one, actions));
  const table = html('table', {}, html('thead', {}, html('tr', {}, ...head)), ...bodies);
  const more = route.considered.length - mostRows;
  const summary = html('summary', {}, `What else was considered (${route.considered.length})`);
  return [
    html(
      'details',
      { class: 'considered' },
      summary,
      html('div', { class: 'scroll' }, table),
      more > 0 && html('p', { class: 'quiet' }, `And ${more} more.`),
    ),
  ];
}

/** Nobody reads on after so many. */
const mostRows = 200;

/** What was found about a connector, and below it why, in as much room as there is. */
function consideredRows(one: Considered, actions: Actions): HTMLElement {
  const found = html(
    'tr',
    {},
    html('td', {}, one.server),
    html('td', { class: 'connector' }, elementLink(one.connector, connectorId(one.connector), actions)),
    html('td', { class: 'number' }, matchText(one)),
    html('td', { class: 'number' }, one.cost === null ? '–' : String(one.cost)),
    html('td', {}, html('span', { class: 'tag' }, one.verdict)),
  );
  const why = html('tr', {}, html('td', { class: 'reason quiet', colspan: 5 }, one.reason));
  return html('tbody', { class: `verdict ${one.verdict.replaceAll(' ', '-')}` }, found, why);
}

/** Exact address spaces stand above all wildcards, whatever their number of characters. */
function matchText({ specificity, exact }: Considered): string {
  if (specificity === null) return '–';
  return exact === true ? 'exact' : String(specificity);
}
