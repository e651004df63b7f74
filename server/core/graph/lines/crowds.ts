// Crowds: a hub with its branches around it, whose lines fan out there. A line of others that led through would cross
// many of them, and lead between boxes that it has nothing to do with.

import type { Bundle } from './bundles.ts';
import type { Box } from './direct-lines.ts';
import type { NodeId } from '../ids.ts';
import { isGroup } from '../kinds.ts';
import { branchesOf, linksOf } from '../network.ts';
import type { SceneNode } from '../scene.ts';
import { makeSpace, surrounding, type Rectangle } from '../space.ts';
import type { DrawnEdge } from '../ties.ts';

export interface Crowds {
  /** The number of the crowd to which a box belongs, from 1; 0 for none. */
  of(box: NodeId): number;
  /** The crowds through whose places a level stretch leads. */
  across(left: number, right: number, y: number): readonly Crowd[];
}

export interface Crowd extends Rectangle {
  readonly number: number;
}

/** So many branches make a crowd, at least. */
const fewest = 4;
/** Of the boxes within the rectangle around a crowd so many belong to it, or it is none. */
const ownShare = 0.8;

/** The crowds among boxes that are joined by these bundles. */
export function crowdsOf(
  bundles: readonly Bundle<DrawnEdge>[],
  boxes: ReadonlyMap<NodeId, Box & Pick<SceneNode, 'kind'>>,
): Crowds {
  const ids = [...boxes.values()].filter(({ kind }) => isGroup(kind)).map(({ id }) => id);
  const links = linksOf(
    ids,
    bundles.map(([first]) => first),
  );
  const linked = [...ids.keys()].filter((index) => (links[index]?.length ?? 0) > 0);
  const branches = branchesOf(linked, links);
  const space = makeSpace(boxes.values());
  const numbers = new Map<NodeId, number>();
  const places: Crowd[] = [];
  ids.forEach((hub, index) => {
    const around = branches.of(index);
    if (branches.isBranch(index) || around.length < fewest) return;
    const own = [hub, ...around.flatMap((each) => ids[each] ?? [])];
    const place = surrounding(own.flatMap((id) => boxes.get(id) ?? []));
    if (own.length < ownShare * space.at(place).length) return;
    const number = places.length + 1;
    places.push({ ...place, number });
    for (const id of own) numbers.set(id, number);
  });
  const across: Crowds['across'] = (left, right, y) =>
    places.filter((each) => y > each.y && y < each.y + each.height && each.x < right && left < each.x + each.width);
  return { of: (box) => numbers.get(box) ?? 0, across };
}
