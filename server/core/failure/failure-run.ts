// What is worth knowing while one writes about where mail gets through: what never does, and the single points of failure
// that other servers could make up for, if the topology said so. Kept up to date from edit to edit, a slice at a time. A
// whole analysis lists every single point, with all that it strands.

import { sameValue } from '#core/model/memo';
import type { Key, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { RemedyChange, Survey } from '#core/routing/survey';
import { networkChange } from '../routing/network-change.ts';
import { analyzeFailures, type SinglePointOfFailure } from './analyze-failures.ts';
import { longestWay, type LongestWay } from './longest-way.ts';
import { tiedExits, type TiedExits } from './tied-exits.ts';
import { scopedHubs, type ScopedHub } from './scoped-hubs.ts';
import { strandedMail, type StrandedMail } from './stranded-mail.ts';
import { fewWaysInWords } from './ways.ts';

/** A server whose failure strands mail that another server could carry. */
export interface PointInWords {
  /** `server LON-EX01` */
  readonly element: string;
  readonly server: Key;
  /** The ways on which mail would get through if the remedy were followed: `from London and Tokyo to Seattle`. */
  readonly saves: string;
  readonly remedy: string;
  readonly additions: RemedyChange['additions'];
}

/** What is wrong or weak about the ways of mail. */
export interface Weaknesses {
  readonly stranded: readonly StrandedMail[];
  readonly ties: readonly TiedExits[];
  readonly scopedHubs: readonly ScopedHub[];
  /** Known where a hop limit asks for it. */
  readonly longest: LongestWay | undefined;
  /** Worst first. */
  readonly points: readonly PointInWords[];
}

export interface FailureRun {
  readonly topology: Topology;
  /** While an analysis is due: what the one before found. */
  readonly found: Weaknesses;
  /** The analysis as far as it is; undefined when nothing is due. */
  readonly work: Generator<unknown, Weaknesses> | undefined;
}

export const noWeaknesses: Weaknesses = { stranded: [], ties: [], scopedHubs: [], longest: undefined, points: [] };

/** More would bury what else is wrong. */
const mostPoints = 20;

/** In larger organizations an analysis of failures takes seconds, so it is run by `Analyze Failures` only. */
const mostGroups = 50;

/** Keeps what was found where no edit since can have changed it. Analyzes nothing yet. */
export function startFailures(topology: Topology, previous?: FailureRun): FailureRun {
  const isKnown = previous !== undefined && networkChange(previous.topology, topology) !== 'routing';
  if (isKnown) return { ...previous, topology };
  if (topology.routingGroups.length === 0) return { topology, found: noWeaknesses, work: undefined };
  return { topology, found: previous?.found ?? noWeaknesses, work: weaknessesOf(topology) };
}

/** Goes on, one step at least, until `isEnough` says so; the same run when nothing is due. */
export function continueFailures(run: FailureRun, isEnough: () => boolean): FailureRun {
  const { topology, found, work } = run;
  if (work === undefined) return run;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return { topology, found: sameValue(found, step.value), work: undefined };
    if (isEnough()) return run;
  }
}

/** Analyzes all that is due. */
export function finishFailures(run: FailureRun): FailureRun {
  return continueFailures(run, () => false);
}

function* weaknessesOf(topology: Topology): Generator<unknown, Weaknesses> {
  const routing = compileRouting(topology);
  yield;
  const survey = routing.survey([]);
  yield;
  const stranded = yield* strandedMail(routing, survey);
  const ties = yield* tiedExits(routing, survey);
  const hubs = yield* scopedHubs(topology, survey);
  const longest = yield* longestWay(routing, survey);
  const points = topology.routingGroups.length <= mostGroups ? yield* pointsIn(topology) : [];
  return { stranded, ties, scopedHubs: hubs, longest, points };
}

/** Of servers alone: what strands mail when a virtual server fails does so, too, when its server does. */
function* pointsIn(topology: Topology): Generator<unknown, readonly PointInWords[]> {
  const { survey, singlePoints } = yield* analyzeFailures(compileRouting(topology));
  const found: PointInWords[] = [];
  for (const point of singlePoints) {
    if (found.length === mostPoints) break;
    const { element, what, remedy } = point;
    if (what.kind !== 'server' || remedy.change === undefined) continue;
    yield;
    const saved = savedBy(remedy.change, survey, point);
    if (saved.length === 0) continue;
    const { additions } = remedy.change;
    found.push({
      element,
      server: what.server.key,
      saves: fewWaysInWords(survey, saved),
      remedy: remedy.sentence,
      additions,
    });
  }
  return found;
}

/**
 * The ways that a failure strands and would not once the advice is followed: found out by following it. None where that
 * makes any way worse, failure or not.
 */
function savedBy(change: RemedyChange, before: Survey, { what, strands }: SinglePointOfFailure): readonly number[] {
  const after = compileRouting(change.followed()).survey([]);
  for (const source of before.sources.keys()) {
    for (const destination of before.destinations.keys()) {
      const [cost, now] = [before.cost(source, destination), after.cost(source, destination)];
      if (cost !== null && (now === null || now > cost)) return [];
    }
  }
  const stranded = new Set(after.without([what]).stranded);
  const saved = [...strands].filter((way) => !stranded.has(way));
  return stranded.size + saved.length === strands.length ? saved : [];
}
