// What happens when elements go off and come back: transfers break off, servers that are back try everything at once, and
// link state finds out.

import { elementId } from '#core/model/element';
import type { Element } from '#core/model/topology';
import { watchDeadline } from './deadlines.ts';
import { startCategorizing } from './deciding.ts';
import { breakOff, retry, serve } from './sending.ts';
import { noteWaiting } from './holding.ts';
import { compareWithTruth } from './news.ts';
import { nobody } from './messages.ts';
import { outcomeOf } from './outcomes.ts';
import { type Row, waitingIn } from './queue.ts';
import { submitAgain } from './submitting.ts';
import { tell } from './telling.ts';
import { categorizerOf, offKey, type World } from './world.ts';

/** Switches elements off or on again, all at one moment. */
export function switchElements(world: World, elements: readonly Element[], to: 'down' | 'up'): void {
  const before = world.truth;
  for (const element of elements) {
    const key = offKey(element);
    const isOff = world.off.has(key);
    if (isOff === (to === 'down')) continue;
    if (to === 'down') world.off.set(key, element);
    else world.off.delete(key);
    tell(world, { kind: to, element: elementId(element) });
  }
  const { rules } = world;
  world.truth = rules.stateWhen([...world.off.values()]);
  if (world.truth === before) return;
  world.epoch += 1;
  const [ran, sent] = [world.serverRuns.slice(), world.runs.slice()];
  const { serverRuns, runs } = world;
  for (let station = 0; station < runs.length; station += 1) {
    runs[station] = Number(rules.isRunning(station, world.truth));
    serverRuns[station] = Number(rules.isServerRunning(station, world.truth));
  }
  for (const row of world.rows) {
    if (row.flying.size > 0 && isBroken(world, row)) breakOff(world, row);
    if (ran[row.station] === 1 && serverRuns[row.station] === 0) stop(world, row);
  }
  compareWithTruth(world);
  for (const row of world.rows.slice()) {
    if (row.station === nobody) continue;
    const isBack = ran[row.station] === 0 && serverRuns[row.station] === 1;
    const sendsAgain = sent[row.station] === 0 && runs[row.station] === 1;
    if (isBack || sendsAgain) start(world, row);
    else if (row.flying.size === 0) serve(world, row);
  }
}

/** Whether what a queue transfers does not arrive: of one connection all do or none does. */
function isBroken(world: World, row: Row): boolean {
  if (world.runs[row.station] === 0) return true;
  const { row: now, fate } = outcomeOf(world, row.flying.head);
  return now !== row || (fate.kind !== 'on' && fate.kind !== 'out');
}

/** A server that goes down forgets what it was about to do, and keeps its mail. */
function stop(world: World, row: Row): void {
  noteWaiting(world, row);
  row.turn += 1;
  row.retryAt = Infinity;
  row.failures = 0;
  const server = categorizerOf(world, row.station);
  if (server === undefined) return;
  server.turn += 1;
  server.isBusy = false;
}

/** A server that is back sends what it can. */
function start(world: World, row: Row): void {
  const { messages } = world;
  for (const message of waitingIn(messages, row)) {
    messages.isWatched[message] = 0;
    messages.turn[message] = (messages.turn[message] ?? 0) + 1;
    watchDeadline(world, message);
  }
  if (row.isUnsubmitted) {
    submitAgain(world, row);
    return;
  }
  const server = categorizerOf(world, row.station);
  const isIntake = row.name === world.rules.intake.toCategorize.name;
  if (isIntake && server !== undefined) startCategorizing(world, server, row);
  else retry(world, row);
}
