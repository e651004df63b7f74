// What further failures do to the ways of a survey: which they strand, make dearer or reroute. A change is looked at
// only for destinations that it can concern (concerns.ts): for a family of them at once (families.ts), quickly where
// the answer is certain (quick-cut.ts), else by repairing trees (tree-loss.ts, decision-loss.ts).

import type { Loss } from '../../survey.ts';
import {
  addCut,
  type Changes,
  changesOf,
  type Cut,
  happen,
  type Losing,
  roomForCut,
  startCut,
  takeBack,
} from './aftermath.ts';
import type { Change } from '../state/condition.ts';
import { concernedAlone, concernedBy, concernsOf } from './concerns.ts';
import { type Redecided, roomForDecisions } from './decide-again.ts';
import { loseDecisions } from './decision-loss.ts';
import { type Exceptions, exceptionsTo, type Family, familiesOf, type Member, noExceptions } from './families.ts';
import type { Network } from '../network/network.ts';
import { push, sorted } from '../paths/numbers.ts';
import { isFoundByDns } from '../state/outage.ts';
import {
  type CutOff,
  cutQuickly,
  type Doubts,
  doubtsOf,
  findCutOff,
  groupsCutOff,
  quickFamily,
  type QuickFamily,
  roomForCutOff,
} from './quick-cut.ts';
import { repairTree, type Tree, type Workspace, workspaceFor } from '../paths/shortest-tree.ts';
import { type Ground, isDelivered, type Surveyed } from './surveyed.ts';
import { loseTree, noteRepaired } from './tree-loss.ts';

/** Working memory for one change and one destination at a time, made once and used again. */
export interface Room {
  /** One for each level of a destination, to repair the tree of that level in. */
  readonly spaces: Workspace[];
  readonly redecided: Redecided;
  readonly cutOff: CutOff;
  readonly cut: Cut;
  /** How many trees have been repaired so far. */
  repairs: number;
  /** All destinations, once they have been surveyed. */
  families: readonly Family[] | undefined;
}

/** Working memory for a network. */
export function roomFor(network: Network): Room {
  const redecided = roomForDecisions(network.groups.length);
  return { spaces: [], redecided, cutOff: roomForCutOff(network), cut: roomForCut(), repairs: 0, families: undefined };
}

/** What is known, the working memory, what is asked, and about which changes. */
interface Task {
  readonly ground: Ground;
  readonly room: Room;
  readonly question: Question;
  readonly changes: Changes;
}

/** How many destinations there are, and whether detours are listed way by way or only counted. */
export interface Question {
  readonly count: number;
  readonly listed: boolean;
}

/** After so many answers it pauses. */
const askedAtOnce = 4000;

/** What each change does to the ways. Pauses often and says which part is done, from 0 to 1. */
export function* lossesBy(
  ground: Ground,
  room: Room,
  some: readonly Change[],
  question: Question,
  at: (destination: number) => Surveyed | undefined,
): Generator<number, readonly Loss[]> {
  const { count } = question;
  const changes = changesOf(ground, some);
  const task = { ground, room, question, changes };
  const concerns = concernsOf(ground.network, changes);
  room.families ??= familiesOf(ground, yield* surveyAll(count, at));
  const doubts = question.listed ? undefined : rememberDoubts(ground, room);
  let asked = 0;
  let done = 0;
  for (const family of room.families) {
    const together = concernedBy(concerns, family.trees);
    const quick = doubts && quickFamily(ground, family, doubts(), room.cutOff);
    const size = family.followers.length + family.others.length;
    let lost = 0;
    for (const index of together) {
      asked += loseFamily(task, index, family, quick);
      lost += 1;
      if (asked > askedAtOnce) yield (done + (size * lost) / together.length) / count;
      if (asked > askedAtOnce) asked = 0;
    }
    for (const member of [...family.followers, ...family.others]) {
      for (const index of concernedAlone(concerns, member.surveyed)) loseAlone(task, index, family.trees, [member]);
    }
    done += size;
    yield done / count;
  }
  return changes.all.map(({ stranded, dearer, rerouted }, index) => ({
    stranded: sorted(stranded),
    dearer: sorted(dearer),
    rerouted: sorted(rerouted),
    detours: changes.detours[index] ?? 0,
  }));
}

/**
 * The doubts at the time of asking. They change only when a tree was repaired: some mail may have taken an unused
 * connector.
 */
function rememberDoubts(ground: Ground, room: Room): () => Doubts {
  let [doubts, repairs] = [doubtsOf(ground), room.repairs];
  return () => {
    if (repairs !== room.repairs) [doubts, repairs] = [doubtsOf(ground), room.repairs];
    return doubts;
  };
}

function* surveyAll(
  count: number,
  at: (destination: number) => Surveyed | undefined,
): Generator<number, readonly Member[]> {
  const members: Member[] = [];
  for (let destination = 0; destination < count; destination += 1) {
    const surveyed = at(destination);
    if (surveyed !== undefined) members.push({ destination, surveyed });
    yield 0;
  }
  return members;
}

/** Works out what a change does to mail for all of a family. Returns how many answers that took. */
function loseFamily(task: Task, index: number, family: Family, quick: QuickFamily | undefined): number {
  startCut(task.room.cut);
  const exceptions = cutTogether(task, index, family, quick);
  const { alone } = exceptions;
  if (alone.size < family.followers.length) addToAll(task, index, family, exceptions);
  if (alone.size === 0 && family.others.length === 0) return 1;
  loseAlone(task, index, family.trees, [...alone, ...family.others]);
  return 1 + alone.size + family.others.length;
}

/** Notes in the cut what a change does to mail for every follower but the exceptions. Returns the exceptions. */
function cutTogether(task: Task, index: number, family: Family, quick: QuickFamily | undefined): Exceptions {
  const { ground, question, changes } = task;
  const { cut } = task.room;
  const [tree] = family.plain.trees;
  const losing = changes.all[index];
  // Where some groups choose for themselves, mail for one member may cost more than for another: whether a detour is
  // dearer has to be asked for each.
  const isApart = tree === undefined || (family.decides && question.listed);
  if (isApart || losing === undefined || family.followers.length === 0) return allAlone(family);
  if (quick !== undefined && findCutOff(quick, ground.network, changes, index)) {
    const isAlike = changes.onlyLinks[index] === 1 && family.choosers.size === 0;
    const exceptions = isAlike ? noExceptions : exceptionsTo(family, losing, () => groupsCutOff(quick));
    if (exceptions.alone.size === family.followers.length) return exceptions;
    if (cutQuickly(ground, quick, losing, cut)) return exceptions;
    startCut(cut);
  }
  happen(losing);
  const exceptions = cutByRepair(task, losing, family, tree);
  takeBack(ground, losing);
  return exceptions;
}

function allAlone({ followers }: Family): Exceptions {
  return { alone: new Set(followers), spared: new Map() };
}

function cutByRepair(task: Task, losing: Losing, family: Family, tree: Tree): Exceptions {
  const { ground, room } = task;
  const { followers, decides, plain, level } = family;
  const space = mend(task, losing, tree, level);
  const exceptions = exceptionsTo(family, losing, () => [space.marked.subarray(0, space.markedCount)]);
  if (exceptions.alone.size === followers.length) return exceptions;
  const isSound = loseTree(ground, losing, { surveyed: plain, domainUp: true }, space, room.cut);
  if (decides && !isSound) return allAlone(family);
  noteRepaired(ground, space, sparedByAll(followers, exceptions));
  return exceptions;
}

/** The groups that send mail for each of the followers out themselves, whatever the tree loses. */
function sparedByAll(followers: readonly Member[], { alone, spared }: Exceptions): ReadonlySet<number> {
  const [first, ...others] = followers.filter((member) => !alone.has(member)).map((member) => spared.get(member) ?? []);
  return new Set(first?.filter((group) => others.every((groups) => groups.includes(group))));
}

/** Adds the cut to what the change does in all, for every follower but the exceptions. */
function addToAll(
  { ground, room: { cut }, question: { count }, changes }: Task,
  index: number,
  { plain, followers }: Family,
  { alone, spared }: Exceptions,
): void {
  if (changes.onlyLinks[index] === 0) loseDied(ground, changes.all[index], plain, cut);
  const { stranded, dearer, rerouted } = cut;
  if (spared.size === 0 && stranded.length === 0 && dearer.length === 0 && rerouted.length === 0) {
    const { detours } = changes;
    detours[index] = (detours[index] ?? 0) + cut.detours * (followers.length - alone.size);
    return;
  }
  for (const member of followers) {
    if (alone.has(member)) continue;
    addCut(changes, index, cut, { destination: member.destination, count, spared: spared.get(member) });
  }
}

function loseDied(ground: Ground, losing: Losing | undefined, surveyed: Surveyed, cut: Cut): void {
  for (const source of losing?.change.died ?? []) if (isDelivered(ground, surveyed, source)) push(cut.stranded, source);
}

/** Works out what a change does to mail for each of these destinations by itself. */
function loseAlone(task: Task, index: number, trees: readonly Tree[], members: readonly Member[]): void {
  const { ground, room, question, changes } = task;
  const losing = changes.all[index];
  if (losing === undefined) return;
  happen(losing);
  for (let level = 0; level < trees.length; level += 1) {
    const tree = trees[level];
    if (tree !== undefined) mend(task, losing, tree, level);
  }
  for (const { surveyed, destination } of members) {
    startCut(room.cut);
    cutAlone(task, losing, surveyed);
    addCut(changes, index, room.cut, { destination, count: question.count });
  }
  takeBack(ground, losing);
}

/** Repairs the tree of a level in the workspace of that level. */
function mend({ ground, room }: Task, { lost }: Losing, tree: Tree, level: number): Workspace {
  const space = (room.spaces[level] ??= workspaceFor(ground.network, ground.roads));
  room.repairs += 1;
  repairTree(space, ground.network, tree, lost);
  return space;
}

function cutAlone({ ground, room }: Task, losing: Losing, surveyed: Surveyed): void {
  const { target, arrives, decisions } = surveyed;
  const { change } = losing;
  if (target.group >= 0 && change.lost.includes(target.group)) {
    for (let source = 0; source < arrives.length; source += 1) {
      if (isDelivered(ground, surveyed, source)) push(room.cut.stranded, source);
    }
    return;
  }
  loseDied(ground, losing, surveyed, room.cut);
  const { dns, hosts } = change.outage;
  const domainUp =
    surveyed.domainUp && ((!dns && hosts.size === 0) || isFoundByDns(change.outage, target.remote, target.exchanger));
  const asked = { surveyed, domainUp };
  const [space] = room.spaces;
  if (decisions !== undefined) loseDecisions(ground, losing, asked, decisions, room, room.cut);
  else if (space !== undefined) {
    loseTree(ground, losing, asked, space, room.cut);
    noteRepaired(ground, space);
  }
}
