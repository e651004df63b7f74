// What becomes of mail when more fails on top of a survey: for each change, which ways it strands, makes dearer or
// reroutes. Only the part of a tree that the change cuts off is worked out again.

import type { Loss } from '../route.ts';
import { type Change, exit, wayState } from './condition.ts';
import { concernedAlone, concernedBy, concernsOf } from './concerns.ts';
import { decideAgain, decisionAt, isAsBefore, type Redecided, roomForDecisions } from './decide-again.ts';
import type { Target } from './destinations.ts';
import { familiesOf, type Family, isException, type Member } from './families.ts';
import type { Network } from './network.ts';
import { isDomainUp } from './outage.ts';
import { type Choices, type Labelled, nextGroup, type Settled } from './scoped-ways.ts';
import { type Lost, noWay, repairTree, type Tree, type Workspace, workspaceFor } from './shortest-tree.ts';
import { type Ground, isDelivered, leavesWell, noteStep, type Surveyed } from './surveyed.ts';

/** Way numbers that are collected, or only counted. */
interface Collected {
  numbers: Int32Array | undefined;
  count: number;
}

function push(list: Collected, number: number): void {
  if (list.numbers !== undefined) {
    if (list.count === list.numbers.length) {
      const larger = new Int32Array(Math.max(16, list.count * 2));
      larger.set(list.numbers);
      list.numbers = larger;
    }
    list.numbers[list.count] = number;
  }
  list.count += 1;
}

/** Repeats what was collected between these places for another destination. */
function repeat(list: Collected, start: number, end: number, apart: number): void {
  if (list.numbers === undefined) list.count += end - start;
  else for (let at = start; at < end; at += 1) push(list, (list.numbers[at] ?? 0) + apart);
}

function collect({ numbers, count }: Collected): Int32Array {
  return numbers === undefined ? new Int32Array() : numbers.slice(0, count).sort();
}

/** When nothing changes. */
export const noLoss: Loss = {
  stranded: new Int32Array(),
  dearer: new Int32Array(),
  rerouted: new Int32Array(),
  detours: 0,
};

/** The state of everything after a change. One for all changes: each writes what it changes into it, and takes it back. */
interface Aftermath {
  readonly ways: Uint8Array;
  readonly exits: Int32Array;
  readonly passable: Uint8Array;
  readonly alive: Uint8Array;
}

/** A change made ready for asking it about every destination. */
interface Losing extends Aftermath {
  readonly change: Change;
  readonly lost: Lost;
  readonly stuckWays: readonly number[];
  readonly stranded: Collected;
  readonly dearer: Collected;
  readonly rerouted: Collected;
  readonly count: number;
}

/** Where all that is worked out for a change and a destination finds room. */
interface Room {
  /** For the trees of a destination, one for each level. */
  readonly spaces: Workspace[];
  readonly redecided: Redecided;
  /** All destinations, once they were surveyed. */
  families: readonly Family[] | undefined;
}

/** Room to ask about changes of a network. */
export function roomFor(network: Network): Room {
  return { spaces: [], redecided: roomForDecisions(network.groups.length), families: undefined };
}

const pairsAtOnce = 4000;

/**
 * What each change does. Destinations with the same trees go together, so that each change mends their trees once; and
 * destinations without its ways are not asked. Detours are listed way by way only where that is asked for.
 */
export function* lossesBy(
  ground: Ground,
  room: Room,
  changes: readonly Change[],
  { count, detours }: { readonly count: number; readonly detours: boolean },
  at: (destination: number) => Surveyed | undefined,
): Generator<number, readonly Loss[]> {
  const { ways, exits, alive } = ground.condition;
  const aftermath = {
    ways: ways.slice(),
    exits: exits.slice(),
    passable: ground.passable.slice(),
    alive: alive.slice(),
  };
  const all = changes.map((change) => losingOf(aftermath, change, { count, detours }));
  const concerns = concernsOf(ground.network, all);
  room.families ??= yield* surveyAll(count, at);
  let pairs = 0;
  let done = 0;
  for (const family of room.families) {
    const together = concernedBy(concerns, family.trees);
    const size = 1 + family.others.length;
    let lost = 0;
    for (const losing of together) {
      loseFamily(ground, room, losing, family);
      lost += 1;
      pairs += size;
      if (pairs > pairsAtOnce) yield (done + (size * lost) / together.size) / count;
      if (pairs > pairsAtOnce) pairs = 0;
    }
    for (const member of [family.first, ...family.others]) {
      for (const losing of concernedAlone(concerns, member.surveyed)) {
        if (together.has(losing)) continue;
        happen(losing);
        mendTrees(ground, room, losing, family.trees);
        loseDestination(ground, room, losing, member);
        takeBack(ground, losing);
      }
    }
    done += size;
    yield done / count;
  }
  return all.map(({ stranded, dearer, rerouted }) => ({
    stranded: collect(stranded),
    dearer: collect(dearer),
    rerouted: collect(rerouted),
    detours: dearer.count + rerouted.count,
  }));
}

function* surveyAll(
  count: number,
  at: (destination: number) => Surveyed | undefined,
): Generator<number, readonly Family[]> {
  const members: Member[] = [];
  for (let destination = 0; destination < count; destination += 1) {
    const surveyed = at(destination);
    if (surveyed !== undefined) members.push({ destination, surveyed });
    yield 0;
  }
  return familiesOf(members);
}

/** Asks about the first of a family, and then about the others. */
function loseFamily(ground: Ground, room: Room, losing: Losing, family: Family): void {
  const { stranded, dearer, rerouted } = losing;
  const before = { stranded: stranded.count, dearer: dearer.count, rerouted: rerouted.count };
  happen(losing);
  mendTrees(ground, room, losing, family.trees);
  loseDestination(ground, room, losing, family.first);
  if (family.others.length > 0) loseOthers(ground, room, losing, family, before);
  takeBack(ground, losing);
}

/** Asks about those that differ from the first; what becomes of mail for the others is the same. */
function loseOthers(
  ground: Ground,
  room: Room,
  losing: Losing,
  family: Family,
  before: Readonly<Record<'stranded' | 'dearer' | 'rerouted', number>>,
): void {
  const { stranded, dearer, rerouted } = losing;
  const after = { stranded: stranded.count, dearer: dearer.count, rerouted: rerouted.count };
  for (const member of family.others) {
    if (isException(family, losing.change.outage, member)) loseDestination(ground, room, losing, member);
    else {
      const apart = member.destination - family.first.destination;
      repeat(stranded, before.stranded, after.stranded, apart);
      repeat(dearer, before.dearer, after.dearer, apart);
      repeat(rerouted, before.rerouted, after.rerouted, apart);
    }
  }
}

function losingOf(
  { ways, exits, passable, alive }: Aftermath,
  change: Change,
  { count, detours }: { readonly count: number; readonly detours: boolean },
): Losing {
  return {
    ways,
    exits,
    passable,
    alive,
    change,
    lost: {
      ways: change.ways.filter(({ state }) => state === wayState.down).map(({ way }) => way),
      carriers: change.exits.filter(({ state }) => state === exit.down).map(({ carrier }) => carrier),
      up: { passable, exits },
    },
    stuckWays: change.ways.filter(({ state }) => state === wayState.stuck).map(({ way }) => way),
    stranded: { numbers: new Int32Array(), count: 0 },
    dearer: { numbers: detours ? new Int32Array() : undefined, count: 0 },
    rerouted: { numbers: detours ? new Int32Array() : undefined, count: 0 },
    count,
  };
}

/** Mends the trees, each in its space. */
function mendTrees({ network }: Ground, { spaces }: Room, losing: Losing, trees: readonly Tree[]): void {
  for (let level = 0; level < trees.length; level += 1) {
    const tree = trees[level];
    if (tree !== undefined) repairTree((spaces[level] ??= workspaceFor(network)), network, tree, losing.lost);
  }
}

function happen({ change, ways, exits, passable, alive, lost }: Losing): void {
  for (const { way, state } of change.ways) ways[way] = state;
  for (const way of lost.ways) passable[way] = 0;
  for (const { carrier, state } of change.exits) exits[carrier] = state;
  for (const group of change.died) alive[group] = 0;
}

function takeBack({ condition, passable: before }: Ground, losing: Losing): void {
  const { change, ways, exits, passable, alive } = losing;
  for (const { way } of change.ways) {
    ways[way] = condition.ways[way] ?? wayState.open;
    passable[way] = before[way] ?? 0;
  }
  for (const { carrier } of change.exits) exits[carrier] = condition.exits[carrier] ?? -1;
  for (const group of change.died) alive[group] = condition.alive[group] ?? 0;
}

function loseDestination(ground: Ground, room: Room, losing: Losing, { surveyed, destination }: Member): void {
  const { target } = surveyed;
  const { change, stranded, count } = losing;
  if (target.group >= 0 && change.lost.includes(target.group)) {
    for (let source = 0; source < surveyed.arrives.length; source += 1) {
      if (isDelivered(ground, surveyed, source)) push(stranded, source * count + destination);
    }
    return;
  }
  for (const source of change.died) {
    if (isDelivered(ground, surveyed, source)) push(stranded, source * count + destination);
  }
  const { dns, hosts } = change.outage;
  const domainUp = surveyed.domainUp && ((!dns && hosts.size === 0) || isDomainUp(change.outage, target.remote));
  if (surveyed.decisions === undefined) loseTree(ground, room, losing, surveyed, destination, domainUp);
  else loseDecisions(ground, room, losing, surveyed, surveyed.decisions, destination, domainUp);
}

function loseTree(
  ground: Ground,
  { spaces: [space] }: Room,
  losing: Losing,
  surveyed: Surveyed,
  destination: number,
  domainUp: boolean,
): void {
  const { target, arrives: before } = surveyed;
  const [tree] = surveyed.trees;
  if (tree === undefined || space === undefined) return;
  const stuck = stuckBehind(ground, losing, surveyed, tree, domainUp);
  if (space.markedCount === 0 && stuck === undefined) return;
  arriveAgain(ground, losing, surveyed, space, { stuck, domainUp });
  if (target.group >= 0 && ground.condition.receives[target.group] !== 1) return;
  const { alive, count, stranded, dearer, rerouted } = losing;
  const { marks, mark, marked, markedCount, arrives, keys } = space;
  const scale = ground.network.groups.length + 1;
  for (let index = 0; index < markedCount; index += 1) {
    const group = marked[index] ?? 0;
    if (alive[group] !== 1 || before[group] !== 1) continue;
    const way = group * count + destination;
    if (arrives[group] === 0) push(stranded, way);
    else push(isDearer(scale, tree.keys[group], keys[group]) ? dearer : rerouted, way);
  }
  for (const group of stuck ?? []) {
    if (marks[group] !== mark && alive[group] === 1 && before[group] === 1) push(stranded, group * count + destination);
  }
}

/** Of two keys, `cost * scale + connectors crossed`. */
function isDearer(scale: number, before = 0, after = 0): boolean {
  return Math.floor(after / scale) > Math.floor(before / scale);
}

/** The groups whose mail still chooses a way that no longer carries it; undefined when there are none. */
function stuckBehind(
  { network, condition }: Ground,
  losing: Losing,
  { target, domainUp: wasUp }: Surveyed,
  tree: Tree,
  domainUp: boolean,
): ReadonlySet<number> | undefined {
  if (losing.stuckWays.length === 0 && losing.change.exits.length === 0 && wasUp === domainUp) return undefined;
  const stuck = new Set<number>();
  const addBehind = (group: number) => {
    const { order, place, size } = tree.forest;
    const start = place[group] ?? 0;
    for (let at = start; at < start + (size[group] ?? 0); at += 1) stuck.add(order[at] ?? 0);
  };
  for (const way of losing.stuckWays) {
    const group = network.wayFrom[way] ?? 0;
    if (tree.ways[group] === way) addBehind(group);
  }
  if (target.group >= 0) return stuck;
  for (const { group, carrier } of tree.ends) {
    if (tree.exits[group] !== carrier) continue;
    const state = losing.exits[carrier];
    const well = leavesWell(state, domainUp);
    if (well === 0 && state !== exit.down && leavesWell(condition.exits[carrier], wasUp) === 1) addBehind(group);
  }
  return stuck;
}

/** Whether mail arrives from the groups with new labels, in the order in which they got them. */
function arriveAgain(
  ground: Ground,
  losing: Losing,
  { target, arrives: before }: Surveyed,
  space: Workspace,
  { stuck, domainUp }: { stuck: ReadonlySet<number> | undefined; domainUp: boolean },
): void {
  const { marks, mark, ways, exits, settled, settledCount, arrives } = space;
  const { wayTo } = ground.network;
  for (let index = 0; index < settledCount; index += 1) {
    const group = settled[index] ?? 0;
    const way = ways[group] ?? noWay;
    const carrier = exits[group] ?? -1;
    arrives[group] = 0;
    if (way >= 0) {
      const next = wayTo[way] ?? 0;
      if (losing.ways[way] !== wayState.open) continue;
      if (marks[next] === mark ? arrives[next] !== 1 : before[next] !== 1 || stuck?.has(next) === true) continue;
    } else if (target.group < 0 && leavesWell(losing.exits[carrier], domainUp) === 0) continue;
    arrives[group] = 1;
    noteStep(ground, way, carrier);
  }
}

function loseDecisions(
  ground: Ground,
  { spaces, redecided }: Room,
  losing: Losing,
  { target, trees, domainUp: wasUp }: Surveyed,
  decisions: Settled,
  destination: number,
  domainUp: boolean,
): void {
  const { network, condition } = ground;
  const labels = trees.map((tree, level) => labelled(tree, spaces[level]));
  const choices = { target, labels, exits: losing.exits, ways: losing.ways, domainUp };
  const groups = concernedGroups(network, losing, target, decisions, { trees, spaces, domain: wasUp !== domainUp });
  decideAgain(redecided, network, { decisions, exits: condition.exits }, choices, groups);
  const { affected, affectedCount, arrives, costs } = redecided;
  for (let at = 0; at < affectedCount; at += 1) {
    const group = affected[at] ?? 0;
    if (losing.alive[group] !== 1) continue;
    const way = group * losing.count + destination;
    if (arrives[group] === 0) push(losing.stranded, way);
    else {
      push((costs[group] ?? 0) > (decisions.costs[group] ?? 0) ? losing.dearer : losing.rerouted, way);
      noteWay(ground, redecided, decisions, choices, group);
    }
  }
}

function labelled(tree: Tree, space: Workspace | undefined): Labelled {
  return space === undefined || space.markedCount === 0 ? tree : { tree, space };
}

/** Groups that may decide otherwise, or whose decision now leads elsewhere. */
function concernedGroups(
  { wayFrom, carriers }: Network,
  { stuckWays, change }: Losing,
  { levelOf, scoped }: Target,
  { ways, exits }: Settled,
  { trees, spaces, domain }: { trees: readonly Tree[]; spaces: readonly Workspace[]; domain: boolean },
): readonly number[] {
  const groups: number[] = [];
  for (let level = 0; level < trees.length; level += 1) {
    const { marked, markedCount } = spaces[level] ?? { marked: undefined, markedCount: 0 };
    for (let at = 0; at < markedCount; at += 1) {
      const group = marked?.[at] ?? 0;
      if ((levelOf?.[group] ?? 0) === level) groups.push(group);
    }
  }
  for (const way of stuckWays) {
    const group = wayFrom[way] ?? 0;
    if (ways[group] === way) groups.push(group);
  }
  for (const { carrier } of change.exits) {
    const home = carriers[carrier]?.home ?? 0;
    if (exits[home] === carrier) groups.push(home);
  }
  if (domain) {
    for (const { ends } of trees) groups.push(...ends.map(({ group }) => group));
    groups.push(...scoped.keys());
  }
  return groups;
}

/** Notes the steps of a group's mail up to where it goes as before. */
function noteWay(ground: Ground, redecided: Redecided, before: Settled, choices: Choices, start: number): void {
  for (let group = start; group >= 0 && !isAsBefore(redecided, before, group);) {
    const decisions = decisionAt(redecided, before, group);
    noteStep(ground, decisions.ways[group] ?? noWay, decisions.exits[group] ?? -1);
    group = nextGroup(ground.network, choices, decisions, group);
  }
}
