// What an administrator does with queues (§7): freeze, unfreeze, force a connection, have mail picked up, disable outbound
// mail, delete messages. An action on a queue that does not exist then does nothing, and says so (§13.16).

import { foldCaption } from '#core/routing/queues';
import { inQuotes, writtenName } from '#core/syntax/words';
import type { QueueReference, Reference } from '#core/model/topology';
import { watchDeadline } from './deadlines.ts';
import { discard, giveBack } from './ending.ts';
import { noteWaiting, takeBack, takeOut } from './holding.ts';
import { decideFromScratch, retry, sendBack, serve } from './sending.ts';
import { switchElements } from './switching.ts';
import { messageNumbered, nobody } from './messages.ts';
import { exists, type Row, waitingIn } from './queue.ts';
import { reroute } from './news.ts';
import { serverNameOf, tell, tellMove, tellState } from './telling.ts';
import type { World } from './world.ts';

/** The queues of that name that exist now, at one server of ours or at all. */
function rowsNamed({ rows }: World, { name, server }: QueueReference): readonly Row[] {
  const caption = foldCaption(name);
  return rows.filter(
    (row) =>
      foldCaption(row.name) === caption &&
      (server === undefined || row.server === server.key) &&
      row.station !== nobody &&
      exists(row),
  );
}

export function freeze(world: World, queue: QueueReference): void {
  const rows = rowsNamed(world, queue);
  const freezable = rows.filter(({ kind, connector }) => kind !== 'system' && connector?.kind !== 'x400 connector');
  const why = rows.length === 0 ? nothingThere : 'System queues and queues of X.400 connectors cannot be frozen.';
  done(world, `freeze queue ${inQuotes(queue.name)}`, freezable.length, why);
  for (const row of freezable) {
    noteWaiting(world, row);
    row.isFrozen = true;
    for (const message of waitingIn(world.messages, row)) watchDeadline(world, message);
    tellState(world, row);
  }
}

/** The same as today's Exchange has it: any queue, also the one for what no route leads to (routing-exchange-2013.md §9) [MS-QPROC]. */
export function suspend(world: World, queue: QueueReference): void {
  const rows = rowsNamed(world, queue);
  done(world, `suspend queue ${inQuotes(queue.name)}`, rows.length, nothingThere);
  for (const row of rows) {
    noteWaiting(world, row);
    row.isFrozen = true;
    row.isSuspended = true;
    for (const message of waitingIn(world.messages, row)) watchDeadline(world, message);
    tellState(world, row);
  }
}

/** What waits goes back to be categorized: of a delivery queue in Retry, or of the one for what no route leads to. */
export function resubmit(world: World, queue: QueueReference): void {
  const rows = rowsNamed(world, queue);
  const due = rows.filter((row) => !row.isFrozen && (row.kind === 'system' || row.retryAt < Infinity));
  const why = rows.length === 0 ? nothingThere : 'It is not in Retry at that time.';
  done(world, `resubmit ${inQuotes(queue.name)}`, due.length, why);
  for (const row of due) decideFromScratch(world, row);
}

/** What waits to leave a server goes to another one, and the first takes no new mail (routing-exchange-2013.md §9) [MS-MPROC, MS-DAGMAINT]. */
export function redirect(world: World, server: Reference, to: Reference): void {
  const station = world.rules.stations.findIndex((each) => each.server.key === to.key);
  const isReady = station >= 0 && to.key !== server.key && world.serverRuns[station] === 1;
  const rows = world.rows.filter((row) => row.server === server.key && row.kind !== 'system' && !row.isFrozen);
  const action = `redirect ${writtenName(server.name)} to ${writtenName(to.name)}`;
  done(world, action, isReady ? Math.max(1, rows.length) : 0, `${to.name} does not run, or is the same.`);
  if (!isReady) return;
  for (const row of rows) {
    for (const message of waitingIn(world.messages, row)) sendBack(world, row, message, station);
  }
  switchElements(world, [{ kind: 'server', server }], 'down');
}

const nothingThere = 'There is no such queue at that time.';

export function unfreeze(world: World, queue: QueueReference): void {
  const rows = rowsNamed(world, queue).filter(({ isFrozen }) => isFrozen);
  const word = rows.some(({ isSuspended }) => isSuspended) ? 'resume' : 'unfreeze';
  done(world, `${word} queue ${inQuotes(queue.name)}`, rows.length, 'No such queue is frozen.');
  for (const row of rows) {
    noteWaiting(world, row);
    row.isFrozen = false;
    row.isSuspended = false;
    tellState(world, row);
    // What its server learned meanwhile.
    reroute(world, row);
    serve(world, row);
  }
}

/** Tries now instead of at the next attempt; a schedule does not keep the mail, a pickup does. */
export function force(world: World, queue: QueueReference): void {
  const rows = rowsNamed(world, queue).filter(({ kind }) => kind !== 'system');
  done(world, `force queue ${inQuotes(queue.name)}`, rows.length, nothingThere);
  for (const row of rows) {
    letGo(world, row, 2);
    row.turn += 1;
    retry(world, row);
  }
}

/** The other side of a connector fetches its mail (ETRN, TURN). */
export function pickUp(world: World, connector: Reference): void {
  const rows = world.rows.filter((row) => row.connector?.key === connector.key && row.count > 0);
  done(world, `pick up connector ${writtenName(connector.name)}`, rows.length, 'Nothing waits for it at that time.');
  for (const row of rows) {
    letGo(world, row, 1);
    tellState(world, row);
    serve(world, row);
  }
}

function letGo(world: World, row: Row, how: 1 | 2): void {
  for (const message of waitingIn(world.messages, row)) world.messages.letGo[message] = how;
  takeBack(world, row, [...row.aside.keys()]);
}

/** The Queue Viewer's switch: nothing leaves the server by SMTP; what is for its own mailboxes does not leave it. */
export function switchOutbound(world: World, server: Reference, to: 'disabled' | 'enabled'): void {
  const categorizing = world.categorizing.get(server.key);
  const isDisabled = to === 'disabled';
  const verb = isDisabled ? 'disable' : 'enable';
  const changes = categorizing !== undefined && categorizing.isOutboundDisabled !== isDisabled;
  done(world, `${verb} outbound mail on ${writtenName(server.name)}`, changes ? 1 : 0, `It is ${to} already.`);
  if (!changes) return;
  categorizing.isOutboundDisabled = isDisabled;
  for (const row of world.rows) {
    if (row.server !== server.key || row.count === 0) continue;
    for (const message of isDisabled ? waitingIn(world.messages, row) : []) watchDeadline(world, message);
    serve(world, row);
  }
}

/** What waits in a queue, system queues too; queues are live, so what is being transferred gets away [TG-QV]. */
export function deleteMessages(world: World, queue: QueueReference, withNdr: boolean): void {
  const rows = rowsNamed(world, queue);
  const found = rows.filter(({ line, aside }) => line.size + aside.size > 0);
  const isFlying = rows.some(({ flying }) => flying.size > 0);
  const why =
    rows.length === 0 ? nothingThere : isFlying ? `What is in it ${isOnItsWay}` : 'Nothing waits in it at that time.';
  done(world, `delete messages in queue ${inQuotes(queue.name)}${ndrInWords(withNdr)}`, found.length, why);
  for (const row of found) deleteFrom(world, row, waitingIn(world.messages, row), withNdr);
}

/** One message, wherever it waits with us. */
export function deleteMessage(world: World, number: number, withNdr: boolean): void {
  const message = messageNumbered(world.messages, number);
  const row = world.rows[world.messages.queue[message] ?? nobody];
  const why = whyNotDeleted(world, message, row);
  done(world, `delete message ${number}${ndrInWords(withNdr)}`, why === null ? 1 : 0, why ?? '');
  if (row !== undefined && why === null) deleteFrom(world, row, [message], withNdr);
}

function whyNotDeleted({ messages }: World, message: number, row: Row | undefined): string | null {
  if (row === undefined) return 'No such message is under way at that time.';
  if (row.station === nobody) return 'It waits at a system outside at that time.';
  return messages.isFlying[message] === 1 ? `It ${isOnItsWay}` : null;
}

const isOnItsWay = 'is being transferred at that time; freeze the queue before.';

function ndrInWords(withNdr: boolean): string {
  return withNdr ? ' with ndr' : '';
}

function deleteFrom(world: World, row: Row, some: readonly number[], withNdr: boolean): void {
  noteWaiting(world, row);
  tell(world, { kind: 'deleted', queue: row.name, server: serverNameOf(world, row), messages: some.length });
  for (const message of some) {
    takeOut(world, row, message);
    if (withNdr) giveBack(world, message, deletedByHand);
    else {
      tellMove(world, 'deleted', message, row);
      discard(world, message);
    }
  }
  if (row.count === 0) tellState(world, row);
}

/** The status of what an administrator deleted (§6) [SR-NDR]. */
const deletedByHand = '4.3.2';

function done(world: World, action: string, queues: number, why: string): void {
  tell(world, { kind: 'action', action, queues, why: queues === 0 ? why : null });
}
