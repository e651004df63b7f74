// What happened, as a watcher is told.

import { stateOf, type Row } from './queue.ts';
import { second } from './events.ts';
import { nobody } from './messages.ts';
import type { Change, Move } from './timeline.ts';
import type { World } from './world.ts';

export function tell({ watcher, now }: World, change: Change): void {
  watcher.changed(now, change);
}

/** A queue begins or ceases to wait; another attempt that fails changes nothing. */
export function tellState(world: World, row: Row): void {
  const { retryAt, name, count } = row;
  const state = stateOf(row);
  const told = state === 'Active' ? 'Ready' : state;
  if (told === row.toldState) return;
  row.toldState = told;
  const next = retryAt < Infinity ? retryAt / second : null;
  tell(world, { kind: 'queue', queue: name, server: serverNameOf(world, row), state: told, messages: count, next });
}

/** The name of the server that shows a queue; null for a system outside. */
export function serverNameOf({ rules }: World, { station }: Pick<Row, 'station'>): string | null {
  return rules.stations[station]?.server.name ?? null;
}

export const classNames = ['message', 'ndr', 'delay'] as const;

/** A step of a message, for who asked for it. */
export function tellMove(
  world: World,
  kind: Move['kind'],
  message: number,
  row?: Row,
  status: string | null = null,
): void {
  const { moved, follows } = world.watcher;
  if (moved === undefined) return;
  const { messages, rules } = world;
  const number = messages.serial[message] ?? 0;
  if (follows?.has(number) === false) return;
  moved(world.now, {
    kind,
    message: number,
    is: classNames[messages.class[message] ?? 0] ?? 'message',
    server: rules.stations[row?.station ?? messages.station[message] ?? nobody]?.server.name ?? null,
    queue: row?.name ?? null,
    status,
  });
}
