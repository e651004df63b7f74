// What lies on top of a drawing: what is off, and the way of a message.

import type { ElementId } from '#core/model/element';
import type { NextBest } from '#core/routing/next-best';
import type { Route } from '#core/routing/route';

export interface Overlay {
  /** Elements that are switched off; what lies in them and hangs on them is drawn as failed, too. */
  readonly down: readonly ElementId[];
  /** Where a message goes meanwhile, and its next best way. */
  readonly route?: Pick<Route, 'path' | 'outcome' | 'hops' | 'reason' | 'connectors'>;
  readonly nextBest?: NextBest | null;
}
