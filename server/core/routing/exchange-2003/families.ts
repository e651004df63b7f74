// Destinations with the same trees, such as the address spaces that each office has for itself beside the one way out of
// all: what a change does to mail for one of them it does to mail for nearly all, so it is worked out for one.

import { isDomainUp } from './outage.ts';
import type { Outage } from './outage.ts';
import type { Settled } from './scoped-ways.ts';
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
  /** By group: members whose mail from there does not go as that of the first. */
  readonly peculiar: ReadonlyMap<number, readonly Member[]>;
  /** 1 for groups from which the mail of the first itself goes in a way of its own, or nowhere. */
  readonly apart: Uint8Array;
}

/** Groups what was surveyed of destinations; lists are by destination. */
export function familiesOf(members: readonly Member[]): readonly Family[] {
  const byTrees = new Map<readonly Tree[], Member[]>();
  for (const member of members) {
    const known = byTrees.get(member.surveyed.trees);
    if (known === undefined) byTrees.set(member.surveyed.trees, [member]);
    else known.push(member);
  }
  return [...byTrees].flatMap(([trees, [first, ...others]]) =>
    first === undefined ? [] : family(trees, first, others),
  );
}

function family(trees: readonly Tree[], first: Member, others: readonly Member[]): Family {
  const { arrives, decisions } = first.surveyed;
  const apart = new Uint8Array(arrives.length);
  const peculiar = new Map<number, Member[]>();
  if (decisions === undefined || others.length === 0) return { trees, first, others, peculiar, apart };
  arrives.forEach((well, group) => (apart[group] = 1 - well));
  for (const group of behind(decisions, first.surveyed.target.scoped.keys())) apart[group] = 1;
  for (const member of others) {
    for (const group of behind(decisions, ownGroups(first, member))) {
      const known = peculiar.get(group);
      if (known === undefined) peculiar.set(group, [member]);
      else known.push(member);
    }
  }
  return { trees, first, others, peculiar, apart };
}

/** The groups that choose from other connectors for the one than for the other. */
function ownGroups(
  { surveyed: { target: first, arrives } }: Member,
  { surveyed: { target } }: Member,
): ReadonlySet<number> {
  const groups = new Set(target.scoped.keys());
  for (let group = 0; group < arrives.length; group += 1) {
    if ((target.levelOf?.[group] ?? 0) !== (first.levelOf?.[group] ?? 0)) groups.add(group);
  }
  return groups;
}

/** These groups, and all whose mail comes through one of them. */
function behind({ forest: { order, place, size } }: Settled, groups: Iterable<number>): ReadonlySet<number> {
  const found = new Set<number>();
  for (const group of groups) {
    found.add(group);
    const start = place[group] ?? 0;
    for (let at = start; at < start + (size[group] ?? 0); at += 1) found.add(order[at] ?? 0);
  }
  return found;
}

/** The members for which a change that concerns these groups may do something else than for the first. */
export function exceptions(
  { first, others, peculiar, apart }: Family,
  outage: Outage,
  groups: Iterable<number>,
): ReadonlySet<Member> {
  const found = new Set<Member>();
  for (const group of groups) {
    if (apart[group] === 1) return new Set(others);
    for (const member of peculiar.get(group) ?? []) found.add(member);
  }
  // Names of domains are looked up again.
  if (outage.dns || outage.hosts.size > 0 || !first.surveyed.domainUp) {
    const isUp = ({ surveyed }: Member) => surveyed.domainUp && isDomainUp(outage, surveyed.target.remote);
    for (const member of others) if (isUp(member) !== isUp(first) || !isUp(first)) found.add(member);
  }
  return found;
}
