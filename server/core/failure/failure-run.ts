// The single points of failure that are worth knowing while one writes: those that other servers could make up for, if the
// topology said so. Kept up to date from edit to edit, a slice at a time. A whole analysis lists every one, with all that
// it strands.

import { sameValue } from '#core/model/memo';
import type { Key, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { RemedyChange, Survey } from '#core/routing/survey';
import { networkChange } from '../routing/network-change.ts';
import { analyzeFailures, type SinglePointOfFailure } from './analyze-failures.ts';
import { waysInWords } from './ways.ts';

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

export interface FailureRun {
  readonly topology: Topology;
  /** Worst first. While an analysis is due: what the one before found. */
  readonly points: readonly PointInWords[];
  /** The analysis as far as it is; undefined when nothing is due. */
  readonly work: Generator<unknown, readonly PointInWords[]> | undefined;
}

/** More would bury what else is wrong. */
const mostPoints = 20;

/** In larger organizations an analysis takes seconds, so it is run by `Analyze Failures` only. */
const mostGroups = 50;

/** Keeps what was found where no edit since can have changed it. Analyzes nothing yet. */
export function startFailures(topology: Topology, previous?: FailureRun): FailureRun {
  const isKnown = previous !== undefined && networkChange(previous.topology, topology) !== 'routing';
  if (isKnown) return { ...previous, topology };
  const isSmall = topology.routingGroups.length > 0 && topology.routingGroups.length <= mostGroups;
  return { topology, points: isSmall ? (previous?.points ?? []) : [], work: isSmall ? pointsIn(topology) : undefined };
}

/** Goes on, one step at least, until `isEnough` says so; the same run when nothing is due. */
export function continueFailures(run: FailureRun, isEnough: () => boolean): FailureRun {
  const { topology, points, work } = run;
  if (work === undefined) return run;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return { topology, points: sameValue(points, step.value), work: undefined };
    if (isEnough()) return run;
  }
}

/** Analyzes all that is due. */
export function finishFailures(run: FailureRun): FailureRun {
  return continueFailures(run, () => false);
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
    found.push({ element, server: what.server.key, saves: inWords(survey, saved), remedy: remedy.sentence, additions });
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

function inWords(survey: Survey, ways: readonly number[]): string {
  const lines = waysInWords(survey, ways);
  return lines.length > 2 ? `${lines.slice(0, 2).join('; ')}; and more` : lines.join('; ');
}
