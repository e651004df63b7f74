// One destination of a survey: the ways to it as trees, what each group decides, and whose mail arrives.

import { type Condition, exit, wayState } from './condition.ts';
import type { Target } from './destinations.ts';
import type { Message } from '../defaults.ts';
import type { Network } from './network.ts';
import { isDomainUp } from './outage.ts';
import { type Decisions, decisionsOf } from './scoped-ways.ts';
import { endsHere, growTree, noWay, type Tree, type Workspace } from './shortest-tree.ts';

/** What is known about one destination. */
export interface Surveyed {
  readonly target: Target;
  readonly domainUp: boolean;
  /** One for each closeness of address space. */
  readonly trees: readonly Tree[];
  /** By group: mail from there ends well. */
  readonly arrives: Uint8Array;
  /** Where the choice differs from group to group; undefined where the one tree says it all. */
  readonly decisions: Decisions | undefined;
}

/** What all destinations have in common. */
export interface Ground {
  readonly network: Network;
  readonly message: Message;
  readonly condition: Condition;
  /** Ways that the message may use and that are not marked down. */
  readonly passable: Uint8Array;
  /** By carrier: some mail takes it. */
  readonly used: Uint8Array;
  readonly wayCarrier: Int32Array;
}

/** Works out everything about a destination. */
export function surveyTarget(ground: Ground, spaces: readonly Workspace[], target: Target): Surveyed {
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

/** Whether mail that takes this exit is gone for good. */
export function leavesWell(state: number | undefined, domainUp: boolean): 0 | 1 {
  return state === exit.host || (state === exit.dns && domainUp) ? 1 : 0;
}

/** The decisions of all groups where they differ, from the labels of the trees. */
export function decide(
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

/** Notes that some mail takes this way, or leaves by this connector. */
export function noteStep({ used, wayCarrier }: Ground, way: number, carrier: number): void {
  if (way >= 0) used[wayCarrier[way] ?? 0] = 1;
  else if (way === endsHere && carrier >= 0) used[carrier] = 1;
}

/** Whether mail from a group arrives, and is taken there. */
export function isDelivered({ condition }: Ground, { target, arrives }: Surveyed, source: number): boolean {
  if (condition.alive[source] !== 1 || arrives[source] !== 1) return false;
  return target.group < 0 || condition.receives[target.group] === 1;
}
