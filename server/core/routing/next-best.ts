// The next best way of a message: where it would go if a connector of its way were off.

import type { Element, Send } from '#core/model/topology';
import { referenceTo } from '#core/model/keys';
import type { Route } from './route.ts';
import type { Routing } from './routing.ts';

export interface NextBest {
  /** The connector that is off then; of several that lead to the same way, the first on the message's own way. */
  readonly without: string;
  readonly route: Route;
}

/** On a way with more connectors nobody asks about each. */
const mostTried = 20;

/**
 * Of the ways that a message would take if one connector of `route` were off besides `down`, the cheapest that delivers it;
 * of equal ones that of the fewest hops. Null where none does, or where it has no way to begin with.
 */
export function nextBest(
  routing: Pick<Routing, 'route'>,
  message: Send,
  down: readonly Element[],
  route: Route,
): NextBest | null {
  let best: NextBest | null = null;
  for (const without of new Set(route.connectors.slice(0, mostTried))) {
    const other = routing.route(message, [...down, { kind: 'connector', connector: referenceTo(without) }]);
    if (other.outcome !== 'delivered') continue;
    if (best === null || isBetter(other, best.route)) best = { without, route: other };
  }
  return best;
}

function isBetter(one: Route, other: Route): boolean {
  const [cost, otherCost] = [one.cost ?? 0, other.cost ?? 0];
  return cost < otherCost || (cost === otherCost && one.hops.length < other.hops.length);
}

/** What an administrator is told of it; undefined where nothing on the way of a message could fail, or it does not arrive. */
export function nextBestInWords(
  { outcome, connectors }: Pick<Route, 'outcome' | 'connectors'>,
  next: NextBest | null,
): string | undefined {
  if (outcome !== 'delivered' || connectors.length === 0) return undefined;
  if (next === null) {
    const which =
      connectors.length === 1
        ? `without connector ${connectors.join()}`
        : connectors.length > mostTried
          ? `without any one of its first ${mostTried} connectors`
          : 'without any one of its connectors';
    return `None: it is not delivered ${which}.`;
  }
  const { without, route } = next;
  const by = route.connectors.length === 0 ? ' within the organization' : ` by ${route.connectors.join(', ')}`;
  return `Without connector ${without}:${by}, cost ${String(route.cost ?? 0)}.`;
}
