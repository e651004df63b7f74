// Who stands where among the branches of a hub: those that are linked to others too change places with some of their size,
// as long as lines get shorter. A line that leaves the branches at the side that it leads to crosses few of theirs.

import { groupedBy } from '#core/model/multimap';
import { placesOf, type Block } from './blocks.ts';
import { lengthOf } from '../lines/course.ts';
import type { Links } from '../network.ts';

const sweeps = 3;

/** Where each box is, by its index in numbers: a large drawing asks for millions. Not a number for one that has no place. */
interface Spots {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How long the lines of each are together. */
  readonly length: Float64Array;
}

/** `whole` with boxes of its `families` (by their index in `blocks`) changed about, each within its family. */
export function swapped(
  whole: Block,
  families: readonly (readonly number[])[],
  links: Links,
  blocks: readonly Block[],
): Block {
  const known = placesOf(whole);
  const places = blocks.map(({ id }) => (id === undefined ? undefined : known.get(id)));
  const spots: Spots = {
    x: Float64Array.from(places, (place) => place?.x ?? NaN),
    y: Float64Array.from(places, (place) => place?.y ?? NaN),
    length: new Float64Array(blocks.length),
  };
  for (const index of blocks.keys()) measure(index, links, spots);
  const alike = families.map((family) => groupedBy(family, (box) => sizeOf(blocks[box])));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    families.forEach((family, index) => {
      for (const box of family) improve(box, alike[index]?.get(sizeOf(blocks[box])) ?? [], links, spots);
    });
  }
  const parts = blocks.flatMap((block, index) =>
    places[index] === undefined ? [] : [{ x: spots.x[index] ?? 0, y: spots.y[index] ?? 0, block, flipped: false }],
  );
  return { ...whole, parts };
}

/** Swaps a box with the one of those like it with which lines get shortest, if any do. */
function improve(box: number, alike: readonly number[], links: Links, spots: Spots): void {
  const own = links[box] ?? [];
  if (own.length < 2) return;
  let [best, least] = [box, -1];
  for (const other of alike) {
    if (other === box) continue;
    // A line between the two is as long as before.
    const between = own.includes(other) ? 2 * lengthAt(box, [other], -1, spots) : 0;
    const before = (spots.length[box] ?? 0) + (spots.length[other] ?? 0) - between;
    const moved = lengthAt(other, own, other, spots);
    if (moved - before >= least) continue;
    const change = moved + lengthAt(box, links[other] ?? [], box, spots) - before;
    if (change < least) [best, least] = [other, change];
  }
  if (best === box) return;
  for (const axis of [spots.x, spots.y]) swap(axis, box, best);
  for (const index of [box, best, ...own, ...(links[best] ?? [])]) measure(index, links, spots);
}

function measure(box: number, links: Links, spots: Spots): void {
  spots.length[box] = lengthAt(box, links[box] ?? [], -1, spots);
}

/** How long lines to all that is linked but one would be from the place of a box. */
function lengthAt(box: number, linked: readonly number[], except: number, { x, y }: Spots): number {
  const [fromX, fromY] = [x[box] ?? NaN, y[box] ?? NaN];
  let sum = 0;
  for (const next of linked) {
    if (next === except) continue;
    const length = lengthOf((x[next] ?? NaN) - fromX, (y[next] ?? NaN) - fromY);
    if (!Number.isNaN(length)) sum += length;
  }
  return sum;
}

function swap(axis: Float64Array, one: number, other: number): void {
  [axis[one], axis[other]] = [axis[other] ?? NaN, axis[one] ?? NaN];
}

function sizeOf(block: Block | undefined): string {
  return `${block?.width} ${block?.height}`;
}
