// Destinations with the same trees, such as the address spaces of one connector: what a change does to mail for one of
// them it does to mail for the others, so it is worked out for one. Where groups decide for themselves each is asked.

import { isDomainUp } from './outage.ts';
import type { Outage } from './outage.ts';
import type { Tree } from './shortest-tree.ts';
import type { Surveyed } from './surveyed.ts';

/** One destination of a family, by its number in the survey. */
export interface Member {
  readonly destination: number;
  readonly surveyed: Surveyed;
}

export interface Family {
  readonly trees: readonly Tree[];
  /** The one that stands for all. */
  readonly first: Member;
  readonly others: readonly Member[];
}

/** Groups what was surveyed of destinations; lists are by destination. */
export function familiesOf(members: readonly Member[]): readonly Family[] {
  const byTrees = new Map<readonly Tree[], Member[]>();
  for (const member of members) {
    const known = byTrees.get(member.surveyed.trees);
    if (known === undefined) byTrees.set(member.surveyed.trees, [member]);
    else known.push(member);
  }
  return [...byTrees].flatMap(([trees, [first, ...others]]) => (first === undefined ? [] : { trees, first, others }));
}

/** Whether a change may do something else to mail for a member than for the first. */
export function isException({ first }: Family, outage: Outage, { surveyed }: Member): boolean {
  if (first.surveyed.decisions !== undefined) return true;
  // Names of domains are looked up again.
  const isUp = ({ domainUp, target }: Surveyed) => domainUp && isDomainUp(outage, target.remote);
  return !isUp(first.surveyed) || !isUp(surveyed);
}
