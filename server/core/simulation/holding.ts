// What is in a queue is counted, whether it waits for its turn, stands aside or is being transferred.

import { nobody } from './messages.ts';
import { prepend, type Row, unlink, type WaitCause, waitCauses } from './queue.ts';
import type { Instant } from './events.ts';
import { bytesOf, type World } from './world.ts';

/** Puts messages that stood aside back in front, in their order. */
export function takeBack(world: World, row: Row, some: readonly number[]): void {
  const { messages } = world;
  noteWaiting(world, row);
  for (const message of [...some].reverse()) {
    row.aside.delete(message);
    prepend(messages, row.line, message);
  }
}

/** Takes a waiting message out of its queue. */
export function takeOut(world: World, row: Row, message: number): void {
  if (!row.aside.delete(message)) unlink(world.messages, row.line, message);
  uncount(world, row, message);
}

export function count(world: World, row: Row, message: number): void {
  noteWaiting(world, row);
  world.messages.queue[message] = row.index;
  row.count += 1;
  row.bytes += bytesOf(world, message);
  row.oldest = Math.min(row.oldest, world.messages.submitted[message] ?? 0);
  if (row.count <= row.peak) return;
  row.peak = row.count;
  row.peakAt = world.now;
}

export function uncount(world: World, row: Row, message: number): void {
  noteWaiting(world, row);
  world.messages.queue[message] = nobody;
  row.count -= 1;
  row.bytes -= bytesOf(world, message);
  if (row.count === 0) row.oldest = Infinity;
  else if (row.oldest === world.messages.submitted[message]) row.oldest = NaN;
  if (row.count === 0 && row.retryAt < Infinity) idle(row);
}

/** A link queue goes when it is empty, and what was known of failures with it. */
function idle(row: Row): void {
  row.retryAt = Infinity;
  row.failures = 0;
  row.turn += 1;
}

/** Adds up how long messages have waited in a queue, and for what; before anything about that changes. */
export function noteWaiting(world: World, row: Row): void {
  const { now } = world;
  if (row.count > 0 && now > row.waitedSince) {
    const cause = waitCauses.indexOf(causeOf(world, row));
    row.waited[cause] = (row.waited[cause] ?? 0) + row.count * (now - row.waitedSince);
  }
  row.waitedSince = now;
}

function causeOf({ rules, lines }: World, row: Row): WaitCause {
  if (row.isFrozen) return 'frozen';
  if (row.kind === 'system' && !row.isUnsubmitted)
    return row.name === rules.intake.toCategorize.name ? 'rate' : 'no way';
  if (row.retryAt < Infinity || row.isUnsubmitted) return 'retry';
  if (row.aside.size > 0) return 'schedule';
  const line = row.connector === undefined ? undefined : lines.get(row.connector);
  return line !== undefined && line.perByte > 0 ? 'bandwidth' : 'connections';
}

/** When the oldest message of a queue was submitted; Infinity when it is empty. */
export function oldestIn({ messages }: World, row: Row): Instant {
  if (!Number.isNaN(row.oldest)) return row.oldest;
  let oldest = Infinity;
  for (const message of row.aside.keys()) oldest = Math.min(oldest, messages.submitted[message] ?? Infinity);
  for (const { head } of [row.line, row.flying]) {
    for (let message = head; message !== nobody; message = messages.after[message] ?? nobody) {
      oldest = Math.min(oldest, messages.submitted[message] ?? Infinity);
    }
  }
  row.oldest = oldest;
  return oldest;
}
