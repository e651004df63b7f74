// Where the outermost boxes stand: all anew, or those of before kept in place.

import { addTo } from '#core/model/multimap';
import { arrange } from './arrange.ts';
import type { Box } from './boxes.ts';
import { areLinksNamed, captionOf, roomForCaptions } from '../lines/captions.ts';
import type { Graph, GraphEdge } from '../graph.ts';
import { margin, settle, type Settler } from './keep.ts';
import { linksOf } from '../network.ts';
import { outsideDistance, placeOutside, type Outsider } from './outside.ts';
import type { NodeId } from '../ids.ts';
import { isGroup as isGroupKind } from '../kinds.ts';
import type { Point, Places } from '../scene.ts';
import type { Rectangle } from '../space.ts';
import { drawnTies } from '../ties.ts';

/** Places when there are none yet. */
export function newPlaces(boxes: readonly Box[], graph: Graph): ReadonlyMap<NodeId, Point> {
  const groups = boxes.filter(isGroup);
  const places = arrangedApart(groups, graph);
  const inside = new Map(groups.map((box) => [box.id, rectangle(box, places.get(box.id))]));
  const frame = frameOf([...inside.values()]);
  const linked = senders(graph.edges, inside);
  const captionWidths = widestCaptions(graph.edges);
  const outsiders = boxes.flatMap((box): Outsider[] => {
    const kind = box.nodes[0]?.kind;
    if (kind !== 'host' && kind !== 'internet' && kind !== 'foreign system') return [];
    const captionWidth = captionWidths.get(box.id) ?? 0;
    return [{ id: box.id, kind, width: box.width, height: box.height, linked: linked.get(box.id) ?? [], captionWidth }];
  });
  return fromTopLeft(new Map([...places, ...placeOutside(outsiders, frame)]));
}

/** Places for the groups, with room for the captions between them. */
function arrangedApart(groups: readonly Box[], graph: Graph): ReadonlyMap<NodeId, Point> {
  const room = roomForCaptions([...graph.edges, ...drawnTies(graph)]);
  const wider = groups.map(({ id, width, height }) => ({ id, width: width + room, height }));
  const places = arrange(
    wider,
    linksOf(
      groups.map(({ id }) => id),
      graph.edges,
    ),
  );
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + room / 2, y }]));
}

function isGroup(box: Box): boolean {
  return isGroupKind(box.nodes[0]?.kind);
}

/** The groups that send to each node outside, where they stand. */
function senders(
  edges: readonly GraphEdge[],
  groups: ReadonlyMap<NodeId, Rectangle>,
): ReadonlyMap<NodeId, readonly Rectangle[]> {
  const linked = new Map<NodeId, Rectangle[]>();
  for (const edge of edges) {
    const group = groups.get(edge.from);
    if (group === undefined || groups.has(edge.to)) continue;
    addTo(linked, edge.to, group);
  }
  return linked;
}

/** The widest caption on the edges to each node. */
function widestCaptions(edges: readonly GraphEdge[]): ReadonlyMap<NodeId, number> {
  const widest = new Map<NodeId, number>();
  const named = areLinksNamed(edges);
  for (const edge of edges) widest.set(edge.to, Math.max(widest.get(edge.to) ?? 0, captionOf(edge, named).width));
  return widest;
}

function rectangle(box: Pick<Box, 'width' | 'height'>, place: Point | undefined): Rectangle {
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

/** Where people put boxes: the top left corner of each. */
export type Pins = ReadonlyMap<NodeId, Point>;

/**
 * Fresh places, of which those that people chose win: what is in their way goes. All others are where they are when
 * nobody has chosen any, so a drawing that is opened again is the one in which boxes were dragged.
 */
export function pinnedPlaces(boxes: readonly Box[], graph: Graph, pins: Pins): ReadonlyMap<NodeId, Point> {
  const places = newPlaces(boxes, graph);
  if (!boxes.some((box) => pins.has(box.id))) return places;
  return settle(
    boxes.map(({ id, width, height }): Settler => {
      const before = rectangle({ width, height }, places.get(id));
      return { id, width, height, before, pinned: pins.get(id), near: [], outsideBy: undefined };
    }),
  );
}

/** Places by what was before and what people chose; undefined when so little of it is left that a fresh start is better. */
export function keptPlaces(
  boxes: readonly Box[],
  graph: Graph,
  previous: Places,
  pins: Pins,
): ReadonlyMap<NodeId, Point> | undefined {
  const before = new Map(previous.nodes.filter((node) => node.parent === null).map((node) => [node.id, node]));
  const inherited = heirs(boxes, [...before.keys()]);
  const beforeHeir = (id: NodeId | undefined) => (id === undefined ? undefined : before.get(id));
  const near = neighbourhoods(graph.edges);
  const captionWidths = widestCaptions(graph.edges);
  const settlers = boxes.map((box, index): Settler => {
    const neighbours = near.get(box.id) ?? [];
    const fallback =
      neighbours.length > 0 ? [] : [boxes[index - 1], boxes[index + 1]].flatMap((each) => each?.id ?? []);
    const place = before.get(box.id) ?? beforeHeir(inherited.get(box.id));
    const outsideBy = isGroup(box) ? undefined : outsideDistance(captionWidths.get(box.id) ?? 0);
    return {
      id: box.id,
      width: box.width,
      height: box.height,
      before: place,
      pinned: pins.get(box.id),
      near: [...neighbours, ...fallback],
      outsideBy,
    };
  });
  const stayed = settlers.filter(({ before, pinned }) => before !== undefined || pinned !== undefined).length;
  return stayed * 2 < settlers.length ? undefined : settle(settlers);
}

/** Who takes the place of one that is gone: a new box behind the same box as it was. So a new name moves nothing. */
function heirs(boxes: readonly Box[], before: readonly NodeId[]): ReadonlyMap<NodeId, NodeId> {
  const now = new Set(boxes.map((box) => box.id));
  const old = new Set(before);
  const nextOf = new Map<NodeId | undefined, NodeId>(before.map((id, index) => [before[index - 1], id]));
  const found = new Map<NodeId, NodeId>();
  boxes.forEach((box, index) => {
    if (old.has(box.id)) return;
    const ahead = boxes[index - 1]?.id;
    const predecessor = nextOf.get((ahead && found.get(ahead)) ?? ahead);
    if (predecessor !== undefined && !now.has(predecessor)) found.set(box.id, predecessor);
  });
  return found;
}

function neighbourhoods(edges: readonly GraphEdge[]): ReadonlyMap<NodeId, NodeId[]> {
  const near = new Map<NodeId, NodeId[]>();
  for (const edge of edges) {
    addTo(near, edge.from, edge.to);
    addTo(near, edge.to, edge.from);
  }
  return near;
}
