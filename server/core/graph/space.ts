// Which rectangles are where: a grid of cells, each listing what touches it, so that asking about a place costs the
// same however much is drawn.

import type { Point } from './scene.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const cellSize = 160;

/** A set of rectangles that knows its neighbourhoods. */
export interface Space<T extends Rectangle> {
  readonly add: (item: T) => void;
  readonly remove: (item: T) => void;
  /** The items that overlap a rectangle, borders apart. */
  readonly at: (place: Rectangle) => readonly T[];
  /** Whether any does. */
  readonly taken: (place: Rectangle) => boolean;
  /** The first item that a point is in. */
  readonly under: (x: number, y: number) => T | undefined;
}

export function makeSpace<T extends Rectangle>(items: Iterable<T> = []): Space<T> {
  const cells = new Map<number, T[]>();
  // The cell that was asked about last: points come one after the other along a line.
  let last: readonly T[] = none;
  let lastKey: number | undefined;
  const add = (item: T) => {
    lastKey = undefined;
    everyCell(item, (key) => {
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [item]);
      else cell.push(item);
      return true;
    });
  };
  const remove = (item: T) => {
    lastKey = undefined;
    everyCell(item, (key) => {
      cells.set(key, cells.get(key)?.filter((each) => each !== item) ?? []);
      return true;
    });
  };
  const at = (place: Rectangle) => {
    const found = new Set<T>();
    everyCell(place, (key) => {
      for (const item of cells.get(key) ?? none) if (overlap(item, place)) found.add(item);
      return true;
    });
    return [...found];
  };
  const taken = (place: Rectangle) => {
    const isFree = (key: number) => !(cells.get(key) ?? none).some((item) => overlap(item, place));
    return !everyCell(place, isFree);
  };
  const under = (x: number, y: number) => {
    const key = keyOf(Math.floor(x / cellSize), Math.floor(y / cellSize));
    if (key !== lastKey) {
      lastKey = key;
      last = cells.get(key) ?? none;
    }
    for (const item of last) {
      if (x > item.x && x < item.x + item.width && y > item.y && y < item.y + item.height) return item;
    }
    return undefined;
  };
  for (const item of items) add(item);
  return { add, remove, at, taken, under };
}

const none: readonly never[] = [];

/** Whether two rectangles share more than a border. */
export function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a point is in a rectangle, or on its border. */
export function contains({ x, y, width, height }: Rectangle, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** Whether a straight line from one point to another has a part in a rectangle. */
export function crosses(place: Rectangle, from: Point, to: Point): boolean {
  let [first, last] = [0, 1];
  for (const [start, way, least, size] of [
    [from.x, to.x - from.x, place.x, place.width],
    [from.y, to.y - from.y, place.y, place.height],
  ] as const) {
    if (way === 0 && (start < least || start > least + size)) return false;
    if (way === 0) continue;
    const [one, other] = [(least - start) / way, (least + size - start) / way];
    first = Math.max(first, Math.min(one, other));
    last = Math.min(last, Math.max(one, other));
  }
  return first <= last;
}

/** A rectangle with a margin around it. */
export function grown(place: Rectangle, margin: number): Rectangle {
  return {
    x: place.x - margin,
    y: place.y - margin,
    width: place.width + 2 * margin,
    height: place.height + 2 * margin,
  };
}

export function centre(place: Rectangle): Point {
  return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}

/** The rectangle around some points. */
export function around(points: readonly Point[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The rectangle around some rectangles. */
export function surrounding(places: readonly Rectangle[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of places) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return places.length === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a rectangle lies in another one, which it may touch. */
export function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Whether `test` holds for every cell that a rectangle touches; asks no further after a no. */
function everyCell(place: Rectangle, test: (key: number) => boolean): boolean {
  const right = Math.floor((place.x + place.width) / cellSize);
  const bottom = Math.floor((place.y + place.height) / cellSize);
  for (let column = Math.floor(place.x / cellSize); column <= right; column++) {
    for (let row = Math.floor(place.y / cellSize); row <= bottom; row++) {
      if (!test(keyOf(column, row))) return false;
    }
  }
  return true;
}

/** One number for a cell; drawings are far smaller than the 2^20 cells a side that this holds. */
function keyOf(column: number, row: number): number {
  return column * 1_048_576 + row;
}
