// Graph -> places: our own layout, in about linear time and without dice. What people put somewhere is there, and what
// is in `previous` stays where it was as far as it can; the whole is arranged anew only when most of it is new.

import { databaseId, internetId } from '#core/model/element';
import { boxesOf, moved, type Box as SizedBox } from './places/boxes.ts';
import { areLinksNamed, captionOf, captionOfPair, labelAround, placeLabels, type Caption } from './lines/captions.ts';
import { arrowOf, pointsOn, reversed, sameCurve } from './lines/course.ts';
import { curvesOf } from './lines/curves.ts';
import type { Box } from './lines/direct-lines.ts';
import type { Graph, GraphEdge } from './graph.ts';
import { drawnTies, factsOfEdge, type DrawnEdge } from './ties.ts';
import { margin } from './places/keep.ts';
import { keptPlaces, pinnedPlaces, type Pins } from './places/places.ts';
import { keptAs } from './places-patch.ts';
import type { NodeId } from './ids.ts';
import type { Curve, Point, Places, SceneEdge, SceneNode, ScenePair } from './scene.ts';
import { makeSpace } from './space.ts';

/**
 * Places for everything in a graph; `previous` are the places that an edit has changed, `pins` those that people chose.
 * Equal input, equal places.
 */
export function layout(graph: Graph, previous?: Places, pins: Pins = noPins): Places {
  const work = layoutInSteps(graph, previous, pins);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

/** The same in steps, between which something else can be done: of a large drawing most are short. */
export function* layoutInSteps(
  graph: Graph,
  previous?: Places,
  pins: Pins = noPins,
): Generator<undefined, Places, undefined> {
  const boxes = boxesOf(graph, columnsIn(previous));
  yield;
  const kept = previous === undefined ? undefined : keptPlaces(boxes, graph, previous, pins);
  const nodes = drawnNodes(boxes, kept ?? pinnedPlaces(boxes, graph, pins));
  yield;
  const edges = yield* drawnEdges(graph, nodes, previous);
  const places = { nodes, edges, undrawn: undrawnIn(graph), ...extentOf(nodes, edges) };
  return previous === undefined ? places : keptAs(previous, places);
}

const noPins: Pins = new Map();

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

function* drawnEdges(
  graph: Graph,
  nodes: readonly SceneNode[],
  previous: Places | undefined,
): Generator<undefined, readonly SceneEdge[], undefined> {
  const outermost = nodes.filter((node): node is SceneNode & Box => node.parent === null);
  const boxes = new Map(outermost.map((node) => [node.id, node]));
  const space = makeSpace<Box>(outermost);
  const all: readonly DrawnEdge[] = [...graph.edges, ...drawnTies(graph)];
  const curves = yield* curvesOf(all, boxes, previous);
  const calmEnd = calmEndsOf(all);
  const named = areLinksNamed(all);
  const before = new Map(previous?.edges.map((edge) => [edge.id, edge]));
  const labelled = all.flatMap((edge) => {
    const curve = curves.ofEdge.get(edge);
    if (curve === undefined) return [];
    const old = before.get(edge.id);
    return [{ edge, curve, caption: captionOf(edge, named), before: keptLabel(old, curve), calmEnd: calmEnd(edge) }];
  });
  const labels = placeLabels(labelled, space);
  yield;
  const paired = new Map([...curves.ofPair].map(([edge, { back }]) => [back, edge.id]));
  const single = labelled.flatMap(({ edge, caption }, index) => {
    const label = labels[index];
    return label === undefined || paired.has(edge) || curves.ofPair.has(edge) ? [] : [labelAround(label, caption)];
  });
  const shared = [...curves.ofPair].map(([edge, { back, curve }]) => {
    const caption = captionOfPair(edge, back, named);
    return { edge, back, curve, caption, before: keptLabel(before.get(edge.id)?.pair, curve), calmEnd: calmEnd(edge) };
  });
  const sharedLabels = placeLabels(shared, space, single);
  const pairs = new Map(
    shared.map(({ edge, back, curve, caption }, index): [DrawnEdge, ScenePair] => {
      const arrows = [arrowOf(curve), arrowOf(reversed(curve))] as const;
      return [edge, { back: back.id, curve, arrows, ...labelOf(sharedLabels[index] ?? curve[0], caption) }];
    }),
  );
  const standIns = new Map(undrawnIn(graph).map(({ element, node }) => [element, node]));
  return labelled.map(({ edge, curve, caption }, index) => {
    const [pair, pairedBy] = [pairs.get(edge), paired.get(edge)];
    return {
      ...described(edge, standIns),
      curve,
      arrow: arrowOf(curve),
      ...labelOf(labels[index] ?? curve[0], caption),
      ...(pair === undefined ? {} : { pair }),
      ...(pairedBy === undefined ? {} : { pairedBy }),
    };
  });
}

function labelOf(label: Point, { text, width, height }: Caption) {
  return { label, caption: text, captionWidth: width, captionHeight: height };
}

/** Where a label was, when its line is where it was. */
function keptLabel(old: Pick<SceneEdge, 'curve' | 'label'> | undefined, curve: Curve): Point | undefined {
  return old !== undefined && sameCurve(old.curve, curve) ? old.label : undefined;
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
    const isDirect = edge.curve.length === 4;
    const points = isDirect ? [0.25, 0.4, 0.5, 0.6, 0.75].map(pointsOn(edge.curve)) : edge.curve;
    for (const point of points) {
      width = Math.max(width, point.x);
      height = Math.max(height, point.y);
    }
  }
  return { width: Math.ceil(width) + margin, height: Math.ceil(height) + margin };
}
