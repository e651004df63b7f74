// What an item of the drawing has to do with: its connectors and both their ends; and of a node, its ways in and out.

import { isUndirected } from '../kinds.ts';
import type { NodeId } from '../ids.ts';
import type { SceneEdge, SceneNode } from '../scene.ts';

/** What has to be known of a drawing to tell what belongs together in it. */
export interface Surroundings {
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly children: ReadonlyMap<string, readonly SceneNode[]>;
  /** The edges that leave or enter a node, or have it as a bridgehead. */
  readonly edgesAt: ReadonlyMap<string, readonly SceneEdge[]>;
}

/** The ids of an item and of all that it has to do with. */
export function relatedTo(around: Surroundings, item: SceneNode | SceneEdge): ReadonlySet<string> {
  const related = new Set<string>();
  if ('curve' in item) addEdge(around, item, related);
  else {
    addHeld(around, item, related);
    addHolders(around, item.id, related);
    for (const edge of edgesOf(around, item)) addEdge(around, edge, related);
  }
  return related;
}

/** A connector of a node, and what stands at its other end. */
export interface Way {
  readonly edge: SceneEdge;
  readonly other: SceneNode;
}

/** The cheapest first, those that cost the same by name. */
export interface Ways {
  readonly out: readonly Way[];
  readonly in: readonly Way[];
  /** What leads nowhere but joins: site links, DAGs. */
  readonly both: readonly Way[];
}

/** The ways out of a node and into it. */
export function waysOf(around: Surroundings, node: SceneNode): Ways {
  const inside = new Set(heldIn(around, node).map(({ id }) => id));
  for (let at: NodeId | null = node.parent; at !== null; at = around.nodes.get(at)?.parent ?? null) inside.add(at);
  const ways: { out: Way[]; in: Way[]; both: Way[] } = { out: [], in: [], both: [] };
  for (const edge of edgesOf(around, node)) {
    const isOut = inside.has(edge.from);
    const other = around.nodes.get(isOut ? edge.to : edge.from);
    if (other !== undefined) ways[isUndirected(edge.kind) ? 'both' : isOut ? 'out' : 'in'].push({ edge, other });
  }
  return { out: sorted(ways.out), in: sorted(ways.in), both: sorted(ways.both) };
}

function sorted(ways: readonly Way[]): readonly Way[] {
  return ways.toSorted((a, b) => a.edge.cost - b.edge.cost || compare(a.other.name, b.other.name) || compare(a.edge.id, b.edge.id)); // prettier-ignore
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Those of a server are the connectors that it is a bridgehead of, named or because every server of its group is. */
function edgesOf(around: Surroundings, { id, parent }: SceneNode): readonly SceneEdge[] {
  const own = around.edgesAt.get(id) ?? [];
  if (parent === null) return own;
  const outermost = outermostOf(around, parent);
  const within = new Set(heldIn(around, around.nodes.get(id)).map((node) => node.id));
  const others = (around.edgesAt.get(outermost) ?? []).filter(({ from, to, kind, bridgeheads, targets }) => {
    if (isUndirected(kind)) return kind === 'dag' && [...bridgeheads, ...targets].some((each) => within.has(each));
    const named = from === outermost ? bridgeheads : to === outermost ? targets : [];
    return named.length === 0 ? from === outermost : named.some((each) => within.has(each));
  });
  return [...new Set([...own, ...others])];
}

function outermostOf({ nodes }: Surroundings, id: NodeId): NodeId {
  let at = id;
  for (let above = nodes.get(at)?.parent; above !== null && above !== undefined; above = nodes.get(at)?.parent)
    at = above;
  return at;
}

/** The node and all that is in it. */
function heldIn({ children }: Surroundings, node: SceneNode | undefined): readonly SceneNode[] {
  if (node === undefined) return [];
  const held = [node];
  for (const each of held) held.push(...(children.get(each.id) ?? []));
  return held;
}

function addHeld(around: Surroundings, node: SceneNode, related: Set<string>): void {
  for (const { id } of heldIn(around, node)) related.add(id);
}

function addHolders({ nodes }: Surroundings, id: NodeId, related: Set<string>): void {
  for (let at: NodeId | null = id; at !== null; at = nodes.get(at)?.parent ?? null) related.add(at);
}

function addEdge(around: Surroundings, { id, from, to, bridgeheads, targets }: SceneEdge, related: Set<string>): void {
  related.add(id);
  for (const end of [from, to, ...bridgeheads, ...targets]) addHolders(around, end, related);
}
