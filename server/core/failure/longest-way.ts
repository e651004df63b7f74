import type { Topology } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import { matrixWays, wayAt, type Way } from './ways.ts';

/** The way that passes most servers. */
export interface LongestWay extends Way {
  readonly servers: number;
}

/** What Exchange 2003 has unless written, which is more than any organization needs. */
const usualHopLimit = 30;

/** Found out only where a hop limit is lower than usual; yields often. */
export function* longestWay(topology: Topology, routing: Routing): Generator<undefined, LongestWay | undefined> {
  const isAsked = topology.servers.some(({ virtualServers }) => virtualServers.some(({ hopLimit }) => hopLimit < usualHopLimit)); // prettier-ignore
  if (!isAsked) return undefined;
  const survey = routing.survey([]);
  const count = survey.destinations.length;
  let longest = -1;
  let most = 0;
  for (const way of matrixWays(survey)) {
    yield;
    const groups = survey.groups(Math.floor(way / count), way % count).length;
    if (groups > most) [longest, most] = [way, groups];
  }
  const servers = routing.exampleOf(Math.floor(longest / count), longest % count)?.hops.length ?? 0;
  return longest < 0 ? undefined : { ...wayAt(survey, longest), servers };
}
