import type { ChangedWay } from '#core/protocol';
import type { Survey } from '#core/routing/route';
import { matrixRow } from './ways.ts';

/** What a set of elements that are off together does, way by way; numbers are those of the survey. */
export interface Maintenance {
  /** Delivered before, no longer. */
  readonly stranded: readonly number[];
  /** By other connectors, for more. */
  readonly dearer: readonly number[];
  /** By other connectors, not for more. */
  readonly rerouted: readonly number[];
}

/** Compares what is delivered how with nothing off and with the set off; pauses between destinations. */
export function* compareSurveys(before: Survey, after: Survey): Generator<undefined, Maintenance> {
  const stranded: number[] = [];
  const dearer: number[] = [];
  const rerouted: number[] = [];
  const count = before.destinations.length;
  for (let destination = 0; destination < count; destination += 1) {
    for (let source = 0; source < before.sources.length; source += 1) {
      const way = source * count + destination;
      const cost = before.cost(source, destination);
      if (cost === null) continue;
      const now = after.cost(source, destination);
      if (now === null) stranded.push(way);
      else if (now > cost) dearer.push(way);
      else if (now < cost || !sameConnectors(before, after, source, destination)) rerouted.push(way);
    }
    yield;
  }
  return { stranded, dearer, rerouted };
}

function sameConnectors(before: Survey, after: Survey, source: number, destination: number): boolean {
  const others = after.connectors(source, destination);
  const names = before.connectors(source, destination);
  return names.length === others.length && names.every((name, at) => name === others[at]);
}

/** A way before and after. */
export function changedWay(before: Survey, after: Survey, way: number): ChangedWay {
  return { before: matrixRow(before, way), after: matrixRow(after, way) };
}
