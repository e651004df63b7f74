// The filter of the drawing: which connectors and what else is to be seen. A card that the toolbar opens.

import { edgeKinds, everything, leavesOut, type Filter } from '#core/graph/asked/filter';
import type { EdgeKind } from '#core/graph/scene';
import type { Actions } from './actions.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import type { SceneIndex } from '#core/graph/scene-index';

export interface FilterBox {
  readonly element: HTMLElement;
  readonly toggle: () => void;
  /** Whether it was open. */
  readonly close: () => boolean;
  show(state: FilterState): void;
}

export interface FilterState {
  readonly index: SceneIndex;
  readonly filter: Filter;
  /** The ids of what is left out. */
  readonly filtered: ReadonlySet<string>;
  /** The route of a message is shown. */
  readonly hasRoute: boolean;
}

type Flag = 'running' | 'problems' | 'usable' | 'hides';

export function createFilterBox(actions: Actions, closed: () => void): FilterBox {
  let filter = everything;
  const change = (to: Partial<Filter>): void => actions.filter({ ...filter, ...to });
  const kinds = new Map(edgeKinds.map((kind) => [kind, kindBox(kind, (on) => change({ without: on ? filter.without.filter((each) => each !== kind) : [...filter.without, kind] }))])); // prettier-ignore
  const flag = (name: Flag, label: string): HTMLInputElement & { label: HTMLElement } =>
    checkbox(label, (on) => change({ [name]: on }));
  const running = flag('running', 'Only what is on and enabled');
  const problems = flag('problems', 'Only what has problems');
  const usable = flag('usable', 'Only what the shown message could use');
  const hides = flag('hides', 'Hide the rest instead of letting it step back');
  const scope = html(
    'select',
    {
      onchange: () =>
        change({ scope: scope.value === 'local' || scope.value === 'organization' ? scope.value : 'any' }),
    },
    html('option', { value: 'any' }, 'Any scope'),
    html('option', { value: 'organization' }, 'Whole organization'),
    html('option', { value: 'local' }, 'Own group or site only'),
  );
  const count = html('p', { class: 'quiet', role: 'status' });
  const clear = html('button', { class: 'secondary', type: 'button', onclick: () => change({ ...everything, hides: filter.hides }) }, 'Show Everything'); // prettier-ignore
  const close = (): boolean => {
    if (element.hidden) return false;
    const hadFocus = element.contains(document.activeElement);
    element.hidden = true;
    if (hadFocus) closed();
    return true;
  };
  const closeButton = html('button', { class: 'tool', type: 'button', title: 'Close', 'aria-label': 'Close', onclick: () => close() }, icon('close')); // prettier-ignore
  const connectors = html('fieldset', {}, html('legend', {}, 'Connectors'), ...[...kinds.values()].map((each) => each.label)); // prettier-ignore
  const element = html(
    'section',
    { class: 'filter-box', 'aria-label': 'Filter', hidden: true },
    html('header', {}, html('h2', {}, 'Filter'), closeButton),
    connectors,
    html('label', { class: 'scope' }, 'Scope', scope),
    html('fieldset', {}, html('legend', {}, 'Show'), running.label, problems.label, usable.label, hides.label),
    html('div', { class: 'buttons' }, clear, count),
  );
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  return {
    element,
    close,
    toggle: () => {
      if (close()) return;
      element.hidden = false;
      element.querySelector<HTMLElement>('label:not([hidden]) > :is(input, select)')?.focus();
    },
    show: ({ index, filter: now, filtered, hasRoute }) => {
      filter = now;
      const present = new Set(index.places.edges.map(({ kind }) => kind));
      for (const [kind, box] of kinds) {
        box.label.hidden = !present.has(kind) && !now.without.includes(kind);
        box.checked = !now.without.includes(kind);
      }
      connectors.hidden = [...kinds.values()].every(({ label }) => label.hidden);
      scope.value = now.scope;
      [running.checked, problems.checked, usable.checked, hides.checked] = [now.running, now.problems, now.usable, now.hides]; // prettier-ignore
      usable.disabled = !hasRoute && !now.usable;
      clear.disabled = !leavesOut(now);
      count.textContent = countOf(now, filtered, index);
    },
  };
}

function countOf({ hides }: Filter, filtered: ReadonlySet<string>, { edges }: SceneIndex): string {
  if (filtered.size === 0) return 'Nothing is left out.';
  const lines = [...filtered].filter((id) => edges.has(id)).length;
  const others = filtered.size - lines;
  const parts = [
    ...(lines === 0 ? [] : [`${lines} ${lines === 1 ? 'connector' : 'connectors'}`]),
    ...(others === 0 ? [] : [`${others} ${lines === 0 ? (others === 1 ? 'element' : 'elements') : others === 1 ? 'other' : 'others'}`]), // prettier-ignore
  ];
  const verb = filtered.size === 1 ? (hides ? 'is hidden' : 'steps back') : hides ? 'are hidden' : 'step back';
  return `${parts.join(' and ')} ${verb}.`;
}

function kindBox(kind: EdgeKind, change: (on: boolean) => void): HTMLInputElement & { label: HTMLElement } {
  const words = kind === 'dag' ? 'DAGs' : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}s`;
  return checkbox(words.replace(/^Smtp/, 'SMTP').replace(/^X400/, 'X.400'), change);
}

function checkbox(text: string, change: (on: boolean) => void): HTMLInputElement & { label: HTMLElement } {
  const input = html('input', { type: 'checkbox', onchange: () => change(input.checked) });
  return Object.assign(input, { label: html('label', {}, input, text) });
}
