// Destinations with the same trees, such as the address spaces of one connector. What a failure does to mail for one of
// them it does to mail for all, so it is worked out once for the whole family. Only groups that send mail for one of
// the destinations out themselves need a second look.
//
// Example: a connector in Seattle carries a.example and b.example. London has a connector of its own for a.example,
// Paris one for b.example. Both destinations follow the tree that leads to Seattle; London is a chooser for the one,
// Paris for the other. When Tokyo loses its line, the same mail is stranded for both. When London loses its own, mail
// from London is stranded for b.example but not for a.example: there London is spared. If mail of other groups came
// through London, a.example would be asked about alone.
//
// Why the rest is alike: a group that has a path in the tree gets its mail out, at the end of the tree or by a chooser
// on the path; a group without a path has nothing to choose. A failure changes neither, as long as everything that can
// be chosen carries mail (`isSound`) and choosers can still send out.

import { addTo, groupedBy } from '#core/model/multimap';
import { isFoundByDns } from '../state/outage.ts';
import { endsHere, type Tree } from '../paths/shortest-tree.ts';
import { arrivals, type Ground, leavesWell, type Surveyed } from './surveyed.ts';
import type { Losing } from './aftermath.ts';

/** One destination of a family, by its number in the survey. */
export interface Member {
  readonly destination: number;
  readonly surveyed: Surveyed;
}

export interface Family {
  readonly trees: readonly Tree[];
  /** Which of the trees the followers follow. */
  readonly level: number;
  /** A destination for which every group follows that tree. */
  readonly plain: Surveyed;
  /** Mail arrives from every group that has a path in that tree. */
  readonly isSound: boolean;
  /** By place in the forest of that tree: how many of the groups before it have a server that runs. */
  readonly senders: Int32Array;
  readonly followers: readonly Member[];
  /** Whether the choice differs from group to group. */
  readonly decides: boolean;
  /** By group: the followers for which it does not follow the tree. */
  readonly choosers: ReadonlyMap<number, readonly Member[]>;
  /** The same followers by the connector that such a group sends their mail out by. */
  readonly choices: ReadonlyMap<number, readonly Member[]>;
  /** Destinations that are each asked about alone. */
  readonly others: readonly Member[];
}

/** Puts destinations with the same trees together. */
export function familiesOf(ground: Ground, members: readonly Member[]): readonly Family[] {
  return [...groupedBy(members, ({ surveyed }) => surveyed.trees)].flatMap(([trees, together]) =>
    familyOf(ground, trees, together),
  );
}

function familyOf(ground: Ground, trees: readonly Tree[], members: readonly Member[]): readonly Family[] {
  const [first] = members;
  if (first === undefined) return [];
  const { target, decisions } = first.surveyed;
  const decides = decisions !== undefined;
  const level = decides ? mostChosen(first.surveyed) : 0;
  const tree = trees[level];
  const plainTrees = tree === undefined ? [] : [tree];
  const plainTarget = { ...target, levelOf: undefined, scoped: new Map<number, never>(), mayReturn: false };
  const arrives = arrivals(ground, plainTarget, plainTrees, true);
  const plain: Surveyed = { target: plainTarget, domainUp: true, trees: plainTrees, arrives, decisions: undefined };
  const isSound = tree?.forest.order.every((group) => arrives[group] === 1) === true;
  const followers: Member[] = [];
  const others: Member[] = [];
  const choosers = new Map<number, Member[]>();
  const choices = new Map<number, Member[]>();
  for (const member of members) {
    const own = choosersOf(member.surveyed, level);
    const follows =
      member.surveyed.domainUp && tree !== undefined && (!decides || (isSound && sendOut(ground, member, own)));
    (follows ? followers : others).push(member);
    if (!follows) continue;
    for (const group of own) {
      addTo(choosers, group, member);
      addTo(choices, member.surveyed.decisions?.exits[group] ?? -1, member);
    }
  }
  const senders = sendersOf(ground, tree);
  return [{ trees, level, plain, isSound, senders, followers, decides, choosers, choices, others }];
}

/** The level that most groups choose from. */
function mostChosen({ target: { levelOf }, trees }: Surveyed): number {
  const counts = trees.map(() => 0);
  for (const level of levelOf ?? []) if (level >= 0) counts[level] = (counts[level] ?? 0) + 1;
  return Math.max(0, counts.indexOf(Math.max(...counts)));
}

/**
 * The groups that do not follow the tree of a level: they have connectors of their own, or choose from another level.
 */
function choosersOf({ target: { levelOf, scoped } }: Surveyed, level: number): ReadonlySet<number> {
  const choosers = new Set(scoped.keys());
  for (let group = 0; group < (levelOf?.length ?? 0); group += 1) {
    const other = levelOf?.[group] ?? -1;
    if (other >= 0 && other !== level) choosers.add(group);
  }
  return choosers;
}

/** Whether all these groups send the mail out of the organization themselves, and it gets there. */
function sendOut(
  { condition }: Ground,
  { surveyed: { decisions, domainUp } }: Member,
  groups: ReadonlySet<number>,
): boolean {
  return [...groups].every((group) => {
    const carrier = decisions?.exits[group] ?? -1;
    return decisions?.links[group] === endsHere && leavesWell(condition.exits[carrier], domainUp) === 1;
  });
}

function sendersOf({ condition: { alive } }: Ground, tree: Tree | undefined): Int32Array {
  const order = tree?.forest.order ?? new Int32Array();
  const senders = new Int32Array(order.length + 1);
  for (let place = 0; place < order.length; place += 1) {
    senders[place + 1] = (senders[place] ?? 0) + (alive[order[place] ?? 0] ?? 0);
  }
  return senders;
}

/** Followers to whose mail a change does something else than to that of the others. */
export interface Exceptions {
  /** Each is asked about alone. */
  readonly alone: ReadonlySet<Member>;
  /**
   * By follower: choosers that the tree loses and that no other group's mail comes through. They send out as before.
   */
  readonly spared: ReadonlyMap<Member, readonly number[]>;
}

export const noExceptions: Exceptions = { alone: new Set(), spared: new Map() };

/**
 * The exceptions to a change: followers for which the tree loses a chooser, or a chooser's connector no longer works as
 * before, or whose domain can no longer be found. `cutOff` gives the groups that the tree loses.
 */
export function exceptionsTo(family: Family, losing: Losing, cutOff: () => readonly Int32Array[]): Exceptions {
  const { plain, followers, choosers, choices } = family;
  const { outage, exits, lost } = losing.change;
  const alone = new Set<Member>();
  const add = (members: readonly Member[] = []) => {
    for (const member of members) alone.add(member);
  };
  if (lost.includes(plain.target.group)) add(followers);
  if (outage.dns || outage.hosts.size > 0) {
    add(followers.filter(({ surveyed: { target } }) => !isFoundByDns(outage, target.remote, target.exchanger)));
  }
  for (const { carrier } of exits) add(choices.get(carrier));
  return choosers.size === 0 ? { alone, spared: new Map() } : withChoosers(family, cutOff(), alone);
}

function withChoosers({ plain, choosers }: Family, cutOff: readonly Int32Array[], alone: Set<Member>): Exceptions {
  const size = plain.trees[0]?.forest.size;
  const spared = new Map<Member, readonly number[]>();
  for (const part of cutOff) {
    for (let at = 0; at < part.length; at += 1) {
      const group = part[at] ?? 0;
      for (const member of choosers.get(group) ?? []) {
        if (size?.[group] === 1) spared.set(member, [...(spared.get(member) ?? []), group]);
        else alone.add(member);
      }
    }
  }
  return { alone, spared };
}
