// How long a message may wait: after some time its sender is told, after more it is returned (§1.4, §6) [KB-321757].

import { giveBack, tellDelay } from './ending.ts';
import { happening } from './happenings.ts';
import { takeOut } from './holding.ts';
import { nobody } from './messages.ts';
import type { Row } from './queue.ts';
import { sendingAt, type World } from './world.ts';

/** Messages are moved on long before their time is up, mostly; where a queue moves slowly it is seen when their turn comes. */
export function isEnded(world: World, row: Row, message: number): boolean {
  const { messages, now } = world;
  const { lateAfter, expiresAfter } = sendingAt(world, messages.station[message] ?? nobody);
  const age = now - (messages.submitted[message] ?? 0);
  if (age >= lateAfter && messages.isLate[message] === 0) tellDelay(world, message);
  if (age < expiresAfter) return false;
  takeOut(world, row, message);
  giveBack(world, message, '4.4.7');
  return true;
}

/** Plans when the sender of a waiting message is told, and when it is returned. */
export function watchDeadline(world: World, message: number): void {
  const { messages, events } = world;
  if (messages.isWatched[message] === 1) return;
  messages.isWatched[message] = 1;
  const { lateAfter, expiresAfter } = sendingAt(world, messages.station[message] ?? nobody);
  const after = messages.isLate[message] === 0 ? Math.min(lateAfter, expiresAfter) : expiresAfter;
  const next = (messages.submitted[message] ?? 0) + after;
  events.plan(Math.max(next, world.now), happening.deadline, message, messages.turn[message] ?? 0);
}

/** A message's time may be up. */
export function deadline(world: World, message: number): void {
  const { messages } = world;
  messages.isWatched[message] = 0;
  const row = world.rows[messages.queue[message] ?? nobody];
  if (row === undefined || messages.isFlying[message] === 1) return;
  const isRunning = world.serverRuns[row.station] !== 0;
  // A server that is off sends nothing and returns nothing; it looks when it is back.
  if (isRunning && !isEnded(world, row, message)) watchDeadline(world, message);
}
