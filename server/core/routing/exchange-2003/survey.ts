// Everything at once: the ways from every group to every destination while something is off, and what becomes of them
// when more fails. A way is worked out by decisions at each group, as `decide` makes them for one message.

import type { Element } from '#core/model/topology';
import { noLoss, type Survey } from '../survey.ts';
import { behindExit, changeBy, conditionOf, passability } from './state/condition.ts';
import { hostsOutside, ordinaryMessage } from '../destinations.ts';
import { isOpenTo, type Target, targetsOf } from './losses/destinations.ts';
import { lossesBy, roomFor } from './losses/losses.ts';
import { outageOf } from './state/outage.ts';
import { type End, growTree, noLink, roadsOf, type Tree, workspaceFor } from './paths/shortest-tree.ts';
import { type Ground, isDelivered, isSimple, type Surveyed, surveyTarget } from './losses/surveyed.ts';
import { admissionOf } from './state/view.ts';
import type { Compiled } from './state/states.ts';

/** Surveys a topology while these elements are off. */
export function surveyOf({ network, dependence }: Compiled, down: readonly Element[]): Survey {
  const { topology } = network;
  const message = ordinaryMessage(topology);
  const allowed = admissionOf(network, message).all.passable;
  const condition = conditionOf(network, outageOf(down, topology), message);
  const passable = allowed.map((open, link) => (condition.links[link] === passability.down ? 0 : open));
  const targets = targetsOf(network, allowed);
  const used = new Uint8Array(network.carriers.length);
  const linkCarrier = Int32Array.from(network.links, ({ carrier }) => carrier.index);
  const ground: Ground = { network, message, condition, roads: roadsOf(network), passable, used, linkCarrier };
  const treesOf = treeGrower(ground);
  const known: (Surveyed | undefined)[] = [];
  const at = (destination: number): Surveyed | undefined => {
    const surveyed = known[destination];
    if (surveyed !== undefined) return surveyed;
    const target = targets.at(destination);
    return target && (known[destination] = surveyTarget(ground, target, treesOf(target)));
  };
  const room = roomFor(network);
  const changeOf = (elements: readonly Element[]) =>
    changeBy(network, dependence, condition, {
      more: outageOf(elements, topology),
      outage: outageOf([...down, ...elements], topology),
      message,
    });
  const losses: Survey['losses'] = (sets, { listed } = { listed: false }) =>
    lossesBy(ground, room, sets.map(changeOf), { count: targets.destinations.length, listed }, at);
  return {
    sources: network.groups.map(({ name }) => name),
    destinations: targets.destinations,
    hosts: hostsOutside(topology, network.ownHosts),
    cost: (source, destination) => costOf(ground, at(destination), source),
    connectors: (source, destination) => wayOf(ground, at(destination), source).connectors,
    groups: (source, destination) => wayOf(ground, at(destination), source).groups,
    without(elements) {
      const work = losses([elements], { listed: true });
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

/** Grows the trees of a target's levels; targets that choose alike from the same ends have the same trees. */
function treeGrower({ network, condition, roads, passable }: Ground): (target: Target) => readonly Tree[] {
  const space = workspaceFor(network, roads);
  const up = { passable, exits: condition.exits };
  const known = new Map<string, readonly Tree[]>();
  return (target) => {
    const { levels } = target;
    const key = [isSimple(target), ...levels.map(endsInWords)].join('\n');
    let trees = known.get(key);
    if (trees === undefined) {
      trees = levels.map((ends) => growTree(space, network, up, ends));
      known.set(key, trees);
    }
    return trees;
  };
}

function endsInWords(ends: readonly End[]): string {
  return ends.map(({ group, carrier, key }) => `${String(group)} ${String(carrier)} ${String(key)}`).join();
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
    const link = steps?.links[group] ?? noLink;
    const carrier = link >= 0 ? network.links[link]?.carrier : network.carriers[steps?.exits[group] ?? -1];
    if (carrier !== undefined) connectors.push(carrier.connector.name);
    if (link >= 0) group = network.linkTo[link] ?? -1;
    else group = carrier === undefined ? -1 : behindExit(condition.exits[carrier.index] ?? -1, surveyed.domainUp);
  }
  return { connectors, groups };
}
