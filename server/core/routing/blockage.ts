// What is declared that keeps mail from passing, though nothing fails.

import type { Meaning } from '#core/model/references';
import type { Topology } from '#core/model/topology';
import type { Statement } from '#core/syntax/tree';

export interface Blockages {
  readonly all: readonly Blockage[];
  /** The topology in which mail is stranded that does not arrive unless somebody comes for it who never does. */
  readonly strict: Topology;
}

/** A statement that keeps ordinary mail, or part of it, from a connector or a virtual server. */
export interface Blockage {
  /** What it does: `Virtual server LON/Internet is stopped`. */
  readonly because: string;
  readonly of: Meaning;
  readonly statement: Statement['kind'];
  /** What to do about it, in a sentence. */
  readonly advice: string;
  /** A mistake whenever mail depends on it, something that breaks what works, or a policy that may be meant. */
  readonly severity: 'error' | 'warning' | 'info';
  /** A topology without it. */
  lift(topology: Topology): Topology;
}
