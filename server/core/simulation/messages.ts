// The messages that are under way, as numbers in flat arrays: a number is given again once its message has ended, so that
// memory is bounded by what is under way at one time.

import type { Instant } from './events.ts';

/** What a message is: sent by somebody, or made by a server about another one. */
export const messageClass = { sent: 0, nonDelivery: 1, delay: 2 } as const;
export type MessageClass = (typeof messageClass)[keyof typeof messageClass];

export const nobody = -1;

/** By message. */
export interface Messages {
  /** How many there are now. */
  count: number;
  /** What kind of message it is: an index of the world's shapes. */
  shape: Int32Array;
  /** Counts all messages, from 1. */
  serial: Float64Array;
  class: Uint8Array;
  submitted: Float64Array;
  /** The station that has it, or that it was submitted at; `nobody` for a system outside. */
  station: Int32Array;
  /** What was decided there; `nobody` before. */
  decision: Int32Array;
  /** How many stations have had it before. */
  received: Int32Array;
  /** The row of the queue that it is in; `nobody` between queues. */
  queue: Int32Array;
  /** It is being transferred. */
  isFlying: Uint8Array;
  /** Its neighbours in the queue. */
  before: Int32Array;
  after: Int32Array;
  /** Changes whenever what was planned for the message holds no longer. */
  turn: Int32Array;
  /** Its deadlines are planned. */
  isWatched: Uint8Array;
  /** Its sender knows that it is late. */
  isLate: Uint8Array;
  /** 1 when its mail is being picked up, 2 when its connection is forced: then no schedule keeps it. */
  letGo: Uint8Array;
}

const fields = {
  shape: Int32Array,
  serial: Float64Array,
  class: Uint8Array,
  submitted: Float64Array,
  station: Int32Array,
  decision: Int32Array,
  received: Int32Array,
  queue: Int32Array,
  isFlying: Uint8Array,
  before: Int32Array,
  after: Int32Array,
  turn: Int32Array,
  isWatched: Uint8Array,
  isLate: Uint8Array,
  letGo: Uint8Array,
} as const;

/** The messages with their numbers that are free. */
export interface MessageStore extends Messages {
  readonly free: number[];
  room: number;
  /** How many numbers were given ever. */
  used: number;
  made: number;
}

/** No messages. */
export function newMessages(): MessageStore {
  const store = { count: 0, free: [], room: 0, used: 0, made: 0 } as unknown as MessageStore;
  resize(store, 1024);
  return store;
}

function resize(store: MessageStore, room: number): void {
  for (const [name, kind] of Object.entries(fields) as [keyof typeof fields, (typeof fields)['shape']][]) {
    const larger = new kind(room);
    const before = store[name] as Int32Array | undefined;
    if (before !== undefined) larger.set(before);
    Object.assign(store, { [name]: larger });
  }
  store.room = room;
}

/** A message more. */
export function addMessage(
  store: MessageStore,
  shape: number,
  station: number,
  at: Instant,
  is: MessageClass = messageClass.sent,
): number {
  let message = store.free.pop();
  if (message === undefined) {
    if (store.used === store.room) resize(store, store.room * 2);
    message = store.used++;
  }
  store.count += 1;
  store.made += 1;
  store.shape[message] = shape;
  store.serial[message] = store.made;
  store.class[message] = is;
  store.submitted[message] = at;
  store.station[message] = station;
  store.decision[message] = nobody;
  store.received[message] = 0;
  store.queue[message] = nobody;
  store.isFlying[message] = 0;
  store.isWatched[message] = 0;
  store.isLate[message] = 0;
  store.letGo[message] = 0;
  return message;
}

/** The message with this serial; `nobody` when it is not known any more. One that has ended is in no queue. */
export function messageNumbered({ serial, used }: MessageStore, number: number): number {
  for (let message = 0; message < used; message += 1) if (serial[message] === number) return message;
  return nobody;
}

/** A message less; its number means another one soon. */
export function dropMessage(store: MessageStore, message: number): void {
  store.turn[message] = (store.turn[message] ?? 0) + 1;
  store.count -= 1;
  store.free.push(message);
}
