// The places of a scene with the look-ups that painting, walking and switching need.

import type { NodeId } from './ids.ts';
import { once } from './once.ts';
import type { Places, SceneEdge, SceneNode } from './scene.ts';
import { connectorId, dnsId, internetId, routingGroupId, type ElementId } from '#core/model/element';
import { isGroup } from './kinds.ts';

/** The keys are ids; any text can be asked for, so what an event or a message names is checked by looking for it. */
export interface SceneIndex {
  readonly places: Places;
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly edges: ReadonlyMap<string, SceneEdge>;
  readonly children: ReadonlyMap<string, readonly SceneNode[]>;
  /** A connector can be drawn as several edges. */
  readonly edgesOf: ReadonlyMap<string, readonly SceneEdge[]>;
  /** The edges that leave or enter a node, or have it as a bridgehead. */
  readonly edgesAt: ReadonlyMap<string, readonly SceneEdge[]>;
  /** For elements without a place of their own: the node that stands for them. */
  readonly standIns: ReadonlyMap<string, NodeId>;
}

/** Look-ups that are made when they are asked for. */
interface Asked {
  readonly children: () => SceneIndex['children'];
  readonly edgesOf: () => SceneIndex['edgesOf'];
  readonly edgesAt: () => SceneIndex['edgesAt'];
}

/** Apart from the index, which holds none before it: a chain of them would hold all drawings that there ever were. */
const asked = new WeakMap<SceneIndex, Asked>();

/** What an edit of `before` left alone is looked up as there; what is not asked for is not made. */
export function indexPlaces(places: Places, before?: SceneIndex): SceneIndex {
  const { nodes, edges, undrawn } = places;
  const ofNodes = before?.places.nodes === nodes ? before : undefined;
  const ofEdges = before?.places.edges === edges ? before : undefined;
  const known = { nodes: ofNodes && asked.get(ofNodes), edges: ofEdges && asked.get(ofEdges) };
  const children =
    known.nodes?.children ?? once(() => grouped(nodes, ({ parent }) => (parent === null ? [] : [parent])));
  const edgesOf = known.edges?.edgesOf ?? once(() => grouped(edges, ({ element }) => [element]));
  const edgesAt =
    known.edges?.edgesAt ?? once(() => grouped(edges, ({ from, to, bridgeheads }) => [from, to, ...bridgeheads]));
  const index = {
    places,
    nodes: ofNodes?.nodes ?? new Map(nodes.map((node) => [node.id, node])),
    edges: ofEdges?.edges ?? new Map(edges.map((edge) => [edge.id, edge])),
    get children() {
      return children();
    },
    get edgesOf() {
      return edgesOf();
    },
    get edgesAt() {
      return edgesAt();
    },
    standIns: new Map(undrawn.map(({ element, node }) => [element, node])),
  };
  asked.set(index, { children, edgesOf, edgesAt });
  return index;
}

export const emptyIndex = indexPlaces({ nodes: [], edges: [], undrawn: [], width: 0, height: 0 });

/** The element that an item of the drawing stands for; the world outside is reached by its DNS, a foreign system by its connector. */
export function elementOf(item: SceneNode | SceneEdge): ElementId {
  if ('curve' in item) return item.element;
  if (item.kind === 'foreign system') return connectorId(item.name);
  return item.id === internetId ? dnsId : item.id;
}

/** The items of the drawing that stand for an element; what has no place of its own is stood for by another. */
export function itemsOf(index: SceneIndex, element: string): readonly (SceneNode | SceneEdge)[] {
  const node = index.nodes.get(element === dnsId ? internetId : (index.standIns.get(element) ?? element));
  return node === undefined ? (index.edgesOf.get(element) ?? []) : [node];
}

/** The node itself and the nodes that hold it, inside out. */
export function withParents(index: SceneIndex, id: NodeId | null): readonly SceneNode[] {
  const node = id === null ? undefined : index.nodes.get(id);
  return node === undefined ? [] : [node, ...withParents(index, node.parent)];
}

/** The routing group or site that a node is or lies in. */
function groupOf(index: SceneIndex, id: NodeId): SceneNode | undefined {
  return withParents(index, id).find((node) => isGroup(node.kind));
}

/** The groups that a routing group connector joins, the sites of a site link; undefined when one of them is not drawn. */
export function endsOf(index: SceneIndex, edge: SceneEdge): readonly [SceneNode, SceneNode] | undefined {
  const from = groupOf(index, edge.from);
  const to = groupOf(index, edge.to) ?? index.nodes.get(routingGroupId(edge.detail));
  return from === undefined || to === undefined || from === to ? undefined : [from, to];
}

/** The items of each key, an item once even where it has a key twice. */
function grouped<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else if (group.at(-1) !== item) group.push(item);
    }
  }
  return groups;
}
