// What groups decide after a change, by difference from before: only groups that the change can concern decide again,
// and only mail that came through one that now decides otherwise is followed anew.

import { gone, left, passability } from '../state/condition.ts';
import { behind } from '../paths/forest.ts';
import type { Network } from '../network/network.ts';
import { type Choices, costOfStep, decideAt, type Decisions, nextGroup, type Settled } from './group-decisions.ts';

/**
 * Working memory, used again for every change. It holds for groups of the current round; for others what was before
 * holds.
 */
export interface Redecided extends Decisions {
  /** How many changes were asked about. */
  round: number;
  /** By group, the last round in which it decided again. */
  readonly decided: Int32Array;
  /**
   * By group, the last round in which it was found out whether its mail arrives; negative while its mail is followed.
   */
  readonly found: Int32Array;
  /** By group, the last round in which its mail, which arrived before, took other connectors or arrived no more. */
  readonly listed: Int32Array;
  /** The groups of which that holds in this round. */
  readonly affected: Int32Array;
  affectedCount: number;
}

/** Working memory for a network of so many groups. */
export function roomForDecisions(groupCount: number): Redecided {
  const numbers = () => new Int32Array(groupCount);
  return {
    links: numbers(),
    exits: numbers(),
    arrives: new Uint8Array(groupCount),
    costs: new Float64Array(groupCount),
    round: 0,
    decided: numbers(),
    found: numbers(),
    listed: numbers(),
    affected: numbers(),
    affectedCount: 0,
  };
}

/** What was decided before the change, and where connectors led then. */
export interface Before {
  readonly decisions: Settled;
  readonly exits: Int32Array;
  readonly domainUp: boolean;
}

/** Lets these groups decide again, and finds out what becomes of the mail that this concerns. */
export function decideAgain(
  space: Redecided,
  network: Network,
  before: Before,
  choices: Choices,
  groups: readonly number[],
): void {
  space.round += 1;
  space.affectedCount = 0;
  for (const group of groups) {
    if (space.decided[group] === space.round) continue;
    space.decided[group] = space.round;
    decideAt(choices, group, space);
    if (before.decisions.arrives[group] === 1 && decidesOtherwise(space, network, before, choices, group)) {
      listBehind(space, before.decisions, group);
    }
  }
  for (let at = 0; at < space.affectedCount; at += 1) {
    findOut(space, network, before.decisions, choices, space.affected[at] ?? 0);
  }
}

function decidesOtherwise(
  { links, exits }: Redecided,
  network: Network,
  { decisions, exits: states, domainUp }: Before,
  choices: Choices,
  group: number,
): boolean {
  const link = links[group] ?? gone;
  const carrier = exits[group] ?? -1;
  if (link !== decisions.links[group] || carrier !== decisions.exits[group]) return true;
  if (link >= 0) return choices.links[link] !== passability.open;
  // The same connector, which leads elsewhere or nowhere now.
  const now = nextGroup(network, choices, decisions, group);
  return now !== nextGroup(network, { ...choices, exits: states, domainUp }, decisions, group);
}

function listBehind(space: Redecided, { forest }: Settled, group: number): void {
  for (const other of behind(forest, group)) {
    if (space.listed[other] === space.round) continue;
    space.listed[other] = space.round;
    space.affected[space.affectedCount] = other;
    space.affectedCount += 1;
  }
}

/** Follows a group's mail to the first group of which it is known whether its mail arrives, and concludes backwards. */
function findOut(space: Redecided, network: Network, before: Settled, choices: Choices, start: number): void {
  const { round, found, arrives, costs } = space;
  const trail: number[] = [];
  let group = start;
  while (group >= 0 && found[group] !== round && found[group] !== -round && !isAsBefore(space, before, group)) {
    found[group] = -round;
    trail.push(group);
    group = nextGroup(network, choices, decisionAt(space, before, group), group);
  }
  if (group >= 0 && found[group] === -round) group = gone;
  for (let at = trail.pop(); at !== undefined; at = trail.pop()) {
    found[at] = round;
    const known = group >= 0 && isAsBefore(space, before, group) ? before : space;
    const well = group === left || (group >= 0 && known.arrives[group] === 1);
    arrives[at] = well ? 1 : 0;
    if (well) {
      const { links, exits } = decisionAt(space, before, at);
      const step = costOfStep(network, choices.target, links[at] ?? gone, exits[at] ?? -1);
      costs[at] = step + (group >= 0 ? (known.costs[group] ?? 0) : 0);
    }
    group = at;
  }
}

/** Whether mail from a group arrives as it did before. */
export function isAsBefore({ round, listed }: Redecided, { arrives }: Settled, group: number): boolean {
  return arrives[group] === 1 && listed[group] !== round;
}

/** Where the decision of a group is found: among the new ones if it decided again, else among those from before. */
export function decisionAt(space: Redecided, before: Settled, group: number): Decisions {
  return space.decided[group] === space.round ? space : before;
}
