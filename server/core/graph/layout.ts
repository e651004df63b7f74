// Graph -> scene: our own layout, in about linear time and without dice. What is in `previous` stays where it was as
// far as it can; the whole is arranged anew only when most of it is new.

import { arrange } from './arrange.ts';
import { boxesOf, moved, type Box as SizedBox } from './boxes.ts';
import { captionOf, placeLabels } from './captions.ts';
import { arrowOf, curvesOf, pointOn, type Box, type Curve } from './curves.ts';
import type { Graph, GraphEdge } from './graph.ts';
import { margin, settle, type Settler } from './keep.ts';
import type { Links } from './network.ts';
import { placeOutside, type Outsider } from './outside.ts';
import type { NodeId, Point, Scene, SceneEdge, SceneNode } from './scene.ts';
import { makeSpace, type Rectangle } from './space.ts';

/** Places for everything in a graph; `previous` is the scene that an edit has changed. Equal input, equal scene. */
export function layout(graph: Graph, previous?: Scene): Scene {
  const boxes = boxesOf(graph, columnsIn(previous));
  const places = previous === undefined ? undefined : keptPlaces(boxes, graph, previous);
  const nodes = drawnNodes(boxes, places ?? newPlaces(boxes, graph));
  const edges = drawnEdges(graph, nodes, previous);
  return { nodes, edges, undrawn: undrawnIn(graph), ...extentOf(nodes, edges) };
}

// ---- places ---------------------------------------------------------------------------------------------------------

function newPlaces(boxes: readonly SizedBox[], graph: Graph): ReadonlyMap<NodeId, Point> {
  const groups = boxes.filter(isGroup);
  const places = arrange(groups, linksOf(groups, graph.edges));
  const inside = new Map(groups.map((box) => [box.id, rectangle(box, places.get(box.id))]));
  const frame = frameOf([...inside.values()]);
  const linked = linkedGroups(graph.edges, inside);
  const outsiders = boxes.flatMap((box): Outsider[] => {
    const kind = box.nodes[0]?.kind;
    if (kind !== 'host' && kind !== 'internet') return [];
    const { groups = [], captionWidth = 0 } = linked.get(box.id) ?? {};
    return [{ id: box.id, kind, width: box.width, height: box.height, linked: groups, captionWidth }];
  });
  return fromTopLeft(new Map([...places, ...placeOutside(outsiders, frame)]));
}

function isGroup(box: SizedBox): boolean {
  return box.nodes[0]?.kind === 'routing group';
}

function linksOf(groups: readonly SizedBox[], edges: readonly GraphEdge[]): Links {
  const indexOf = new Map(groups.map((box, index) => [box.id, index]));
  const links = groups.map(() => new Set<number>());
  for (const edge of edges) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    links[from]?.add(to);
    links[to]?.add(from);
  }
  return links.map((each) => [...each]);
}

interface Linked {
  readonly groups: Rectangle[];
  captionWidth: number;
}

function linkedGroups(
  edges: readonly GraphEdge[],
  groups: ReadonlyMap<NodeId, Rectangle>,
): ReadonlyMap<NodeId, Readonly<Linked>> {
  const linked = new Map<NodeId, Linked>();
  for (const edge of edges) {
    const group = groups.get(edge.from);
    if (group === undefined || groups.has(edge.to)) continue;
    const known = linked.get(edge.to) ?? { groups: [], captionWidth: 0 };
    known.groups.push(group);
    known.captionWidth = Math.max(known.captionWidth, captionOf(edge).width);
    linked.set(edge.to, known);
  }
  return linked;
}

function rectangle(box: SizedBox, place: Point | undefined): Rectangle {
  return { x: place?.x ?? 0, y: place?.y ?? 0, width: box.width, height: box.height };
}

function frameOf(places: readonly Rectangle[]): Rectangle {
  const right = places.reduce((most, place) => Math.max(most, place.x + place.width), 0);
  const bottom = places.reduce((most, place) => Math.max(most, place.y + place.height), 0);
  return { x: 0, y: 0, width: right, height: bottom };
}

function fromTopLeft(places: ReadonlyMap<NodeId, Point>): Map<NodeId, Point> {
  let left = Infinity;
  let top = Infinity;
  for (const place of places.values()) {
    left = Math.min(left, place.x);
    top = Math.min(top, place.y);
  }
  return new Map([...places].map(([id, place]) => [id, { x: place.x - left + margin, y: place.y - top + margin }]));
}

/** Places by what was before; undefined when so little is left that a fresh start is better. */
function keptPlaces(boxes: readonly SizedBox[], graph: Graph, previous: Scene): ReadonlyMap<NodeId, Point> | undefined {
  const before = new Map(previous.nodes.filter((node) => node.parent === null).map((node) => [node.id, node]));
  const inherited = heirs(boxes, [...before.keys()]);
  const near = neighbourhoods(graph.edges);
  const settlers = boxes.map((box, index): Settler => {
    const neighbours = near.get(box.id) ?? [];
    const fallback = neighbours.length > 0 ? [] : [boxes[index - 1]?.id ?? '', boxes[index + 1]?.id ?? ''];
    const place = before.get(box.id) ?? before.get(inherited.get(box.id) ?? '');
    return { id: box.id, width: box.width, height: box.height, before: place, near: [...neighbours, ...fallback] };
  });
  const stayed = settlers.filter((settler) => settler.before !== undefined).length;
  return stayed * 2 < settlers.length ? undefined : settle(settlers);
}

/** Who takes the place of one that is gone: a new box behind the same box as it was. So a new name moves nothing. */
function heirs(boxes: readonly SizedBox[], before: readonly NodeId[]): ReadonlyMap<NodeId, NodeId> {
  const now = new Set(boxes.map((box) => box.id));
  const old = new Set(before);
  const nextOf = new Map<NodeId, NodeId>(before.map((id, index) => [before[index - 1] ?? '', id]));
  const found = new Map<NodeId, NodeId>();
  boxes.forEach((box, index) => {
    if (old.has(box.id)) return;
    const ahead = boxes[index - 1]?.id ?? '';
    const predecessor = nextOf.get(found.get(ahead) ?? ahead);
    if (predecessor !== undefined && !now.has(predecessor)) found.set(box.id, predecessor);
  });
  return found;
}

function neighbourhoods(edges: readonly GraphEdge[]): ReadonlyMap<NodeId, NodeId[]> {
  const near = new Map<NodeId, NodeId[]>();
  const link = (a: NodeId, b: NodeId) => {
    const known = near.get(a);
    if (known === undefined) near.set(a, [b]);
    else known.push(b);
  };
  for (const edge of edges) {
    link(edge.from, edge.to);
    link(edge.to, edge.from);
  }
  return near;
}

/** How many columns of servers each group had. */
function columnsIn(previous: Scene | undefined): (group: NodeId) => number | undefined {
  const columns = new Map<NodeId, Set<number>>();
  for (const node of previous?.nodes ?? []) {
    if (node.kind !== 'server' || node.parent === null) continue;
    const known = columns.get(node.parent);
    if (known === undefined) columns.set(node.parent, new Set([node.x]));
    else known.add(node.x);
  }
  return (group) => columns.get(group)?.size;
}

// ---- drawing --------------------------------------------------------------------------------------------------------

function drawnNodes(boxes: readonly SizedBox[], places: ReadonlyMap<NodeId, Point>): readonly SceneNode[] {
  return boxes.flatMap((box) => {
    const place = places.get(box.id);
    return place === undefined ? [] : moved(box.nodes, place.x, place.y);
  });
}

function drawnEdges(graph: Graph, nodes: readonly SceneNode[], previous: Scene | undefined): readonly SceneEdge[] {
  const outermost = nodes.filter((node): node is SceneNode & Box => node.parent === null);
  const boxes = new Map(outermost.map((node) => [node.id, node]));
  const space = makeSpace<Box>(outermost);
  const known = previous !== undefined && sameBoxes(boxes, previous) ? previous.edges : [];
  const curves = curvesOf(graph.edges, boxes, known);
  const calmEnd = calmEndsOf(graph.edges);
  const before = new Map(previous?.edges.map((edge) => [edge.id, edge]));
  const labelled = graph.edges.flatMap((edge) => {
    const curve = curves.get(edge);
    if (curve === undefined) return [];
    const old = before.get(edge.id);
    const same = old !== undefined && sameCurve(old.curve, curve);
    return [{ edge, curve, caption: captionOf(edge), before: same ? old.label : undefined, calmEnd: calmEnd(edge) }];
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

function described(edge: GraphEdge, standIns: ReadonlyMap<NodeId, NodeId>) {
  const { id, element, kind, name, from, to, cost } = edge;
  const detail = edge.carries.join(', ');
  const bridgeheads = edge.bridgeheads.map((bridgehead) => standIns.get(bridgehead) ?? bridgehead);
  return { id, element, kind, name, from, to, cost, detail, bridgeheads, severity: null, problems: [] };
}

function sameBoxes(boxes: ReadonlyMap<NodeId, Box>, previous: Scene): boolean {
  const before = previous.nodes.filter((node) => node.parent === null);
  return before.length === boxes.size && before.every((node) => sameRectangle(node, boxes.get(node.id)));
}

function sameRectangle(a: Rectangle, b: Rectangle | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function sameCurve(a: Curve, b: Curve): boolean {
  return a.every((point, index) => point.x === b[index]?.x && point.y === b[index]?.y);
}

function undrawnIn(graph: Graph): Scene['undrawn'] {
  const implicit = graph.nodes.flatMap((node) =>
    node.implicit && node.parent !== null ? [{ element: node.id, node: node.parent }] : [],
  );
  return [...graph.loose, ...implicit];
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
