// Messages that come in: from a client of a server, or from the Internet. What is not taken waits where it was, or is
// returned at once.

import type { Send } from '#core/model/topology';
import { messageOf } from '#core/routing/message/defaults';
import { deliver, giveBack } from './ending.ts';
import { addMessage, nobody } from './messages.ts';
import { append, messagesIn, type Row } from './queue.ts';
import { watchDeadline } from './deadlines.ts';
import { count, takeOut } from './holding.ts';
import { fail } from './sending.ts';
import { tellMove } from './telling.ts';
import { addShape, rowOf, type World } from './world.ts';

/** What is sent again and again: its messages look alike. */
export interface Sender {
  readonly from: Send['from'];
  readonly shape: number;
  /** The station that took it last, and in which epoch that was: it takes all others of that epoch. */
  station: number;
  epoch: number;
}

/** A sender of such messages. */
export function addSender(world: World, send: Send): Sender {
  const shape = addShape(world, messageOf(send, world.rules.topology));
  const sender = { from: send.from, shape, station: nobody, epoch: -1 };
  world.senderOfShape.set(shape, sender);
  return sender;
}

/** Sends one message now. */
export function submitOne(world: World, sender: Sender): void {
  const message = addMessage(world.messages, sender.shape, nobody, world.now);
  world.tally.sent += 1;
  tellMove(world, 'sent', message);
  submit(world, message, sender);
}

/** Tries to submit a message. */
function submit(world: World, message: number, sender: Sender): void {
  const { rules, shapes, messages } = world;
  if (sender.epoch === world.epoch) {
    messages.station[message] = sender.station;
    world.arrived.add(message);
    return;
  }
  const shape = shapes[sender.shape];
  if (shape === undefined) return;
  const submission = rules.submit(sender.from, shape.kind, world.truth);
  if (submission.kind === 'taken') {
    sender.station = submission.station;
    sender.epoch = world.epoch;
    messages.station[message] = sender.station;
    world.arrived.add(message);
    return;
  }
  const { station = nobody, queue, result } = submission.step;
  messages.station[message] = station;
  switch (result.kind) {
    case 'delivered':
      deliver(world, message);
      return;
    case 'returned':
      giveBack(world, message, result.status);
      return;
    case 'queued':
    case 'passed on': {
      const row = rowOf(world, station, queue ?? rules.intake.toCategorize, undefined, true);
      count(world, row, message);
      append(messages, row.line, message);
      watchDeadline(world, message);
      tellMove(world, 'queued', message, row);
      // A system outside tries again by itself; what waits at a server of ours goes when that runs again.
      if (station === nobody && row.retryAt === Infinity) fail(world, row, message);
    }
  }
}

/** Tries all messages of a queue again that could not be submitted. */
export function submitAgain(world: World, row: Row): void {
  const { messages, senderOfShape } = world;
  row.retryAt = Infinity;
  for (const message of messagesIn(messages, row.line)) {
    const sender = senderOfShape.get(messages.shape[message] ?? nobody);
    if (sender === undefined) continue;
    takeOut(world, row, message);
    submit(world, message, sender);
  }
}
