// What is switched off: the elements that a person chose, and what lies inside them or hangs on them.

import type { NodeId } from '#core/graph/ids';
import { isUndirected } from '#core/graph/kinds';
import type { SceneEdge, SceneNode } from '#core/graph/scene';
import { dnsId, isKind, lineId, type ElementId } from '#core/model/element';
import { elementOf, endsOf, itemsOf, withParents, type SceneIndex } from './scene-index.ts';

/** `off` was switched off itself, `without` lies in something that was, or has no end left that it could use. */
export type Power = 'on' | 'off' | 'without';

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

export function powerOf(index: SceneIndex, item: SceneNode | SceneEdge, down: ReadonlySet<ElementId>): Power {
  if (down.size === 0) return 'on';
  if (down.has(elementOf(item))) return 'off';
  if (!('curve' in item)) return isWithout(index, item.parent, down) ? 'without' : 'on';
  const ends = item.kind === 'dag' ? undefined : endsOf(index, item);
  if (ends !== undefined && lineIds(ends).some((line) => down.has(line))) return 'off';
  const ways = isUndirected(item.kind)
    ? [[item.from], [item.to]]
    : [[item.from], [item.to], leavesBy(index, item), item.targets];
  return ways.some((way) => areAllWithout(index, way, down)) ? 'without' : 'on';
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

/** The bridgeheads of a connector: where it names none, all servers of its group. */
function leavesBy(index: SceneIndex, { from, bridgeheads }: SceneEdge): readonly NodeId[] {
  if (bridgeheads.length > 0) return bridgeheads;
  return (index.children.get(from) ?? []).map(({ id }) => id);
}

function areAllWithout(index: SceneIndex, ids: readonly NodeId[], down: ReadonlySet<ElementId>): boolean {
  return ids.length > 0 && ids.every((id) => isWithout(index, id, down));
}

function isWithout(index: SceneIndex, id: NodeId | null, down: ReadonlySet<ElementId>): boolean {
  return withParents(index, id).some((node) => down.has(elementOf(node)));
}

function linesOf(index: SceneIndex): ReadonlySet<ElementId> {
  return new Set(
    index.places.edges.flatMap((edge) => {
      const ends = endsOf(index, edge);
      return ends === undefined ? [] : lineIds(ends);
    }),
  );
}

function lineIds([from, to]: readonly [SceneNode, SceneNode]): readonly [ElementId, ElementId] {
  return [lineId(from.name, to.name), lineId(to.name, from.name)];
}
