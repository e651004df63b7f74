// What of a drawing is to be seen: from far away clusters and what leads from one to the other, from nearer groups and
// connectors, from near all that there is; and never more than can be looked at.

import type { Cluster, Clusters, Trunk } from './clusters.ts';
import type { EdgeId, NodeId } from '../ids.ts';
import { isGroup, isOutside } from '../kinds.ts';
import { labelAround } from '../lines/captions.ts';
import type { SceneEdge, SceneNode } from '../scene.ts';
import type { SceneIndex } from '../scene-index.ts';
import { around, makeSpace, overlap, type Rectangle } from '../space.ts';
import { isCluster, isIn } from './trunk-line.ts';

/** What is in view, in scene units, and how many pixels one of them is wide. */
export interface Look {
  readonly view: Rectangle;
  readonly zoom: number;
}

/** What is to be seen, each in the order of the drawing. */
export interface Seen {
  readonly clusters: readonly Cluster[];
  readonly trunks: readonly Trunk[];
  readonly nodes: readonly SceneNode[];
  /** Of the nodes those that are there, but lie in a cluster that is not open. */
  readonly covered: ReadonlySet<NodeId>;
  readonly edges: readonly SceneEdge[];
  /** The edges whose captions are to be seen. */
  readonly captions: readonly SceneEdge[];
  /** Of the edges those that step back: they lead out of their cluster to where one does not look. */
  readonly aside: ReadonlySet<EdgeId>;
}

/** What is seen wherever it is: nodes with those that hold them, and edges. */
export interface Pinned {
  readonly nodes: Iterable<NodeId>;
  readonly edges: Iterable<EdgeId>;
}

/** Tells what is seen; equal looks give equal answers. */
export type Sight = (look: Look, pinned: Pinned) => Seen;

/** With fewer items everything is there from any distance. */
const few = 700;
/** So many items are seen at most, besides those that are pinned. */
export const mostSeen = 1500;
/** From these zooms on servers, and what is on them, are large enough. */
const serversAt = 0.55;
const chipsAt = 0.8;
/** From this zoom on a connector and its way back are two lines. */
const singleAt = 0.55;
/** A zoom that is asked for stands for those up to so many times as near. */
const band = 1.2;
/** The smallest zoom at which what is drawn is at its own size. */
const ownSize = 1;

/** How a drawing is looked at. */
export function sightOf(index: SceneIndex, clusters: Clusters): Sight {
  const { places } = index;
  if (places.nodes.length + places.edges.length < few && clusters.clusters.length === 0) {
    const all: Seen = {
      ...places,
      clusters: [],
      trunks: [],
      captions: places.edges,
      covered: new Set(),
      aside: new Set(),
    };
    return () => all;
  }
  const scene = prepared(index, clusters);
  return (look, pinned) => seenIn(scene, look, pinned);
}

interface Prepared extends Pick<SceneIndex, 'places' | 'nodes' | 'edges'> {
  readonly clusters: Clusters;
  /** The clusters that each edge leads from and to. */
  readonly sources: readonly (Cluster | undefined)[];
  readonly targets: readonly (Cluster | undefined)[];
}

function prepared({ places, nodes, edges }: SceneIndex, clusters: Clusters): Prepared {
  return {
    places,
    nodes,
    edges,
    clusters,
    sources: places.edges.map(({ from }) => clusters.clusterOf.get(from)),
    targets: places.edges.map(({ to }) => clusters.clusterOf.get(to)),
  };
}

/** From one scene to the next most edges are the same; a line is only asked for where it may be seen. */
const boxes = new WeakMap<SceneEdge, Rectangle>();

function boxOf(edge: SceneEdge): Rectangle {
  const known = boxes.get(edge);
  if (known !== undefined) return known;
  const box = around(edge.curve);
  boxes.set(edge, box);
  return box;
}

function seenIn(scene: Prepared, look: Look, pinned: Pinned): Seen {
  const { places, clusters, nodes: byId } = scene;
  const { view, zoom } = look;
  const isOpen = (cluster: Cluster | undefined): boolean => cluster === undefined || zoom >= cluster.opensAt;
  const closed = clusters.clusters.filter((cluster) => !isOpen(cluster));
  const shown = new Set<NodeId>(outsideEndsOf(scene, pinned));
  for (const id of pinned.nodes) {
    for (let node = byId.get(id); node !== undefined; node = node.parent === null ? undefined : byId.get(node.parent))
      shown.add(node.id);
  }
  const possible = places.nodes.filter((node) => {
    if (shown.has(node.id)) return true;
    return isLargeEnough(node, zoom) && overlap(view, node) && isOpen(clusters.clusterOf.get(node.id));
  });
  const rankOf = ({ id, parent }: SceneNode): number =>
    shown.has(id) ? 0 : parent === null ? 1 : isGroup(byId.get(parent)?.kind) ? 2 : 3;
  const nodes = mostOf(possible, possible.map(rankOf), mostSeen - closed.length);
  const trunks = clusters.trunks.filter(
    (trunk) => isShut(trunk.from, zoom, trunk.to) && isShut(trunk.to, zoom, trunk.from) && isIn(view, trunk),
  );
  const room = mostSeen - closed.length - nodes.length - trunks.length;
  const asked = new Set(pinned.edges);
  const inSight = new Set(nodes.map(({ id }) => id));
  const edges = edgesIn(scene, look, asked, inSight, room);
  const aside = new Set(edges.filter((edge) => isAside(edge, clusters, inSight, zoom)).map(({ id }) => id));
  const captions = captionsOf(edges, nodes, look, asked, aside);
  const covered = new Set(nodes.flatMap(({ id }) => (isOpen(clusters.clusterOf.get(id)) ? [] : [id])));
  return { clusters: closed, trunks, nodes, covered, edges, captions, aside };
}

/** What an edge that is seen from anywhere leads to outside. */
function outsideEndsOf({ edges, nodes }: Prepared, pinned: Pinned): readonly NodeId[] {
  return [...pinned.edges].flatMap((id) => {
    const to = edges.get(id)?.to;
    return to !== undefined && isOutside(nodes.get(to)?.kind) ? [to] : [];
  });
}

/** Whether a line leads out of its cluster, and one does not look at both of its ends closely. */
function isAside(
  { from, to }: SceneEdge,
  { clusterOf }: Clusters,
  inSight: ReadonlySet<NodeId>,
  zoom: number,
): boolean {
  const [one, other] = [clusterOf.get(from), clusterOf.get(to)];
  if (one === undefined || other === undefined || one === other) return false;
  return zoom < singleAt || !inSight.has(from) || !inSight.has(to);
}

/** An end of a trunk: a cluster that is not open, or something outside that a closed one leads to. */
function isShut(end: Cluster | SceneNode, zoom: number, other: Cluster | SceneNode): boolean {
  return isCluster(end) ? zoom < end.opensAt : isCluster(other);
}

function isLargeEnough({ kind }: SceneNode, zoom: number): boolean {
  if (kind === 'server') return zoom >= serversAt;
  return kind !== 'virtual server' || zoom >= chipsAt;
}

/**
 * Those that are pinned; then those with both ends in sight, and those with one, as many as there is room for. One that
 * only passes by tells nobody anything: whose it is cannot be seen.
 */
function edgesIn(
  { places: { edges }, sources, targets }: Prepared,
  { view, zoom }: Look,
  pinned: ReadonlySet<EdgeId>,
  seen: ReadonlySet<NodeId>,
  room: number,
): readonly SceneEdge[] {
  const isClosed = (cluster: Cluster | undefined): boolean => cluster !== undefined && zoom < cluster.opensAt;
  const possible: SceneEdge[] = [];
  const ranks: number[] = [];
  edges.forEach((edge, index) => {
    const [source, target] = [sources[index], targets[index]];
    const [isFromClosed, isToClosed] = [isClosed(source), isClosed(target)];
    // Between two that are closed a trunk says it, and within one the cluster does.
    const isFolded = isFromClosed ? isToClosed || target === undefined : isToClosed && source === undefined;
    const isPinned = pinned.has(edge.id);
    if (!isPinned && isFolded) return;
    const ends = Number(isFromClosed || seen.has(edge.from)) + Number(isToClosed || seen.has(edge.to));
    if (!isPinned && (ends === 0 || !overlap(view, boxOf(edge)))) return;
    possible.push(edge);
    ranks.push(isPinned ? 0 : 3 - ends);
  });
  return mostOf(possible, ranks, Math.max(0, room));
}

/** As many as there is room for, those of a low rank first, in their order. */
function mostOf<T>(items: readonly T[], ranks: readonly number[], room: number): readonly T[] {
  if (items.length <= room) return items;
  const counts = [0, 0, 0, 0];
  for (const rank of ranks) counts[rank] = (counts[rank] ?? 0) + 1;
  const left = counts.map(() => 0);
  let free = room;
  for (let rank = 0; rank < counts.length; rank++) {
    const taken = rank === 0 ? (counts[0] ?? 0) : Math.min(counts[rank] ?? 0, free);
    left[rank] = taken;
    free = Math.max(0, free - taken);
  }
  return items.filter((_, index) => {
    const rank = ranks[index] ?? 0;
    left[rank] = (left[rank] ?? 0) - 1;
    return (left[rank] ?? 0) >= 0;
  });
}

/**
 * Captions are as large on the screen from anywhere; one that would lie on another, or on a group, is left out, unless it
 * is of what was asked for. Those of lines that step back find room last.
 */
function captionsOf(
  edges: readonly SceneEdge[],
  nodes: readonly SceneNode[],
  { view, zoom }: Look,
  asked: ReadonlySet<EdgeId>,
  aside: ReadonlySet<EdgeId>,
): readonly SceneEdge[] {
  const size = Math.max(ownSize, ownSize / zoom);
  const taken = makeSpace<Rectangle>(nodes.filter(({ parent }) => parent === null));
  const kept = new Set<SceneEdge>();
  const inTurn = [...edges.filter(({ id }) => !aside.has(id)), ...edges.filter(({ id }) => aside.has(id))];
  for (const edge of inTurn) {
    const places = captionPlaces(edge, zoom, size);
    const isInView = places.some((place) => overlap(view, place));
    if (!isInView || places.some((place) => taken.taken(place))) continue;
    places.forEach(taken.add);
    kept.add(edge);
  }
  return edges.filter((edge) => kept.has(edge) || asked.has(edge.id));
}

/** Where a caption is seen from this zoom: an edge and its way back have one together until one looks closely. */
function captionPlaces(edge: SceneEdge, zoom: number, size: number): readonly Rectangle[] {
  const isPaired = edge.pair !== undefined || edge.pairedBy !== undefined;
  const own = isPaired && zoom * band <= singleAt ? [] : [edge];
  const joint = edge.pair !== undefined && zoom < singleAt ? [edge.pair] : [];
  return [...own, ...joint].map(({ label, captionWidth, captionHeight }) =>
    labelAround(label, { width: captionWidth * size, height: captionHeight * size }),
  );
}
