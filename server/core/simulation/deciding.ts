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

/** A server decides by what it knows now; of choices that are equally good messages take one after the other. */
function decide(world: World, message: number): void {
  const { messages, seed } = world;
  const choices = choicesAbout(world, message);
  const turn = choices.length === 1 ? 0 : ((messages.serial[message] ?? 0) + seed - 2) % choices.length;
  messages.decision[message] = choices[turn] ?? choices[0] ?? nobody;
  place(world, message);
}

/** What the station of a message may decide about all that look like it. */
function choicesAbout(world: World, message: number): Int32Array {
  const { messages, rules, knowledge, truth, shapes } = world;
  const station = messages.station[message] ?? nobody;
  const shape = shapes[messages.shape[message] ?? nobody];
  if (shape === undefined) throw new RangeError(`There is no message ${message}.`);
  if (shape.version !== knowledge.version) {
    shape.choices.length = 0;
    shape.version = knowledge.version;
  }
  let choices = shape.choices[station];
  if (choices === undefined) {
    const known = knownAt(rules, knowledge, truth, station);
    choices = rules.choices?.(station, shape.kind, known) ?? Int32Array.of(rules.decide(station, shape.kind, known));
    shape.choices[station] = choices;
  }
  return choices;
}

/** Decides about waiting mail anew; says whether something else came of it. What is as good as before stays. */
export function decideAgain(world: World, message: number): boolean {
  const { messages, rules } = world;
  const before = messages.decision[message] ?? nobody;
  if (before === nobody || !rules.isMovable(before)) return false;
  const choices = choicesAbout(world, message);
  if (choices.includes(before)) return false;
  messages.decision[message] = choices[0] ?? nobody;
  return true;
}
