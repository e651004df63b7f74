// Who stands where in a grid, when a network is of no particular shape: distances to a few far-apart boxes give each
// box rough coordinates (as in Harel and Koren, "Graph Drawing by High-Dimensional Embedding"), the grid is filled by
// them, each box is drawn a few times towards the middle of its neighbours, and then pairs swap that shorten lines so.

import { distance } from '../lines/course.ts';
import type { Links } from '../network.ts';
import type { Point } from '../scene.ts';

const landmarks = 8;
const rounds = 12;
const sweeps = 3;
/** How far from the middle of its neighbours a box looks for a better place, in cells. */
const reach = 1;
/** So much shorter get lines by a swap, at least, as sums are not exact. */
const leastGain = 1e-6;

/** The places of a grid, row by row: at each the index (in `members`) of the box that stands there. */
export function gridOrder(members: readonly number[], links: Links, columns: number): readonly number[] {
  const local = localLinks(members, links);
  let order = filled(roughPoints(local), columns);
  let best = order;
  let shortest = totalLength(order, local, columns);
  for (let round = 0; round < rounds; round++) {
    order = filled(drawnTogether(cellPoints(order, columns), local, round), columns);
    const length = totalLength(order, local, columns);
    if (length >= shortest) continue;
    best = order;
    shortest = length;
  }
  return afterSwaps(best, local, columns);
}

/** Boxes change places in pairs as long as lines get shorter that way; each looks around the middle of its neighbours. */
function afterSwaps(start: readonly number[], links: Links, columns: number): readonly number[] {
  const order = [...start];
  const points = [...cellPoints(order, columns)];
  const length = (member: number, { x, y }: Point, other: number) => {
    let sum = 0;
    for (const next of links[member] ?? []) {
      const at = points[next];
      // What it changes places with stays as far away as it is.
      if (at !== undefined && next !== other) sum += Math.sqrt((at.x - x) ** 2 + (at.y - y) ** 2);
    }
    return sum;
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let swaps = 0;
    points.forEach((_, member) => {
      const from = points[member] ?? corner;
      const middle = middleOf(links[member] ?? [], points) ?? from;
      let [best, least]: [number | undefined, number] = [undefined, -leastGain];
      for (let y = Math.round(middle.y) - reach; y <= Math.round(middle.y) + reach; y++) {
        for (let x = Math.round(middle.x) - reach; x <= Math.round(middle.x) + reach; x++) {
          const other = x < 0 || y < 0 || x >= columns ? undefined : order[y * columns + x];
          if (other === undefined || other === member) continue;
          const to = points[other] ?? corner;
          const gain = length(member, from, other) - length(member, to, other);
          const change = length(other, from, member) - length(other, to, member) - gain;
          if (change < least) [best, least] = [other, change];
        }
      }
      if (best === undefined) return;
      const to = points[best] ?? corner;
      [points[member], points[best]] = [to, from];
      [order[from.y * columns + from.x], order[to.y * columns + to.x]] = [best, member];
      swaps++;
    });
    if (swaps === 0) break;
  }
  return order;
}

function localLinks(members: readonly number[], links: Links): Links {
  const numberOf = new Map(members.map((index, number) => [index, number]));
  return members.map((index) => (links[index] ?? []).flatMap((next) => numberOf.get(next) ?? []));
}

/** Two coordinates out of the distances to landmarks: their two directions of widest spread. */
function roughPoints(links: Links): readonly Point[] {
  const distances: (readonly number[])[] = [];
  let farthest = 0;
  let nearest = links.map(() => Infinity);
  while (distances.length < Math.min(landmarks, links.length)) {
    const found = distancesFrom(farthest, links);
    distances.push(found);
    nearest = nearest.map((least, index) => Math.min(least, found[index] ?? 0));
    farthest = nearest.indexOf(Math.max(...nearest));
  }
  const axes = distances.map(centred);
  const first = widest(axes, undefined);
  const second = widest(axes, first);
  return links.map((_, index) => ({ x: along(axes, first, index), y: along(axes, second, index) }));
}

function distancesFrom(start: number, links: Links): readonly number[] {
  const distances = links.map(() => -1);
  distances[start] = 0;
  const reached = [start];
  for (const index of reached) {
    for (const next of links[index] ?? []) {
      if (distances[next] !== -1) continue;
      distances[next] = (distances[index] ?? 0) + 1;
      reached.push(next);
    }
  }
  return distances;
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** The direction of widest spread, across `other`: by power iteration on the covariances. */
function widest(axes: readonly (readonly number[])[], other: readonly number[] | undefined): readonly number[] {
  const covariance = axes.map((a) => axes.map((b) => dot(a, b)));
  let direction: readonly number[] = unit(axes.map((_, index) => 1 + index * 0.37 - (index % 2) * 1.9));
  for (let turn = 0; turn < 40; turn++) {
    const overlap = other === undefined ? 0 : dot(direction, other);
    const across = direction.map((value, index) => value - overlap * (other?.[index] ?? 0));
    direction = unit(covariance.map((row) => dot(row, across)));
  }
  return direction;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function unit(values: readonly number[]): readonly number[] {
  const length = Math.sqrt(dot(values, values));
  return length === 0 ? values : values.map((value) => value / length);
}

function along(axes: readonly (readonly number[])[], direction: readonly number[], index: number): number {
  return axes.reduce((sum, axis, number) => sum + (axis[index] ?? 0) * (direction[number] ?? 0), 0);
}

/** The grid filled: the leftmost go into the first column, in each column the uppermost first. */
function filled(points: readonly Point[], columns: number): readonly number[] {
  const rows = Math.ceil(points.length / columns);
  const full = points.length - (rows - 1) * columns;
  const byX = ranked(points, (point) => point.x);
  const order: number[] = [];
  let start = 0;
  for (let column = 0; column < columns; column++) {
    const height = column < full ? rows : rows - 1;
    const members = byX.slice(start, (start += height)).sort((a, b) => yOf(points, a) - yOf(points, b) || a - b);
    members.forEach((member, row) => (order[row * columns + column] = member));
  }
  return order;
}

function ranked(points: readonly Point[], of: (point: Point) => number): number[] {
  return points
    .map((point, index) => ({ index, value: of(point) }))
    .sort((a, b) => a.value - b.value || a.index - b.index)
    .map(({ index }) => index);
}

function yOf(points: readonly Point[], index: number): number {
  return points[index]?.y ?? 0;
}

const corner: Point = { x: 0, y: 0 };

function cellPoints(order: readonly number[], columns: number): readonly Point[] {
  const points = order.map(() => corner);
  order.forEach((member, place) => (points[member] = { x: place % columns, y: Math.floor(place / columns) }));
  return points;
}

/** Each part of the way to the middle of its neighbours, less so as the rounds go on. */
function drawnTogether(points: readonly Point[], links: Links, round: number): readonly Point[] {
  const share = 0.8 - (0.6 * round) / rounds;
  return points.map((point, index) => {
    const middle = middleOf(links[index] ?? [], points) ?? point;
    return { x: point.x + (middle.x - point.x) * share, y: point.y + (middle.y - point.y) * share };
  });
}

function middleOf(near: readonly number[], points: readonly Point[]): Point | undefined {
  if (near.length === 0) return undefined;
  let [x, y] = [0, 0];
  for (const next of near) {
    const each = points[next] ?? corner;
    x += each.x;
    y += each.y;
  }
  return { x: x / near.length, y: y / near.length };
}

function totalLength(order: readonly number[], links: Links, columns: number): number {
  const points = cellPoints(order, columns);
  let total = 0;
  points.forEach((point, index) => {
    for (const next of links[index] ?? []) total += distance(point, points[next] ?? point);
  });
  return total;
}
