// Says at the border of the drawing whose the ends of the selected connector are, where they are not in view; a click
// flies there.

import { exitOf, pointsAlong, type Exit } from '#core/graph/sight/off-screen';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import type { Rectangle } from '#core/graph/space';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { itemsOf } from '#core/graph/scene-index';
import type { View } from './view.ts';

export interface OffScreenEnds {
  readonly element: HTMLElement;
  show(view: Pick<View, 'index' | 'selected'>): void;
  /** This part of the scene is in view, in a window of this size in pixels, as much of it as nothing covers. */
  look(seen: Rectangle, window: { readonly width: number; readonly height: number }): void;
}

interface End {
  readonly node: SceneNode;
  /** The line, towards this end. */
  readonly line: readonly { readonly x: number; readonly y: number }[];
  readonly chip: HTMLButtonElement;
}

/** A connector with more ends than this says where the first of them are. */
const most = 12;
/** Between a chip and the border, in pixels. */
const gap = 6;

export function createOffScreenEnds(flyTo: (id: string) => void): OffScreenEnds {
  const element = html('div', { class: 'off-screen-ends' });
  let shown: Pick<View, 'index' | 'selected'> | undefined;
  let ends: readonly End[] = [];
  let looked: Parameters<OffScreenEnds['look']> | undefined;
  const place = (): void => {
    if (looked === undefined || ends.length === 0) return;
    const [seen, window] = looked;
    for (const { node, line, chip } of ends) placeChip(chip, exitOf(line, node, seen), seen, window);
  };
  return {
    element,
    show: ({ index, selected }) => {
      if (shown?.index !== index || shown.selected !== selected) {
        shown = { index, selected };
        ends = selected === null ? [] : endsOf(shown, flyTo);
        element.replaceChildren(...ends.map(({ chip }) => chip));
      }
      place();
    },
    look: (...now) => {
      looked = now;
      place();
    },
  };
}

/** Each node once, however many lines lead to it. */
function endsOf({ index, selected }: Pick<View, 'index' | 'selected'>, flyTo: (id: string) => void): readonly End[] {
  const edges = itemsOf(index, selected ?? '').filter((item): item is SceneEdge => 'curve' in item);
  const ends = new Map<string, End>();
  for (const edge of edges) {
    const points = pointsAlong(edge.curve);
    for (const [id, line] of [
      [edge.to, points],
      [edge.from, points.toReversed()],
    ] as const) {
      // prettier-ignore
      const node = index.nodes.get(id);
      if (node !== undefined && !ends.has(id)) ends.set(id, { node, line, chip: chipOf(node, flyTo) });
    }
  }
  return [...ends.values()].slice(0, most);
}

function chipOf({ id, name, label }: SceneNode, flyTo: (id: string) => void): HTMLButtonElement {
  const go = `Go to ${name}`;
  const attributes = { class: 'chip', type: 'button', title: go, 'aria-label': go, onclick: () => flyTo(id) };
  return html('button', attributes, icon('connector'), html('span', { dir: 'auto' }, label));
}

function placeChip(
  chip: HTMLButtonElement,
  exit: Exit | undefined,
  seen: Rectangle,
  window: { readonly width: number; readonly height: number },
): void {
  // Neither asks for sizes nor changes what is laid out: it is called in every frame of a movement.
  chip.style.visibility = exit === undefined ? 'hidden' : 'visible';
  if (exit === undefined) return;
  const x = ((exit.x - seen.x) / seen.width) * window.width;
  const y = ((exit.y - seen.y) / seen.height) * window.height;
  const within = (at: number, room: number): string =>
    `clamp(${gap}px, ${at.toFixed(1)}px - 50%, ${(room - gap).toFixed(1)}px - 100%)`;
  chip.style.transform = `translate(${within(x, window.width)}, ${within(y, window.height)})`;
  const arrow = chip.querySelector('svg');
  if (arrow !== null) arrow.style.transform = `rotate(${exit.direction.toFixed(3)}rad)`;
}
