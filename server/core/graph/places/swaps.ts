// Who stands where among the branches of a hub: those that are linked to others too change places with some of their size,
// as long as lines get shorter. A line that leaves the branches at the side that it leads to crosses few of theirs.

import { placesOf, type Block } from './blocks.ts';
import { distance } from '../lines/course.ts';
import type { Links } from '../network.ts';
import type { Point } from '../scene.ts';

const sweeps = 3;

/** `whole` with boxes of its `families` (by their index in `blocks`) changed about, each within its family. */
export function swapped(
  whole: Block,
  families: readonly (readonly number[])[],
  links: Links,
  blocks: readonly Block[],
): Block {
  const known = placesOf(whole);
  const places = blocks.map(({ id }) => (id === undefined ? undefined : known.get(id)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const family of families) for (const box of family) improve(box, family, links, blocks, places);
  }
  const parts = blocks.flatMap((block, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ ...place, block, flipped: false }];
  });
  return { ...whole, parts };
}

/** Swaps a box with the one of its family and size with which lines get shortest, if any do. */
function improve(
  box: number,
  family: readonly number[],
  links: Links,
  blocks: readonly Block[],
  places: (Point | undefined)[],
): void {
  if ((links[box]?.length ?? 0) < 2) return;
  const length = (index: number, other: number) => {
    const place = places[index];
    let sum = 0;
    for (const next of links[index] ?? []) {
      const to = places[next];
      if (place !== undefined && to !== undefined && next !== other) sum += distance(place, to);
    }
    return sum;
  };
  const swap = (other: number) => ([places[box], places[other]] = [places[other], places[box]]);
  let [best, least] = [box, -1];
  for (const other of family) {
    if (other === box || !areAlike(blocks[box], blocks[other])) continue;
    const before = length(box, other) + length(other, box);
    swap(other);
    const change = length(box, other) + length(other, box) - before;
    swap(other);
    if (change < least) [best, least] = [other, change];
  }
  if (best !== box) swap(best);
}

function areAlike(one: Block | undefined, other: Block | undefined): boolean {
  return one?.width === other?.width && one?.height === other?.height;
}
