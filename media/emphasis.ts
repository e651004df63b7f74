// Brings forward what the item under the pointer, the focused one or the selected one has to do with, and lets the rest
// step back. It only sets classes; the style sheet says what they look like.

import { relatedTo } from '#core/graph/asked/related';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { itemsOf, type SceneIndex } from '#core/graph/scene-index';
import type { View } from './view.ts';

export interface Emphasis {
  /** What is drawn and selected now. */
  show(view: Pick<View, 'index' | 'selected' | 'filtered'>): void;
  /** Items came into the document, or left it. */
  renew(): void;
  /** Brings forward what an item has to do with, as if the pointer were on it; undefined: nothing any more. */
  point(id: string | undefined): void;
}

/** How long the pointer has to rest on an item, in milliseconds, so that nothing flickers where it only passes. */
const rest = 70;

export function createEmphasis(element: HTMLElement, viewport: SVGGElement): Emphasis {
  let view: Pick<View, 'index' | 'selected' | 'filtered'> | undefined;
  let pointed: string | undefined;
  let elements: ReadonlyMap<string, readonly Element[]> = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const related = createMarking('related');
  const filtered = createMarking('filtered');

  let followed: readonly unknown[] = [];
  let ids = nothing;
  const mark = (): void => {
    if (view === undefined) return;
    const now = [view.index, view.selected, pointed];
    if (now.some((each, i) => each !== followed[i])) ids = relatedIds(view.index, itemsToFollow(view, pointed));
    followed = now;
    related.show(elements, ids);
    filtered.show(elements, view.filtered);
    element.classList.toggle('focusing', ids.size > 0);
  };
  const point = (id: string | undefined): void => {
    clearTimeout(timer);
    if (id === pointed) return;
    pointed = id;
    mark();
  };
  const pointSoon = (id: string | undefined): void => {
    clearTimeout(timer);
    timer = setTimeout(() => point(id), rest);
  };
  element.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'touch' && event.buttons === 0) pointSoon(idOf(event.target));
  });
  element.addEventListener('pointerleave', () => pointSoon(undefined));
  element.addEventListener('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible')) point(idOf(event.target));
  });
  element.addEventListener('focusout', () => point(undefined));
  return {
    show: (now) => {
      view = now;
      mark();
    },
    renew: () => {
      elements = elementsIn(viewport);
      for (const marking of [related, filtered]) marking.forget();
      mark();
    },
    point,
  };
}

function idOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<SVGElement>('[data-id]')?.dataset['id'] : undefined;
}

function itemsToFollow(
  { index, selected }: Pick<View, 'index' | 'selected'>,
  pointed: string | undefined,
): readonly (SceneNode | SceneEdge)[] {
  const item = pointed === undefined ? undefined : (index.nodes.get(pointed) ?? index.edges.get(pointed));
  if (item !== undefined) return [item];
  return selected === null ? [] : itemsOf(index, selected);
}

const nothing: ReadonlySet<string> = new Set();

function relatedIds(index: SceneIndex, items: readonly (SceneNode | SceneEdge)[]): ReadonlySet<string> {
  const [first, ...others] = items.map((item) => relatedTo(index, item));
  if (first === undefined) return nothing;
  return others.length === 0 ? first : new Set([first, ...others].flatMap((ids) => [...ids]));
}

/** A class on the elements of some items; from one time to the next only those are touched that differ. */
function createMarking(name: string) {
  let before: ReadonlySet<string> = nothing;
  return {
    show: (elements: ReadonlyMap<string, readonly Element[]>, ids: ReadonlySet<string>): void => {
      if (ids === before) return;
      const set = (id: string, on: boolean): void => {
        for (const element of elements.get(id) ?? []) element.classList.toggle(name, on);
      };
      for (const id of before) if (!ids.has(id)) set(id, false);
      for (const id of ids) if (!before.has(id)) set(id, true);
      before = ids;
    },
    /** The elements are others now, or may be. */
    forget: (): void => {
      before = nothing;
    },
  };
}

/** Line and caption of an edge have the same id. */
function elementsIn(viewport: SVGGElement): ReadonlyMap<string, readonly Element[]> {
  const elements = new Map<string, Element[]>();
  for (const element of viewport.querySelectorAll<SVGElement>('g[data-id]')) {
    const id = element.dataset['id'] ?? '';
    element.classList.remove('related', 'filtered');
    const others = elements.get(id);
    if (others === undefined) elements.set(id, [element]);
    else others.push(element);
  }
  return elements;
}
