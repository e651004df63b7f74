// Places as text: what travels whole from the server to a page. It is as short as it can be while it is quick to read:
// columns instead of objects; nodes and edges by their numbers; an id as what it has besides the name; curves as numbers.
// What follows from something else is left out. Read again (`read-places.ts`) they are the same places, number for number.

import { columnsOf, type Columns } from './columns.ts';
import type { EdgeId, NodeId } from './ids.ts';
import type { Places, SceneEdge, SceneNode, ScenePair } from './scene.ts';
import { clustersOf, noClusters } from './sight/clusters.ts';
import { writeClusters, type WrittenClusters } from './sight/written-clusters.ts';
import { writeCurves, type WrittenCurves } from './written-curves.ts';

export interface WrittenPlaces extends Omit<Places, 'nodes' | 'edges'> {
  readonly nodes: Columns;
  readonly edges: Columns;
  readonly pairs: Columns;
  /** Of the edges, then of the pairs. */
  readonly curves: WrittenCurves;
  /** Of a large drawing. */
  readonly clusters?: WrittenClusters;
}

/** A node or an edge: which one in the list; by its id where that does not have it. */
export type Reference<Id> = number | Id;

/** An id by what it has before and behind the name; one that does not have the name is `before` alone. */
export interface Named {
  readonly name: string;
  readonly before: string;
  readonly after?: string;
}

export interface WrittenNode extends Omit<SceneNode, 'id' | 'parent' | 'label' | 'sublabel'>, Named {
  readonly parent: Reference<NodeId> | null;
  /** Where it is not the name. */
  readonly label?: string;
  /** Where it is not the detail. */
  readonly sublabel?: string;
}

/** Where a label stands, and what it says. */
export interface Captioned extends Pick<SceneEdge, 'caption' | 'captionWidth' | 'captionHeight'> {
  readonly labelX: number;
  readonly labelY: number;
}

export interface WrittenEdge
  extends
    Omit<SceneEdge, 'id' | 'element' | keyof Ends | 'curve' | 'arrow' | 'pair' | 'pairedBy' | 'label'>,
    Named,
    Captioned,
    Ends<Reference<NodeId>> {
  /** Where it is not the id. */
  readonly element?: SceneEdge['element'];
  readonly pairedBy?: Reference<EdgeId>;
}

export interface WrittenPair extends Omit<ScenePair, 'back' | 'curve' | 'arrows' | 'label'>, Captioned {
  /** The number of the edge that has it. */
  readonly edge: number;
  readonly back: Reference<EdgeId>;
}

/** What an edge says of nodes. */
interface Ends<Node = NodeId> {
  readonly from: Node;
  readonly to: Node;
  readonly bridgeheads: readonly Node[];
  readonly targets: readonly Node[];
}

function endsBy<From, To>({ from, to, bridgeheads, targets }: Ends<From>, by: (node: From) => To): Ends<To> {
  return { from: by(from), to: by(to), bridgeheads: bridgeheads.map(by), targets: targets.map(by) };
}

export function writePlaces(places: Places): string {
  const clusters = clustersOf(places);
  const node = referencesTo(places.nodes);
  const edge = referencesTo(places.edges);
  const pairs = places.edges.flatMap(({ pair }, number) => (pair === undefined ? [] : [{ pair, number }]));
  const written: WrittenPlaces = {
    ...places,
    nodes: columnsOf(places.nodes.map((each) => writtenNode(each, node))),
    edges: columnsOf(places.edges.map((each) => writtenEdge(each, node, edge))),
    pairs: columnsOf(pairs.map(({ pair, number }) => writtenPair(pair, number, edge))),
    ...(clusters === noClusters ? {} : { clusters: writeClusters(clusters, places) }),
    curves: writeCurves([...places.edges, ...pairs.map(({ pair }) => pair)].map(({ curve }) => curve)),
  };
  return JSON.stringify(written);
}

function referencesTo<Id>(list: readonly { readonly id: Id }[]): (id: Id) => Reference<Id> {
  const numbers = new Map(list.map(({ id }, number) => [id, number]));
  return (id) => numbers.get(id) ?? id;
}

function writtenNode(
  { id, parent, label, sublabel, ...node }: SceneNode,
  reference: (id: NodeId) => Reference<NodeId>,
): WrittenNode {
  return {
    ...node,
    ...namedIn(id, node.name),
    parent: parent === null ? null : reference(parent),
    ...(label === node.name ? {} : { label }),
    ...(sublabel === node.detail ? {} : { sublabel }),
  };
}

function writtenEdge(
  { id, element, arrow: _, curve: __, pair: ___, pairedBy, label, ...edge }: SceneEdge,
  node: (id: NodeId) => Reference<NodeId>,
  reference: (id: EdgeId) => Reference<EdgeId>,
): WrittenEdge {
  return {
    ...edge,
    ...namedIn(id, edge.name),
    ...((element as string) === id ? {} : { element }),
    ...endsBy(edge, node),
    ...(pairedBy === undefined ? {} : { pairedBy: reference(pairedBy) }),
    labelX: label.x,
    labelY: label.y,
  };
}

function writtenPair(
  { back, arrows: _, curve: __, label, ...pair }: ScenePair,
  edge: number,
  reference: (id: EdgeId) => Reference<EdgeId>,
): WrittenPair {
  return { ...pair, edge, back: reference(back), labelX: label.x, labelY: label.y };
}

function namedIn(id: string, name: string): Named {
  const at = id.indexOf(name);
  return at === -1 ? { name, before: id } : { name, before: id.slice(0, at), after: id.slice(at + name.length) };
}
