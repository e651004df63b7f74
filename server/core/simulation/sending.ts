// Queues at work: each sends by as many connections as it may open, in the order in which messages came, until the far side
// does not answer.

import { isEnded, watchDeadline } from './deadlines.ts';
import { deliver, giveBack } from './ending.ts';
import { type Instant, second } from './events.ts';
import { happening } from './happenings.ts';
import { count, noteWaiting, takeBack, takeOut, uncount } from './holding.ts';
import { glitch } from './knowledge.ts';
import { nobody } from './messages.ts';
import { outcomeOf } from './outcomes.ts';
import { append, messagesIn, prepend, type Row, unlink, waitingIn } from './queue.ts';
import { serverNameOf, tell, tellMove, tellState } from './telling.ts';
import { bytesOf, categorizerOf, lineOf, type Outcome, sendingAt, type World } from './world.ts';

/** Puts a message that was decided about into its queue. What can go at once, and takes no time, only passes. */
export function place(world: World, message: number): void {
  const outcome = outcomeOf(world, message);
  const { row, fate } = outcome;
  if (fate.kind === 'back') {
    giveBack(world, message, fate.status);
    return;
  }
  if (row.count === 0 && outcome.line === undefined && isGoing(outcome) && maySend(world, row)) {
    if (row.peak === 0) [row.peak, row.peakAt] = [1, world.now];
    pass(world, message, outcome);
    return;
  }
  count(world, row, message);
  append(world.messages, row.line, message);
  tellMove(world, 'queued', message, row);
  if (isHeldUp(world, row)) watchDeadline(world, message);
  serve(world, row);
}

function isGoing({ fate }: Outcome): boolean {
  return fate.kind === 'on' || fate.kind === 'out';
}

/** Whether what is in the queue stays for now, so that its deadlines count. */
function isHeldUp(world: World, row: Row): boolean {
  return row.kind === 'system' || !maySend(world, row);
}

/** Whether a queue may send. What is in system queues is not sent, but decided about again. */
function maySend(world: World, row: Row): boolean {
  if (row.isFrozen || row.retryAt < Infinity) return false;
  if (row.isUnsubmitted || row.kind === 'system') return false;
  const isByServer = row.kind === 'local delivery' || row.connector?.kind === 'x400 connector';
  if (isByServer) return world.serverRuns[row.station] === 1;
  return world.runs[row.station] === 1 && categorizerOf(world, row.station)?.isOutboundDisabled !== true;
}

/** Sends what can be sent now. */
export function serve(world: World, row: Row): void {
  const { messages } = world;
  while (row.line.head !== nobody && maySend(world, row)) {
    const message = row.line.head;
    if (isEnded(world, row, message)) continue;
    const outcome = outcomeOf(world, message);
    if (outcome.row !== row) {
      takeOut(world, row, message);
      place(world, message);
      continue;
    }
    const { fate } = outcome;
    switch (fate.kind) {
      case 'on':
      case 'out':
        if (!transfer(world, row, message, outcome)) return;
        break;
      case 'held':
        unlink(messages, row.line, message);
        row.aside.set(message, fate);
        watchDeadline(world, message);
        if (fate.until < Infinity) world.events.plan(fate.until, happening.opening, row.index);
        tellState(world, row);
        break;
      case 'back':
        takeOut(world, row, message);
        giveBack(world, message, fate.status);
        break;
      case 'fails':
        fail(world, row, message);
        return;
    }
  }
}

/** Starts a transfer; not without a connection. Returns whether the next message can be looked at. */
function transfer(world: World, row: Row, message: number, outcome: Outcome): boolean {
  const { line } = outcome;
  const { messages, events } = world;
  if (line === undefined) {
    takeOut(world, row, message);
    succeed(world, row);
    pass(world, message, outcome);
    return true;
  }
  if (!hasConnection(world, row)) return false;
  unlink(messages, row.line, message);
  const begins = Math.max(world.now, line.freeAt);
  line.freeAt = begins + Math.round(bytesOf(world, message) * line.perByte);
  append(messages, row.flying, message);
  messages.isFlying[message] = 1;
  const sending = world.sending[row.station];
  if (sending !== undefined) sending.open += 1;
  const turn = (messages.turn[message] ?? 0) + 1;
  messages.turn[message] = turn;
  messages.isWatched[message] = 0;
  events.plan(line.freeAt + line.latency, happening.transferred, message, turn);
  return true;
}

/** So many connections as messages wait for, each for so many of them, within the limits of the virtual server (§1.4). */
function hasConnection({ sending }: World, row: Row): boolean {
  const from = sending[row.station];
  if (from === undefined) return true;
  const { connections, connectionsPerDomain, messagesPerConnection } = from.virtualServer;
  if (row.flying.size >= Math.min(connectionsPerDomain, Math.ceil(row.count / messagesPerConnection))) return false;
  if (from.open < connections) return true;
  if (!row.isStarved) {
    row.isStarved = true;
    from.starved.push(row);
  }
  return false;
}

/** A message has been transferred: its connection takes the next one. */
export function transferred(world: World, message: number): void {
  const { messages } = world;
  const row = world.rows[messages.queue[message] ?? nobody];
  if (row === undefined) return;
  const outcome = outcomeOf(world, message);
  unlink(messages, row.flying, message);
  messages.isFlying[message] = 0;
  hangUp(world, row);
  uncount(world, row, message);
  succeed(world, row);
  pass(world, message, outcome);
  serve(world, row);
  serveStarved(world, row.station);
}

function hangUp({ sending }: World, { station }: Row): void {
  const from = sending[station];
  if (from !== undefined) from.open -= 1;
}

function serveStarved(world: World, station: number): void {
  const from = world.sending[station];
  while (from !== undefined && from.starved.length > 0 && from.open < from.virtualServer.connections) {
    const row = from.starved.shift();
    if (row === undefined) return;
    row.isStarved = false;
    serve(world, row);
  }
}

/** Stops the transfers of a queue: what was not there yet is where it was, in its order. */
export function breakOff(world: World, row: Row): void {
  const { messages } = world;
  const line = lineOf(world, row.connector);
  if (line !== undefined) line.freeAt = Math.min(line.freeAt, world.now);
  for (const message of [...messagesIn(messages, row.flying)].reverse()) {
    unlink(messages, row.flying, message);
    messages.isFlying[message] = 0;
    hangUp(world, row);
    messages.turn[message] = (messages.turn[message] ?? 0) + 1;
    prepend(messages, row.line, message);
  }
}

/** The message leaves its station. */
function pass(world: World, message: number, { fate, row }: Outcome): void {
  const { messages, rules, shapes } = world;
  messages.letGo[message] = 0;
  row.passed += 1;
  tellMove(world, 'left', message, row);
  if (fate.kind === 'out') {
    deliver(world, message);
    return;
  }
  if (fate.kind !== 'on') return;
  const received = (messages.received[message] ?? 0) + 1;
  const shape = shapes[messages.shape[message] ?? nobody];
  const refusal = shape === undefined ? undefined : rules.refuse(fate.to, shape.kind, received);
  messages.received[message] = received;
  if (refusal !== undefined || received > mostStations) {
    giveBack(world, message, refusal?.status ?? '4.4.6');
    return;
  }
  messages.station[message] = fate.to;
  // What was decided at the last station says nothing here.
  messages.decision[message] = nobody;
  world.arrived.add(message);
}

/** As in a walk: what no rule stops does not go round for ever. */
const mostStations = 1000;

function succeed(world: World, row: Row): void {
  if (row.failures === 0) return;
  row.failures = 0;
  tellState(world, row);
}

/** The far side does not answer: three glitch retries [WN-GLITCH], then link state, and the virtual server's intervals. */
export function fail(world: World, row: Row, message: number): void {
  noteWaiting(world, row);
  row.failures += 1;
  if (row.failures === 1) row.failingSince = world.now;
  row.retryAt = world.now + waitAfterFailure(world, row);
  row.turn += 1;
  world.events.plan(row.retryAt, happening.retry, row.index, row.turn);
  // As many as wait, at each attempt: no list of them is made.
  const { after } = world.messages;
  for (let each = row.line.head; each !== nobody; each = after[each] ?? nobody) watchDeadline(world, each);
  tellState(world, row);
  if (row.failures <= glitch.retries) return;
  const decision = world.messages.decision[message] ?? nobody;
  const subject = decision === nobody ? undefined : world.rules.linkState?.subjectOf(decision);
  if (subject !== undefined) world.found.push(subject);
}

function waitAfterFailure(world: World, row: Row): Instant {
  const { rules } = world;
  if (rules.retryAfter !== undefined && row.station !== nobody) {
    return Math.round(rules.retryAfter(row.station, row.kind, row.failures) * second);
  }
  const { first, then } = sendingAt(world, row.station).virtualServer.retrySeconds;
  if (row.failures <= glitch.retries) return glitch.interval;
  return Math.round((first[row.failures - glitch.retries - 1] ?? then) * second);
}

/** A queue is tried again; one that has failed for so long that it is resubmitted is decided about anew. */
export function retry(world: World, row: Row): void {
  noteWaiting(world, row);
  const { resubmitAfter = Infinity } = world.rules;
  const isDue = row.failures > 0 && world.now - row.failingSince >= resubmitAfter * second;
  row.retryAt = Infinity;
  if (isDue) decideFromScratch(world, row);
  else serve(world, row);
}

/** What waits in a queue goes back to be categorized: decided about anew by what its server knows now. */
export function decideFromScratch(world: World, row: Row): void {
  const waiting = waitingIn(world.messages, row);
  row.failingSince = world.now;
  tell(world, { kind: 'rerouted', queue: row.name, server: serverNameOf(world, row), messages: waiting.length });
  for (const message of waiting) sendBack(world, row, message, row.station);
}

/** A waiting message goes to be categorized at a station. */
export function sendBack(world: World, row: Row, message: number, station: number): void {
  takeOut(world, row, message);
  tellMove(world, 'rerouted', message, row);
  world.messages.decision[message] = nobody;
  world.messages.station[message] = station;
  world.arrived.add(message);
}

/** What a schedule kept until now waits for its turn, before those that came later. */
export function open(world: World, row: Row): void {
  const due = [...row.aside].filter(([, { until }]) => until <= world.now).map(([message]) => message);
  takeBack(world, row, due);
  tellState(world, row);
  serve(world, row);
}
