// Places as text, and back: what travels whole from the server to a page. It is as short as it can be while it is quick to
// read: columns instead of objects; nodes and edges by their numbers; an id as what it has besides the name; and of a curve
// each segment from where the one before ended, in tenths of a scene unit. What follows from something else is left out.
// Read again they are the same places, number for number.

import { columnsOf, rowsOf, type Columns } from './columns.ts';
import type { EdgeId, NodeId } from './ids.ts';
import { arrowOf, reversed } from './lines/course.ts';
import type { Curve, Places, Point, SceneEdge, SceneNode, ScenePair } from './scene.ts';

interface WrittenPlaces extends Omit<Places, 'nodes' | 'edges'> {
  readonly nodes: Columns;
  readonly edges: Columns;
  readonly pairs: Columns;
}

/** Numbers for a curve: its first point, then for each segment its end and how its controls lie. */
type WrittenCurve = readonly number[];
/** A node or an edge: which one in the list; by its id where that does not have it. */
type Reference<Id> = number | Id;

/** An id by what it has before and behind the name; one that does not have the name is `before` alone. */
interface Named {
  readonly name: string;
  readonly before: string;
  readonly after?: string;
}

interface WrittenNode extends Omit<SceneNode, 'id' | 'parent' | 'label' | 'sublabel'>, Named {
  readonly parent: Reference<NodeId> | null;
  /** Where it is not the name. */
  readonly label?: string;
  /** Where it is not the detail. */
  readonly sublabel?: string;
}

interface WrittenEdge
  extends
    Omit<SceneEdge, 'id' | 'element' | keyof Ends | 'curve' | 'arrow' | 'pair' | 'pairedBy' | 'label'>,
    Named,
    Ends<Reference<NodeId>> {
  /** Where it is not the id. */
  readonly element?: SceneEdge['element'];
  readonly curve: WrittenCurve;
  readonly labelX: number;
  readonly labelY: number;
  readonly pairedBy?: Reference<EdgeId>;
}

interface WrittenPair extends Omit<ScenePair, 'back' | 'curve' | 'arrows' | 'label'> {
  /** The number of the edge that has it. */
  readonly edge: number;
  readonly back: Reference<EdgeId>;
  readonly curve: WrittenCurve;
  readonly labelX: number;
  readonly labelY: number;
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
  const node = referencesTo(places.nodes);
  const edge = referencesTo(places.edges);
  const pairs = places.edges.flatMap(({ pair }, number) =>
    pair === undefined ? [] : [writtenPair(pair, number, edge)],
  );
  const written: WrittenPlaces = {
    ...places,
    nodes: columnsOf(places.nodes.map((each) => writtenNode(each, node))),
    edges: columnsOf(places.edges.map((each) => writtenEdge(each, node, edge))),
    pairs: columnsOf(pairs),
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
  { id, element, arrow: _, curve, pair: __, pairedBy, label, ...edge }: SceneEdge,
  node: (id: NodeId) => Reference<NodeId>,
  reference: (id: EdgeId) => Reference<EdgeId>,
): WrittenEdge {
  return {
    ...edge,
    ...namedIn(id, edge.name),
    ...(element === ownElement(id) ? {} : { element }),
    ...endsBy(edge, node),
    ...(pairedBy === undefined ? {} : { pairedBy: reference(pairedBy) }),
    labelX: label.x,
    labelY: label.y,
    curve: writtenCurve(curve),
  };
}

function writtenPair(
  { back, arrows: _, curve, label, ...pair }: ScenePair,
  edge: number,
  reference: (id: EdgeId) => Reference<EdgeId>,
): WrittenPair {
  return { ...pair, edge, back: reference(back), labelX: label.x, labelY: label.y, curve: writtenCurve(curve) };
}

function namedIn(id: string, name: string): Named {
  const at = id.indexOf(name);
  return at === -1 ? { name, before: id } : { name, before: id.slice(0, at), after: id.slice(at + name.length) };
}

/** The places of a text that `writePlaces` made. */
export function readPlaces(text: string): Places {
  const { nodes, edges, pairs, ...written } = JSON.parse(text) as WrittenPlaces;
  const nodeRows = rowsOf(nodes) as readonly WrittenNode[];
  const edgeRows = rowsOf(edges) as readonly WrittenEdge[];
  const [nodeIds, edgeIds] = [nodeRows.map(idOf<NodeId>), edgeRows.map(idOf<EdgeId>)];
  const [node, edge] = [idsIn(nodeIds, 'node'), idsIn(edgeIds, 'edge')];
  const pairOf = new Map<number, ScenePair>();
  for (const row of rowsOf(pairs) as readonly WrittenPair[]) pairOf.set(row.edge, readPair(row, edge));
  return {
    ...written,
    nodes: nodeRows.map((row, index) => readNode(row, nodeIds[index] ?? idOf(row), node)),
    edges: edgeRows.map((row, index) => readEdge(row, edgeIds[index] ?? idOf(row), pairOf.get(index), node, edge)),
  };
}

function idOf<Id extends NodeId | EdgeId>({ name, before, after }: Named): Id {
  return (after === undefined ? before : before + name + after) as Id;
}

function idsIn<Id>(ids: readonly Id[], kind: 'node' | 'edge'): (reference: Reference<Id>) => Id {
  return (reference) => {
    if (typeof reference !== 'number') return reference;
    const id = ids[reference];
    if (id === undefined) throw new Error(`There is no ${kind} ${reference} in a drawing that was sent: a fault of ours.`); // prettier-ignore
    return id;
  };
}

function readNode(
  { before: _, after: __, parent, ...node }: WrittenNode,
  id: NodeId,
  reference: (node: Reference<NodeId>) => NodeId,
): SceneNode {
  const { name, detail, label = name, sublabel = detail } = node;
  return { ...node, id, parent: parent === null ? null : reference(parent), label, sublabel };
}

function readEdge(
  { before: _, after: __, pairedBy, labelX: x, labelY: y, curve: numbers, element, ...edge }: WrittenEdge,
  id: EdgeId,
  pair: ScenePair | undefined,
  node: (node: Reference<NodeId>) => NodeId,
  reference: (edge: Reference<EdgeId>) => EdgeId,
): SceneEdge {
  const curve = readCurve(numbers);
  const more = {
    element: element ?? ownElement(id),
    ...(pair === undefined ? {} : { pair }),
    ...(pairedBy === undefined ? {} : { pairedBy: reference(pairedBy) }),
  };
  return { ...edge, ...endsBy(edge, node), id, label: { x, y }, curve, arrow: arrowOf(curve), ...more };
}

/** Most edges bear the id of their element. */
function ownElement(id: EdgeId): SceneEdge['element'] {
  return id as string as SceneEdge['element'];
}

function readPair(
  { edge: _, back, labelX: x, labelY: y, curve: numbers, ...pair }: WrittenPair,
  reference: (edge: Reference<EdgeId>) => EdgeId,
): ScenePair {
  const curve = readCurve(numbers);
  return { ...pair, back: reference(back), label: { x, y }, curve, arrows: [arrowOf(curve), arrowOf(reversed(curve))] };
}

/** Of how its controls lie: they are not on thirds of the way, and follow as they are. */
const apart = -1;
/** Controls on thirds of the way may be rounded so many tenths to each side: three ways for each of four numbers. */
const ways = 3;

function writtenCurve(curve: Curve): WrittenCurve {
  let [x, y] = [tenths(curve[0].x), tenths(curve[0].y)];
  const numbers = [x, y];
  for (let at = 3; at < curve.length; at += 3) {
    const [one, other, end] = [curve[at - 2] ?? curve[0], curve[at - 1] ?? curve[0], curve[at] ?? curve[0]];
    const [dx, dy] = [tenths(end.x) - x, tenths(end.y) - y];
    const [oneX, oneY] = [tenths(one.x) - x, tenths(one.y) - y];
    const [otherX, otherY] = [tenths(other.x) - x, tenths(other.y) - y];
    const [a, b] = [oneX - third(dx) + 1, oneY - third(dy) + 1];
    const [c, d] = [otherX - third(2 * dx) + 1, otherY - third(2 * dy) + 1];
    if (isWay(a) && isWay(b) && isWay(c) && isWay(d)) numbers.push(dx, dy, ((a * ways + b) * ways + c) * ways + d);
    else numbers.push(dx, dy, apart, oneX, oneY, otherX, otherY);
    x += dx;
    y += dy;
  }
  return numbers;
}

function isWay(off: number): boolean {
  return off >= 0 && off < ways;
}

function readCurve(numbers: WrittenCurve): Curve {
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  let [x, y] = [next(), next()];
  const points = [pointAt(x, y)];
  while (at < numbers.length) {
    const [dx, dy, code] = [next(), next(), next()];
    if (code === apart) points.push(pointAt(x + next(), y + next()), pointAt(x + next(), y + next()));
    else {
      const off = (place: number): number => (Math.floor(code / place) % ways) - 1;
      points.push(
        pointAt(x + third(dx) + off(ways ** 3), y + third(dy) + off(ways ** 2)),
        pointAt(x + third(2 * dx) + off(ways), y + third(2 * dy) + off(1)),
      );
    }
    x += dx;
    y += dy;
    points.push(pointAt(x, y));
  }
  return points as unknown as Curve;
}

function third(length: number): number {
  return Math.round(length / 3);
}

function tenths(length: number): number {
  return Math.round(length * 10);
}

function pointAt(x: number, y: number): Point {
  return { x: x / 10, y: y / 10 };
}
