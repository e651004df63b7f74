// Messages moving through a topology over time, by any routing model's rules. Whoever calls says how far time goes, and
// may look, act and go on between any two events; what comes of it does not depend on where it was stopped.
//
// What is in memory is what is under way: messages in flat arrays, queues, planned events. What has passed is counted.

import type { Element, QueueReference, Reference, Send } from '#core/model/topology';
import type { Rules } from '#core/routing/model';
import {
  deleteMessage,
  deleteMessages,
  freeze,
  force,
  pickUp,
  switchOutbound,
  unfreeze,
  redirect,
  resubmit,
  suspend,
} from './acting.ts';
import { second } from './events.ts';
import { happening } from './happenings.ts';
import { nobody } from './messages.ts';
import { deadline } from './deadlines.ts';
import { categorizeArrived, categorized } from './deciding.ts';
import { open, retry, transferred } from './sending.ts';
import { decideAnew, mark, markFound, tellEverybody } from './news.ts';
import { submitAgain, submitOne, addSender, type Sender } from './submitting.ts';
import { notePeak } from './tally.ts';
import { switchElements } from './switching.ts';
import { categorizerOf, type Beginning, newWorld, type World } from './world.ts';

/** A simulation. Times are seconds since its start. */
export interface Simulation {
  /** Everything there is to see. */
  readonly world: World;
  /** How far time has gone. */
  at(): number;
  /** When the next event is; Infinity when nothing is planned that anybody waits for. */
  nextAt(): number;
  /**
   * Goes on by so many events at most, none of them later than `until`, and not once it is over; says whether there is
   * more to do.
   */
  advance(events: number, until: number, isOver?: () => boolean): boolean;
  /** Somebody who sends messages that look alike. */
  sender(send: Send): Sender;
  /** Sends so many of them now. */
  send(sender: Sender, count: number): void;
  switchElements(elements: readonly Element[], to: 'down' | 'up'): void;
  freeze(queue: QueueReference): void;
  unfreeze(queue: QueueReference): void;
  force(queue: QueueReference): void;
  /** The words of today for the first, and what is there besides. */
  suspend(queue: QueueReference): void;
  resubmit(queue: QueueReference): void;
  redirect(server: Reference, to: Reference): void;
  pickUp(connector: Reference): void;
  switchOutbound(server: Reference, to: 'disabled' | 'enabled'): void;
  /** What waits is deleted; with an NDR its senders are told. */
  deleteMessages(queue: QueueReference, withNdr: boolean): void;
  deleteMessage(number: number, withNdr: boolean): void;
  /** Calls `run` at a time, before later events; a task by its number, which the caller knows. */
  plan(at: number, task: number): void;
}

/** Begins one, with nothing under way. `perform` does what was planned as a task, at its time. */
export function simulate(
  rules: Rules,
  beginning: Beginning,
  perform: (task: number) => void = () => undefined,
): Simulation {
  const world = newWorld(rules, beginning);
  const acting =
    <Args extends unknown[]>(act: (world: World, ...args: Args) => void) =>
    (...args: Args): void => {
      act(world, ...args);
      settle(world);
    };
  return {
    world,
    at: () => world.now / second,
    nextAt: () => (world.events.awaited() === 0 ? Infinity : world.events.nextAt() / second),
    advance(events, until, isOver = () => false) {
      const last = Math.round(until * second);
      for (let left = events; left > 0; left -= 1) {
        // Without an end it is over when nobody waits for anything; until a time, link state is watched as well.
        const isLast = last === Infinity ? world.events.awaited() === 0 : world.events.nextAt() > last;
        if (isOver()) return false;
        if (isLast) {
          if (last < Infinity) world.now = Math.max(world.now, last);
          return false;
        }
        happen(world, perform);
      }
      return true;
    },
    sender: (send) => addSender(world, send),
    send: acting((_, sender: Sender, count: number) => {
      for (let each = 0; each < count; each += 1) {
        submitOne(world, sender);
        categorizeArrived(world);
      }
    }),
    switchElements: acting(switchElements),
    freeze: acting(freeze),
    unfreeze: acting(unfreeze),
    force: acting(force),
    suspend: acting(suspend),
    resubmit: acting(resubmit),
    redirect: acting(redirect),
    pickUp: acting(pickUp),
    switchOutbound: acting(switchOutbound),
    deleteMessages: acting(deleteMessages),
    deleteMessage: acting(deleteMessage),
    plan: (at, task) => world.events.plan(Math.round(at * second), happening.task, task),
  };
}

/** The next event, and all that follows from it at the same moment. */
function happen(world: World, perform: (task: number) => void): void {
  const { events, rows } = world;
  events.take();
  const { what, about } = events;
  if (isStale(world)) return;
  world.now = events.at;
  world.tally.events += 1;
  const row = rows[about];
  switch (what) {
    case happening.transferred:
      transferred(world, about);
      break;
    case happening.deadline:
      deadline(world, about);
      break;
    case happening.retry:
      if (row?.isUnsubmitted === true) submitAgain(world, row);
      else if (row !== undefined) retry(world, row);
      break;
    case happening.categorized:
      if (row !== undefined) categorized(world, row);
      break;
    case happening.opening:
      if (row !== undefined) open(world, row);
      break;
    case happening.noticed:
    case happening.probed:
      mark(world, about);
      break;
    case happening.told:
      tellEverybody(world, about);
      break;
    case happening.task:
      perform(about);
      break;
  }
  settle(world);
}

/** Whether what was planned holds no longer: nothing happens then, not even time passes. */
function isStale(world: World): boolean {
  const { messages, rows, knowledge } = world;
  const { what, about, turn } = world.events;
  switch (what) {
    case happening.transferred:
    case happening.deadline:
      return messages.turn[about] !== turn;
    case happening.retry:
      return rows[about]?.turn !== turn;
    case happening.categorized:
      return categorizerOf(world, rows[about]?.station ?? nobody)?.turn !== turn;
    case happening.noticed:
    case happening.probed:
      return knowledge.turns[about] !== turn;
    default:
      return false;
  }
}

/** Until nothing more follows: mail that arrived is in queues, what was found is marked, who learned of it has decided. */
function settle(world: World): void {
  do {
    categorizeArrived(world);
    if (world.found.length > 0) markFound(world);
  } while (decideAnew(world) || world.arrived.count > 0 || world.found.length > 0);
  notePeak(world);
}
