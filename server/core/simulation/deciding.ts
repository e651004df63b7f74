// What arrives at a server: it categorizes one message after the other, and decides by what it knows at that moment.

import { happening } from './happenings.ts';
import { count, uncount } from './holding.ts';
import { knownAt } from './knowledge.ts';
import { nobody } from './messages.ts';
import { append, type Row, unlink } from './queue.ts';
import { place } from './sending.ts';
import { tellMove } from './telling.ts';
import { type Categorizing, categorizerOf, rowOf, type World } from './world.ts';

/** Goes on with all messages that have come to a station, until each is in a queue or has ended. */
export function categorizeArrived(world: World): void {
  const { arrived } = world;
  while (arrived.count > 0) categorize(world, arrived.take());
}

function categorize(world: World, message: number): void {
  const station = world.messages.station[message] ?? nobody;
  const server = categorizerOf(world, station);
  tellMove(world, 'arrived', message);
  if (server === undefined || (server.interval === 0 && world.serverRuns[station] === 1)) {
    decide(world, message);
    return;
  }
  const row = rowOf(world, station, world.rules.intake.toCategorize);
  count(world, row, message);
  append(world.messages, row.line, message);
  startCategorizing(world, server, row);
}

/** A server categorizes one message after the other, at its rate; of several virtual servers those that wait longest. */
export function startCategorizing(world: World, server: Categorizing, row: Row): void {
  if (server.isBusy || row.line.size === 0 || world.serverRuns[row.station] === 0) return;
  server.isBusy = true;
  world.events.plan(world.now + server.interval, happening.categorized, row.index, server.turn);
}

/** The first message of a server has been categorized. */
export function categorized(world: World, row: Row): void {
  const server = categorizerOf(world, row.station);
  if (server === undefined) return;
  server.isBusy = false;
  const message = row.line.head;
  if (message !== nobody) {
    unlink(world.messages, row.line, message);
    uncount(world, row, message);
    decide(world, message);
  }
  for (const other of world.rows) {
    const isIntake = other.name === row.name && other.server === row.server;
    if (isIntake) startCategorizing(world, server, other);
  }
}

/** A server decides by what it knows now. */
function decide(world: World, message: number): void {
  world.messages.decision[message] = decisionAbout(world, message);
  place(world, message);
}

/** What the station of a message decides about all that look like it. */
function decisionAbout(world: World, message: number): number {
  const { messages, rules, knowledge, truth, shapes } = world;
  const station = messages.station[message] ?? nobody;
  const shape = shapes[messages.shape[message] ?? nobody];
  if (shape === undefined) throw new RangeError(`There is no message ${message}.`);
  if (shape.version !== knowledge.version) {
    shape.decisions.fill(nobody);
    shape.version = knowledge.version;
  }
  const known = shape.decisions[station] ?? nobody;
  if (known !== nobody) return known;
  return (shape.decisions[station] = rules.decide(station, shape.kind, knownAt(rules, knowledge, truth, station)));
}

/** Decides about waiting mail anew; says whether something else came of it. */
export function decideAgain(world: World, message: number): boolean {
  const { messages, rules } = world;
  const before = messages.decision[message] ?? nobody;
  if (before === nobody || !rules.isMovable(before)) return false;
  const decision = decisionAbout(world, message);
  messages.decision[message] = decision;
  return decision !== before;
}
