// What is worth knowing while one writes about where mail gets through: what never does, and the single points of failure
// that other servers could make up for, if the topology said so. Kept up to date from edit to edit, a slice at a time. A
// whole analysis lists every single point, with all that it strands.

import { sameValue } from '#core/model/memo';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { networkChange } from '#core/routing/network-change';
import { longestWay, type LongestWay } from './longest-way.ts';
import { tiedExits, type TiedExits } from './tied-exits.ts';
import { scopedHubs, type ScopedHub } from './scoped-hubs.ts';
import { strandedMail, type StrandedMail } from './stranded-mail.ts';
import { spareServers, type SpareServer } from './spare-servers.ts';

/** What is wrong or weak about the ways of mail. */
export interface Weaknesses {
  readonly stranded: readonly StrandedMail[];
  readonly ties: readonly TiedExits[];
  readonly scopedHubs: readonly ScopedHub[];
  /** Known where a hop limit asks for it. */
  readonly longest: LongestWay | undefined;
  /** Worst first. */
  readonly points: readonly SpareServer[];
}

export interface WeaknessRun {
  readonly topology: Topology;
  /** While an analysis is due: what the one before found. */
  readonly found: Weaknesses;
  /** The analysis as far as it is; undefined when nothing is due. */
  readonly work: Generator<unknown, Weaknesses> | undefined;
}

export const noWeaknesses: Weaknesses = { stranded: [], ties: [], scopedHubs: [], longest: undefined, points: [] };

/** Keeps what was found where no edit since can have changed it. Analyzes nothing yet. */
export function startWeaknesses(topology: Topology, previous?: WeaknessRun): WeaknessRun {
  const isKnown = previous !== undefined && networkChange(previous.topology, topology) !== 'routing';
  if (isKnown) return { ...previous, topology };
  if (topology.routingGroups.length === 0) return { topology, found: noWeaknesses, work: undefined };
  return { topology, found: previous?.found ?? noWeaknesses, work: weaknessesOf(topology) };
}

/** Goes on, one step at least, until `isEnough` says so; the same run when nothing is due. */
export function continueWeaknesses(run: WeaknessRun, isEnough: () => boolean): WeaknessRun {
  const { topology, found, work } = run;
  if (work === undefined) return run;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return { topology, found: sameValue(found, step.value), work: undefined };
    if (isEnough()) return run;
  }
}

/** Analyzes all that is due. */
export function finishWeaknesses(run: WeaknessRun): WeaknessRun {
  return continueWeaknesses(run, () => false);
}

function* weaknessesOf(topology: Topology): Generator<unknown, Weaknesses> {
  const routing = compileRouting(topology);
  // The rules are compiled when they are first asked, and that is a step of its own.
  void routing.rules.stations;
  yield;
  const survey = routing.survey([]);
  yield;
  const stranded = yield* strandedMail(routing, survey);
  const ties = yield* tiedExits(routing, survey);
  const hubs = yield* scopedHubs(topology, survey);
  const longest = yield* longestWay(routing, survey);
  const points = yield* spareServers(routing);
  return { stranded, ties, scopedHubs: hubs, longest, points };
}
