// Whether a route is what a `test` block expects; what it is instead, when not.

import { keyOf } from '#core/model/keys';
import type { Expectation } from '#core/model/topology';
import type { Route } from '#core/routing/route';

/** Undefined when the expectation holds. */
export function failureOf(expectation: Expectation, route: Route): string | undefined {
  switch (expectation.kind) {
    case 'outcome': {
      const { outcome, code } = expectation;
      const holds = outcome === route.outcome && (code === undefined || code === route.status);
      return holds ? undefined : `expected ${outcome} ${code ?? ''}, was ${route.outcome} ${route.status ?? ''}`;
    }
    case 'via': {
      const expected = expectation.connectors.map(({ key }) => key as string);
      return unless(
        same(expected, route.connectors.map(keyOf)),
        `via ${expected.join(', ')}`,
        route.connectors.join(', '),
      );
    }
    case 'not via':
      return unless(
        !route.connectors.map(keyOf).includes(expectation.connector.key),
        'not via',
        route.connectors.join(', '),
      );
    case 'cost':
      return unless(route.cost === expectation.cost, `cost ${expectation.cost}`, String(route.cost));
    case 'server':
      return unless(
        lastServer(route) === expectation.server.key,
        `server ${expectation.server.name}`,
        lastServer(route),
      );
    case 'queue':
      return unless(passes(route, expectation.queue.name), `queue ${expectation.queue.name}`, queues(route).join(', '));
    case 'within':
      return 'expect within needs the simulator';
  }
}

function unless(holds: boolean, expected: string, actual: string): string | undefined {
  return holds ? undefined : `expected ${expected}, was ${actual}`;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function lastServer(route: Route): string {
  return keyOf(route.hops.at(-1)?.server ?? '');
}

function queues(route: Route): readonly string[] {
  return [...route.hops.map(({ queue }) => queue), ...(route.queue === null ? [] : [route.queue])];
}

function passes(route: Route, name: string): boolean {
  return queues(route).some((queue) => keyOf(queue) === keyOf(name));
}
