// Where things stand in the drawing of one topology, from version to version, and what a preview has to be told of it.

import { buildGraph, drawnAlike } from '#core/graph/graph';
import { layout, layoutInSteps } from '#core/graph/layout';
import { noLayout, pinsIn, type LayoutFile } from '#core/graph/layout-file';
import {
  updateSince,
  whole,
  type PlacesUpdate,
  type PlacesVersion,
  type VersionedPlaces,
} from '#core/graph/places-update';
import type { Topology } from '#core/model/topology';

interface Drawn extends VersionedPlaces {
  /** One of those that are drawn like this. */
  readonly topology: Topology;
  readonly file: LayoutFile;
}

/** The first drawing, being made before anybody asks for it. */
interface Preparation {
  readonly topology: Topology;
  readonly file: LayoutFile;
  readonly work: Generator<undefined, Drawn, undefined>;
}

/** Of so many groups a drawing is prepared: one of fewer is there at once. */
const large = 300;

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
  /** Null as soon as one is ready, or nobody needs it any more. */
  #preparation: Preparation | undefined | null;
  #prepared: Drawn | undefined;

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

  /** Whether the first drawing of a large topology is still to be prepared. It is so once; later ones are laid out when they are asked for. */
  isDue(topology: Topology): boolean {
    return this.#preparation !== null && topology.routingGroups.length >= large;
  }

  /** Prepares the first drawing until `isEnough` says so: whoever opens a preview then does not wait for the layout. */
  prepare(topology: Topology, file: LayoutFile, isEnough: () => boolean): void {
    if (this.#preparation === null) return;
    if (this.#preparation?.topology !== topology || this.#preparation.file !== file)
      this.#preparation = { topology, file, work: this.#first(topology, file) };
    const { work } = this.#preparation;
    for (let step = work.next(); ; step = work.next()) {
      if (step.done === true) {
        this.#prepared = step.value;
        this.#preparation = null;
        return;
      }
      if (isEnough()) return;
    }
  }

  *#first(topology: Topology, file: LayoutFile): Generator<undefined, Drawn, undefined> {
    const graph = buildGraph(topology);
    yield;
    const places = yield* layoutInSteps(graph, undefined, pinsIn(file, graph));
    yield;
    const drawn = { version: this.#nextVersion(), places, topology, file };
    // Its text is kept with it.
    whole(drawn);
    return drawn;
  }

  /** What was prepared, if it is what is wanted; what is being prepared is brought to its end. */
  #takePrepared(topology: Topology, file: LayoutFile): Drawn | undefined {
    if (this.#preparation?.topology === topology) this.prepare(topology, file, () => false);
    const prepared = this.#prepared;
    this.#preparation = null;
    this.#prepared = undefined;
    return prepared?.file === file && drawnAlike(prepared.topology, topology) ? prepared : undefined;
  }

  #nextVersion(): PlacesVersion {
    return `${this.#name}/${++this.#count}`;
  }

  /** Unmoved as far as possible from one version to the next. */
  draw(topology: Topology, file: LayoutFile): Drawn {
    if (this.#versions.length === 0) {
      const prepared = this.#takePrepared(topology, file);
      if (prepared !== undefined) this.#versions = [prepared];
    }
    const [last, ...older] = this.#versions;
    const isAnew = this.#isAnew || (last !== undefined && last.file.places.size > 0 && file.places.size === 0);
    if (!isAnew && last?.file === file && drawnAlike(last.topology, topology)) return last;
    this.#isAnew = false;
    const graph = buildGraph(topology);
    const places = layout(graph, isAnew ? undefined : last?.places, pinsIn(file, graph));
    const isSame = last !== undefined && places === last.places;
    const version = isSame ? last.version : this.#nextVersion();
    const now = { version, places, topology, file };
    const before = isSame || last === undefined ? older : [last, ...older];
    this.#versions = [now, ...before].slice(0, keptVersions);
    return now;
  }
}
