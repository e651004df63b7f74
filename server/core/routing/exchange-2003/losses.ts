// What becomes of mail when more fails on top of a survey: for each change, which ways it strands, makes dearer or
// reroutes. Only the part of a tree that the change cuts off is worked out again.

import type { Loss } from '../route.ts';
import { type Change, exit, wayState } from './condition.ts';
import type { Network } from './network.ts';
import { isDomainUp } from './outage.ts';
import { differences, follow } from './scoped-ways.ts';
import { noWay, repairTree, type Tree, type Workspace, workspaceFor } from './shortest-tree.ts';
import { decide, type Ground, isDelivered, leavesWell, noteStep, type Surveyed } from './surveyed.ts';

/** Lists of way numbers that grow. */
interface Growing {
  numbers: Int32Array;
  count: number;
}

function push(list: Growing, number: number): void {
  if (list.count === list.numbers.length) {
    const larger = new Int32Array(Math.max(64, list.count * 2));
    larger.set(list.numbers);
    list.numbers = larger;
  }
  list.numbers[list.count] = number;
  list.count += 1;
}

function emptyList(): Growing {
  return { numbers: new Int32Array(0), count: 0 };
}

/** When nothing changes. */
export const noLoss: Loss = { stranded: new Int32Array(), dearer: new Int32Array(), rerouted: new Int32Array() };

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
  readonly downWays: readonly number[];
  readonly stuckWays: readonly number[];
  readonly downExits: readonly number[];
  readonly stranded: Growing;
  readonly dearer: Growing;
  readonly rerouted: Growing;
  readonly count: number;
  /** A host or DNS is off: names of domains are looked up again. */
  readonly domainsMayFail: boolean;
  /** The last destination that it was asked about. */
  asked: number;
}

/** Destination by destination: what is known about one of them stays at hand for all the changes. */
export function* lossesBy(
  ground: Ground,
  spaces: Workspace[],
  changes: readonly Change[],
  count: number,
  at: (destination: number) => Surveyed | undefined,
): Generator<undefined, readonly Loss[]> {
  const { ways, exits, alive } = ground.condition;
  const aftermath = {
    ways: ways.slice(),
    exits: exits.slice(),
    passable: ground.passable.slice(),
    alive: alive.slice(),
  };
  const all = changes.map((change) => losingOf(aftermath, change, count));
  const concerns = concernsOf(ground.network, all);
  for (let destination = 0; destination < count; destination += 1) {
    const surveyed = at(destination);
    if (surveyed === undefined) continue;
    for (const losing of concernedBy(concerns, surveyed, destination)) {
      happen(losing);
      loseDestination(ground, spaces, losing, surveyed, destination);
      takeBack(ground, losing);
    }
    yield;
  }
  const list = ({ numbers, count: length }: Growing) => numbers.slice(0, length);
  return all.map(({ stranded, dearer, rerouted }) => ({
    stranded: list(stranded),
    dearer: list(dearer),
    rerouted: list(rerouted),
  }));
}

function losingOf(aftermath: Aftermath, change: Change, count: number): Losing {
  const { ways, exits, passable, alive } = aftermath;
  return {
    ways,
    exits,
    passable,
    alive,
    change,
    downWays: change.ways.filter(({ state }) => state === wayState.down).map(({ way }) => way),
    stuckWays: change.ways.filter(({ state }) => state === wayState.stuck).map(({ way }) => way),
    downExits: change.exits.filter(({ state }) => state === exit.down).map(({ carrier }) => carrier),
    stranded: emptyList(),
    dearer: emptyList(),
    rerouted: emptyList(),
    count,
    domainsMayFail: change.outage.dns || change.outage.hosts.size > 0,
    asked: -1,
  };
}

/** Which changes can make a difference to which destinations: most ways are on few trees, so most pairs need no look. */
interface Concerns {
  /** By way that a change closes or blocks. */
  readonly byWay: readonly (readonly Losing[])[];
  /** By group that can no longer be delivered to. */
  readonly byGroup: ReadonlyMap<number, readonly Losing[]>;
  /** Those that concern all mail to the outside. */
  readonly outside: readonly Losing[];
  /** Those by which a group starts no mail any more, whatever it would be for. */
  readonly everywhere: readonly Losing[];
}

function concernsOf({ ways }: Network, all: readonly Losing[]): Concerns {
  const byWay = new Map<number, Losing[]>();
  const byGroup = new Map<number, Losing[]>();
  for (const losing of all) {
    for (const { way } of losing.change.ways) addTo(byWay, way, losing);
    for (const group of losing.change.lost) addTo(byGroup, group, losing);
  }
  return {
    byWay: Array.from(ways, (_, way) => byWay.get(way) ?? nobody),
    byGroup,
    outside: all.filter(({ change, domainsMayFail }) => domainsMayFail || change.exits.length > 0),
    everywhere: all.filter(({ change }) => change.died.length > 0),
  };
}

const nobody: readonly Losing[] = [];

function addTo(map: Map<number, Losing[]>, key: number, losing: Losing): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [losing]);
  else known.push(losing);
}

/** The changes to ask about a destination, each once. */
function concernedBy(concerns: Concerns, { target, trees }: Surveyed, destination: number): readonly Losing[] {
  const found: Losing[] = [];
  const add = (some: readonly Losing[]) => {
    for (const losing of some) {
      if (losing.asked === destination) continue;
      losing.asked = destination;
      found.push(losing);
    }
  };
  add(concerns.everywhere);
  add(target.group < 0 ? concerns.outside : (concerns.byGroup.get(target.group) ?? nobody));
  for (const { ways, order } of trees) {
    for (let place = 0; place < order.length; place += 1) {
      const way = ways[order[place] ?? 0] ?? noWay;
      if (way >= 0) add(concerns.byWay[way] ?? nobody);
    }
  }
  return found;
}

function happen({ change, ways, exits, passable, alive, downWays }: Losing): void {
  for (const { way, state } of change.ways) ways[way] = state;
  for (const way of downWays) passable[way] = 0;
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

function loseDestination(
  ground: Ground,
  spaces: Workspace[],
  losing: Losing,
  surveyed: Surveyed,
  destination: number,
): void {
  const { target } = surveyed;
  if (losing.change.lost.includes(target.group)) {
    for (let source = 0; source < surveyed.arrives.length; source += 1) {
      if (isDelivered(ground, surveyed, source)) push(losing.stranded, source * losing.count + destination);
    }
    return;
  }
  for (const source of losing.change.died) {
    if (isDelivered(ground, surveyed, source)) push(losing.stranded, source * losing.count + destination);
  }
  const domainUp = losing.domainsMayFail ? isDomainUp(losing.change.outage, target.remote) : surveyed.domainUp;
  if (surveyed.decisions !== undefined) loseDecisions(ground, spaces, losing, surveyed, destination, domainUp);
  else loseTree(ground, spaces, losing, surveyed, destination, domainUp);
}

function loseTree(
  ground: Ground,
  [space]: readonly Workspace[],
  losing: Losing,
  surveyed: Surveyed,
  destination: number,
  domainUp: boolean,
): void {
  const { target, arrives: before } = surveyed;
  const [tree] = surveyed.trees;
  if (tree === undefined || space === undefined) return;
  const up = { passable: losing.passable, exits: losing.exits };
  const lost = { ways: losing.downWays, carriers: losing.downExits, up };
  const repaired = repairTree(space, ground.network, tree, lost);
  const stuck = stuckBehind(ground, losing, surveyed, tree, domainUp);
  if (repaired === 0 && stuck === undefined) return;
  arriveAgain(ground, losing, surveyed, space, { stuck, domainUp });
  if (target.group >= 0 && ground.condition.receives[target.group] !== 1) return;
  const { alive, count, stranded, dearer, rerouted } = losing;
  const { marks, mark, marked, arrives, keys } = space;
  const scale = ground.network.groups.length + 1;
  for (let index = 0; index < repaired; index += 1) {
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
    const start = tree.place[group] ?? 0;
    for (let place = start; place < start + (tree.size[group] ?? 0); place += 1) stuck.add(tree.order[place] ?? 0);
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
  spaces: Workspace[],
  losing: Losing,
  surveyed: Surveyed,
  destination: number,
  domainUp: boolean,
): void {
  const { network } = ground;
  const { trees, decisions } = surveyed;
  if (decisions === undefined) return;
  const up = { passable: losing.passable, exits: losing.exits };
  const lost = { ways: losing.downWays, carriers: losing.downExits, up };
  let touched = losing.stuckWays.length > 0 || losing.change.exits.length > 0 || domainUp !== surveyed.domainUp;
  const labels = trees.map((tree, level) => {
    const space = (spaces[level] ??= workspaceFor(network));
    if (repairTree(space, network, tree, lost) === 0) return tree;
    touched = true;
    return { tree, space };
  });
  if (!touched) return;
  const after = decide(ground, surveyed, labels, losing, domainUp);
  const changed = differences(network, decisions, after, {
    before: ground.condition.exits,
    after: losing.exits,
  });
  for (let group = 0; group < after.arrives.length; group += 1) {
    if (losing.alive[group] !== 1 || !isDelivered(ground, surveyed, group)) continue;
    const way = group * losing.count + destination;
    if (after.arrives[group] === 0) push(losing.stranded, way);
    else if (changed(group)) {
      push((after.costs[group] ?? 0) > (decisions.costs[group] ?? 0) ? losing.dearer : losing.rerouted, way);
      follow(network, after, losing.exits, group, (step) => {
        noteStep(ground, after.ways[step] ?? noWay, after.exits[step] ?? -1);
      });
    }
  }
}
