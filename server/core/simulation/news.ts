// Link state at work (§5): what is found down is marked, first at home, then everywhere; what is up again is found by the
// next probe; and whoever knows more than before decides anew about mail that waits.

import { happening } from './happenings.ts';
import { decideAgain } from './deciding.ts';
import { takeOut } from './holding.ts';
import { place } from './sending.ts';
import { forget, glitch, pollInterval, probeInterval } from './knowledge.ts';
import { nobody } from './messages.ts';
import { type Row, waitingIn } from './queue.ts';
import { serverNameOf, tell, tellMove } from './telling.ts';
import type { World } from './world.ts';
import { second } from './events.ts';

/** After what is true has changed: what is noticed at once, and when the rest will be. */
export function compareWithTruth(world: World): void {
  const { linkState } = world.rules;
  if (linkState === undefined) {
    forget(world.knowledge, 'everybody');
    return;
  }
  const { knowledge, events, now } = world;
  const faults = linkState.faultsIn(world.truth);
  const hasServers = groupsAtWork(world);
  knowledge.faults = faults;
  for (let subject = 0; subject < faults.length; subject += 1) {
    const [fault, known] = [faults[subject] ?? 0, knowledge.marks[subject] ?? 0];
    if (fault === known) continue;
    const turn = (knowledge.turns[subject] ?? 0) + 1;
    knowledge.turns[subject] = turn;
    const isNoticed = linkState.isSeen(fault === 0 ? known : fault) && hasServers.has(linkState.homeOf(subject));
    if (isNoticed) mark(world, subject);
    else if (fault === 0) {
      const at = nextProbe(knowledge.markedAt[subject] ?? 0, now);
      events.plan(at, happening.probed, subject, turn, true);
    } else if (known === 0) events.plan(nextPoll(now), happening.noticed, subject, turn, true);
    else {
      knowledge.marks[subject] = fault;
      knowledge.ahead = undefined;
    }
  }
}

/** Groups with a server that runs: of a group without any nobody hears anything until the next poll finds it silent. */
function groupsAtWork({ serverRuns, knowledge }: World): ReadonlySet<number> {
  const groups = new Set<number>();
  knowledge.groups.forEach((group, station) => {
    if (serverRuns[station] === 1) groups.add(group);
  });
  return groups;
}

/** The first probe from now on, counted from when it was marked. */
function nextProbe(since: number, now: number): number {
  return since + Math.ceil((now - since) / probeInterval) * probeInterval;
}

function nextPoll(now: number): number {
  return Math.ceil((now + 1) / pollInterval) * pollInterval + glitch.retries * glitch.interval;
}

/** A subject is found as it is in truth. */
export function mark(world: World, subject: number): void {
  const { knowledge, rules } = world;
  const { linkState } = rules;
  const fault = knowledge.faults[subject] ?? 0;
  if (linkState === undefined || knowledge.marks[subject] === fault) return;
  knowledge.marks[subject] = fault;
  if (fault !== 0) knowledge.markedAt[subject] = world.now;
  knowledge.turns[subject] = (knowledge.turns[subject] ?? 0) + 1;
  forget(knowledge, linkState.homeOf(subject));
  const delay = Math.round(rules.topology.organization.linkStateDelaySeconds * second);
  if (delay === 0) told(world, subject, fault);
  else {
    tellMark(world, subject, fault, 'in its routing group');
    world.events.plan(world.now + delay, happening.told, subject * faultKinds + fault, 0, true);
  }
}

/** Room for the kinds of faults beside a subject in one number. */
const faultKinds = 16;

/** News is everywhere. */
export function tellEverybody(world: World, about: number): void {
  told(world, Math.floor(about / faultKinds), about % faultKinds);
}

function told(world: World, subject: number, fault: number): void {
  const { knowledge } = world;
  if (knowledge.told[subject] === fault) return;
  knowledge.told[subject] = fault;
  forget(knowledge, 'everybody');
  tellMark(world, subject, fault, 'everywhere');
}

function tellMark(world: World, subject: number, fault: number, known: 'in its routing group' | 'everywhere'): void {
  const connector = world.rules.linkState?.connectorOf(subject);
  if (connector === undefined) return;
  const kind = fault === 0 ? 'marked up' : 'marked down';
  const mark = `${kind} ${connector} ${known}`;
  const { toldMarks } = world;
  if (toldMarks.at !== world.now) toldMarks.marks.clear();
  toldMarks.at = world.now;
  if (toldMarks.marks.has(mark)) return;
  toldMarks.marks.add(mark);
  tell(world, { kind, connector, known });
}

/** Marks what connections found down. */
export function markFound(world: World): void {
  const { found, knowledge } = world;
  for (let subject = found.pop(); subject !== undefined; subject = found.pop()) {
    if (knowledge.faults[subject] === 0) continue;
    mark(world, subject);
    markOthersOf(world, subject);
  }
}

/** A connector whose far side is silent is down as a whole: its address spaces and its links. */
function markOthersOf(world: World, subject: number): void {
  const { linkState } = world.rules;
  if (linkState === undefined) return;
  const connector = linkState.connectorOf(subject);
  const fault = world.knowledge.faults[subject];
  for (let other = 0; other < linkState.subjects; other += 1) {
    if (world.knowledge.faults[other] === fault && linkState.connectorOf(other) === connector) mark(world, other);
  }
}

/** Mail that waits at servers that know something new is decided about again; says whether any was. */
export function decideAnew(world: World): boolean {
  const { knowledge } = world;
  if (!knowledge.everybody && knowledge.changed.size === 0) return false;
  const groups = knowledge.everybody ? undefined : new Set(knowledge.changed);
  knowledge.everybody = false;
  knowledge.changed.clear();
  for (const row of world.rows.slice()) {
    const isConcerned = groups === undefined || groups.has(knowledge.groups[row.station] ?? nobody);
    if (!isConcerned || row.count === 0 || row.isFrozen || row.isUnsubmitted || row.station === nobody) continue;
    if (world.serverRuns[row.station] === 1) reroute(world, row);
  }
  return true;
}

/** Decides anew about what waits in a queue. */
export function reroute(world: World, row: Row): void {
  const moved = waitingIn(world.messages, row).filter((message) => decideAgain(world, message));
  if (moved.length === 0) return;
  tell(world, { kind: 'rerouted', queue: row.name, server: serverNameOf(world, row), messages: moved.length });
  for (const message of moved) {
    takeOut(world, row, message);
    tellMove(world, 'rerouted', message, row);
    place(world, message);
  }
}
