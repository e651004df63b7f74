// How places travel: whole, as what changed since the version that the other side has, or not at all.

import { differenceBetween, patched, type PlacesPatch } from './places-patch.ts';
import { writePlaces } from './places-text.ts';
import { readPlaces } from './read-places.ts';
import type { Places } from './scene.ts';

/** The name of one version of places. No two versions share one, whichever server made them. */
export type PlacesVersion = string;

export interface VersionedPlaces {
  readonly version: PlacesVersion;
  readonly places: Places;
}

/** What leads the asker to the places of `version`, from those it has where that is shorter. */
export type PlacesUpdate =
  /** The asker has them already. */
  | { readonly kind: 'unchanged'; readonly version: PlacesVersion }
  | {
      readonly kind: 'patch';
      readonly version: PlacesVersion;
      readonly since: PlacesVersion;
      readonly patch: PlacesPatch;
    }
  /** As text: between the server and the page nobody has to take some megabytes apart, or copy them. */
  | { readonly kind: 'whole'; readonly version: PlacesVersion; readonly text: string };

/** What to send to somebody who has the places of version `known`; null has none. `earlier` are versions still kept. */
export function updateSince(
  known: PlacesVersion | null,
  { version, places }: VersionedPlaces,
  earlier: readonly VersionedPlaces[],
): PlacesUpdate {
  if (known === version) return { kind: 'unchanged', version };
  const before = earlier.find((kept) => kept.version === known);
  if (before === undefined) return whole({ version, places });
  return { kind: 'patch', version, since: before.version, patch: differenceBetween(before.places, places) };
}

/** For somebody who has none. A page asks again whenever its tab is shown again, so the text is kept as long as the places. */
export function whole({ version, places }: VersionedPlaces): PlacesUpdate {
  const text = texts.get(places) ?? writePlaces(places);
  texts.set(places, text);
  return { kind: 'whole', version, text };
}

const texts = new WeakMap<Places, string>();

/** The places that an update leads to; undefined when it builds on others than `known`. */
export function updated(known: VersionedPlaces | undefined, update: PlacesUpdate): VersionedPlaces | undefined {
  const { version } = update;
  switch (update.kind) {
    case 'unchanged':
      return known?.version === version ? known : undefined;
    case 'patch':
      return known?.version === update.since ? { version, places: patched(known.places, update.patch) } : undefined;
    case 'whole':
      return { version, places: readPlaces(update.text) };
  }
}
