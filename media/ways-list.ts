// The ways out of what is selected and into it, each with what it costs and where it leads; a click goes there.

import { waysOf, type Way } from '#core/graph/asked/related';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import type { SceneIndex } from '#core/graph/scene-index';

/** It can be folded; `isOpen` says whether it is not. */
export function waysList(
  index: SceneIndex,
  item: SceneNode | SceneEdge,
  isOpen: boolean,
  actions: Actions,
): HTMLDetailsElement[] {
  if ('curve' in item) return [];
  const { out, in: into, both } = waysOf(index, item);
  const lists = [
    listOf('Out', '→', out, actions),
    listOf('In', '←', into, actions),
    listOf('Joined', '–', both, actions),
  ].flat();
  if (lists.length === 0) return [];
  const counts = [
    counted(out, 'way out', 'ways out'),
    counted(into, 'way in', 'ways in'),
    counted(both, 'joined', 'joined'),
  ];
  const summary = html('summary', {}, counts.filter((count) => count !== '').join(', '));
  return [html('details', { class: 'ways', open: isOpen }, summary, html('div', {}, ...lists))];
}

function counted({ length }: readonly Way[], one: string, many: string): string {
  return length === 0 ? '' : `${length} ${length === 1 ? one : many}`;
}

function listOf(title: string, arrow: string, ways: readonly Way[], actions: Actions): HTMLElement[] {
  if (ways.length === 0) return [];
  const items = ways.map((way) => html('li', {}, wayButton(way, arrow, actions)));
  return [html('section', { 'aria-label': `${title}, ${ways.length}` }, html('ul', {}, ...items))];
}

function wayButton({ edge, other }: Way, arrow: string, actions: Actions): HTMLElement {
  const { element, kind, name, cost, detail, id } = edge;
  const costs = kind === 'dag' ? [] : [html('span', { class: 'cost' }, String(cost))];
  const carries =
    detail === '' || detail === other.name || kind === 'routing group connector' ? name : `${name}: ${detail}`;
  return html(
    'button',
    {
      class: 'way',
      type: 'button',
      'data-action': `way ${id}`,
      title: `${kind} ${name}${detail === '' ? '' : ` (${detail})`}`,
      onclick: () => actions.goTo(element),
    },
    html('span', { 'aria-hidden': 'true' }, arrow),
    html('span', { class: 'way-end', dir: 'auto' }, other.name),
    ...costs,
    html('span', { class: 'quiet way-name', dir: 'auto' }, carries),
  );
}
