// The topology that is drawn: what the extension told of it, put together from one message to the next.

import { lookUpMarks, type MarkOf } from '#core/graph/marks';
import { updated, type VersionedPlaces } from '#core/graph/places-update';
import type { SceneAnswer } from '#core/protocol/requests';
import { emptyIndex, indexPlaces, type SceneIndex } from '#core/graph/scene-index';

export interface Drawn {
  /** The root of the topology; '' when there is none. */
  readonly root: string;
  /** Of the topology. It changes also where no place does. */
  readonly version: number;
  readonly summary: SceneAnswer['summary'];
  readonly markOf: MarkOf;
  /** The same object for as long as nothing moves. */
  readonly index: SceneIndex;
  /** Undefined when there is no topology. */
  readonly places: VersionedPlaces | undefined;
}

/** No topology. */
export const nothingDrawn: Drawn = {
  root: '',
  version: 0,
  summary: { errors: 0, warnings: 0, infos: 0 },
  markOf: () => undefined,
  index: emptyIndex,
  places: undefined,
};

/** What is drawn after an answer; undefined when the answer builds on places that are not those of `before`. */
export function drawnAfter(before: Drawn, answer: SceneAnswer | null): Drawn | undefined {
  if (answer === null) return nothingDrawn;
  const places = updated(before.places, answer.places);
  if (places === undefined) return undefined;
  const { root, version, summary, marks } = answer;
  const index = places.places === before.places?.places ? before.index : indexPlaces(places.places, before.index);
  return { root, version, summary, markOf: lookUpMarks(marks), index, places };
}
