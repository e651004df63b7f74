// How messages end: delivered, returned, or replaced by a notification that travels back as a message of its own (§6).

import { addMessage, dropMessage, messageClass, nobody } from './messages.ts';
import { serverNameOf, tell, tellMove } from './telling.ts';
import { addShape, type World } from './world.ts';
import type { Message } from '#core/routing/message/defaults';
import { defaultSizeBytes } from '#core/routing/message/defaults';
import { writtenAddress } from '#core/routing/message/written-values';

/** It has reached its mailbox, or left the organization. */
export function deliver(world: World, message: number): void {
  const { messages, tally } = world;
  tellMove(world, 'delivered', message);
  if (messages.class[message] === messageClass.sent) {
    tally.delivered += 1;
    tally.latencies.add(world.now - (messages.submitted[message] ?? 0));
  }
  end(world, message);
}

/**
 * It is returned by the station that has it, with an NDR to its sender; a notification that cannot be delivered is dropped.
 * What a system outside could not hand over, that system returns.
 */
export function giveBack(world: World, message: number, status: string | null): void {
  const { messages, tally } = world;
  const station = messages.station[message] ?? nobody;
  tellMove(world, 'returned', message, undefined, status);
  if (messages.class[message] === messageClass.sent) {
    tally.undeliverable += 1;
    if (status !== null) tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
    notify(world, message, { station, is: messageClass.nonDelivery, status });
  }
  end(world, message);
}

/** It is gone, and nobody is told: it counts as undeliverable, without a status. */
export function discard(world: World, message: number): void {
  const { messages, tally } = world;
  if (messages.class[message] === messageClass.sent) tally.undeliverable += 1;
  end(world, message);
}

function end(world: World, message: number): void {
  const { messages, tally } = world;
  if (messages.class[message] !== messageClass.sent) tally.notificationsPending -= 1;
  dropMessage(messages, message);
}

/** The station that has a message tells its sender that it is late, once [KB-321757]. */
export function tellDelay(world: World, message: number): void {
  const { messages } = world;
  messages.isLate[message] = 1;
  if (messages.class[message] !== messageClass.sent) return;
  tellMove(world, 'late', message, world.rows[messages.queue[message] ?? nobody]);
  notify(world, message, { station: messages.station[message] ?? nobody, is: messageClass.delay, status: null });
}

interface Notice {
  readonly station: number;
  readonly is: typeof messageClass.nonDelivery | typeof messageClass.delay;
  readonly status: string | null;
}

/** A system message from the server to the sender [H-CONTENT]; systems outside notify their senders themselves. */
function notify(world: World, about: number, { station, is, status }: Notice): void {
  const { messages, shapes, tally, told } = world;
  const original = shapes[messages.shape[about] ?? nobody]?.message;
  const server = serverNameOf(world, { station });
  if (original === undefined) return;
  const kind = is === messageClass.delay ? 'delay' : 'ndr';
  const first = `${kind} ${status ?? ''} ${server ?? ''}`;
  if (!told.has(first)) {
    told.add(first);
    tell(world, { kind, status, server });
  }
  if (station === nobody) return;
  tally.notifications[kind] += 1;
  tally.notificationsPending += 1;
  const shape = shapeOfNotice(world, original);
  world.arrived.add(addMessage(messages, shape, station, world.now, is));
}

function shapeOfNotice(world: World, { sender }: Message): number {
  const key = writtenAddress(sender);
  const known = world.shapeOfSender.get(key);
  if (known !== undefined) return known;
  const notice: Message = {
    recipient: sender,
    sender,
    sizeBytes: defaultSizeBytes,
    priority: 'normal',
    system: true,
    at: 0,
  };
  const shape = addShape(world, notice);
  world.shapeOfSender.set(key, shape);
  return shape;
}
