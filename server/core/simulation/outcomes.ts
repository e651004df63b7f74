// What comes of a decision at this moment: asked of the rules once for each kind of messages, decision and state.

import { keyOf } from '#core/model/keys';
import type { LetGo, Result, Step } from '#core/routing/model';
import { type Instant, second } from './events.ts';
import { nobody } from './messages.ts';
import { lineOf, type Outcome, rowOf, secondsOfWeek, type Shape, timeOfWeek, type World } from './world.ts';

/** Schedules open and close at quarters of an hour. */
const quarter: Instant = 15 * 60 * second;

const letGoBy: readonly (LetGo | undefined)[] = [undefined, 'pickup', 'force'];

/** What comes of what was decided about a message. */
export function outcomeOf(world: World, message: number): Outcome {
  const { messages, shapes } = world;
  const shape = shapes[messages.shape[message] ?? nobody];
  if (shape === undefined) throw new RangeError(`There is no message ${message}.`);
  const decision = messages.decision[message] ?? nobody;
  const station = messages.station[message] ?? nobody;
  const letGo = letGoBy[messages.letGo[message] ?? 0];
  if (letGo !== undefined) return attempt(world, { shape, decision, station }, letGo);
  if (world.hasSchedules) keepQuarter(world);
  if (shape.epoch !== world.epoch) {
    shape.outcomes.length = 0;
    shape.epoch = world.epoch;
  }
  return (shape.outcomes[decision] ??= attempt(world, { shape, decision, station }, undefined));
}

interface Decided {
  readonly shape: Shape;
  readonly decision: number;
  readonly station: number;
}

function attempt(world: World, { shape, decision, station }: Decided, letGo: LetGo | undefined): Outcome {
  const step = world.rules.attempt(decision, shape.kind, world.truth, timeOfWeek(world), letGo);
  return outcomeOfStep(world, step, station);
}

/** What is known of schedules holds for a quarter of an hour. */
function keepQuarter(world: World): void {
  const now = Math.floor((world.start * second + world.now) / quarter);
  if (now === world.quarter) return;
  world.quarter = now;
  world.epoch += 1;
}

/** What a step means; `at` is where the message is in case that the step does not say. */
function outcomeOfStep(world: World, { station, connector, queue, result }: Step, at: number): Outcome {
  const { topology, intake } = world.rules;
  const by = connector === null ? undefined : topology.connectorByKey.get(keyOf(connector));
  const row = rowOf(world, station ?? at, queue ?? intake.toCategorize, by);
  return { row, fate: fateOf(world, result), line: lineOf(world, by) };
}

function fateOf(world: World, result: Result): Outcome['fate'] {
  switch (result.kind) {
    case 'passed on':
      return { kind: 'on', to: result.to };
    case 'delivered':
      return { kind: 'out' };
    case 'returned':
      return { kind: 'back', status: result.status };
    case 'queued': {
      const { state, until } = result;
      if (state !== 'Scheduled' && state !== 'Remote') return { kind: 'fails' };
      return { kind: 'held', state, until: instantOf(world, until) };
    }
  }
}

/** The next time that it is this time of the week; never when there is none. */
function instantOf(world: World, until: number | undefined): Instant {
  if (until === undefined) return Infinity;
  const ahead = (until - timeOfWeek(world) + secondsOfWeek) % secondsOfWeek;
  return (Math.floor(world.now / second) + ahead) * second;
}
