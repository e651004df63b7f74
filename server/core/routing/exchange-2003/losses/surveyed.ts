// One destination of a survey: the paths to it as trees, what each group decides, and whose mail arrives.

import { behindExit, type Condition, exit, left, passability } from '../state/condition.ts';
import type { Target } from './destinations.ts';
import type { Message } from '../../message/defaults.ts';
import { comesBackByDns, type Network } from '../network/network.ts';
import { isFoundByDns } from '../state/outage.ts';
import { decisionsOf, type Settled } from './group-decisions.ts';
import { endsHere, noLink, type Roads, type Tree } from '../paths/shortest-tree.ts';

/** What is known about one destination. */
export interface Surveyed {
  readonly target: Target;
  readonly domainUp: boolean;
  /** One for each closeness of address space. */
  readonly trees: readonly Tree[];
  /** By group: mail from there ends well. */
  readonly arrives: Uint8Array;
  /** Where the choice differs from group to group; undefined where the one tree says it all. */
  readonly decisions: Settled | undefined;
}

/** What all destinations have in common. */
export interface Ground {
  readonly network: Network;
  readonly message: Message;
  readonly condition: Condition;
  readonly roads: Roads;
  /** Links that the message may use and that are not marked down. */
  readonly passable: Uint8Array;
  /** By carrier: 1 when some mail takes it, in the survey or after a change that was asked about. */
  readonly used: Uint8Array;
  /** By link: the connector that it belongs to. */
  readonly linkCarrier: Int32Array;
}

/** Works out everything about a destination; `trees` has one for each of its levels. */
export function surveyTarget(ground: Ground, target: Target, trees: readonly Tree[]): Surveyed {
  const { network, condition } = ground;
  const { exits, links, outage } = condition;
  const domainUp = isFoundByDns(outage, target.remote, target.exchanger) && !comesBackByDns(network, target.remote);
  const decisions = isSimple(target)
    ? undefined
    : decisionsOf(network, { target, labels: trees, exits, links, domainUp });
  const arrives = decisions?.arrives ?? arrivals(ground, target, trees, domainUp);
  const surveyed = { target, domainUp, trees, arrives, decisions };
  noteUse(ground, surveyed);
  return surveyed;
}

/** Whether one tree says it all: no group chooses from connectors of its own. */
export function isSimple({ levelOf, mayReturn }: Target): boolean {
  return levelOf === undefined && !mayReturn;
}

/**
 * From which groups mail arrives where one tree says it all: the link that it takes is open, and the next group's
 * arrives.
 */
export function arrivals(
  { network, condition }: Ground,
  target: Target,
  [tree]: readonly Tree[],
  domainUp: boolean,
): Uint8Array {
  const arrives = new Uint8Array(network.groups.length);
  if (tree === undefined) return arrives;
  for (const group of tree.forest.order) {
    const link = tree.links[group] ?? noLink;
    if (link === endsHere) {
      arrives[group] = target.group >= 0 ? 1 : leavesWell(condition.exits[tree.exits[group] ?? -1], domainUp);
    } else if (condition.links[link] === passability.open) arrives[group] = arrives[network.linkTo[link] ?? 0] ?? 0;
  }
  return arrives;
}

/** Whether mail that takes this exit leaves the organization, instead of waiting or coming back in. */
export function leavesWell(state: number | undefined, domainUp: boolean): 0 | 1 {
  return behindExit(state ?? exit.down, domainUp) === left ? 1 : 0;
}

function noteUse(ground: Ground, { decisions, trees, arrives }: Surveyed): void {
  const { links, exits } = decisions ?? trees[0] ?? { links: undefined, exits: undefined };
  if (links === undefined) return;
  for (let group = 0; group < arrives.length; group += 1) {
    if (arrives[group] === 0 || ground.condition.alive[group] === 0) continue;
    noteStep(ground, links[group] ?? noLink, exits[group] ?? -1);
  }
}

/** Notes that some mail takes this link, or leaves by this connector. */
export function noteStep({ used, linkCarrier }: Ground, link: number, carrier: number): void {
  if (link >= 0) used[linkCarrier[link] ?? 0] = 1;
  else if (link === endsHere && carrier >= 0) used[carrier] = 1;
}

/** Whether mail from a group arrives, and is taken there. */
export function isDelivered({ condition }: Ground, { target, arrives }: Surveyed, source: number): boolean {
  if (condition.alive[source] !== 1 || arrives[source] !== 1) return false;
  return target.group < 0 || condition.receives[target.group] === 1;
}
