// Clusters: in a drawing of many groups a hub and the branches that hang on it, which are seen as one from far away; and
// trunks, which join them. Where no hub can be told, what stands in one part of the drawing is a cluster.

import { groupedBy } from '#core/model/multimap';
import type { NodeId } from '../ids.ts';
import { isGroup, isOutside } from '../kinds.ts';
import type { Places, SceneEdge, SceneNode } from '../scene.ts';
import { grown, overlap, surrounding, type Rectangle } from '../space.ts';
import { partsOf } from './parts.ts';
import { bowsAmong } from './trunk-line.ts';

/** The id of a cluster: no element of a topology has such a one. */
export type ClusterId = `cluster ${string}`;

/** Groups that are seen as one from far away; its rectangle is around them. */
export interface Cluster extends Rectangle {
  readonly id: ClusterId;
  /** Of its hub; with a number where that stands in another one. */
  readonly name: string;
  /** In the order of the drawing. */
  readonly groups: readonly SceneNode[];
  /** Hosts outside that nothing else leads to; from afar there would be no room for their names. */
  readonly outside: readonly SceneNode[];
  readonly servers: number;
  /** From this zoom on its groups are large enough to be read. */
  readonly opensAt: number;
}

/** All that leads from one cluster to another, or to something outside, or the way back. */
export interface Trunk {
  readonly id: string;
  readonly from: Cluster | SceneNode;
  readonly to: Cluster | SceneNode;
  readonly edges: readonly SceneEdge[];
  /** How far its middle stands out from a straight line, in scene units. */
  readonly bow: number;
}

export interface Clusters {
  readonly clusters: readonly Cluster[];
  readonly trunks: readonly Trunk[];
  /** The cluster of a node that is, or lies in, a group of it. */
  readonly clusterOf: ReadonlyMap<NodeId, Cluster>;
  /** Of what drawing these are. */
  readonly of: Pick<Places, 'nodes' | 'edges'>;
}

/** With as many groups or fewer there are no clusters. */
export const mostUnclustered = 30;
/** A hub has as many branches. */
const fewestBranches = 3;
/** As wide on the screen is a group when it can be read, in pixels. */
const readableWidth = 62;
/** Narrow groups are seen from here on as well: before one is so near that their servers are. */
const latest = 0.48;
/** How much of what it stands for a plate leaves free on each side, less a margin around its groups. */
const apart = 0.035;
const margin = 24;
/** Between two plates, in scene units; and how much of its width or height one may lose for it. */
const gap = 12;
const mostBack = 0.2;

export const noClusters: Clusters = { clusters: [], trunks: [], clusterOf: new Map(), of: { nodes: [], edges: [] } };

/** Of drawings that came with their clusters. */
const sent = new WeakMap<Places, Clusters>();

/** These came with a drawing: nobody works them out again. */
export function keepClusters(places: Places, clusters: Clusters): void {
  sent.set(places, clusters);
}

/** The clusters of a drawing. Those of before that did not change are the same objects. */
export function clustersOf(places: Places, before: Clusters = noClusters): Clusters {
  const known = sent.get(places);
  if (known !== undefined) return known;
  const groups = places.nodes.filter((node) => isGroup(node.kind));
  if (groups.length <= mostUnclustered) return noClusters;
  if (isJoinedAlike(before.of, places)) return { ...before, trunks: withEdgesOf(places, before), of: places };
  const net = networkOf(places);
  const members = membersOf(groups, net);
  const outside = outsideOf(places, members, net);
  const earlier = new Map(before.clusters.map((cluster) => [cluster.id, cluster]));
  const plates = keptApart([...members.byCluster.values()].map((held) => plateAround(held.groups)));
  const clusters = [...members.byCluster].map(([id, held], index) =>
    sameOr(earlier.get(id), makeCluster(id, held, plates[index] ?? surrounding([]), outside.get(id) ?? [], net)),
  );
  const clusterOf = holders(clusters, places);
  return { clusters, clusterOf, trunks: trunksOf(places, clusterOf, net, before.trunks), of: places };
}

/** Clusters and what joins them, with what follows from these. */
export function clustersWith(
  clusters: readonly Cluster[],
  trunks: readonly Omit<Trunk, 'id'>[],
  places: Places,
): Clusters {
  const named = trunks.map((trunk) => ({ ...trunk, id: trunkId(trunk) }));
  return { clusters, trunks: named, clusterOf: holders(clusters, places), of: places };
}

function trunkId({ from, to }: Pick<Trunk, 'from' | 'to'>): string {
  return `${from.id} – ${to.id}`;
}

/** Whether all boxes are the same ones, and joined by lines between the same ends: then nothing but trunks can change. */
function isJoinedAlike(before: Clusters['of'], { nodes, edges }: Places): boolean {
  const haveSameEnds = (edge: SceneEdge, index: number): boolean => {
    const other = before.edges[index];
    return edge === other || (edge.from === other?.from && edge.to === other.to);
  };
  return areSame(before.nodes, nodes) && before.edges.length === edges.length && edges.every(haveSameEnds);
}

/** The trunks of before with the edges of a drawing that is joined alike. */
function withEdgesOf({ edges }: Places, before: Clusters): readonly Trunk[] {
  const changed = new Map<SceneEdge, SceneEdge>();
  before.of.edges.forEach((edge, index) => {
    const now = edges[index];
    if (now !== undefined && now !== edge) changed.set(edge, now);
  });
  if (changed.size === 0) return before.trunks;
  return before.trunks.map((trunk) =>
    trunk.edges.some((edge) => changed.has(edge))
      ? { ...trunk, edges: trunk.edges.map((edge) => changed.get(edge) ?? edge) }
      : trunk,
  );
}

interface Network {
  readonly nodes: ReadonlyMap<NodeId, SceneNode>;
  /** The outermost node that a node is or lies in. */
  readonly outermost: ReadonlyMap<NodeId, SceneNode>;
  readonly neighbours: ReadonlyMap<NodeId, ReadonlySet<NodeId>>;
  readonly servers: ReadonlyMap<NodeId, number>;
}

function networkOf({ nodes, edges }: Places): Network {
  const byId = new Map<NodeId, SceneNode>();
  const outermost = new Map<NodeId, SceneNode>();
  // Parents come before what they hold.
  for (const node of nodes) {
    byId.set(node.id, node);
    outermost.set(node.id, (node.parent === null ? undefined : outermost.get(node.parent)) ?? node);
  }
  const neighbours = new Map<NodeId, Set<NodeId>>();
  const join = (a: NodeId, b: NodeId): void => {
    const others = neighbours.get(a);
    if (others === undefined) neighbours.set(a, new Set([b]));
    else others.add(b);
  };
  for (const { from, to } of edges) {
    const [a, b] = [outermost.get(from), outermost.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    join(a.id, b.id);
    join(b.id, a.id);
  }
  const servers = new Map<NodeId, number>();
  for (const { kind, parent } of nodes) {
    if (kind === 'server' && parent !== null) servers.set(parent, (servers.get(parent) ?? 0) + 1);
  }
  return { nodes: byId, outermost, neighbours, servers };
}

interface Member {
  readonly name: string;
  readonly groups: readonly SceneNode[];
  /** Of the group that it is named after, in the drawing. */
  readonly order: number;
}

interface Members {
  readonly byCluster: ReadonlyMap<ClusterId, Member>;
  readonly clusterOf: ReadonlyMap<NodeId, ClusterId>;
}

/** Which groups belong together, in the order of what they are named after. What is alone is seen as what it is. */
function membersOf(groups: readonly SceneNode[], net: Network): Members {
  const hubs = hubsOf(groups, net);
  const order = new Map(groups.map(({ id }, index) => [id, index]));
  const place = ({ id }: SceneNode): number => order.get(id) ?? 0;
  const several = partsOf(groups, (id) => hubs.get(id))
    .filter((part) => part.groups.length > 1)
    .map((part) => ({ hub: part.hub, groups: part.groups.toSorted((a, b) => place(a) - place(b)) }));
  const held = new Map<ClusterId, Member>();
  const numbers = new Map<NodeId, number>();
  const named = (hub: SceneNode): readonly [ClusterId, string] => {
    const number = (numbers.get(hub.id) ?? 1) + 1;
    numbers.set(hub.id, number);
    return [`cluster ${hub.id} (${number})`, `${hub.name} (${number})`];
  };
  for (const part of several) {
    const hub = part.hub === undefined ? busiestOf(part.groups, net) : net.nodes.get(part.hub);
    if (hub === undefined) continue;
    const isIn = part.groups.some(({ id }) => id === hub.id);
    const [id, name] = isIn ? [`cluster ${hub.id}` as const, hub.name] : named(hub);
    held.set(id, { name, groups: part.groups, order: place(hub) });
  }
  const byCluster = new Map([...held].toSorted(([, a], [, b]) => a.order - b.order));
  const clusterOf = new Map(
    [...byCluster].flatMap(([id, each]) => each.groups.map((group) => [group.id, id] as const)),
  );
  return { byCluster, clusterOf };
}

function busiestOf(groups: readonly SceneNode[], { neighbours }: Network): SceneNode | undefined {
  const degree = ({ id }: SceneNode): number => neighbours.get(id)?.size ?? 0;
  return groups.toSorted((a, b) => degree(b) - degree(a))[0];
}

/** The hub of each group, its own for a hub; undefined for what hangs on none. */
function hubsOf(groups: readonly SceneNode[], { neighbours, nodes }: Network): ReadonlyMap<NodeId, NodeId | undefined> {
  const order = new Map(groups.map(({ id }, index) => [id, index]));
  const degree = (id: NodeId): number => neighbours.get(id)?.size ?? 0;
  const isAbove = (a: NodeId, b: NodeId): boolean =>
    degree(a) > degree(b) || (degree(a) === degree(b) && (order.get(a) ?? 0) < (order.get(b) ?? 0));
  const above = new Map<NodeId, NodeId>();
  const branches = new Map<NodeId, number>();
  for (const { id } of groups) {
    let best = id;
    for (const next of neighbours.get(id) ?? []) {
      if (isGroup(nodes.get(next)?.kind) && isAbove(next, best)) best = next;
    }
    if (best === id) continue;
    above.set(id, best);
    branches.set(best, (branches.get(best) ?? 0) + 1);
  }
  const isHub = (id: NodeId): boolean => (branches.get(id) ?? 0) >= fewestBranches;
  // What joins hubs is none of their branches, even where they have more neighbours.
  const joinsHubs = (id: NodeId): boolean => {
    const hubs = [...(neighbours.get(id) ?? [])].filter(isHub).length;
    return hubs >= fewestBranches && 2 * hubs > degree(id);
  };
  return new Map(
    groups.map(({ id }) => {
      let at: NodeId | undefined = id;
      while (at !== undefined && !isHub(at) && !joinsHubs(at)) at = above.get(at);
      return [id, at];
    }),
  );
}

/** The hosts that only one cluster leads to are part of it. */
function outsideOf(
  { nodes }: Places,
  { clusterOf }: Members,
  { neighbours }: Network,
): ReadonlyMap<ClusterId, readonly SceneNode[]> {
  const single = nodes.flatMap((node): readonly (readonly [ClusterId, SceneNode])[] => {
    if (!isOutside(node.kind) || node.kind === 'internet') return [];
    const from = new Set([...(neighbours.get(node.id) ?? [])].map((id) => clusterOf.get(id)));
    const [only] = from;
    return from.size === 1 && only !== undefined ? [[only, node]] : [];
  });
  const held = groupedBy(single, ([cluster]) => cluster);
  return new Map([...held].map(([id, each]) => [id, each.map(([, node]) => node)]));
}

function makeCluster(
  id: ClusterId,
  { name, groups }: Member,
  plate: Rectangle,
  outside: readonly SceneNode[],
  { servers }: Network,
): Cluster {
  const width = groups.reduce((sum, group) => sum + group.width, 0) / groups.length;
  return {
    id,
    name,
    groups,
    outside,
    servers: groups.reduce((sum, group) => sum + (servers.get(group.id) ?? 0), 0),
    opensAt: Math.min(latest, Math.max(0.24, Math.round((readableWidth / width) * 100) / 100)),
    ...plate,
  };
}

/** A large one is a little smaller than what it stands for, so that what leads from one to the other is seen between them. */
function plateAround(groups: readonly SceneNode[]): Rectangle {
  const { x, y, width, height } = surrounding(groups);
  const [across, down] = [width * apart - margin, height * apart - margin];
  return { x: x + across, y: y + down, width: width - 2 * across, height: height - 2 * down };
}

/** Where two plates would lie on each other, both end in the middle of what they would share; unless too little were left. */
function keptApart(plates: readonly Rectangle[]): readonly Rectangle[] {
  const kept = plates.map((plate): { -readonly [Side in keyof Rectangle]: number } => ({ ...plate }));
  kept.forEach((a, index) => {
    for (const b of kept.slice(index + 1)) {
      if (!overlap(grown(a, gap / 2), grown(b, gap / 2))) continue;
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + gap;
      const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + gap;
      const [at, size, shared] = across < down ? (['x', 'width', across] as const) : (['y', 'height', down] as const);
      if (shared / 2 > mostBack * Math.min(a[size], b[size])) continue;
      const last = a[at] < b[at] ? b : a;
      a[size] -= shared / 2;
      b[size] -= shared / 2;
      last[at] += shared / 2;
    }
  });
  return kept;
}

function sameOr(before: Cluster | undefined, now: Cluster): Cluster {
  if (before === undefined || before.name !== now.name || before.servers !== now.servers) return now;
  const isSame = areSame(before.groups, now.groups) && areSame(before.outside, now.outside);
  return isSame && before.opensAt === now.opensAt && stands(before, now) ? before : now;
}

function stands(before: Rectangle, now: Rectangle): boolean {
  return before.x === now.x && before.y === now.y && before.width === now.width && before.height === now.height;
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function holders(clusters: readonly Cluster[], { nodes }: Places): ReadonlyMap<NodeId, Cluster> {
  const holder = new Map<NodeId, Cluster>();
  for (const cluster of clusters) {
    for (const { id } of [...cluster.groups, ...cluster.outside]) holder.set(id, cluster);
  }
  // Parents come before what they hold.
  for (const { id, parent } of nodes) {
    const cluster = parent === null ? undefined : holder.get(parent);
    if (cluster !== undefined) holder.set(id, cluster);
  }
  return holder;
}

function trunksOf(
  { nodes, edges }: Places,
  clusterOf: ReadonlyMap<NodeId, Cluster>,
  { outermost }: Network,
  before: readonly Trunk[],
): readonly Trunk[] {
  const ends: Trunk['from'][] = [];
  const numbers = new Map<Trunk['from'], number>();
  const numberOf = (end: Trunk['from']): number => {
    const known = numbers.get(end) ?? ends.push(end) - 1;
    numbers.set(end, known);
    return known;
  };
  const joining: { readonly edge: SceneEdge; readonly ends: number }[] = [];
  for (const edge of edges) {
    const from = clusterOf.get(edge.from) ?? outermost.get(edge.from);
    const to = clusterOf.get(edge.to) ?? outermost.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    const [one, other] = [numberOf(from), numberOf(to)];
    joining.push({ edge, ends: Math.min(one, other) * nodes.length + Math.max(one, other) });
  }
  const known = new Map(before.map((trunk) => [trunk.id, trunk]));
  const bowOf = bowsAmong(ends);
  return [...groupedBy(joining, (each) => each.ends)].flatMap(([both, held]) => {
    const [one, other] = [ends[Math.floor(both / nodes.length)], ends[both % nodes.length]];
    if (one === undefined || other === undefined) return [];
    const [from, to] = one.id < other.id ? [one, other] : [other, one];
    const id = trunkId({ from, to });
    const trunk: Trunk = { id, from, to, edges: held.map(({ edge }) => edge), bow: bowOf({ from, to }) };
    const kept = known.get(id);
    const isSame = kept?.from === from && kept.to === to && kept.bow === trunk.bow && areSame(kept.edges, trunk.edges);
    return [isSame ? kept : trunk];
  });
}
