// Where things stand in the drawing of one topology, from version to version, and what a preview has to be told of it.

import { buildGraph, drawnAlike } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { noLayout, pinsIn, type LayoutFile } from '#core/graph/layout-file';
import { updateSince, type PlacesUpdate, type PlacesVersion, type VersionedPlaces } from '#core/graph/places-update';
import type { Topology } from '#core/model/topology';

interface Drawn extends VersionedPlaces {
  /** One of those that are drawn like this. */
  readonly topology: Topology;
  readonly file: LayoutFile;
}

/** A preview has the last version that it was told, unless it was reloaded; then it has none. */
const keptVersions = 3;

export class Drawing {
  /** Tells the versions of this drawing from those of any other, of an earlier server too. */
  readonly #name = crypto.getRandomValues(new Uint32Array(3)).join('-');
  #count = 0;
  /** The newest first. */
  #versions: readonly Drawn[] = [];
  /** What stands where counts no more. */
  #isAnew = false;

  /** The next drawing is laid out as if there had been none. */
  startAnew(): void {
    this.#isAnew = true;
  }

  /** What leads to the places of a topology, of which a file says where people put things, from those of version `known`; null has none. */
  update(
    topology: Topology,
    known: PlacesVersion | null,
    file: LayoutFile = noLayout,
  ): { readonly now: VersionedPlaces; readonly update: PlacesUpdate } {
    const now = this.draw(topology, file);
    return { now, update: updateSince(known, now, this.#versions) };
  }

  /** Unmoved as far as possible from one version to the next. */
  draw(topology: Topology, file: LayoutFile): Drawn {
    const [last, ...older] = this.#versions;
    const isAnew = this.#isAnew || (last !== undefined && last.file.places.size > 0 && file.places.size === 0);
    if (!isAnew && last?.file === file && drawnAlike(last.topology, topology)) return last;
    this.#isAnew = false;
    const graph = buildGraph(topology);
    const places = layout(graph, isAnew ? undefined : last?.places, pinsIn(file, graph));
    const isSame = last !== undefined && places === last.places;
    const version = isSame ? last.version : `${this.#name}/${++this.#count}`;
    const now = { version, places, topology, file };
    const before = isSame || last === undefined ? older : [last, ...older];
    this.#versions = [now, ...before].slice(0, keptVersions);
    return now;
  }
}
