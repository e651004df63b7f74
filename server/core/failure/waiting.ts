// Where the mail of ways that a maintenance strands waits meanwhile, told by sending a message on each.

import type { Element } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import { endsOf, type Survey } from '#core/routing/survey';

/** A queue in which mail waits, and the ways whose mail that is. */
export interface WaitingPlace {
  readonly queue: string;
  /** Null where no server of ours has taken it. */
  readonly server: string | null;
  readonly ways: readonly number[];
}

/** So many ways are asked about: each is a message. */
const mostAsked = 2000;

/** The queues that stranded mail waits in while these elements are off, those with most ways first. */
export function waitingPlaces(
  routing: Routing,
  survey: Survey,
  { stranded, down }: { readonly stranded: Int32Array; readonly down: readonly Element[] },
): readonly WaitingPlace[] {
  const places = new Map<string, { queue: string; server: string | null; ways: number[] }>();
  for (const way of stranded.subarray(0, mostAsked)) {
    const { source, destination } = endsOf(survey, way);
    const route = routing.exampleOf(source, destination, down);
    if (route?.outcome !== 'queued' || route.queue === null) continue;
    const server = route.hops.at(-1)?.server ?? null;
    const key = `${route.queue}\n${server ?? ''}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { queue: route.queue, server, ways: [way] });
    else known.ways.push(way);
  }
  return [...places.values()].sort((one, other) => other.ways.length - one.ways.length);
}
