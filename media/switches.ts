// What is switched off: the elements that a person chose, and what lies inside them or hangs on them.

import { lineIds, powerOf, type Power } from '#core/graph/asked/power';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { dnsId, isKind, type ElementId } from '#core/model/element';
import { elementOf, endsOf, itemsOf, type SceneIndex } from '#core/graph/scene-index';

export { powerOf, type Power };

export interface Switch {
  readonly element: ElementId;
  readonly label: string;
  readonly off: boolean;
}

/**
 * The switches of an item, its own first; a routing group connector also has that of its line. A site link is its line, and
 * a DAG has none.
 */
export function switchesOf(index: SceneIndex, item: SceneNode | SceneEdge, down: readonly ElementId[]): Switch[] {
  if ('curve' in item && item.kind === 'dag') return [];
  const own = { element: elementOf(item), label: '', off: down.includes(elementOf(item)) };
  const ends = 'curve' in item ? endsOf(index, item) : undefined;
  if (ends === undefined) return [own];
  const line = lineIds(ends);
  const element = down.find((id) => line.includes(id));
  if ('curve' in item && item.kind === 'site link') {
    return [{ element: element ?? item.element, label: '', off: element !== undefined }];
  }
  const label = `Line ${ends[0].name} – ${ends[1].name}`;
  return [own, { element: element ?? line[0], label, off: element !== undefined }];
}

/** What is off once these are switched off or on. */
export function switched(
  down: readonly ElementId[],
  elements: readonly ElementId[],
  to: 'down' | 'up',
): readonly ElementId[] {
  const others = down.filter((id) => !elements.includes(id));
  return to === 'down' ? [...others, ...elements] : others;
}

/** Those that are still drawn: a switch whose element is gone from the text waits for it to come back. */
export function presentSwitches(index: SceneIndex, down: readonly ElementId[]): readonly ElementId[] {
  const lines = down.some((id) => isKind(id, 'line')) ? linesOf(index) : undefined;
  return down.filter((id) => id === dnsId || itemsOf(index, id).length > 0 || lines?.has(id) === true);
}

function linesOf(index: SceneIndex): ReadonlySet<ElementId> {
  return new Set(
    index.places.edges.flatMap((edge) => {
      const ends = endsOf(index, edge);
      return ends === undefined ? [] : lineIds(ends);
    }),
  );
}
