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

/** A group, with what cuts ask of it. Hubs are numbers, `none` for what hangs on none. */
interface Standing {
  readonly group: SceneNode;
  readonly hub: number;
  /** The same without hubs that have too much for one part, which is cut anyway. */
  readonly keptHub: number;
  /** What the hub counts for it: a hub without its branches tells less than one of them without it. */
  readonly weight: number;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

const none = -1;

/** Groups in the order in which their middles stand, across and down. */
interface Field {
  readonly x: readonly Standing[];
  readonly y: readonly Standing[];
}

type Axis = keyof Field;

interface Divider {
  /** Hubs by their numbers. */
  readonly hubs: readonly NodeId[];
  /** Parts of as many groups are not cut. */
  readonly small: number;
  /** Narrower parts have no room for a name. */
  readonly width: number;
}

export function partsOf(groups: readonly SceneNode[], hubOf: HubOf): readonly Part[] {
  const { width, height } = surrounding(groups);
  const { hubs, standing } = standingOf(groups, hubOf);
  const divider: Divider = {
    hubs,
    small: Math.min(mostKept, Math.floor(groups.length / enough)),
    width: narrow * Math.max(width, height),
  };
  const found: Part[] = [];
  const left: Field[] = [{ x: standing.toSorted((a, b) => a.x - b.x), y: standing.toSorted((a, b) => a.y - b.y) }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const cut = cutOf(next, divider);
    if (cut === undefined) found.push(...finished(next.x, divider));
    else left.push(cut[1], cut[0]);
  }
  return found;
}

function standingOf(
  groups: readonly SceneNode[],
  hubOf: HubOf,
): { readonly hubs: readonly NodeId[]; readonly standing: readonly Standing[] } {
  const numbers = new Map<NodeId, number>();
  const sizes: number[] = [];
  const hubNumbers = groups.map(({ id }) => {
    const hub = hubOf(id);
    if (hub === undefined) return none;
    const number = numbers.get(hub) ?? numbers.size;
    numbers.set(hub, number);
    sizes[number] = (sizes[number] ?? 0) + 1;
    return number;
  });
  const hubs = [...numbers.keys()];
  const standing = groups.map((group, index): Standing => {
    const hub = hubNumbers[index] ?? none;
    const { x, y, width, height } = group;
    return {
      group,
      hub,
      keptHub: (sizes[hub] ?? 0) <= mostGroups ? hub : none,
      weight: hubs[hub] === group.id ? hubWeight : 1,
      x: x + width / 2,
      y: y + height / 2,
    };
  });
  return { hubs, standing };
}

function cutOf(field: Field, divider: Divider): readonly [Field, Field] | undefined {
  const { hubs, small, width } = divider;
  const groups = field.x;
  if (groups.length <= Math.max(1, small)) return undefined;
  const [hub, own] = mostOf(groups);
  const isOne = hub !== none && groups.length - own <= Math.max(1, mostForeign * groups.length);
  if (isOne && groups.length <= mostGroups) {
    // A hub above this one is seen as what it is, where it stands beside.
    const foreign = groups.filter((each) => each.hub !== hub && hubs[each.hub] === each.group.id).length;
    if (foreign === 0) return undefined;
    const best = bestCut(field, 'kept', { groups: 1, width }, divider);
    const isBeside = best?.cost === 0 && (best.at === foreign || groups.length - best.at === foreign);
    return isBeside ? halvesOf(field, best) : undefined;
  }
  const best = bestCut(field, 'kept', { groups: isOne ? 1 : leastSide, width }, divider);
  if (best !== undefined && best.cost <= worstCut) return halvesOf(field, best);
  if (groups.length <= mostWithoutHub) return undefined;
  const anywhere = bestCut(field, 'none', { groups: leastSide, width }, divider);
  return anywhere && halvesOf(field, anywhere);
}

/** The hub that most of some groups hang on, and how many do. */
function mostOf(groups: readonly Standing[]): readonly [number, number] {
  const counts = new Map<number, number>();
  for (const { hub } of groups) if (hub !== none) counts.set(hub, (counts.get(hub) ?? 0) + 1);
  let best: readonly [number, number] = [none, 0];
  for (const each of counts) if (each[1] > best[1]) best = each;
  return best;
}

interface Cut {
  readonly axis: Axis;
  /** How many groups are before it. */
  readonly at: number;
  /** How many are taken from their hub, or lie across the cut, for each of the smaller side; more where a side is narrow. */
  readonly cost: number;
  /** The cost, and what tells cuts of the same cost apart. */
  readonly rank: number;
}

function halvesOf(field: Field, { axis, at }: Cut): readonly [Field, Field] {
  const before = new Set(field[axis].slice(0, at));
  const [isBefore, isAfter] = [(each: Standing) => before.has(each), (each: Standing) => !before.has(each)];
  return [
    { x: field.x.filter(isBefore), y: field.y.filter(isBefore) },
    { x: field.x.filter(isAfter), y: field.y.filter(isAfter) },
  ];
}

/** What a side has at least, and how wide it is to be. */
interface Least {
  readonly groups: number;
  readonly width: number;
}

/** Of which hubs it counts that a cut takes groups from them. */
type Counted = 'kept' | 'none';

/** The cheapest cut across or down; of equal ones the one nearest to the middle, then across the longer side. */
function bestCut(field: Field, counted: Counted, least: Least, { hubs }: Divider): Cut | undefined {
  const { x, y, width, height } = surrounding(field.x.map(({ group }) => group));
  const asked = { counted, least, hubs: hubs.length };
  const cuts = [
    cutAlong(field.x, asked, { axis: 'x', from: x, length: width, handicap: width < height ? 0.02 : 0 }),
    cutAlong(field.y, asked, { axis: 'y', from: y, length: height, handicap: width < height ? 0 : 0.02 }),
  ];
  return cuts.filter((cut) => cut !== undefined).toSorted((a, b) => a.rank - b.rank)[0];
}

/** The best cut of groups that are in order along one axis, if there is any; `handicap` is what it is behind others. */
function cutAlong(
  groups: readonly Standing[],
  { counted, least, hubs }: { readonly counted: Counted; readonly least: Least; readonly hubs: number },
  along: { readonly axis: Axis; readonly from: number; readonly length: number; readonly handicap: number },
): Cut | undefined {
  const { axis, from, length, handicap } = along;
  const size = axis === 'x' ? 'width' : 'height';
  const [starts, ends] = [new Float64Array(groups.length), new Float64Array(groups.length)];
  groups.forEach(({ group }, index) => {
    starts[index] = group[axis];
    ends[index] = group[axis] + group[size];
  });
  starts.sort();
  ends.sort();
  // Of each hub what it counts before the cut and behind it.
  const [before, after] = [new Float64Array(hubs), new Float64Array(hubs)];
  const hubOf = ({ keptHub }: Standing): number => (counted === 'kept' ? keptHub : none);
  for (const group of groups) {
    const hub = hubOf(group);
    if (hub !== none) after[hub] = (after[hub] ?? 0) + group.weight;
  }
  const partedFrom = (hub: number): number => Math.min(before[hub] ?? 0, after[hub] ?? 0);
  const narrowness = (cut: number): number =>
    Math.max(0, least.width / Math.max(1, Math.min(cut - from, from + length - cut)) - 1);
  let [started, ended, parted] = [0, 0, 0];
  let best: Cut | undefined;
  for (let at = 1; at < groups.length; at++) {
    const [last, next] = [groups[at - 1], groups[at]];
    if (last === undefined || next === undefined) break;
    const hub = hubOf(last);
    if (hub !== none) {
      parted -= partedFrom(hub);
      before[hub] = (before[hub] ?? 0) + last.weight;
      after[hub] = (after[hub] ?? 0) - last.weight;
      parted += partedFrom(hub);
    }
    const smaller = Math.min(at, groups.length - at);
    if (smaller < least.groups || next[axis] - last[axis] < 1) continue;
    const cut = (next[axis] + last[axis]) / 2;
    while (started < starts.length && (starts[started] ?? 0) < cut) started += 1;
    while (ended < ends.length && (ends[ended] ?? 0) <= cut) ended += 1;
    const cost = (parted + (started - ended) / 2) / smaller + (smaller < leastSide ? 0 : narrowCost * narrowness(cut));
    const rank = cost + 0.005 * (1 - (2 * smaller) / groups.length + handicap);
    if (best === undefined || rank < best.rank) best = { axis, at, cost, rank };
  }
  return best;
}

/** The part that these groups make; each alone where they are few and far from each other. */
function finished(standing: readonly Standing[], { hubs }: Divider): readonly Part[] {
  const groups = standing.map(({ group }) => group);
  const place = surrounding(groups);
  const room = groups.reduce((sum, { width, height }) => sum + width * height, 0);
  const isScattered = groups.length <= leastSide && place.width * place.height > sparse * room;
  if (isScattered) return standing.map(({ group, hub }) => ({ groups: [group], hub: hubs[hub] }));
  const [hub, own] = mostOf(standing);
  return [{ groups, hub: 2 * own > groups.length ? hubs[hub] : undefined }];
}
