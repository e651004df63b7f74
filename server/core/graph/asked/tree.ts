// The drawing as a tree, for those who read it instead of looking: groups with their servers and these with their virtual
// servers, what is outside, and at each of the outermost its connectors with where they lead.

import { isUndirected } from '../kinds.ts';
import type { MarkOf } from '../marks.ts';
import { waysOf, type Surroundings } from './related.ts';
import type { Places, SceneEdge, SceneNode } from '../scene.ts';

/** A line of the tree. */
export interface Branch {
  /** Of this line alone: a connector stands at both its ends. */
  readonly key: string;
  readonly item: SceneNode | SceneEdge;
  /** Of a connector: what stands at its other end, and which way it leads from here. */
  readonly other?: SceneNode;
  readonly way?: 'out' | 'in' | 'both';
}

/** The outermost lines. */
export function rootsOf({ nodes }: Places): readonly Branch[] {
  return nodes.filter(({ parent }) => parent === null).map((item) => ({ key: item.id, item }));
}

/** What a line holds: what stands in it, then its ways out, those that only join, and those in. */
export function branchesOf(around: Surroundings, { key, item }: Branch): readonly Branch[] {
  if ('curve' in item) return [];
  const held = (around.children.get(item.id) ?? []).map((child): Branch => ({
    key: `${key}\n${child.id}`,
    item: child,
  }));
  if (item.parent !== null) return held;
  const ways = waysOf(around, item);
  const lines = (['out', 'both', 'in'] as const).flatMap((way) =>
    ways[way].map(({ edge, other }): Branch => ({ key: `${key}\n${way} ${edge.id}`, item: edge, other, way })),
  );
  return [...held, ...lines];
}

/** Whether a line holds any: cheaper than asking which. */
export function hasBranches({ children, edgesAt }: Surroundings, { item }: Branch): boolean {
  if ('curve' in item) return false;
  return (children.get(item.id)?.length ?? 0) > 0 || (item.parent === null && (edgesAt.get(item.id)?.length ?? 0) > 0);
}

/** Where a line says that its connector leads, with what it costs. */
export function wayInWords({ item, other, way }: Branch): string {
  if (!('curve' in item) || other === undefined) return '';
  const cost = item.kind === 'dag' ? '' : `, cost ${item.cost}`;
  if (isUndirected(item.kind)) return `– ${other.name}${cost}`;
  return `${way === 'in' ? '←' : '→'} ${other.name}${cost}`;
}

/** The items that diagnostics concern, in the order of the drawing; of a connector the first of its lines. */
export function itemsWithProblems({ nodes, edges }: Places, markOf: MarkOf): readonly (SceneNode | SceneEdge)[] {
  const seen = new Set<string>();
  const lines = edges.filter((edge) => {
    const isFirst = !seen.has(edge.element);
    seen.add(edge.element);
    return isFirst && markOf(edge) !== undefined;
  });
  return [...nodes.filter((node) => markOf(node) !== undefined), ...lines];
}
