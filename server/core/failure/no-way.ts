// Mail that has no way though nothing fails, and why: what a message sent there is told.

import type { Routing } from '#core/routing/routing';
import { endsOf, type Survey } from '#core/routing/survey';
import { fewWaysInWords, isDelivered, matrixWays } from './ways.ts';

/** The ways of a survey with nothing off on which mail is not delivered; looks at every way, so it yields often. */
export function* waysWithoutMail(survey: Survey): Generator<undefined, readonly number[]> {
  const ways: number[] = [];
  for (const way of matrixWays(survey)) {
    yield;
    if (!isDelivered(survey, way)) ways.push(way);
  }
  return ways;
}

/** Why mail on such a way is not delivered, in a sentence or two; '' where a message finds nothing in its way. */
export function reasonFor(routing: Routing, survey: Survey, way: number): string {
  const { source, destination } = endsOf(survey, way);
  const route = routing.exampleOf(source, destination);
  return route === undefined || route.outcome === 'delivered' ? '' : route.reason;
}

/** So many ways are asked for their reason: a message is sent on each. */
const mostAsked = 200;

/**
 * A line for each reason with the ways that it keeps mail from, `from London and Tokyo to SMTP:*: …`, `most` at most; and
 * on how many ways more nothing is delivered.
 */
export function reasonsInWords(
  routing: Routing,
  survey: Survey,
  ways: readonly number[],
  most: number,
): { readonly lines: readonly string[]; readonly more: number } {
  const byReason = new Map<string, number[]>();
  for (const way of ways.slice(0, mostAsked)) {
    const reason = reasonFor(routing, survey, way);
    const known = byReason.get(reason);
    if (known !== undefined) known.push(way);
    else if (byReason.size < most) byReason.set(reason, [way]);
  }
  const lines = [...byReason].map(([reason, concerned]) => {
    const words = fewWaysInWords(survey, concerned);
    return reason === '' ? words : `${words}: ${reason}`;
  });
  const told = [...byReason.values()].reduce((sum, concerned) => sum + concerned.length, 0);
  return { lines, more: ways.length - told };
}
