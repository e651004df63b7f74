// What a network of linked boxes looks like: which parts hang together, what is a ring, a mesh, a branch.

import { addTo } from '#core/model/multimap';
import type { NodeId } from './ids.ts';

/** Which boxes are linked, in either direction; by their index. */
export type Links = readonly (readonly number[])[];

/** The links between boxes, which come with their numbers: those of edges between two of them, each once. */
export function linksOf(
  ids: readonly NodeId[],
  edges: Iterable<{ readonly from: NodeId; readonly to: NodeId }>,
): Links {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const links = ids.map(() => new Set<number>());
  for (const edge of edges) {
    const [from, to] = [indexOf.get(edge.from), indexOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    links[from]?.add(to);
    links[to]?.add(from);
  }
  return links.map((each) => [...each]);
}

/** So many links has a branch at most, and a hub at least. */
const mostOfBranch = 3;
const leastOfHub = 5;
const largestMesh = 12;
const largestFullMesh = 24;

export function componentsOf(links: Links): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const components: number[][] = [];
  links.forEach((_, start) => {
    if (seen.has(start)) return;
    seen.add(start);
    const component = [start];
    for (const index of component) {
      for (const next of links[index] ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        component.push(next);
      }
    }
    components.push(component.sort((a, b) => a - b));
  });
  return components;
}

export function degree(links: Links, index: number): number {
  return links[index]?.length ?? 0;
}

export function busiest(component: readonly number[], links: Links): number {
  return component.reduce((best, index) => (degree(links, index) > degree(links, best) ? index : best));
}

/** What is left when branches are cut off, twig by twig: every box in it is on a circle. */
export function coreOf(component: readonly number[], links: Links): readonly number[] {
  const left = new Map(component.map((index) => [index, degree(links, index)]));
  const twigs = component.filter((index) => degree(links, index) === 1);
  for (const twig of twigs) {
    left.delete(twig);
    for (const next of links[twig] ?? []) {
      const remaining = left.get(next);
      if (remaining === undefined) continue;
      left.set(next, remaining - 1);
      if (remaining === 2) twigs.push(next);
    }
  }
  return [...left.keys()];
}

function coreDegrees(core: readonly number[], links: Links): readonly number[] {
  const inside = new Set(core);
  return core.map((index) => (links[index] ?? []).filter((next) => inside.has(next)).length);
}

/** Whether what hangs together has no line but those that hold it together. */
export function isTree(component: readonly number[], links: Links): boolean {
  return component.reduce((sum, index) => sum + degree(links, index), 0) === 2 * (component.length - 1);
}

export function isRing(core: readonly number[], links: Links): boolean {
  return core.length > 2 && coreDegrees(core, links).every((each) => each === 2);
}

/** A few boxes, none of which alone is the centre of all others; some more when each is linked to each. */
export function isMeshOfHubs(core: readonly number[], links: Links): boolean {
  if (core.length < 3 || core.length > largestFullMesh) return false;
  return isFullMesh(core, links) || (core.length <= largestMesh && centresOf(core, links) !== 1);
}

export function isFullMesh(core: readonly number[], links: Links): boolean {
  return centresOf(core, links) === core.length;
}

/** How many are linked to each other one. */
function centresOf(core: readonly number[], links: Links): number {
  return coreDegrees(core, links).filter((each) => each === core.length - 1).length;
}

/** An order in which neighbours follow each other where they can: along a ring, around a mesh. */
export function walk(indices: readonly number[], links: Links): readonly number[] {
  const left = new Set(indices);
  const ends = indices.filter((index) => degree(links, index) === 1);
  const order: number[] = [];
  let current = ends[0] ?? indices[0];
  while (current !== undefined) {
    order.push(current);
    left.delete(current);
    current = (links[current] ?? []).find((next) => left.has(next)) ?? firstOf(left);
  }
  return order;
}

function firstOf<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}

/** Which boxes are branches: linked to few, one of which is a hub with far more links than itself. */
export function branchesOf(component: readonly number[], links: Links) {
  const hubOf = new Map<number, number>();
  const branches = new Map<number, number[]>();
  for (const index of component) {
    const hub = busiest(links[index] ?? [], links);
    if (degree(links, index) > mostOfBranch || degree(links, hub) < leastOfHub) continue;
    if (degree(links, hub) < 2 * degree(links, index)) continue;
    hubOf.set(index, hub);
    addTo(branches, hub, index);
  }
  return {
    isBranch: (index: number) => hubOf.has(index),
    of: (hub: number): readonly number[] => branches.get(hub) ?? [],
  };
}

export interface Tree {
  /** Parents before children. */
  readonly order: readonly number[];
  readonly childrenOf: ReadonlyMap<number, readonly number[]>;
}

export function treeOf(root: number, links: Links, walls: ReadonlySet<number>): Tree {
  const seen = new Set([root]);
  const order = [root];
  const childrenOf = new Map<number, readonly number[]>();
  for (const index of order) {
    const children = (links[index] ?? []).filter((next) => !seen.has(next) && !walls.has(next));
    for (const child of children) seen.add(child);
    order.push(...children);
    childrenOf.set(index, children);
  }
  return { order, childrenOf };
}
