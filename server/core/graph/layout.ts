// Graph -> places: our own layout, in about linear time and without dice. What is in `previous` stays where it was as
// far as it can; the whole is arranged anew only when most of it is new.

import { databaseId, internetId } from '#core/model/element';
import { boxesOf, moved, type Box as SizedBox } from './boxes.ts';
import { areLinksNamed, captionOf, placeLabels } from './captions.ts';
import { arrowOf, curvesOf, pointOn, type Box, type Curve } from './curves.ts';
import type { Graph, GraphEdge } from './graph.ts';
import { drawnTies, factsOfEdge, type DrawnEdge } from './ties.ts';
import { margin } from './keep.ts';
import { keptPlaces, newPlaces } from './places.ts';
import { keptAs } from './places-patch.ts';
import type { NodeId } from './ids.ts';
import type { Point, Places, SceneEdge, SceneNode } from './scene.ts';
import { makeSpace, type Rectangle } from './space.ts';

/** Places for everything in a graph; `previous` are the places that an edit has changed. Equal input, equal places. */
export function layout(graph: Graph, previous?: Places): Places {
  const boxes = boxesOf(graph, columnsIn(previous));
  const kept = previous === undefined ? undefined : keptPlaces(boxes, graph, previous);
  const nodes = drawnNodes(boxes, kept ?? newPlaces(boxes, graph));
  const edges = drawnEdges(graph, nodes, previous);
  const places = { nodes, edges, undrawn: undrawnIn(graph), ...extentOf(nodes, edges) };
  return previous === undefined ? places : keptAs(previous, places);
}

/** How many columns of servers each group had. */
function columnsIn(previous: Places | undefined): (group: NodeId) => number | undefined {
  const columns = new Map<NodeId, Set<number>>();
  for (const node of previous?.nodes ?? []) {
    if (node.kind !== 'server' || node.parent === null) continue;
    const known = columns.get(node.parent);
    if (known === undefined) columns.set(node.parent, new Set([node.x]));
    else known.add(node.x);
  }
  return (group) => columns.get(group)?.size;
}

function drawnNodes(boxes: readonly SizedBox[], places: ReadonlyMap<NodeId, Point>): readonly SceneNode[] {
  return boxes.flatMap((box) => {
    const place = places.get(box.id);
    return place === undefined ? [] : moved(box.nodes, place.x, place.y);
  });
}

function drawnEdges(graph: Graph, nodes: readonly SceneNode[], previous: Places | undefined): readonly SceneEdge[] {
  const outermost = nodes.filter((node): node is SceneNode & Box => node.parent === null);
  const boxes = new Map(outermost.map((node) => [node.id, node]));
  const space = makeSpace<Box>(outermost);
  const known = previous !== undefined && sameBoxes(boxes, previous) ? previous.edges : [];
  const all: readonly DrawnEdge[] = [...graph.edges, ...drawnTies(graph)];
  const curves = curvesOf(all, boxes, known);
  const calmEnd = calmEndsOf(all);
  const named = areLinksNamed(all);
  const before = new Map(previous?.edges.map((edge) => [edge.id, edge]));
  const labelled = all.flatMap((edge) => {
    const curve = curves.get(edge);
    if (curve === undefined) return [];
    const old = before.get(edge.id);
    const same = old !== undefined && sameCurve(old.curve, curve);
    return [
      { edge, curve, caption: captionOf(edge, named), before: same ? old.label : undefined, calmEnd: calmEnd(edge) },
    ];
  });
  const labels = placeLabels(labelled, space);
  const standIns = new Map(undrawnIn(graph).map(({ element, node }) => [element, node]));
  return labelled.map(({ edge, curve, caption }, index) => ({
    ...described(edge, standIns),
    curve,
    arrow: arrowOf(curve),
    label: labels[index] ?? curve[0],
    caption: caption.text,
    captionWidth: caption.width,
    captionHeight: caption.height,
  }));
}

/** Which end of an edge has far fewer edges than the other. */
function calmEndsOf(edges: readonly GraphEdge[]): (edge: GraphEdge) => 'start' | 'end' | undefined {
  const counts = new Map<NodeId, number>();
  for (const edge of edges) for (const id of [edge.from, edge.to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return ({ from, to }) => {
    const [atStart, atEnd] = [counts.get(from) ?? 0, counts.get(to) ?? 0];
    if (Math.max(atStart, atEnd) < 12) return undefined;
    return atStart >= 3 * atEnd ? 'end' : atEnd >= 3 * atStart ? 'start' : undefined;
  };
}

function described(edge: DrawnEdge, standIns: ReadonlyMap<NodeId, NodeId>) {
  const { id, element, kind, name, from, to, cost, look } = edge;
  const detail = edge.carries.join(', ');
  const drawn = (id: NodeId): NodeId => standIns.get(id) ?? id;
  const [bridgeheads, targets] = [edge.bridgeheads.map(drawn), edge.targets.map(drawn)];
  const facts = factsOfEdge(edge);
  const more = {
    ...(edge.disabled === true ? { disabled: true as const } : {}),
    ...(edge.local === true ? { local: true as const } : {}),
    ...(facts.length > 0 ? { facts } : {}),
    ...(look === undefined ? {} : { look }),
  };
  return { id, element, kind, name, from, to, cost, detail, bridgeheads, targets, ...more };
}

function sameBoxes(boxes: ReadonlyMap<NodeId, Box>, previous: Places): boolean {
  const before = previous.nodes.filter((node) => node.parent === null);
  return before.length === boxes.size && before.every((node) => sameRectangle(node, boxes.get(node.id)));
}

function sameRectangle(a: Rectangle, b: Rectangle | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function sameCurve(a: Curve, b: Curve): boolean {
  return a.every((point, index) => point.x === b[index]?.x && point.y === b[index]?.y);
}

function undrawnIn(graph: Graph): Places['undrawn'] {
  const implicit = graph.nodes.flatMap((node) =>
    node.implicit && node.parent !== null && node.id !== internetId ? [{ element: node.id, node: node.parent }] : [],
  );
  const databases = graph.nodes.flatMap(({ id, databases = [] }) =>
    databases.map(({ name }) => ({ element: databaseId(name), node: id })),
  );
  return [...graph.loose, ...implicit, ...databases, ...dagsWithin(graph)];
}

/** A DAG in one site has no line; the site stands for it. */
function dagsWithin({ dags = [], nodes }: Graph): Places['undrawn'] {
  return dags.flatMap(({ id, ties, members }) => {
    const site = ties.length > 0 ? undefined : nodes.find((node) => node.id === members[0])?.parent;
    return site === undefined || site === null ? [] : [{ element: id, node: site }];
  });
}

function extentOf(nodes: readonly SceneNode[], edges: readonly SceneEdge[]) {
  let width = 0;
  let height = 0;
  for (const node of nodes) {
    width = Math.max(width, node.x + node.width);
    height = Math.max(height, node.y + node.height);
  }
  for (const edge of edges) {
    for (const point of [0.25, 0.4, 0.5, 0.6, 0.75].map((share) => pointOn(edge.curve, share))) {
      width = Math.max(width, point.x);
      height = Math.max(height, point.y);
    }
  }
  return { width: Math.ceil(width) + margin, height: Math.ceil(height) + margin };
}
