// What a change does to mail that follows a sound tree, told without repairing the tree: mail of a part that is cut off
// gets through when any link still leads out of that part. Where a group could choose a link that may not carry its
// mail, or one of a connector not used so far, there is no quick answer, and the tree is repaired.
//
// Example: in the tree mail goes from York to Leeds, from Leeds to the hub, and from Hull to the hub. When the link
// from Leeds to the hub fails, Leeds and York are cut off; Leeds is the root of that part. If links lead from Leeds to
// York and from York to Hull, both get through by a detour; what it costs is not asked here. Without the link to Hull
// mail from both is stranded.

import type { Changes, Cut, Losing } from './aftermath.ts';
import { exit, passability } from '../state/condition.ts';
import type { Family } from './families.ts';
import { behind } from '../paths/forest.ts';
import type { Network } from '../network/network.ts';
import { push } from '../paths/numbers.ts';
import type { End, Roads, Tree } from '../paths/shortest-tree.ts';
import { type Ground, leavesWell } from './surveyed.ts';

/**
 * Links that no group may possibly choose if there is to be a quick answer: mail waits in front of them, or their
 * connector carried none so far and would have to be noted as used.
 */
export interface Doubts {
  /** By link: 1 for a doubtful one. */
  readonly links: Uint8Array;
  /** The groups that such links leave from: 1 for each, and as a list. */
  readonly leave: Uint8Array;
  readonly groups: readonly number[];
}

/** The links that are doubtful now. */
export function doubtsOf({ network, condition, passable, used, linkCarrier }: Ground): Doubts {
  const links = new Uint8Array(passable.length);
  const leave = new Uint8Array(network.groups.length);
  const groups: number[] = [];
  for (let link = 0; link < links.length; link += 1) {
    if (passable[link] === 0) continue;
    if (condition.links[link] === passability.open && used[linkCarrier[link] ?? 0] === 1) continue;
    links[link] = 1;
    const group = network.linkFrom[link] ?? 0;
    if (leave[group] === 0) groups.push(group);
    leave[group] = 1;
  }
  return { links, leave, groups };
}

/** A family's tree, prepared for being asked about many changes. */
export interface QuickFamily {
  readonly tree: Tree;
  readonly roads: Roads;
  /** By link: 1 when the message may use it and it was not down before the change. */
  readonly passable: Uint8Array;
  readonly senders: Int32Array;
  readonly doubts: Doubts;
  /** By group: its ends that were not down before the change; `doubtfulEnds` are doubtful as links are. */
  readonly ends: ReadonlyMap<number, readonly End[]>;
  readonly doubtfulEnds: readonly End[];
  readonly cutOff: CutOff;
}

/** Prepares quick answers about a family; undefined when there can be none, as mail is stranded on its tree already. */
export function quickFamily(
  ground: Ground,
  { plain, isSound, senders }: Family,
  doubts: Doubts,
  cutOff: CutOff,
): QuickFamily | undefined {
  const { condition, roads, passable, used } = ground;
  const [tree] = plain.trees;
  const { group } = plain.target;
  if (!isSound || tree === undefined || (group >= 0 && condition.receives[group] !== 1)) return undefined;
  const ends = new Map<number, End[]>();
  const doubtfulEnds: End[] = [];
  for (const end of tree.ends) {
    const state = condition.exits[end.carrier] ?? exit.down;
    if (end.carrier < 0 || state === exit.down) continue;
    ends.set(end.group, [...(ends.get(end.group) ?? []), end]);
    if (leavesWell(state, true) === 0 || used[end.carrier] === 0) doubtfulEnds.push(end);
  }
  return { tree, roads, passable, senders, doubts, ends, doubtfulEnds, cutOff };
}

/** What a change cuts off from a tree: working memory, used again for each. */
export interface CutOff {
  /** The groups whose own link or end is lost, each before those behind it. */
  readonly roots: Int32Array;
  count: number;
  /** Those of them that are not behind another: what is behind them is all that is cut off. */
  readonly tops: Int32Array;
  topCount: number;
  /** By link, the last round in which it was lost. */
  readonly lost: Int32Array;
  /** By group, the last search that came there. */
  readonly visited: Int32Array;
  readonly queue: Int32Array;
  round: number;
  search: number;
}

/** A change with more roots is left to the repair of the tree. */
const mostRoots = 16;

/** Working memory for trees of this network. */
export function roomForCutOff({ groups, links }: Network): CutOff {
  const numbers = () => new Int32Array(groups.length);
  const lost = new Int32Array(links.length);
  return {
    roots: new Int32Array(mostRoots),
    count: 0,
    tops: new Int32Array(mostRoots),
    topCount: 0,
    lost,
    visited: numbers(),
    queue: numbers(),
    round: 0,
    search: 0,
  };
}

/**
 * Finds what a change cuts off from the tree. False when there can be no quick answer: it has too many roots, or leaves
 * links or ends that are still chosen but no longer carry mail as before.
 */
export function findCutOff(
  { tree, cutOff }: QuickFamily,
  { linkFrom }: Network,
  { all, starts, links, onlyLinks }: Changes,
  index: number,
): boolean {
  cutOff.count = 0;
  cutOff.round += 1;
  const last = starts[index + 1] ?? 0;
  for (let at = starts[index] ?? 0; at < last; at += 1) {
    const link = links[at] ?? 0;
    cutOff.lost[link] = cutOff.round;
    const group = linkFrom[link] ?? 0;
    if (tree.links[group] === link && !addRoot(cutOff, tree, group)) return false;
  }
  const losing = all[index];
  if (onlyLinks[index] === 0 && (losing === undefined || !findLostEnds(cutOff, tree, losing))) return false;
  findTops(cutOff, tree);
  return true;
}

function findLostEnds(cutOff: CutOff, tree: Tree, { lost: { carriers }, stuckLinks, turned }: Losing): boolean {
  if (stuckLinks.length > 0) return false;
  return tree.ends.every(({ group, carrier }) => {
    if (turned.includes(carrier)) return false;
    return tree.exits[group] !== carrier || !carriers.includes(carrier) || addRoot(cutOff, tree, group);
  });
}

/** Adds a root where it belongs in the order of the forest; false when there are too many. */
function addRoot(cutOff: CutOff, { forest: { place } }: Tree, group: number): boolean {
  const { roots, count } = cutOff;
  if (count === mostRoots) return false;
  let at = count;
  for (; at > 0 && (place[roots[at - 1] ?? 0] ?? 0) > (place[group] ?? 0); at -= 1) roots[at] = roots[at - 1] ?? 0;
  roots[at] = group;
  cutOff.count += 1;
  return true;
}

function findTops(cutOff: CutOff, { forest: { place, size } }: Tree): void {
  const { roots, tops } = cutOff;
  cutOff.topCount = 0;
  for (let index = 0, end = 0; index < cutOff.count; index += 1) {
    const group = roots[index] ?? 0;
    const start = place[group] ?? 0;
    if (start < end) continue;
    tops[cutOff.topCount] = group;
    cutOff.topCount += 1;
    end = start + (size[group] ?? 0);
  }
}

/** The groups that the change just asked about cuts off. */
export function groupsCutOff({ tree: { forest }, cutOff: { tops, topCount } }: QuickFamily): readonly Int32Array[] {
  return Array.from(tops.subarray(0, topCount), (top) => behind(forest, top));
}

/** Notes in `cut` what becomes of mail from the groups that are cut off; false when that can't be told quickly. */
export function cutQuickly({ condition: { alive } }: Ground, quick: QuickFamily, losing: Losing, cut: Cut): boolean {
  if (isInDoubt(quick, losing)) return false;
  const { cutOff, senders } = quick;
  const { place, size } = quick.tree.forest;
  for (let index = 0; index < cutOff.count; index += 1) {
    if (getsThrough(quick, losing, cutOff.roots[index] ?? 0)) continue;
    if (!strandOwn(quick, index, losing, alive, cut)) return false;
  }
  for (let index = 0; index < cutOff.topCount; index += 1) {
    const group = cutOff.tops[index] ?? 0;
    const start = place[group] ?? 0;
    cut.detours += (senders[start + (size[group] ?? 0)] ?? 0) - (senders[start] ?? 0);
  }
  cut.detours -= cut.stranded.length;
  for (const group of losing.change.died) if (rootOf(quick, group) >= 0) cut.detours -= 1;
  return true;
}

function isLost({ passable, cutOff: { lost, round } }: QuickFamily, link: number): boolean {
  return passable[link] === 0 || lost[link] === round;
}

/** The index of the innermost root that a group is behind; -1 for a group that is not cut off. */
function rootOf({ tree: { forest, keys }, cutOff: { roots, count } }: QuickFamily, group: number): number {
  const place = forest.place[group] ?? 0;
  for (let index = count - 1; index >= 0; index -= 1) {
    const root = roots[index] ?? 0;
    const start = forest.place[root] ?? 0;
    // The places of groups without a path mean nothing.
    if (place >= start && place < start + (forest.size[root] ?? 0)) return keys[group] === Infinity ? -1 : index;
  }
  return -1;
}

/** Whether some path leads from a group that is cut off to an end, or to a group that is not cut off. */
function getsThrough(quick: QuickFamily, losing: Losing, start: number): boolean {
  const { tree, roads, cutOff } = quick;
  const { visited, queue } = cutOff;
  cutOff.search += 1;
  visited[start] = cutOff.search;
  queue[0] = start;
  for (let length = 1, next = 0; next < length; next += 1) {
    const group = queue[next] ?? 0;
    if (quick.ends.size > 0 && nearestEnd(quick, losing, group) !== Infinity) return true;
    const last = roads.starts[group + 1] ?? 0;
    for (let at = roads.starts[group] ?? 0; at < last; at += 1) {
      if (isLost(quick, roads.pairs[2 * at + 1] ?? 0)) continue;
      const other = roads.pairs[2 * at] ?? 0;
      if (tree.keys[other] === Infinity || visited[other] === cutOff.search) continue;
      if (rootOf(quick, other) < 0) return true;
      visited[other] = cutOff.search;
      queue[length] = other;
      length += 1;
    }
  }
  return false;
}

/** How far the nearest end in the group itself is; Infinity without one. */
function nearestEnd({ ends }: QuickFamily, { lost: { carriers } }: Losing, group: number): number {
  let nearest = Infinity;
  for (const { carrier, key } of ends.get(group) ?? []) {
    if (key < nearest && !carriers.includes(carrier)) nearest = key;
  }
  return nearest;
}

/**
 * Notes that mail is stranded from a root that does not get through, and from the groups for which it is the innermost
 * root. False when the search from the root did not come to one of these: it may have a path that the root does not
 * have.
 */
function strandOwn(
  quick: QuickFamily,
  index: number,
  { change: { died } }: Losing,
  alive: Uint8Array,
  { stranded }: Cut,
): boolean {
  const { visited, roots, search } = quick.cutOff;
  const { order, place, size } = quick.tree.forest;
  const root = roots[index] ?? 0;
  const start = place[root] ?? 0;
  const end = start + (size[root] ?? 0);
  for (let at = start; at < end; at += 1) {
    const group = order[at] ?? 0;
    if (rootOf(quick, group) !== index) continue;
    if (visited[group] !== search) return false;
    if (alive[group] === 1 && !died.includes(group)) push(stranded, group);
  }
  return true;
}

/** Whether a group that is cut off could choose something doubtful. */
function isInDoubt(quick: QuickFamily, losing: Losing): boolean {
  const {
    tree: { forest },
    doubts,
    doubtfulEnds,
    cutOff,
  } = quick;
  for (const end of doubtfulEnds) {
    if (rootOf(quick, end.group) >= 0 && end.key <= nearestOutside(quick, losing, end.group)) return true;
  }
  const { groups, leave } = doubts;
  const { tops, topCount } = cutOff;
  let size = 0;
  for (let index = 0; index < topCount; index += 1) size += forest.size[tops[index] ?? 0] ?? 0;
  if (size > groups.length) {
    return groups.some((group) => rootOf(quick, group) >= 0 && mayChooseDoubtful(quick, losing, group));
  }
  for (let index = 0; index < topCount; index += 1) {
    const start = forest.place[tops[index] ?? 0] ?? 0;
    const end = start + (forest.size[tops[index] ?? 0] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = forest.order[at] ?? 0;
      if (leave[group] === 1 && mayChooseDoubtful(quick, losing, group)) return true;
    }
  }
  return false;
}

/**
 * Whether a group that is cut off could choose a doubtful link. Distances only grow when something is lost, so a link
 * that was too far before the change is too far after it.
 */
function mayChooseDoubtful(quick: QuickFamily, losing: Losing, group: number): boolean {
  const { tree, roads, doubts } = quick;
  const nearest = nearestOutside(quick, losing, group);
  const last = roads.starts[group + 1] ?? 0;
  for (let at = roads.starts[group] ?? 0; at < last; at += 1) {
    const link = roads.pairs[2 * at + 1] ?? 0;
    if (doubts.links[link] === 0 || isLost(quick, link)) continue;
    const key = (tree.keys[roads.pairs[2 * at] ?? 0] ?? Infinity) + (roads.lengths[at] ?? 0);
    if (key !== Infinity && key <= nearest) return true;
  }
  return false;
}

/**
 * How far it is at most from a group that is cut off, told from its surroundings: to an end of its own, or over a link
 * to a group that is not cut off, or over one or two others that are.
 */
function nearestOutside(quick: QuickFamily, losing: Losing, group: number, others = 2): number {
  const { tree, roads } = quick;
  let nearest = nearestEnd(quick, losing, group);
  const last = roads.starts[group + 1] ?? 0;
  for (let at = roads.starts[group] ?? 0; at < last; at += 1) {
    const other = roads.pairs[2 * at] ?? 0;
    const length = roads.lengths[at] ?? 0;
    if (length >= nearest || isLost(quick, roads.pairs[2 * at + 1] ?? 0)) continue;
    const isOutside = rootOf(quick, other) < 0;
    if (!isOutside && others === 0) continue;
    const onward = isOutside ? (tree.keys[other] ?? Infinity) : nearestOutside(quick, losing, other, others - 1);
    nearest = Math.min(nearest, onward + length);
  }
  return nearest;
}
