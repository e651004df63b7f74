// What a set of elements that are off together does.

import type { Element } from '#core/model/topology';
import type { Loss, Survey } from '#core/routing/survey';
import { type ChangedWay, matrixRow } from './ways.ts';

/** What a maintenance does, way by way; numbers are those of both surveys. */
export interface Maintenance extends Pick<Loss, 'stranded' | 'dearer' | 'rerouted'> {
  /** With nothing off. */
  readonly before: Survey;
  /** With the set off. */
  readonly after: Survey;
}

/** Finds out which ways change when these elements, which are off in `after`, are switched off. Pauses often. */
export function* maintenanceOf(before: Survey, after: Survey, off: readonly Element[]): Generator<number, Maintenance> {
  const [loss] = yield* before.losses([off], { listed: true });
  const nothing = new Int32Array();
  return { before, after, stranded: nothing, dearer: nothing, rerouted: nothing, ...loss };
}

/** A way before and after. */
export function changedWay({ before, after }: Maintenance, way: number): ChangedWay {
  return { before: matrixRow(before, way), after: matrixRow(after, way) };
}
