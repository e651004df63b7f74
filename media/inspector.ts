// The card of the selected element: what it is, what is wrong with it, and its switches.

import { bridgeheadWord, isUndirected, wordOf } from '#core/graph/kinds';
import { allReceiving } from '#core/graph/receiving';
import type { MarkOf } from '#core/graph/marks';
import type { Mark, SceneEdge, SceneNode } from '#core/graph/scene';
import { elementOf as elementOfId, type ElementId } from '#core/model/element';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon, type IconName } from './icons.ts';
import { elementOf, itemsOf, withParents, type SceneIndex } from '#core/graph/scene-index';
import { powerOf, switchesOf, type Switch } from './switches.ts';
import { waysList } from './ways-list.ts';
import { offWithin } from './view.ts';
import { writtenSender } from '#core/syntax/words';

export interface Inspector {
  readonly element: HTMLElement;
  show(drawn: Inspected, selected: ElementId | null, down: readonly ElementId[]): void;
}

/** What is drawn, and what is wrong with it. */
export interface Inspected {
  readonly index: SceneIndex;
  readonly markOf: MarkOf;
}

export function createInspector(actions: Actions): Inspector {
  const element = html('section', { class: 'inspector', 'aria-label': 'Selected element', hidden: true });
  let showsWays = true;
  return {
    element,
    show: ({ index, markOf }, selected, down) => {
      const item = selected === null ? undefined : itemsOf(index, selected)[0];
      const focused = document.activeElement?.closest<HTMLElement>('.inspector [data-action]')?.dataset['action'];
      const isOpen = element.querySelector<HTMLDetailsElement>('.receiving')?.open ?? false;
      showsWays = element.querySelector<HTMLDetailsElement>('.ways')?.open ?? showsWays;
      element.hidden = item === undefined;
      element.replaceChildren(
        ...(item === undefined
          ? []
          : [
              ...cardOf(index, item, down, actions),
              ...problemsOf(markOf(item)),
              ...waysList(index, item, showsWays, actions),
              ...receivingOf(index, item, isOpen),
            ]),
      );
      if (focused !== undefined) element.querySelector<HTMLElement>(`[data-action="${CSS.escape(focused)}"]`)?.focus();
    },
  };
}

function cardOf(
  index: SceneIndex,
  item: SceneNode | SceneEdge,
  down: readonly ElementId[],
  actions: Actions,
): Element[] {
  const switches = switchesOf(index, item, down).map((one) => switchButton(one, actions));
  const buttons = html('div', { class: 'buttons' }, ...switches, ...moreButtons(item, actions), closeButton(actions));
  return [
    icon(iconOf(item)),
    html(
      'div',
      { class: 'what' },
      html('h2', { title: item.name }, item.name),
      html('p', { class: 'quiet' }, ...factsOf(index, item, down)),
    ),
    buttons,
  ];
}

function factsOf(index: SceneIndex, item: SceneNode | SceneEdge, down: readonly ElementId[]): (HTMLElement | string)[] {
  const power = powerOf(index, item, new Set(down));
  const state = power === 'off' ? 'Switched off' : 'Out of service with what it depends on';
  const kind = kindOf(index, item);
  const said = item.detail === '' || item.kind === 'dag' || kind.includes(item.detail);
  const off = offWithin(index, item, new Set(down));
  const about = [kind, ...(said ? [] : [item.detail]), ...(item.facts ?? []), ...off].join(' · ');
  return power === 'on' ? [about] : [html('strong', { class: 'state' }, state), ` · ${about}`];
}

function closeButton(actions: Actions): HTMLElement {
  const close = (): void => actions.clearSelection();
  const attributes = { class: 'tool', type: 'button', title: 'Clear the selection (Escape)', onclick: close };
  return html('button', { ...attributes, 'aria-label': 'Clear the selection' }, icon('close'));
}

function kindOf(index: SceneIndex, item: SceneNode | SceneEdge): string {
  if ('curve' in item) {
    const from = index.nodes.get(item.from)?.name ?? '';
    const to = index.nodes.get(item.to)?.name ?? '';
    if (item.kind === 'site link') return `site link between ${from} and ${to}, cost ${item.cost}`;
    if (item.kind === 'dag') return `database availability group across ${from} and ${to}`;
    return `${item.kind}, ${from} → ${to}, cost ${item.cost}`;
  }
  const parents = withParents(index, item.parent);
  const kind = wordOf(item) || 'the world outside, found by DNS';
  const place = parents.length === 0 ? kind : `${kind} in ${parents.map((parent) => parent.name).join(', ')}`;
  return item.bridgehead ? `${place}, ${bridgeheadWord(parents[0]?.kind)}` : place;
}

function problemsOf(mark: Mark | undefined): HTMLElement[] {
  if (mark === undefined) return [];
  const severity = mark.severity === 'hint' ? 'info' : mark.severity;
  const items = mark.problems.map((problem) => html('li', {}, icon(severity), html('span', {}, problem)));
  return [html('ul', { class: `problems ${severity}` }, ...items)];
}

/** The Receive connectors of a server in a site, for those who ask. */
function receivingOf(index: SceneIndex, item: SceneNode | SceneEdge, open: boolean): HTMLElement[] {
  if ('curve' in item || item.kind !== 'server' || item.parent === null) return [];
  if (index.nodes.get(item.parent)?.kind !== 'site') return [];
  const all = allReceiving(item);
  const rows = all.flatMap(({ name, text }) => [html('dt', {}, name), html('dd', {}, text)]);
  return [
    html(
      'details',
      { class: 'receiving', open },
      html('summary', {}, `${all.length} Receive ${all.length === 1 ? 'connector' : 'connectors'}`),
      html('dl', { class: 'facts' }, ...rows),
    ),
  ];
}

function switchButton({ element, label, off }: Switch, actions: Actions): HTMLElement {
  const text = `Switch ${off ? 'On' : 'Off'}${label === '' ? '' : ` ${label}`}`;
  const hint = label === '' ? `${text} (Space)` : text;
  return html(
    'button',
    {
      class: 'secondary',
      type: 'button',
      title: hint,
      'aria-pressed': String(off),
      'data-action': `switch ${label}`,
      onclick: () => actions.toggle(element),
    },
    icon('power'),
    text,
  );
}

function moreButtons(item: SceneNode | SceneEdge, actions: Actions): HTMLElement[] {
  const reveal = html(
    'button',
    {
      class: 'secondary',
      type: 'button',
      'data-action': 'reveal',
      title: 'Show where it is written (Enter)',
      onclick: () => actions.reveal(elementOf(item), true),
    },
    icon('reveal'),
    'Go to Source',
  );
  const from = 'curve' in item ? undefined : startOf(item);
  const send = html(
    'button',
    { class: 'secondary', type: 'button', 'data-action': 'send', onclick: () => actions.askMessage(from) },
    icon('send'),
    'Send from Here…',
  );
  const written_ = 'curve' in item || item.kind !== 'internet';
  return [...(from === undefined ? [] : [send]), ...(written_ ? [reveal] : [])];
}

/** Where a message that starts here comes from, in the words of the language. */
function startOf(node: SceneNode): string | undefined {
  if (node.kind === 'server') return writtenSender(node.name, undefined);
  const element = elementOfId(node.id);
  if (element?.kind !== 'virtual server') return undefined;
  return writtenSender(element.reference.server.name, element.reference.virtualServer?.name);
}

/** The icon of what an item is. */
export function iconOf(item: SceneNode | SceneEdge): IconName {
  if ('curve' in item) return isUndirected(item.kind) ? 'link' : 'connector';
  switch (item.kind) {
    case 'routing group':
    case 'site':
      return item.role === undefined ? 'group' : 'hub';
    case 'server':
      return item.role === undefined ? 'server' : 'edge';
    case 'virtual server':
      return 'virtualServer';
    case 'host':
      return 'host';
    case 'internet':
      return 'globe';
    case 'foreign system':
      return 'foreign';
  }
}
