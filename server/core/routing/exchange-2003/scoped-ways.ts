// Ways where the choice differs from group to group: connectors that serve their own group only, address spaces that
// not every group can get to, smart hosts that bring mail back in. Every group on the way decides anew, with its own
// candidates [KB-811706], so a way is what the decisions of its groups make of it, and may go round in a circle.

import { exit, wayState } from './condition.ts';
import type { Target } from './destinations.ts';
import type { Network } from './network.ts';
import { endsHere, type Labels, noWay, type Workspace } from './shortest-tree.ts';

/** What every group decides, and what comes of it. */
export interface Decisions {
  /** By group: the way that it takes, `endsHere` where mail leaves by `exits`, `noWay`. */
  readonly ways: Int32Array;
  readonly exits: Int32Array;
  readonly arrives: Uint8Array;
  /** What mail from the group pays where it arrives. */
  readonly costs: Float64Array;
}

/** The labels of a tree, or of a tree that is repaired in a workspace. */
type Labelled = Labels | { readonly tree: Labels; readonly space: Workspace };

interface Ground {
  readonly target: Target;
  /** One for each of the target's levels. */
  readonly labels: readonly Labelled[];
  readonly exits: Int32Array;
  readonly ways: Uint8Array;
  readonly domainUp: boolean;
}

/** Decides at every group and follows the decisions. */
export function decisionsOf(network: Network, ground: Ground): Decisions {
  const count = network.groups.length;
  const decisions = {
    ways: new Int32Array(count).fill(noWay),
    exits: new Int32Array(count).fill(-1),
    arrives: new Uint8Array(count),
    costs: new Float64Array(count),
  };
  for (let group = 0; group < count; group += 1) decideAt(ground, group, decisions);
  followAll(network, ground, decisions);
  return decisions;
}

/** The cheapest of the group's own connectors and the way to those for everybody, of one closeness (§4 steps 4 to 7). */
function decideAt(ground: Ground, group: number, decisions: Decisions): void {
  const { target } = ground;
  const labels = labelsAt(ground.labels[target.levelOf?.[group] ?? 0], group);
  let key = labels?.keys[group] ?? Infinity;
  let rank = labels?.ranks[group] ?? 0;
  decisions.ways[group] = key === Infinity ? noWay : (labels?.ways[group] ?? noWay);
  decisions.exits[group] = key === Infinity ? -1 : (labels?.exits[group] ?? -1);
  for (const end of target.scoped.get(group) ?? []) {
    if (ground.exits[end.carrier] === exit.down) continue;
    if (end.key > key || (end.key === key && end.rank > rank)) continue;
    key = end.key;
    rank = end.rank;
    decisions.ways[group] = endsHere;
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

/** Each group's outcome is that of the group its mail gets to next; who comes round to itself never arrives. */
function followAll(network: Network, ground: Ground, decisions: Decisions): void {
  const state = new Uint8Array(network.groups.length);
  const trail: number[] = [];
  for (let start = 0; start < state.length; start += 1) {
    let group = start;
    while (group >= 0 && state[group] === unknown) {
      state[group] = asked;
      trail.push(group);
      group = nextGroup(network, ground, decisions, group);
    }
    if (group >= 0 && state[group] === asked) group = gone;
    for (let at = trail.pop(); at !== undefined; at = trail.pop()) {
      state[at] = known;
      conclude(network, ground.target, decisions, at, group);
      group = at;
    }
  }
}

/** Instead of a next group: mail has left well, or gets no further. */
const left = -1;
const gone = -2;

function nextGroup(network: Network, ground: Ground, { ways, exits }: Decisions, group: number): number {
  const way = ways[group] ?? noWay;
  if (way >= 0) return ground.ways[way] === wayState.open ? (network.wayTo[way] ?? gone) : gone;
  const state = way === endsHere ? (ground.exits[exits[group] ?? -1] ?? gone) : gone;
  if (state >= 0) return state;
  return state === exit.host || (state === exit.dns && ground.domainUp) ? left : gone;
}

function conclude(
  network: Network,
  target: Target,
  { ways, exits, arrives, costs }: Decisions,
  group: number,
  next: number,
): void {
  const well = next === left || (next >= 0 && arrives[next] === 1);
  arrives[group] = well ? 1 : 0;
  if (!well) return;
  const way = ways[group] ?? noWay;
  const step = way >= 0 ? (network.wayCost[way] ?? 0) : costOfEnd(network, target, exits[group] ?? -1);
  costs[group] = step + (next >= 0 ? (costs[next] ?? 0) : 0);
}

function costOfEnd({ groups, carriers }: Network, { levels, scoped }: Target, carrier: number): number {
  const home = carriers[carrier]?.home ?? -1;
  const ends = [...(scoped.get(home) ?? []), ...levels.flat()];
  return (ends.find((end) => end.carrier === carrier)?.key ?? 0) / (groups.length + 1);
}

/** Visits every group on the way of a group's mail; it must arrive. */
export function follow(
  { wayTo }: Network,
  { ways, exits }: Decisions,
  states: Int32Array,
  start: number,
  visit: (group: number) => void,
): void {
  for (let group = start; group >= 0;) {
    visit(group);
    const way = ways[group] ?? noWay;
    group = way >= 0 ? (wayTo[way] ?? left) : (states[exits[group] ?? -1] ?? left);
  }
}

/** Whether a group's mail, which arrived before, goes another way afterwards. */
export function differences(
  network: Network,
  before: Decisions,
  after: Decisions,
  states: { readonly before: Int32Array; readonly after: Int32Array },
): (group: number) => boolean {
  const verdicts = new Int8Array(before.ways.length).fill(-1);
  return (group) => {
    let verdict = verdicts[group] ?? -1;
    if (verdict >= 0) return verdict === 1;
    const passed: number[] = [];
    verdict = 0;
    follow(network, before, states.before, group, (at) => {
      passed.push(at);
      const exit = before.exits[at] ?? -1;
      if (before.ways[at] !== after.ways[at] || exit !== after.exits[at]) verdict = 1;
      // The same connector, whose smart host is another server now.
      else if (exit >= 0 && states.before[exit] !== states.after[exit]) verdict = 1;
    });
    for (const at of verdict === 0 ? passed : passed.slice(0, 1)) verdicts[at] = verdict;
    return verdict === 1;
  };
}
