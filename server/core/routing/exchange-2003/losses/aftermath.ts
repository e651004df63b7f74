// What is up after a change, and what the change does to mail, collected while one destination after the other is asked
// about it. How that is found out is left to others.

import { type Change, exit, passability } from '../state/condition.ts';
import { noNumbers, type Numbers, push } from '../paths/numbers.ts';
import type { Lost } from '../paths/shortest-tree.ts';
import type { Ground } from './surveyed.ts';

/**
 * The state of everything after a change. All changes share one: each writes into it what it changes, and takes it
 * back.
 */
export interface Aftermath {
  readonly links: Uint8Array;
  readonly exits: Int32Array;
  readonly passable: Uint8Array;
  readonly alive: Uint8Array;
}

/**
 * A change made ready to be asked about every destination. Its effects are lists of ways, by their numbers in the
 * survey.
 */
export interface Losing extends Aftermath {
  readonly change: Change;
  readonly lost: Lost;
  /** Links that are still chosen, with mail waiting in front of them. */
  readonly stuckLinks: readonly number[];
  /** Connectors that are still chosen, but whose mail now goes elsewhere or waits. */
  readonly turned: readonly number[];
  readonly stranded: Numbers;
  readonly dearer: Numbers;
  readonly rerouted: Numbers;
}

/** Changes that are asked about together. */
export interface Changes {
  readonly all: readonly Losing[];
  /**
   * The links that they take down, change after change: those of `c` are `links[starts[c]]` to `links[starts[c + 1] -
   * 1]`.
   */
  readonly starts: Int32Array;
  readonly links: Int32Array;
  /** By change: 1 when it takes links down and does nothing else. */
  readonly onlyLinks: Uint8Array;
  /** By change: how many ways of the survey are dearer or rerouted, listed or not. */
  readonly detours: Float64Array;
}

/** What a change does to mail for one destination, as lists of the groups that the mail is from. */
export interface Cut {
  readonly stranded: Numbers;
  readonly dearer: Numbers;
  readonly rerouted: Numbers;
  /** How many are dearer or rerouted, listed or not. */
  detours: number;
}

/** An empty cut, to be used again for each change and destination. */
export function roomForCut(): Cut {
  return { stranded: noNumbers(), dearer: noNumbers(), rerouted: noNumbers(), detours: 0 };
}

/** Empties a cut. */
export function startCut(cut: Cut): void {
  cut.stranded.length = 0;
  cut.dearer.length = 0;
  cut.rerouted.length = 0;
  cut.detours = 0;
}

/** Notes a group whose mail takes other connectors now. */
export function pushDetour(cut: Cut, group: number, isDearer: boolean): void {
  push(isDearer ? cut.dearer : cut.rerouted, group);
  cut.detours += 1;
}

/**
 * Adds what happens to mail for one of `count` destinations to what a change does in all. Groups that are spared are in
 * the cut, stranded or on a detour, but nothing happens to their mail for this destination.
 */
export function addCut(
  { all, detours }: Changes,
  index: number,
  cut: Cut,
  { destination, count, spared = [] }: { destination: number; count: number; spared?: readonly number[] | undefined },
): void {
  const losing = all[index];
  if (losing === undefined) return;
  const sparedFromStranding = addWays(losing.stranded, cut.stranded, destination, count, spared);
  addWays(losing.dearer, cut.dearer, destination, count, spared);
  addWays(losing.rerouted, cut.rerouted, destination, count, spared);
  detours[index] = (detours[index] ?? 0) + cut.detours - (spared.length - sparedFromStranding);
}

/** Adds the ways from these groups but from the spared ones. Returns how many were left out. */
function addWays(
  ways: Numbers,
  { array, length }: Numbers,
  destination: number,
  count: number,
  spared: readonly number[],
): number {
  let leftOut = 0;
  for (let at = 0; at < length; at += 1) {
    const group = array[at] ?? 0;
    if (spared.length > 0 && spared.includes(group)) leftOut += 1;
    else push(ways, group * count + destination);
  }
  return leftOut;
}

/** Makes changes ready to be asked about. */
export function changesOf(ground: Ground, changes: readonly Change[]): Changes {
  const { condition, passable } = ground;
  const aftermath: Aftermath = {
    links: condition.links.slice(),
    exits: condition.exits.slice(),
    passable: passable.slice(),
    alive: condition.alive.slice(),
  };
  const all = changes.map((change) => losingOf(aftermath, change));
  const starts = new Int32Array(all.length + 1);
  for (const [index, { lost }] of all.entries()) starts[index + 1] = (starts[index] ?? 0) + lost.links.length;
  return {
    all,
    starts,
    links: Int32Array.from(all.flatMap(({ lost }) => lost.links)),
    onlyLinks: Uint8Array.from(all, (losing) => Number(takesOnlyLinks(losing))),
    detours: new Float64Array(all.length),
  };
}

function takesOnlyLinks({ change: { exits, died, lost, outage }, stuckLinks }: Losing): boolean {
  return [exits, died, lost, stuckLinks].every(({ length }) => length === 0) && !outage.dns && outage.hosts.size === 0;
}

function losingOf({ links, exits, passable, alive }: Aftermath, change: Change): Losing {
  return {
    links,
    exits,
    passable,
    alive,
    change,
    lost: {
      links: change.links.filter(({ state }) => state === passability.down).map(({ link }) => link),
      carriers: change.exits.filter(({ state }) => state === exit.down).map(({ carrier }) => carrier),
      up: { passable, exits },
    },
    stuckLinks: change.links.filter(({ state }) => state === passability.stuck).map(({ link }) => link),
    turned: change.exits.filter(({ state }) => state !== exit.down).map(({ carrier }) => carrier),
    stranded: noNumbers(),
    dearer: noNumbers(),
    rerouted: noNumbers(),
  };
}

/** Writes a change into the state. */
export function happen({ change, links, exits, passable, alive, lost }: Losing): void {
  for (const { link, state } of change.links) links[link] = state;
  for (const link of lost.links) passable[link] = 0;
  for (const { carrier, state } of change.exits) exits[carrier] = state;
  for (const group of change.died) alive[group] = 0;
}

/** Writes back what was there before the change. */
export function takeBack({ condition, passable: before }: Ground, losing: Losing): void {
  const { change, links, exits, passable, alive } = losing;
  for (const { link } of change.links) {
    links[link] = condition.links[link] ?? passability.open;
    passable[link] = before[link] ?? 0;
  }
  for (const { carrier } of change.exits) exits[carrier] = condition.exits[carrier] ?? -1;
  for (const group of change.died) alive[group] = condition.alive[group] ?? 0;
}
