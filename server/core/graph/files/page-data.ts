// What the page of a drawing knows of each thing in it, besides its picture: what it is, what is said of it, and what it
// has to do with. The page reads it as JSON.

import { bridgeheadWord, isGroup, isUndirected } from '../kinds.ts';
import type { NodeId } from '../ids.ts';
import type { SceneEdge, SceneNode } from '../scene.ts';
import type { SceneIndex } from '../scene-index.ts';
import { printable } from '../text-width.ts';

/** One thing in the drawing. Lines come first, then boxes, each in the order in which they are painted. */
export interface PageItem {
  readonly name: string;
  /** What it is, in a few words. */
  readonly kind: string;
  /** Sentences and parts of such: the first says what it is. */
  readonly said: readonly string[];
  readonly related: readonly {
    readonly title: string;
    /** Their numbers. */
    readonly items: readonly number[];
  }[];
}

/** What the page is told of everything. All of it is printable, on one line each. */
export function pageData(index: SceneIndex, tooltip: (item: SceneNode | SceneEdge) => string): readonly PageItem[] {
  const { nodes, edges } = index.places;
  const numbers = new Map<string, number>([...edges, ...nodes].map(({ id }, number) => [id, number]));
  const numberOf = (ids: readonly string[]) => [...new Set(ids)].flatMap((id) => numbers.get(id) ?? []);
  const related = (title: string, all: readonly (string | { readonly id: string })[]) => {
    const items = numberOf(all.map((each) => (typeof each === 'string' ? each : each.id)));
    return items.length === 0 ? [] : [{ title, items }];
  };
  const ofEdge = (edge: SceneEdge): PageItem['related'] => [
    ...related(isUndirected(edge.kind) ? 'Between' : 'From', [edge.from]),
    ...related(isUndirected(edge.kind) ? 'And' : 'To', [edge.to]),
    ...related(plural(bridgeheadWord(index.nodes.get(edge.from)?.kind)), edge.bridgeheads),
    ...related('Arrives at', edge.targets),
  ];
  const ofNode = (node: SceneNode): PageItem['related'] => {
    const at = edgesAt(index, node.id);
    const joined = at.filter(({ kind }) => isUndirected(kind));
    const led = at.filter(({ kind }) => !isUndirected(kind));
    return [
      ...related('In', node.parent === null ? [] : [node.parent]),
      ...related('Holds', index.children.get(node.id) ?? []),
      ...related(
        'Ways out',
        led.filter(({ to }) => to !== node.id),
      ),
      ...related(
        'Ways in',
        led.filter(({ to }) => to === node.id),
      ),
      ...related('Joined by', joined),
    ];
  };
  const item = (each: SceneNode | SceneEdge, others: PageItem['related']): PageItem => ({
    name: printable(each.name),
    kind: each.kind,
    said: tooltip(each).split('\n').map(printable),
    related: others,
  });
  return [...edges.map((edge) => item(edge, ofEdge(edge))), ...nodes.map((node) => item(node, ofNode(node)))];
}

function edgesAt(index: SceneIndex, id: NodeId): readonly SceneEdge[] {
  const at = index.edgesAt.get(id) ?? [];
  return isGroup(index.nodes.get(id)?.kind) ? at : at.filter((edge) => edge.to === id || edge.bridgeheads.includes(id));
}

function plural(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}s`;
}
