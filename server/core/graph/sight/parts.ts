// Divides a drawing of many groups into parts that are seen as one from far away: cut after cut from side to side, each
// where it takes as few groups as can be from their hub. So no part lies in another one, and every group is in one part.

import type { NodeId } from '../ids.ts';
import type { SceneNode } from '../scene.ts';
import { surrounding } from '../space.ts';

/** Groups that stand together. */
export interface Part {
  /** In no particular order. */
  readonly groups: readonly SceneNode[];
  /** The hub that most of them hang on, if most hang on one; it may stand in another part. */
  readonly hub: NodeId | undefined;
}

/** The hub of a group, its own for a hub; undefined for what hangs on none. */
export type HubOf = (id: NodeId) => NodeId | undefined;

/** No part has more groups. */
const mostGroups = 120;
/** As many make a part where no hub tells what belongs together. */
const mostWithoutHub = 40;
/** So many parts are enough: in a drawing of many groups smaller ones stay together, up to the given number of groups. */
const enough = 50;
const mostKept = 80;
/** Of a hub's part so many may be of others. */
const mostForeign = 0.2;
/** A cut that takes more than this share of the smaller side from their hubs tells that they stand among each other. */
const worstCut = 0.34;
/** So many groups a hub counts for when it is cut from its branches. */
const hubWeight = 4;
/** The least side of a cut, but for a hub that stands alone. */
const leastSide = 3;
/** A side has no room for a name when all is in view if it is narrower than this part of the drawing; what such a cut costs. */
const narrow = 1 / 14;
const narrowCost = 0.3;
/** What few groups have around them is not a part when it is so many times as large as they are. */
const sparse = 6;

export function partsOf(groups: readonly SceneNode[], hubOf: HubOf): readonly Part[] {
  const sizes = new Map<NodeId, number>();
  for (const { id } of groups) {
    const hub = hubOf(id);
    if (hub !== undefined) sizes.set(hub, (sizes.get(hub) ?? 0) + 1);
  }
  const { width, height } = surrounding(groups);
  const divider: Divider = {
    hubOf,
    // What is too much for one part is cut anyway.
    keptHubOf: (id) => {
      const hub = hubOf(id);
      return hub !== undefined && (sizes.get(hub) ?? 0) <= mostGroups ? hub : undefined;
    },
    small: Math.min(mostKept, Math.floor(groups.length / enough)),
    width: narrow * Math.max(width, height),
  };
  const found: Part[] = [];
  const left = [groups];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const cut = cutOf(next, divider);
    if (cut === undefined) found.push(...finished(next, divider));
    else left.push(cut[1], cut[0]);
  }
  return found;
}

interface Divider {
  readonly hubOf: HubOf;
  readonly keptHubOf: HubOf;
  /** Parts of as many groups are not cut. */
  readonly small: number;
  /** Narrower parts have no room for a name. */
  readonly width: number;
}

type Halves = readonly [readonly SceneNode[], readonly SceneNode[]];

function cutOf(groups: readonly SceneNode[], divider: Divider): Halves | undefined {
  const { hubOf, keptHubOf, small, width } = divider;
  if (groups.length <= Math.max(1, small)) return undefined;
  const [hub, own] = mostOf(groups, hubOf);
  const isOne = hub !== undefined && groups.length - own <= Math.max(1, mostForeign * groups.length);
  const best = bestCut(groups, keptHubOf, { groups: isOne ? 1 : leastSide, width });
  if (isOne && groups.length <= mostGroups) {
    // A hub above this one is seen as what it is, where it stands beside.
    const foreign = groups.filter(({ id }) => hubOf(id) === id && id !== hub);
    const isBeside = foreign.length > 0 && best !== undefined && best.cost === 0 && best.halves.some(({ length }) => length === foreign.length); // prettier-ignore
    return isBeside ? best.halves : undefined;
  }
  if (best !== undefined && best.cost <= worstCut) return best.halves;
  return groups.length <= mostWithoutHub
    ? undefined
    : bestCut(groups, () => undefined, { groups: leastSide, width })?.halves;
}

/** The hub that most of some groups hang on, and how many do. */
function mostOf(groups: readonly SceneNode[], hubOf: HubOf): readonly [NodeId | undefined, number] {
  const counts = new Map<NodeId, number>();
  for (const { id } of groups) {
    const hub = hubOf(id);
    if (hub !== undefined) counts.set(hub, (counts.get(hub) ?? 0) + 1);
  }
  let best: readonly [NodeId | undefined, number] = [undefined, 0];
  for (const each of counts) if (each[1] > best[1]) best = each;
  return best;
}

interface Cut {
  readonly halves: Halves;
  /** How many are taken from their hub, or lie across the cut, for each of the smaller side; more where a side is narrow. */
  readonly cost: number;
}

/** What a side has at least, and how wide it is to be. */
interface Least {
  readonly groups: number;
  readonly width: number;
}

/** The cheapest cut across or down; of equal ones the one nearest to the middle, then across the longer side. */
function bestCut(groups: readonly SceneNode[], hubOf: HubOf, least: Least): Cut | undefined {
  const { width, height } = surrounding(groups);
  const cuts = [
    ...cutAlong(groups, hubOf, least, 'x', width < height ? 0.02 : 0),
    ...cutAlong(groups, hubOf, least, 'y', width < height ? 0 : 0.02),
  ];
  return cuts.toSorted((a, b) => a.rank - b.rank)[0];
}

/** The best cut along one axis, if there is any; `handicap` is what it is behind others. */
function cutAlong(
  groups: readonly SceneNode[],
  hubOf: HubOf,
  least: Least,
  axis: 'x' | 'y',
  handicap: number,
): readonly (Cut & { readonly rank: number })[] {
  const size = axis === 'x' ? 'width' : 'height';
  const middles = Float64Array.from(groups, (group) => group[axis] + group[size] / 2);
  const order = [...groups.keys()].sort((a, b) => (middles[a] ?? 0) - (middles[b] ?? 0));
  const sorted = order.flatMap((index) => groups[index] ?? []);
  middles.sort();
  const starts = Float64Array.from(groups, (group) => group[axis]).sort();
  const ends = Float64Array.from(groups, (group) => group[axis] + group[size]).sort();
  const counts = new Map<NodeId, { before: number; after: number }>();
  for (const { id } of groups) {
    const hub = hubOf(id);
    if (hub === undefined) continue;
    const count = counts.get(hub);
    if (count === undefined) counts.set(hub, { before: 0, after: weightOf(id, hub) });
    else count.after += weightOf(id, hub);
  }
  const { [axis]: from, [size]: length } = surrounding(groups);
  const narrowness = (cut: number): number =>
    Math.max(0, least.width / Math.max(1, Math.min(cut - from, from + length - cut)) - 1);
  let [started, ended, parted] = [0, 0, 0];
  let best: { index: number; cost: number; rank: number } | undefined;
  for (let index = 1; index < sorted.length; index++) {
    const last = sorted[index - 1];
    const hub = last === undefined ? undefined : hubOf(last.id);
    const count = hub === undefined ? undefined : counts.get(hub);
    if (count !== undefined && last !== undefined && hub !== undefined) {
      const weight = weightOf(last.id, hub);
      parted -= Math.min(count.before, count.after);
      count.before += weight;
      count.after -= weight;
      parted += Math.min(count.before, count.after);
    }
    const smaller = Math.min(index, sorted.length - index);
    const [before, after] = [middles[index - 1] ?? 0, middles[index] ?? 0];
    if (smaller < least.groups || after - before < 1) continue;
    const cut = (after + before) / 2;
    while (started < starts.length && (starts[started] ?? 0) < cut) started += 1;
    while (ended < ends.length && (ends[ended] ?? 0) <= cut) ended += 1;
    const cost = (parted + (started - ended) / 2) / smaller + (smaller < leastSide ? 0 : narrowCost * narrowness(cut));
    const rank = cost + 0.005 * (1 - (2 * smaller) / sorted.length + handicap);
    if (best === undefined || rank < best.rank) best = { index, cost, rank };
  }
  if (best === undefined) return [];
  return [{ halves: [sorted.slice(0, best.index), sorted.slice(best.index)], cost: best.cost, rank: best.rank }];
}

/** A hub without its branches tells less than one of them without it. */
function weightOf(id: NodeId, hub: NodeId): number {
  return id === hub ? hubWeight : 1;
}

/** The part that these groups make; each alone where they are few and far from each other. */
function finished(groups: readonly SceneNode[], { hubOf }: Divider): readonly Part[] {
  const place = surrounding(groups);
  const room = groups.reduce((sum, { width, height }) => sum + width * height, 0);
  const isScattered = groups.length <= leastSide && place.width * place.height > sparse * room;
  if (isScattered) return groups.map((group) => ({ groups: [group], hub: hubOf(group.id) }));
  const [hub, own] = mostOf(groups, hubOf);
  return [{ groups, hub: 2 * own > groups.length ? hub : undefined }];
}
