// Hosts and the Internet stand outside, along the side that is nearest to the groups that send to them.

import { gap } from './blocks.ts';
import type { NodeId } from '../ids.ts';
import type { Point } from '../scene.ts';
import { centre, type Rectangle } from '../space.ts';

/** How far out a node is so that a caption of this width fits on the way. */
export function outsideDistance(captionWidth: number): number {
  return Math.max(distance, captionWidth + arrowRoom);
}

/** A node outside and the groups that it is linked to, where they stand. */
export interface Outsider {
  readonly id: NodeId;
  readonly kind: 'host' | 'internet' | 'foreign system';
  readonly width: number;
  readonly height: number;
  readonly linked: readonly Rectangle[];
  /** Of the widest caption on an edge to it. */
  readonly captionWidth: number;
}

type Side = 'top' | 'right' | 'bottom' | 'left';

const distance = 88;
/** What an arrow needs besides its caption. */
const arrowRoom = 56;
const between = 28;

/** Places around `frame`, in which the groups are; none overlaps another. */
export function placeOutside(outsiders: readonly Outsider[], frame: Rectangle): Map<NodeId, Point> {
  const sides: Record<Side, Wish[]> = { top: [], right: [], bottom: [], left: [] };
  for (const outsider of outsiders) {
    const wish = wishOf(outsider, frame);
    sides[sideOf(outsider, wish, frame)].push({ outsider, ...wish });
  }
  const beside = (wishes: readonly Wish[]) =>
    Math.max(distance, ...wishes.map((wish) => outsideDistance(wish.outsider.captionWidth)));
  const [right, left] = [frame.x + frame.width + beside(sides.right), frame.x - beside(sides.left)];
  const [top, bottom] = [frame.y - distance, frame.y + frame.height + distance];
  return new Map([
    ...alongHorizontal(sides.top, frame, (near, height) => top - near - height),
    ...alongVertical(sides.right, frame, (near) => right + near),
    ...alongHorizontal(sides.bottom, frame, (near) => bottom + near),
    ...alongVertical(sides.left, frame, (near, width) => left - near - width),
  ]);
}

interface Wish {
  readonly outsider: Outsider;
  readonly x: number;
  readonly y: number;
}

/** It would like to stand where the groups are that are linked to it. */
function wishOf(outsider: Outsider, frame: Rectangle): Point {
  const centres = (outsider.linked.length === 0 ? [frame] : outsider.linked).map(centre);
  const mean = (of: (point: Point) => number) => centres.reduce((sum, point) => sum + of(point), 0) / centres.length;
  return { x: mean((point) => point.x), y: mean((point) => point.y) };
}

/** The nearest side; the Internet stands above if that is about as near, hosts at the right. */
function sideOf(outsider: Outsider, wish: Point, frame: Rectangle): Side {
  const reach: Record<Side, number> = {
    top: wish.y - frame.y - (outsider.kind === 'internet' ? 4 * gap : 0),
    right: frame.x + frame.width - wish.x - (outsider.kind === 'internet' ? 0 : 2 * gap),
    bottom: frame.y + frame.height - wish.y + gap,
    left: wish.x - frame.x + gap,
  };
  const order: readonly Side[] = ['top', 'right', 'bottom', 'left'];
  return order.reduce((nearest, side) => (reach[side] < reach[nearest] ? side : nearest));
}

/** `across` gives a node's y from how far its row is from the side, and the node's height. */
function alongHorizontal(
  wishes: readonly Wish[],
  frame: Rectangle,
  across: (row: number, height: number) => number,
): [NodeId, Point][] {
  const rows = rowsOf(
    wishes,
    (wish) => wish.x,
    (wish) => wish.outsider.width,
    frame.width,
  );
  let reach = 0;
  return rows.flatMap((row) => {
    const near = reach;
    reach += Math.max(...row.map((wish) => wish.outsider.height)) + between;
    const starts = spread(row.map((wish) => ({ centre: wish.x, size: wish.outsider.width })));
    return row.map((wish, index): [NodeId, Point] => [
      wish.outsider.id,
      rounded(starts[index] ?? 0, across(near, wish.outsider.height)),
    ]);
  });
}

function alongVertical(
  wishes: readonly Wish[],
  frame: Rectangle,
  across: (column: number, width: number) => number,
): [NodeId, Point][] {
  const columns = rowsOf(
    wishes,
    (wish) => wish.y,
    (wish) => wish.outsider.height,
    frame.height,
  );
  let reach = 0;
  return columns.flatMap((column) => {
    const near = reach;
    reach += Math.max(...column.map((wish) => wish.outsider.width)) + between;
    const starts = spread(column.map((wish) => ({ centre: wish.y, size: wish.outsider.height })));
    return column.map((wish, index): [NodeId, Point] => [
      wish.outsider.id,
      rounded(across(near, wish.outsider.width), starts[index] ?? 0),
    ]);
  });
}

/** As many rows as it takes; neighbours along the side go to different rows, so that all stay near their wish. */
function rowsOf(
  wishes: readonly Wish[],
  along: (wish: Wish) => number,
  size: (wish: Wish) => number,
  length: number,
): readonly (readonly Wish[])[] {
  const sorted = wishes.toSorted((a, b) => along(a) - along(b));
  const total = sorted.reduce((sum, wish) => sum + size(wish) + between, 0);
  const count = Math.max(1, Math.ceil(total / Math.max(length, 600)));
  const rows = Array.from({ length: count }, (_, row) => sorted.filter((_, index) => index % count === row));
  return rows.filter((row) => row.length > 0);
}

/** Starts as near to the wished centres as can be, in order and without overlap: those that collide share the shift. */
function spread(wishes: readonly Span[]): number[] {
  const runs: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const wish of wishes) {
    offsets.push(offset);
    let run = { sum: wish.centre - wish.size / 2 - offset, count: 1 };
    for (
      let last = runs.at(-1);
      last !== undefined && last.sum / last.count > run.sum / run.count;
      last = runs.at(-1)
    ) {
      run = { sum: run.sum + last.sum, count: run.count + last.count };
      runs.pop();
    }
    runs.push(run);
    offset += wish.size + between;
  }
  const shifts = runs.flatMap((run) => Array.from({ length: run.count }, () => run.sum / run.count));
  return shifts.map((shift, index) => shift + (offsets[index] ?? 0));
}

interface Span {
  readonly centre: number;
  readonly size: number;
}

function rounded(x: number, y: number): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
