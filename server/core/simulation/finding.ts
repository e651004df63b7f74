// Find Messages: what is under way at a moment, on all servers, as Exchange System Manager finds it (§7) [TG-QV].

import { foldCaption } from '#core/routing/queues';
import { writtenAddress } from '#core/routing/message/written-values';
import { second } from './events.ts';
import { messagesIn, type Row, stateOf } from './queue.ts';
import { classNames, serverNameOf } from './telling.ts';
import type { Move, QueueName } from './timeline.ts';
import type { World } from './world.ts';

type MessageState = ReturnType<typeof stateOf>;

export interface MessageQuery {
  /** Parts of addresses; '' for anybody. */
  readonly sender: string;
  readonly recipient: string;
  /** Null for any. */
  readonly state: MessageState | null;
  /** Null for all queues. */
  readonly queue: QueueName | null;
  /** No more than this are returned. */
  readonly limit: number;
}

/** A message in a queue. Times are seconds since the start. */
export interface FoundMessage extends QueueName {
  readonly number: number;
  readonly is: Move['is'];
  readonly sender: string;
  readonly recipient: string;
  readonly bytes: number;
  readonly state: MessageState;
  readonly submitted: number;
}

export interface FoundMessages {
  /** By number. */
  readonly messages: readonly FoundMessage[];
  /** How many match, with those that are not returned. */
  readonly matching: number;
}

/** The messages in queues that match, those with the lowest numbers first. */
export function findMessages(world: World, query: MessageQuery): FoundMessages {
  const isWanted = shapeFilter(world, query);
  const found: { readonly message: number; readonly row: Row; readonly state: MessageState }[] = [];
  for (const row of world.rows) {
    if (row.count === 0 || !isQueue(world, row, query.queue)) continue;
    const own = stateOf(row);
    const waits = own === 'Active' ? 'Ready' : own;
    const add = (messages: Iterable<number>, state: (message: number) => MessageState): void => {
      for (const message of messages) {
        if (!isWanted(world.messages.shape[message] ?? 0)) continue;
        const now = row.isFrozen ? 'Frozen' : state(message);
        if (query.state === null || query.state === now) found.push({ message, row, state: now });
      }
    };
    add(row.aside.keys(), (message) => row.aside.get(message)?.state ?? 'Scheduled');
    add(messagesIn(world.messages, row.line), () => waits);
    add(messagesIn(world.messages, row.flying), () => 'Active');
  }
  const serial = ({ message }: { readonly message: number }): number => world.messages.serial[message] ?? 0;
  found.sort((one, other) => serial(one) - serial(other));
  return {
    messages: found.slice(0, query.limit).map(({ message, row, state }) => foundOf(world, message, row, state)),
    matching: found.length,
  };
}

function isQueue(world: World, row: Row, queue: QueueName | null): boolean {
  if (queue === null) return true;
  return foldCaption(row.name) === foldCaption(queue.queue) && serverNameOf(world, row) === queue.server;
}

/** Messages of a shape have the same sender and recipient, so each shape is looked at once. */
function shapeFilter({ shapes }: World, { sender, recipient }: MessageQuery): (shape: number) => boolean {
  const holds = (text: string, part: string): boolean => text.toLowerCase().includes(part.trim().toLowerCase());
  const wanted = shapes.map(
    ({ message }) =>
      holds(writtenAddress(message.sender), sender) && holds(writtenAddress(message.recipient), recipient),
  );
  return (shape) => wanted[shape] === true;
}

function foundOf(world: World, message: number, row: Row, state: MessageState): FoundMessage {
  const { messages, shapes } = world;
  const shape = shapes[messages.shape[message] ?? 0]?.message;
  return {
    number: messages.serial[message] ?? 0,
    is: classNames[messages.class[message] ?? 0] ?? 'message',
    sender: shape === undefined ? '' : writtenAddress(shape.sender),
    recipient: shape === undefined ? '' : writtenAddress(shape.recipient),
    bytes: shape?.sizeBytes ?? 0,
    state,
    queue: row.name,
    server: serverNameOf(world, row),
    submitted: (messages.submitted[message] ?? 0) / second,
  };
}
