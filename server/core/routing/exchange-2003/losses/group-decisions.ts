// Destinations for which the choice differs from group to group: some connectors are kept to their own group, some
// cannot be reached from everywhere, or a smart host brings mail back in. Each group that mail comes to decides anew
// among its own candidates [KB-811706], so where mail gets to is found by following the decisions; it may go round in a
// circle.

import { behindExit, exit, gone, left, passability } from '../state/condition.ts';
import type { Target } from './destinations.ts';
import type { Network } from '../network/network.ts';
import { type Forest, forestOf } from '../paths/forest.ts';
import { endsHere, type Labels, noLink, type Workspace } from '../paths/shortest-tree.ts';

/** What every group decides, and what comes of it. */
export interface Decisions {
  /** By group: the link that it takes, `endsHere` where mail leaves by `exits`, `noLink`. */
  readonly links: Int32Array;
  readonly exits: Int32Array;
  readonly arrives: Uint8Array;
  /** What mail from the group pays where it arrives. */
  readonly costs: Float64Array;
}

/** The decisions of all groups. The forest holds the groups whose mail arrives. */
export interface Settled extends Decisions {
  readonly forest: Forest;
}

/**
 * The labels of a tree, or of a tree that was repaired in a workspace: then new labels are there, the others in the
 * tree.
 */
export type Labelled = Labels | { readonly tree: Labels; readonly space: Workspace };

/** What groups decide by. */
export interface Choices {
  readonly target: Target;
  /** One for each of the target's levels. */
  readonly labels: readonly Labelled[];
  readonly exits: Int32Array;
  readonly links: Uint8Array;
  readonly domainUp: boolean;
}

/** Decides at every group and follows the decisions. */
export function decisionsOf(network: Network, choices: Choices): Settled {
  const count = network.groups.length;
  const decisions = {
    links: new Int32Array(count).fill(noLink),
    exits: new Int32Array(count).fill(-1),
    arrives: new Uint8Array(count),
    costs: new Float64Array(count),
  };
  for (let group = 0; group < count; group += 1) decideAt(choices, group, decisions);
  const arriving = followAll(network, choices, decisions);
  return { ...decisions, forest: forestOf(arriving, (group) => nextGroup(network, choices, decisions, group), count) };
}

/**
 * Decides for one group: by the cheapest of its own connectors or the path to one that serves everybody, all of them
 * equally close (§4 steps 4 to 7).
 */
export function decideAt(choices: Choices, group: number, decisions: Pick<Decisions, 'links' | 'exits'>): void {
  const { target } = choices;
  const labels = labelsAt(choices.labels[target.levelOf?.[group] ?? 0], group);
  let key = labels?.keys[group] ?? Infinity;
  let rank = labels?.ranks[group] ?? 0;
  decisions.links[group] = key === Infinity ? noLink : (labels?.links[group] ?? noLink);
  decisions.exits[group] = key === Infinity ? -1 : (labels?.exits[group] ?? -1);
  for (const end of target.scoped.get(group) ?? []) {
    if (choices.exits[end.carrier] === exit.down) continue;
    if (end.key > key || (end.key === key && end.rank > rank)) continue;
    key = end.key;
    rank = end.rank;
    decisions.links[group] = endsHere;
    decisions.exits[group] = end.carrier;
  }
}

function labelsAt(labelled: Labelled | undefined, group: number): Labels | undefined {
  if (labelled === undefined || 'keys' in labelled) return labelled;
  return labelled.space.marks[group] === labelled.space.mark ? labelled.space : labelled.tree;
}

const unknown = 0;
const asked = 1;
const known = 2;

/**
 * Finds out from which groups mail arrives: when that of the next group does, and never when it comes round in a
 * circle. Returns these groups, each after the one that its mail gets to next.
 */
function followAll(network: Network, choices: Choices, decisions: Decisions): Int32Array {
  const arriving: number[] = [];
  const state = new Uint8Array(network.groups.length);
  const trail: number[] = [];
  for (let start = 0; start < state.length; start += 1) {
    let group = start;
    while (group >= 0 && state[group] === unknown) {
      state[group] = asked;
      trail.push(group);
      group = nextGroup(network, choices, decisions, group);
    }
    if (group >= 0 && state[group] === asked) group = gone;
    for (let at = trail.pop(); at !== undefined; at = trail.pop()) {
      state[at] = known;
      conclude(network, choices.target, decisions, at, group);
      if (decisions.arrives[at] === 1) arriving.push(at);
      group = at;
    }
  }
  return Int32Array.from(arriving);
}

/** The group that mail gets to next; `left` or `gone`. */
export function nextGroup(
  network: Network,
  choices: Choices,
  { links, exits }: Pick<Decisions, 'links' | 'exits'>,
  group: number,
): number {
  const link = links[group] ?? noLink;
  if (link >= 0) return choices.links[link] === passability.open ? (network.linkTo[link] ?? gone) : gone;
  return link === endsHere ? behindExit(choices.exits[exits[group] ?? -1] ?? exit.down, choices.domainUp) : gone;
}

function conclude(
  network: Network,
  target: Target,
  { links, exits, arrives, costs }: Decisions,
  group: number,
  next: number,
): void {
  const well = next === left || (next >= 0 && arrives[next] === 1);
  arrives[group] = well ? 1 : 0;
  if (!well) return;
  const link = links[group] ?? noLink;
  costs[group] = costOfStep(network, target, link, exits[group] ?? -1) + (next >= 0 ? (costs[next] ?? 0) : 0);
}

/** What a group's mail pays for its next step. */
export function costOfStep({ linkCost }: Network, { endCosts }: Target, link: number, carrier: number): number {
  return link >= 0 ? (linkCost[link] ?? 0) : (endCosts.get(carrier) ?? 0);
}
