// Single points of failure that other servers could make up for, if the topology said so: found out by saying so.

import type { Key } from '#core/model/topology';
import { analyzeFailures, type SinglePointOfFailure } from '#core/failure/analyze-failures';
import { fewWaysInWords } from '#core/failure/ways';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import type { RemedyChange, Survey } from '#core/routing/survey';

/** A server whose failure strands mail that another server could carry. */
export interface SpareServer {
  /** `server LON-EX01` */
  readonly element: string;
  readonly server: Key;
  /** The ways on which mail would get through if the remedy were followed: `from London and Tokyo to Seattle`. */
  readonly saves: string;
  readonly remedy: string;
  readonly additions: RemedyChange['additions'];
}

/** More would bury what else is wrong. */
const mostPoints = 20;

/** In larger organizations an analysis of failures takes seconds, so it is run by `Analyze Failures` only. */
const mostGroups = 50;

/** Of servers alone: what strands mail when a virtual server fails does so, too, when its server does. */
export function* spareServers(routing: Routing): Generator<unknown, readonly SpareServer[]> {
  if (routing.topology.routingGroups.length > mostGroups) return [];
  const { survey, singlePoints } = yield* analyzeFailures(routing);
  const found: SpareServer[] = [];
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
