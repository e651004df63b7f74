import type { Routing } from '#core/routing/routing';
import { endsOf, type Survey } from '#core/routing/survey';
import { wayAt, wayCount, type Way } from '#core/failure/ways';

/** The way that passes most servers. */
export interface LongestWay extends Way {
  readonly servers: number;
}

/** What Exchange 2003 has unless written, which is more than any organization needs. */
const usualHopLimit = 30;

/** Of the largest organizations not every way is looked at: one that is almost the longest tells as much. */
const mostWays = 50_000;

/** Found out only where a hop limit is lower than usual; yields often. */
export function* longestWay(routing: Routing, survey: Survey): Generator<undefined, LongestWay | undefined> {
  const { topology } = routing;
  const isAsked = topology.servers.some(({ virtualServers }) => virtualServers.some(({ hopLimit }) => hopLimit < usualHopLimit)); // prettier-ignore
  if (!isAsked) return undefined;
  let longest = -1;
  let most = 0;
  const stride = Math.max(1, Math.floor(wayCount(survey) / mostWays));
  for (let way = 0; way < wayCount(survey); way += stride) {
    yield;
    const { source, destination } = endsOf(survey, way);
    const groups = survey.groups(source, destination).length;
    if (groups > most) [longest, most] = [way, groups];
  }
  if (longest < 0) return undefined;
  const { source, destination } = endsOf(survey, longest);
  const servers = routing.exampleOf(source, destination)?.hops.length ?? 0;
  return { ...wayAt(survey, longest), servers };
}
