// What lies on top of a drawing: what is off, and the way of a message.

import type { ElementId } from '#core/model/element';
import { nextBestInWords, type NextBest } from '#core/routing/next-best';
import type { Route } from '#core/routing/route';
import type { Outcome } from '#core/syntax/tree';
import { edgesOfLeg, wayOf, type Leg } from '../asked/legs.ts';
import type { SceneEdge } from '../scene.ts';
import type { SceneIndex } from '../scene-index.ts';

export interface Overlay {
  /** Elements that are switched off; what lies in them and hangs on them is drawn as failed, too. */
  readonly down: readonly ElementId[];
  /** Where a message goes meanwhile, and its next best way. */
  readonly route?: Pick<Route, 'path' | 'outcome' | 'hops' | 'reason' | 'connectors'>;
  readonly nextBest?: NextBest | null;
}

/** The steps of the message, and the lines of its next best way. */
export interface DrawnWays {
  readonly legs: readonly Leg[];
  readonly nextBest: ReadonlySet<SceneEdge>;
}

export function waysOf(index: SceneIndex, { route, nextBest }: Overlay): DrawnWays {
  const legs = route === undefined ? [] : wayOf(index, route).legs;
  return { legs, nextBest: new Set(nextBest ? wayOf(index, nextBest.route).legs.flatMap(edgesOfLeg) : []) };
}

/** What it shows, in sentences: for people who cannot see it, and beside a picture that shows it by looks alone. */
export function overlayInWords({ down, route, nextBest }: Overlay, { legs }: DrawnWays): readonly string[] {
  return [
    ...(down.length === 0 ? [] : [`Switched off: ${down.join(', ')}.`]),
    ...(route === undefined ? [] : [`A message is ${said[route.outcome]} in ${legs.length} steps. ${route.reason}`]),
    ...(route === undefined || nextBest === undefined ? [] : [`Next best way: ${nextBestInWords(route, nextBest)}`]),
  ];
}

const said: Readonly<Record<Outcome, string>> = {
  delivered: 'delivered',
  queued: 'waiting',
  undeliverable: 'not deliverable',
};
