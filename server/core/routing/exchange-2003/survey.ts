// Everything at once: the ways from every group to every destination while something is off, and what becomes of them
// when more fails. A way is worked out by decisions at each group, as `decide` makes them for one message.

import type { Element } from '#core/model/topology';
import type { Loss, Survey } from '../route.ts';
import {
  type Change,
  changeBy,
  type Condition,
  conditionOf,
  type Dependence,
  dependenceOf,
  exit,
  wayState,
} from './condition.ts';
import { isOpenTo, ordinaryMessage, type Target, targetsOf } from './destinations.ts';
import type { Message } from '../defaults.ts';
import type { Network } from './network.ts';
import { isDomainUp, outageOf } from './outage.ts';
import { hostKey } from './own-host.ts';
import { admissionOf } from './view.ts';
import type { Compiled } from './views.ts';
import { endsHere, growTree, noWay, repairTree, type Tree, type Workspace, workspaceFor } from './shortest-tree.ts';
import { type Decisions, decisionsOf, differences, follow } from './scoped-ways.ts';

/** What is known about one destination. */
interface Surveyed {
  readonly target: Target;
  readonly domainUp: boolean;
  /** One for each closeness of address space. */
  readonly trees: readonly Tree[];
  /** By group: mail from there ends well. */
  readonly arrives: Uint8Array;
  /** Where the choice differs from group to group; undefined where the one tree says it all. */
  readonly decisions: Decisions | undefined;
}

interface Ground {
  readonly network: Network;
  readonly message: Message;
  readonly condition: Condition;
  /** Ways that the message may use and that are not marked down. */
  readonly passable: Uint8Array;
  /** By carrier: some mail takes it. */
  readonly used: Uint8Array;
  readonly wayCarrier: Int32Array;
}

/** Surveys a topology while these elements are off. */
export function surveyOf({ network }: Compiled, down: readonly Element[]): Survey {
  const { topology } = network;
  const message = ordinaryMessage(topology);
  const allowed = admissionOf(network, message).all.passable;
  const condition = conditionOf(network, outageOf(down, topology), message);
  const passable = allowed.map((open, way) => (condition.ways[way] === wayState.down ? 0 : open));
  const targets = targetsOf(network, allowed);
  const used = new Uint8Array(network.carriers.length);
  const wayCarrier = Int32Array.from(network.ways, ({ carrier }) => carrier.index);
  const ground: Ground = { network, message, condition, passable, used, wayCarrier };
  const spaces: Workspace[] = [workspaceFor(network)];
  const known: (Surveyed | undefined)[] = targets.map(() => undefined);
  const at = (destination: number): Surveyed | undefined => {
    const target = targets[destination];
    if (target === undefined) return undefined;
    return (known[destination] ??= surveyTarget(ground, spaces, target));
  };
  let dependence: Dependence | undefined;
  const changeOf = (elements: readonly Element[]) =>
    changeBy(network, (dependence ??= dependenceOf(network)), condition, {
      more: outageOf(elements, topology),
      outage: outageOf([...down, ...elements], topology),
      message,
    });
  const losses: Survey['losses'] = (sets) => lossesBy(ground, spaces, sets.map(changeOf), targets.length, at);
  return {
    sources: network.groups.map(({ name }) => name),
    destinations: targets.map(({ destination }) => destination),
    hosts: hostsOutside(network),
    cost: (source, destination) => costOf(ground, at(destination), source),
    connectors: (source, destination) => wayOf(ground, at(destination), source).connectors,
    groups: (source, destination) => wayOf(ground, at(destination), source).groups,
    without(elements) {
      const work = losses([elements]);
      for (let step = work.next(); ; step = work.next()) {
        if (step.done === true) return step.value[0] ?? noLoss;
      }
    },
    losses,
    unusedConnectors: () =>
      network.carriers
        .filter((carrier) => used[carrier.index] === 0 && isOpenTo(carrier, message))
        .map(({ connector }) => connector.name),
  };
}

function hostsOutside(network: Network): readonly string[] {
  const hosts = new Map<string, string>();
  const stations = network.topology.servers.flatMap(({ virtualServers }) => virtualServers);
  const all = [...network.carriers, ...stations.map(({ smartHosts }) => ({ hosts: smartHosts }))];
  for (const host of all.flatMap((sender) => sender.hosts)) {
    const key = hostKey(host);
    if (!network.ownHosts.has(key) && !hosts.has(key)) hosts.set(key, host.text);
  }
  return [...hosts.values()];
}

function surveyTarget(ground: Ground, spaces: readonly Workspace[], target: Target): Surveyed {
  const { network, condition, passable } = ground;
  const [space] = spaces;
  if (space === undefined) throw new Error('A survey has a workspace.');
  const up = { passable, exits: condition.exits };
  const trees = target.levels.map((ends) => growTree(space, network, up, ends));
  const domainUp = isDomainUp(condition.outage, target.remote);
  const bare = { target, domainUp, trees, arrives: new Uint8Array(network.groups.length), decisions: undefined };
  const surveyed = isSimple(target) ? bare : { ...bare, decisions: decide(ground, bare, trees, condition, domainUp) };
  const arrives = surveyed.decisions?.arrives ?? arrivals(ground, surveyed);
  noteUse(ground, surveyed, arrives);
  return { ...surveyed, arrives };
}

function isSimple({ levelOf, mayReturn }: Target): boolean {
  return levelOf === undefined && !mayReturn;
}

/** In a single tree mail arrives when the next group's does and the way there is open. */
function arrivals({ network, condition }: Ground, { target, trees: [tree], domainUp, arrives }: Surveyed): Uint8Array {
  if (tree === undefined) return arrives;
  for (let place = 0; place < tree.order.length; place += 1) {
    const group = tree.order[place] ?? 0;
    const way = tree.ways[group] ?? noWay;
    if (way === endsHere) {
      arrives[group] = target.group >= 0 ? 1 : leavesWell(condition.exits[tree.exits[group] ?? -1], domainUp);
    } else if (condition.ways[way] === wayState.open) arrives[group] = arrives[network.wayTo[way] ?? 0] ?? 0;
  }
  return arrives;
}

function leavesWell(state: number | undefined, domainUp: boolean): 0 | 1 {
  return state === exit.host || (state === exit.dns && domainUp) ? 1 : 0;
}

function decide(
  { network }: Ground,
  { target }: Surveyed,
  labels: Parameters<typeof decisionsOf>[1]['labels'],
  state: { readonly exits: Int32Array; readonly ways: Uint8Array },
  domainUp: boolean,
): Decisions {
  return decisionsOf(network, { target, labels, exits: state.exits, ways: state.ways, domainUp });
}

function noteUse(ground: Ground, surveyed: Surveyed, arrives: Uint8Array): void {
  const { ways, exits } = surveyed.decisions ?? surveyed.trees[0] ?? { ways: undefined, exits: undefined };
  if (ways === undefined) return;
  for (let group = 0; group < arrives.length; group += 1) {
    if (arrives[group] === 0 || ground.condition.alive[group] === 0) continue;
    noteStep(ground, ways[group] ?? noWay, exits[group] ?? -1);
  }
}

function noteStep({ used, wayCarrier }: Ground, way: number, carrier: number): void {
  if (way >= 0) used[wayCarrier[way] ?? 0] = 1;
  else if (way === endsHere && carrier >= 0) used[carrier] = 1;
}

function isDelivered({ condition }: Ground, { target, arrives }: Surveyed, source: number): boolean {
  if (condition.alive[source] !== 1 || arrives[source] !== 1) return false;
  return target.group < 0 || condition.receives[target.group] === 1;
}

function costOf(ground: Ground, surveyed: Surveyed | undefined, source: number): number | null {
  if (surveyed === undefined || !isDelivered(ground, surveyed, source)) return null;
  if (surveyed.decisions !== undefined) return surveyed.decisions.costs[source] ?? null;
  return Math.floor((surveyed.trees[0]?.keys[source] ?? 0) / (ground.network.groups.length + 1));
}

interface WholeWay {
  readonly connectors: readonly string[];
  readonly groups: readonly string[];
}

function wayOf(ground: Ground, surveyed: Surveyed | undefined, source: number): WholeWay {
  const connectors: string[] = [];
  const groups: string[] = [];
  if (surveyed === undefined || !isDelivered(ground, surveyed, source)) return { connectors, groups };
  const { network, condition } = ground;
  const steps = surveyed.decisions ?? surveyed.trees[0];
  for (let group = source; group >= 0;) {
    groups.push(network.groups[group]?.name ?? '');
    const way = steps?.ways[group] ?? noWay;
    const carrier = way >= 0 ? network.ways[way]?.carrier : network.carriers[steps?.exits[group] ?? -1];
    if (carrier !== undefined) connectors.push(carrier.connector.name);
    group = way >= 0 ? (network.wayTo[way] ?? -1) : carrier === undefined ? -1 : (condition.exits[carrier.index] ?? -1);
  }
  return { connectors, groups };
}

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

const noLoss: Loss = { stranded: new Int32Array(), dearer: new Int32Array(), rerouted: new Int32Array() };

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
}

/** Destination by destination: what is known about one of them stays at hand for all the changes. */
function* lossesBy(
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
  for (let destination = 0; destination < count; destination += 1) {
    const surveyed = at(destination);
    if (surveyed === undefined) continue;
    for (const losing of all) {
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
  return {
    ...aftermath,
    change,
    downWays: change.ways.filter(({ state }) => state === wayState.down).map(({ way }) => way),
    stuckWays: change.ways.filter(({ state }) => state === wayState.stuck).map(({ way }) => way),
    downExits: change.exits.filter(({ state }) => state === exit.down).map(({ carrier }) => carrier),
    stranded: emptyList(),
    dearer: emptyList(),
    rerouted: emptyList(),
    count,
    domainsMayFail: change.outage.dns || change.outage.hosts.size > 0,
  };
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
  const [tree] = surveyed.trees;
  if (tree === undefined || space === undefined) return;
  const up = { passable: losing.passable, exits: losing.exits };
  const lost = { ways: losing.downWays, carriers: losing.downExits, up };
  const repaired = repairTree(space, ground.network, tree, lost);
  const stuck = stuckBehind(ground, losing, surveyed, tree, domainUp);
  if (repaired === 0 && stuck === undefined) return;
  const arrives = arrivalsAfter(ground, losing, surveyed, space, { stuck, domainUp });
  const note = (group: number) => {
    if (losing.alive[group] !== 1 || !isDelivered(ground, surveyed, group)) return;
    const way = group * losing.count + destination;
    if (arrives(group) === 0) push(losing.stranded, way);
    else if (space.marks[group] === space.mark) noteDetour(ground, losing, way, tree.keys[group], space.keys[group]);
  };
  for (let index = 0; index < repaired; index += 1) note(space.marked[index] ?? 0);
  for (const group of stuck ?? []) if (space.marks[group] !== space.mark) note(group);
}

function noteDetour(ground: Ground, losing: Losing, way: number, before = 0, after = 0): void {
  const scale = ground.network.groups.length + 1;
  push(Math.floor(after / scale) > Math.floor(before / scale) ? losing.dearer : losing.rerouted, way);
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

/** Whether mail arrives afterwards, by group. Groups with new labels are asked in the order in which they got them. */
function arrivalsAfter(
  ground: Ground,
  losing: Losing,
  { target, arrives: before }: Surveyed,
  space: Workspace,
  { stuck, domainUp }: { stuck: ReadonlySet<number> | undefined; domainUp: boolean },
): (group: number) => number {
  const { marks, mark, ways, exits, settled, arrives: after } = space;
  const ask = (group: number) =>
    marks[group] === mark ? (after[group] ?? 0) : stuck?.has(group) === true ? 0 : (before[group] ?? 0);
  for (let index = 0; index < space.settledCount; index += 1) {
    const group = settled[index] ?? 0;
    const way = ways[group] ?? noWay;
    if (way === endsHere) {
      after[group] = target.group >= 0 ? 1 : leavesWell(losing.exits[exits[group] ?? -1], domainUp);
    } else if (losing.ways[way] === wayState.open) after[group] = ask(ground.network.wayTo[way] ?? 0);
    if (after[group] === 1) noteStep(ground, way, exits[group] ?? -1);
  }
  return ask;
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
