// The shortest paths of all groups to the nearest of some ends, as a tree, and its repair when links or ends are lost:
// only groups whose path led over what is lost get new labels, starting from their neighbours that kept theirs (§3)
// [T-LINK].

import { behind, type Forest, forestOf } from './forest.ts';
import { type Heap, heapOf } from './heap.ts';
import type { Network } from '../network/network.ts';

/** Where paths end: in a group itself, or by a connector of a group out of the organization. */
export interface End {
  readonly group: number;
  /** -1 for the group itself. */
  readonly carrier: number;
  /** The address space's cost, ordered as `Distances` are; 0 for the group itself. */
  readonly key: number;
  /** Of two ends at the same distance the one with the smaller rank is taken (§13.12). */
  readonly rank: number;
}

/** Instead of a link: the path ends in the group, or there is none. */
export const noLink = -1;
export const endsHere = -2;

/** By group: how far it is, to which end, and what comes next. */
export interface Labels {
  /** `cost * scale + connectors crossed`; Infinity without a path. */
  readonly keys: Float64Array;
  readonly ranks: Int32Array;
  /** A link, `noLink` or `endsHere`. */
  readonly links: Int32Array;
  /** The carrier by which it ends here; -1 otherwise. */
  readonly exits: Int32Array;
}

/** Labels with what repairs need. */
export interface Tree extends Labels {
  readonly ends: readonly End[];
  readonly forest: Forest;
}

/** The links that leave each group, group after group: those of group `g` are at `starts[g]` to `starts[g + 1] - 1`. */
export interface Roads {
  readonly starts: Int32Array;
  /** Two numbers for each: the group that it leads to, and the link; side by side, as both are read at once. */
  readonly pairs: Int32Array;
  /** What the link adds to a key. */
  readonly lengths: Float64Array;
}

/** Sorts the links of a network by the group that they leave. */
export function roadsOf({ linkCost, linkTo, groups, leaving: { starts, links } }: Network): Roads {
  const scale = groups.length + 1;
  const pairs = new Int32Array(links.length * 2);
  links.forEach((link, at) => pairs.set([linkTo[link] ?? 0, link], at * 2));
  return { starts, pairs, lengths: Float64Array.from(links, (link) => (linkCost[link] ?? 0) * scale + 1) };
}

/** Working memory, used again for every tree. Its labels hold for the groups that were marked last. */
export interface Workspace extends Labels {
  readonly roads: Roads;
  /**
   * For each marked group the list of the roads to it from other marked groups: the first of them (-1 for none), and
   * for each road the group that it leaves and the next road of the list.
   */
  readonly firstInner: Int32Array;
  readonly innerFrom: Int32Array;
  readonly nextInner: Int32Array;
  readonly linkRank: Int32Array;
  readonly heap: Heap;
  /** By group: it is marked, to get a new label, when this is the current mark. */
  readonly marks: Int32Array;
  mark: number;
  /** The marked groups, as a list. */
  readonly marked: Int32Array;
  markedCount: number;
  /** By marked group: 1 when its mail arrives. Filled in by whoever asked for the repair. */
  readonly arrives: Uint8Array;
  /** The marked groups that have a path, nearest first. */
  readonly settled: Int32Array;
  settledCount: number;
}

/** Working memory for trees of this network. */
export function workspaceFor({ groups, links, linkRank }: Network, roads: Roads): Workspace {
  const keys = new Float64Array(groups.length).fill(Infinity);
  const numbers = () => new Int32Array(groups.length);
  return {
    keys,
    ranks: numbers(),
    links: numbers(),
    exits: numbers(),
    roads,
    firstInner: numbers(),
    innerFrom: new Int32Array(links.length),
    nextInner: new Int32Array(links.length),
    linkRank,
    heap: heapOf(keys),
    marks: numbers(),
    mark: 0,
    marked: numbers(),
    markedCount: 0,
    arrives: new Uint8Array(groups.length),
    settled: numbers(),
    settledCount: 0,
  };
}

/** Stands for where a connector leads by which nothing leaves. */
export const closed = -1;

/** What is up: by link, 1 when mail may take it; by connector, where it leads (`closed` for nowhere). */
export interface Up {
  readonly passable: Uint8Array;
  readonly exits: Int32Array;
}

/** The tree of a network: Dijkstra from its ends against the direction of the links. */
export function growTree(space: Workspace, network: Network, up: Up, ends: readonly End[]): Tree {
  startMarking(space);
  for (let group = 0; group < network.groups.length; group += 1) mark(space, group);
  labelMarked(space, space, up, ends);
  const links = space.links.slice();
  const next = (group: number) => {
    const link = links[group] ?? noLink;
    return link >= 0 ? (network.linkTo[link] ?? noLink) : noLink;
  };
  return {
    keys: space.keys.slice(),
    ranks: space.ranks.slice(),
    links,
    exits: space.exits.slice(),
    ends,
    forest: forestOf(space.settled.slice(0, space.settledCount), next, network.groups.length),
  };
}

function startMarking(space: Workspace): void {
  space.mark += 1;
  space.markedCount = 0;
  space.settledCount = 0;
}

function mark(space: Workspace, group: number): void {
  space.marks[group] = space.mark;
  space.firstInner[group] = -1;
  space.marked[space.markedCount] = group;
  space.markedCount += 1;
}

function label(space: Workspace, group: number, key: number, rank: number, link: number): void {
  space.keys[group] = key;
  space.ranks[group] = rank;
  space.links[group] = link;
  space.exits[group] = -1;
  space.arrives[group] = 0;
}

/** What went down, whether or not a tree uses it, and what is up now. */
export interface Lost {
  readonly links: readonly number[];
  readonly carriers: readonly number[];
  readonly up: Up;
}

/**
 * Gives new labels, in the workspace, to every group whose path led over a link or an end that is lost. Returns how
 * many these are: 0 when the tree does not use what is lost.
 */
export function repairTree(space: Workspace, network: Network, tree: Tree, { links, carriers, up }: Lost): number {
  startMarking(space);
  for (let index = 0; index < links.length; index += 1) {
    const link = links[index] ?? 0;
    const group = network.linkFrom[link] ?? 0;
    if (tree.links[group] === link) markBehind(space, tree, group);
  }
  if (carriers.length > 0) {
    for (const { group, carrier } of tree.ends) {
      if (carrier >= 0 && tree.exits[group] === carrier && carriers.includes(carrier)) markBehind(space, tree, group);
    }
  }
  if (space.markedCount > 0) labelMarked(space, tree, up, tree.ends);
  return space.markedCount;
}

/** Labels the marked groups, from those that are not marked and from the ends among them. */
function labelMarked(space: Workspace, others: Labels, up: Up, ends: readonly End[]): void {
  for (let index = 0; index < space.markedCount; index += 1) {
    labelFromBeside(space, others, up.passable, space.marked[index] ?? 0);
  }
  offerEnds(space, up, ends);
  settle(space);
}

/** Marks a group and all whose path leads through it. */
function markBehind(space: Workspace, tree: Tree, group: number): void {
  if (space.marks[group] === space.mark) return;
  for (const other of behind(tree.forest, group)) {
    if (space.marks[other] !== space.mark) mark(space, other);
  }
}

/** Labels a marked group by its best link to a group that is not marked, and lists its links to marked groups. */
function labelFromBeside(space: Workspace, { keys, ranks }: Labels, passable: Uint8Array, group: number): void {
  const { marks, mark, linkRank, roads, firstInner, innerFrom, nextInner } = space;
  const { starts, pairs, lengths } = roads;
  const last = starts[group + 1] ?? 0;
  let best = Infinity;
  let bestRank = 0;
  let bestLink = noLink;
  for (let at = starts[group] ?? 0; at < last; at += 1) {
    const other = pairs[2 * at] ?? 0;
    const link = pairs[2 * at + 1] ?? 0;
    if (marks[other] === mark) {
      if (passable[link] === 0) continue;
      innerFrom[at] = group;
      nextInner[at] = firstInner[other] ?? -1;
      firstInner[other] = at;
      continue;
    }
    const key = (keys[other] ?? Infinity) + (lengths[at] ?? 0);
    if (key > best || key === Infinity || passable[link] === 0) continue;
    const rank = ranks[other] ?? 0;
    if (key === best && !isBefore(linkRank, rank, link, bestRank, bestLink)) continue;
    best = key;
    bestRank = rank;
    bestLink = link;
  }
  label(space, group, best, bestRank, bestLink);
  if (bestLink >= 0) space.heap.push(group);
}

/** Whether the first of two equally long paths is taken: its end, else its connector, comes first by name (§13.12). */
function isBefore(linkRank: Int32Array, rank: number, link: number, knownRank: number, known: number): boolean {
  if (rank !== knownRank) return rank < knownRank;
  return known >= 0 && (linkRank[link] ?? 0) < (linkRank[known] ?? 0);
}

function offerEnds(space: Workspace, up: Up, ends: readonly End[]): void {
  for (const { group, carrier, key, rank } of ends) {
    if (space.marks[group] !== space.mark || (carrier >= 0 && up.exits[carrier] === closed)) continue;
    const known = space.keys[group] ?? Infinity;
    if (key > known || (key === known && rank >= (space.ranks[group] ?? 0))) continue;
    label(space, group, key, rank, endsHere);
    space.exits[group] = carrier;
    space.heap.push(group);
  }
}

/** Dijkstra among the marked groups. */
function settle(space: Workspace): void {
  const { heap, keys, ranks, links, linkRank, roads, firstInner, innerFrom, nextInner } = space;
  const { pairs, lengths } = roads;
  for (let group = heap.pop(); group >= 0; group = heap.pop()) {
    space.settled[space.settledCount] = group;
    space.settledCount += 1;
    // All marked groups have their labels: nothing is left to be reached from the last one.
    if (space.settledCount === space.markedCount) return;
    const reached = keys[group] ?? Infinity;
    const rank = ranks[group] ?? 0;
    for (let at = firstInner[group] ?? -1; at >= 0; at = nextInner[at] ?? -1) {
      const other = innerFrom[at] ?? 0;
      const key = reached + (lengths[at] ?? 0);
      const known = keys[other] ?? Infinity;
      if (key > known) continue;
      const link = pairs[2 * at + 1] ?? 0;
      if (key === known && !isBefore(linkRank, rank, link, ranks[other] ?? 0, links[other] ?? noLink)) continue;
      label(space, other, key, rank, link);
      if (key < known) heap.push(other);
    }
  }
}
