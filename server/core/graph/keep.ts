// Where boxes go when most of them have a place already: what stayed stays where it was, what grew pushes what it
// would cover, what is new looks for a free place near those it is linked to.

import { gap } from './blocks.ts';
import type { NodeId, Point } from './scene.ts';
import { centre, grown, makeSpace, overlap, type Rectangle, type Space } from './space.ts';

/** A box to place: its size, and where it was if it was there before. */
export interface Settler {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
  readonly before: Rectangle | undefined;
  /** Ids of what it is linked to, and last the box before it in the text. */
  readonly near: readonly NodeId[];
}

interface Place extends Rectangle {
  readonly id: NodeId;
}

/** Clear of the left and top border of the drawing. */
export const margin = 32;
/** Boxes may come as near as this before one has to make way. */
const clearance = 24;
const step = 48;
const mostPushes = 200;

/** Places for all: nobody moves who need not, and no two overlap. Nothing goes left of or above `margin`. */
export function settle(settlers: readonly Settler[]): Map<NodeId, Point> {
  const places = new Map<NodeId, Place>();
  const space = makeSpace<Place>();
  const put = (place: Place) => {
    places.set(place.id, place);
    space.add(place);
  };
  const stayed = settlers.filter((settler) => settler.before !== undefined);
  for (const { id, before, width, height } of stayed) put({ id, x: before?.x ?? 0, y: before?.y ?? 0, width, height });
  for (const settler of stayed) {
    const place = places.get(settler.id);
    if (place !== undefined && hasGrown(settler)) makeWay(place, space, places);
  }
  for (const settler of settlers) {
    if (settler.before !== undefined) continue;
    const wish = wishOf(settler, places);
    put({ ...freePlace(wish, settler, space), id: settler.id });
  }
  return places;
}

function hasGrown({ before, width, height }: Settler): boolean {
  return before !== undefined && (before.width < width || before.height < height);
}

/** Pushes what a box covers to the right or down, whichever is shorter, and what that covers in turn. */
function makeWay(grownBox: Place, space: Space<Place>, places: Map<NodeId, Place>): void {
  const pushing = [grownBox];
  let pushes = 0;
  for (const pusher of pushing) {
    for (const other of space.at(pusher)) {
      if (other.id === pusher.id || !overlap(other, pusher)) continue;
      space.remove(other);
      const pushed = pushes++ < mostPushes ? { ...pushedBy(pusher, other), id: other.id } : fled(other, space);
      space.add(pushed);
      places.set(pushed.id, pushed);
      pushing.push(pushed);
    }
  }
}

function pushedBy(pusher: Rectangle, other: Rectangle): Rectangle {
  const right = pusher.x + pusher.width + clearance - other.x;
  const down = pusher.y + pusher.height + clearance - other.y;
  return right < down ? { ...other, x: other.x + right } : { ...other, y: other.y + down };
}

function fled(place: Place, space: Space<Place>): Place {
  return { ...freePlace(centre(place), place, space), id: place.id };
}

/** In the middle of its neighbours that have a place; without any, beside the box before it in the text. */
function wishOf(settler: Settler, places: ReadonlyMap<NodeId, Place>): Point {
  const near = settler.near.flatMap((id) => places.get(id) ?? []).map(centre);
  if (near.length === 0) return { x: margin, y: margin };
  const mean = (of: (point: Point) => number) => near.reduce((sum, point) => sum + of(point), 0) / near.length;
  return { x: mean((point) => point.x), y: mean((point) => point.y) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The free place nearest to a wished centre, looked for ring by ring; there is one, as nothing bounds the right and bottom. */
export function freePlace(wish: Point, size: Size, space: Space<Place>): Rectangle {
  const x = Math.max(margin, Math.round(wish.x - size.width / 2));
  const y = Math.max(margin, Math.round(wish.y - size.height / 2));
  for (let ring = 0; ; ring++) {
    for (const { dx, dy } of ringOffsets(ring)) {
      const place = { x: x + dx * step, y: y + dy * step, width: size.width, height: size.height };
      if (place.x < margin || place.y < margin) continue;
      if (!space.taken(grown(place, gap - 8))) return place;
    }
  }
}

/** The cells around a middle one, nearest first. */
function ringOffsets(ring: number): readonly { readonly dx: number; readonly dy: number }[] {
  if (ring === 0) return [{ dx: 0, dy: 0 }];
  const offsets: { dx: number; dy: number }[] = [];
  for (let along = 0; along <= ring; along++) {
    for (const side of along === 0 ? [0] : [along, -along]) {
      offsets.push({ dx: ring, dy: side }, { dx: side, dy: ring }, { dx: -ring, dy: side }, { dx: side, dy: -ring });
    }
  }
  return offsets;
}
