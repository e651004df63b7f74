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
  readonly under: (point: Point) => T | undefined;
}

export function makeSpace<T extends Rectangle>(items: Iterable<T> = []): Space<T> {
  const cells = new Map<number, T[]>();
  const add = (item: T) => {
    for (const key of cellsOf(item)) {
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [item]);
      else cell.push(item);
    }
  };
  const remove = (item: T) => {
    for (const key of cellsOf(item)) cells.set(key, cells.get(key)?.filter((each) => each !== item) ?? []);
  };
  const at = (place: Rectangle) => {
    const found = new Set<T>();
    for (const key of cellsOf(place)) {
      for (const item of cells.get(key) ?? []) if (overlap(item, place)) found.add(item);
    }
    return [...found];
  };
  const taken = (place: Rectangle) => {
    for (const key of cellsOf(place)) {
      for (const item of cells.get(key) ?? []) if (overlap(item, place)) return true;
    }
    return false;
  };
  const under = (point: Point) => cells.get(cellAt(point.x, point.y))?.find((item) => holds(item, point));
  for (const item of items) add(item);
  return { add, remove, at, taken, under };
}

/** Whether two rectangles share more than a border. */
export function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
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

function holds(place: Rectangle, point: Point): boolean {
  return point.x > place.x && point.x < place.x + place.width && point.y > place.y && point.y < place.y + place.height;
}

function* cellsOf(place: Rectangle): Generator<number> {
  const right = Math.floor((place.x + place.width) / cellSize);
  const bottom = Math.floor((place.y + place.height) / cellSize);
  for (let column = Math.floor(place.x / cellSize); column <= right; column++) {
    for (let row = Math.floor(place.y / cellSize); row <= bottom; row++) yield key(column, row);
  }
}

function cellAt(x: number, y: number): number {
  return key(Math.floor(x / cellSize), Math.floor(y / cellSize));
}

/** One number for a cell; drawings are far smaller than the 2^20 cells a side that this holds. */
function key(column: number, row: number): number {
  return column * 1_048_576 + row;
}
