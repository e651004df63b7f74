// What stands still while some elements are switched off: these, what lies inside them, and what hangs on them.

import { lineId, type ElementId } from '#core/model/element';
import type { NodeId } from '../ids.ts';
import { isUndirected } from '../kinds.ts';
import type { SceneEdge, SceneNode } from '../scene.ts';
import { elementOf, endsOf, withParents, type SceneIndex } from '../scene-index.ts';

/** `off` was switched off itself, `without` lies in something that was, or has no end left that it could use. */
export type Power = 'on' | 'off' | 'without';

/** Whether an item works while these elements are off. */
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

/** Both ids of the line between two groups. */
export function lineIds([from, to]: readonly [SceneNode, SceneNode]): readonly [ElementId, ElementId] {
  return [lineId(from.name, to.name), lineId(to.name, from.name)];
}
