// Where boxes go when most of them have a place already: what a person put somewhere is there, what stayed stays where
// it was, what grew or was put down pushes what it would cover, what is new looks for a free place near those it is
// linked to.

import { gap } from './blocks.ts';
import type { NodeId } from '../ids.ts';
import type { Point } from '../scene.ts';
import { centre, grown, makeSpace, type Rectangle, type Space } from '../space.ts';

/** A box to place: its size, and where it was if it was there before. */
export interface Settler {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
  readonly before: Rectangle | undefined;
  /** Where a person put it. */
  readonly pinned: Point | undefined;
  /** Ids of what it is linked to; of its neighbours in the text when there is nothing. */
  readonly near: readonly NodeId[];
  /** How far from the groups it has to be when it is a host or the Internet; undefined for a group. */
  readonly outsideBy: number | undefined;
}

interface Place extends Rectangle {
  readonly id: NodeId;
}

/** Clear of the left and top border of the drawing. */
export const margin = 32;
/** A box that is pushed goes this far away; others may stand as near as `nearest`. */
const clearance = 44;
const nearest = 20;
const step = 48;
/** The farther out, the coarser the search: a large drawing is left in few rings. */
const ringsToDouble = 16;
const mostPushes = 200;
const origin: Point = { x: 0, y: 0 };

/**
 * Places for all boxes: what is pinned is where it was put, of the others none moves that need not, and no two overlap.
 * Nothing goes left of or above `margin`. Of pinned boxes that overlap the later one goes to the nearest free place.
 */
export function settle(settlers: readonly Settler[]): Map<NodeId, Point> {
  const places = new Map<NodeId, Place>();
  const space = makeSpace<Place>();
  const put = (place: Place) => {
    places.set(place.id, place);
    space.add(place);
  };
  const pinned = settlers.filter((settler) => settler.pinned !== undefined);
  for (const settler of pinned)
    put({ ...freeAt({ ...settler, ...(settler.pinned ?? origin) }, space), id: settler.id });
  const isFixed = idsOf(pinned);
  const stayed = settlers.filter(({ id, before }) => before !== undefined && !isFixed.has(id));
  for (const { id, before, width, height } of stayed) put({ id, x: before?.x ?? 0, y: before?.y ?? 0, width, height });
  for (const settler of [...pinned, ...stayed.filter(hasGrown)]) {
    const place = places.get(settler.id);
    if (place !== undefined) makeWay(place, { space, places, isFixed });
  }
  for (const settler of settlers) {
    if (places.has(settler.id)) continue;
    put({ ...newPlace(settler, settlers, places, space), id: settler.id });
  }
  return places;
}

function idsOf(settlers: readonly Settler[]): ReadonlySet<NodeId> {
  return new Set(settlers.map(({ id }) => id));
}

/** Where a box can be put: there, or at the nearest place that is free of these. */
export function nearestFree(box: Rectangle, others: readonly Rectangle[]): Point {
  const { x, y } = freeAt(box, makeSpace(others));
  return { x, y };
}

function freeAt(wanted: Rectangle, space: Pick<Space<Rectangle>, 'taken'>): Rectangle {
  const place = {
    x: Math.max(margin, Math.round(wanted.x)),
    y: Math.max(margin, Math.round(wanted.y)),
    width: wanted.width,
    height: wanted.height,
  };
  return space.taken(place) ? freePlace(centre(place), place, space) : place;
}

function hasGrown({ before, width, height }: Settler): boolean {
  return before !== undefined && (before.width < width || before.height < height);
}

interface Ground {
  readonly space: Space<Place>;
  readonly places: Map<NodeId, Place>;
  /** What is pinned gives way to nothing. */
  readonly isFixed: ReadonlySet<NodeId>;
}

/**
 * Pushes what a box covers or nearly touches to the right or down, whichever is shorter, and what that covers in turn.
 * What would have to push a pinned box flees instead.
 */
function makeWay(pushingBox: Place, { space, places, isFixed }: Ground): void {
  const pushing = [pushingBox];
  let pushes = 0;
  const move = (from: Place, to: Place) => {
    space.remove(from);
    space.add(to);
    places.set(to.id, to);
  };
  for (const pusher of pushing) {
    if (places.get(pusher.id) !== pusher) continue;
    const around = space.at(grown(pusher, nearest)).filter((other) => other.id !== pusher.id);
    if (!isFixed.has(pusher.id) && around.some((other) => isFixed.has(other.id))) {
      move(pusher, fled(pusher, space));
      continue;
    }
    for (const other of around) {
      if (isFixed.has(other.id) || places.get(other.id) !== other) continue;
      const pushed = pushes++ < mostPushes ? { ...pushedBy(pusher, other), id: other.id } : undefined;
      if (pushed === undefined) {
        move(other, fled(other, space));
        continue;
      }
      move(other, pushed);
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
  space.remove(place);
  return { ...freePlace(centre(place), place, space), id: place.id };
}

/**
 * Straight beside what it is linked to, or beside all groups if it stands outside; else wherever there is room near.
 */
function newPlace(
  settler: Settler,
  settlers: readonly Settler[],
  places: ReadonlyMap<NodeId, Place>,
  space: Space<Place>,
): Rectangle {
  const near = settler.near.flatMap((id) => places.get(id) ?? []);
  const wish = near.length === 0 ? { x: margin, y: margin } : middleOf(near);
  const candidates =
    settler.outsideBy === undefined
      ? near.slice(0, mostNeighbours).flatMap((place) => besides(place, place, settler, gap))
      : alongFrame(frameOf(settlers, places), wish, settler, settler.outsideBy);
  const free = candidates.filter((place) => fits(place) && !space.taken(grown(place, nearest)));
  const distance = (place: Rectangle) => Math.hypot(centre(place).x - wish.x, centre(place).y - wish.y);
  const preference = settler.outsideBy === undefined ? preferenceInside : preferenceOutside;
  const [first, ...others] = free;
  if (first === undefined) return freePlace(wish, settler, space);
  return others.reduce((best, place) => (distance(place) < distance(best) - preference ? place : best), first);
}

/** So much farther away is fine for a place that comes earlier in the order: right, below, above, left. */
const preferenceInside = 60;
const preferenceOutside = 160;
const mostNeighbours = 6;
const mostSlides = 12;

function middleOf(places: readonly Rectangle[]): Point {
  const centres = places.map(centre);
  const mean = (of: (point: Point) => number) => centres.reduce((sum, point) => sum + of(point), 0) / centres.length;
  return { x: mean((point) => point.x), y: mean((point) => point.y) };
}

function fits(place: Rectangle): boolean {
  return place.x >= margin && place.y >= margin;
}

/** Right of, below, above and left of a rectangle, with its left or top border where a point says. */
function besides(place: Rectangle, { x, y }: Point, { width, height }: Size, distance: number): readonly Rectangle[] {
  return [
    { x: place.x + place.width + distance, y, width, height },
    { x, y: place.y + place.height + distance, width, height },
    { x, y: place.y - distance - height, width, height },
    { x: place.x - distance - width, y, width, height },
  ];
}

/** Beside the groups as a whole, level with a point or somewhat along the side where that is taken. */
function alongFrame(frame: Rectangle, level: Point, size: Size, distance: number): readonly Rectangle[] {
  const slides = Array.from({ length: 2 * mostSlides + 1 }, (_, index) =>
    index % 2 === 0 ? -index / 2 : (index + 1) / 2,
  );
  return slides.flatMap((slide) => {
    const x = Math.round(level.x - size.width / 2 + slide * (size.width + nearest));
    const y = Math.round(level.y - size.height / 2 + slide * (size.height + nearest));
    return besides(frame, { x, y }, size, distance);
  });
}

function frameOf(settlers: readonly Settler[], places: ReadonlyMap<NodeId, Place>): Rectangle {
  const groups = settlers.flatMap(({ id, outsideBy }) => (outsideBy === undefined ? (places.get(id) ?? []) : []));
  const x = Math.min(...groups.map((place) => place.x));
  const y = Math.min(...groups.map((place) => place.y));
  const right = Math.max(...groups.map((place) => place.x + place.width));
  const bottom = Math.max(...groups.map((place) => place.y + place.height));
  return groups.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : { x, y, width: right - x, height: bottom - y };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The free place nearest to a wished centre, looked for ring by ring; there is one, as nothing bounds the right and
 * bottom.
 */
function freePlace(wish: Point, size: Size, space: Pick<Space<Rectangle>, 'taken'>): Rectangle {
  const x = Math.max(margin, Math.round(wish.x - size.width / 2));
  const y = Math.max(margin, Math.round(wish.y - size.height / 2));
  for (let ring = 0; ; ring++) {
    const pace = step * (1 + ring / ringsToDouble);
    for (const { dx, dy } of ringOffsets(ring)) {
      const place = {
        x: Math.round(x + dx * pace),
        y: Math.round(y + dy * pace),
        width: size.width,
        height: size.height,
      };
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
