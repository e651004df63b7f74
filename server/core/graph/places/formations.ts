// The ways to place blocks that belong together: around a hub, in a ring, at a round table, to and fro, in a grid. Each
// tries a few shapes of its rectangle and takes the one that fits into the smallest frame of 16:10.

import { gap, isBlock, stack, table, tidyStack, rowWidth, type Block, type Hole, type Row } from './blocks.ts';

const aspect = 1.6;
const largestOpenRing = 14;
/** So many can stand around a hub and all be seen from it. */
const largestRim = 24;
const largestFan = 12;
const spacePerRing = 7;
const widestSpace = 200;

/** To and fro, so that each box stands beside the next. */
export function snakeBlock(order: readonly Block[]): Block {
  const columns = order.length <= 4 ? order.length : columnsFor(order);
  const rows = rowsOf(order, columns).map((row, index) => {
    if (index % 2 === 0) return [...row, ...holes(columns - row.length)];
    return [...holes(columns - row.length), ...row.toReversed()];
  });
  return table(rows);
}

function holes(count: number): readonly Hole[] {
  return Array.from({ length: count }, () => ({ hole: true, width: 0 }));
}

/** Around an empty middle; a long ring is folded like a comb instead, its first column being the way back. */
export function ringBlock(order: readonly Block[]): Block {
  return order.length <= largestOpenRing ? rim(order, []) : comb(order);
}

/** Clockwise along a rectangle, about what is in the middle. */
function rim(order: readonly Block[], middle: Row): Block {
  const fewestAside = middle.length > 0 ? 1 : 0;
  const candidates = countsAside(order.length, fewestAside).map((aside) => {
    const top = Math.floor((order.length - 2 * aside) / 2);
    return stack(rimRows(order, middle, { top, aside }), top > 0 ? 1 : 0);
  });
  return best(candidates);
}

/** How many may stand at the left and the right. */
function countsAside(count: number, fewest: number): readonly number[] {
  const most = Math.max(fewest, Math.floor(count / 3));
  return Array.from({ length: most - fewest + 1 }, (_, index) => fewest + index);
}

interface Sides {
  readonly top: number;
  /** At the left and at the right each. */
  readonly aside: number;
}

function rimRows(order: readonly Block[], middle: Row, { top, aside }: Sides): readonly Row[] {
  const above = order.slice(0, top);
  const right = order.slice(top, top + aside);
  const below = order.slice(top + aside, order.length - aside).toReversed();
  const left = order.slice(order.length - aside).toReversed();
  const width = Math.max(rowWidth(above), rowWidth(below));
  return [above, sidesRow(left, middle, right, width), below].filter((row) => row.length > 0);
}

/** What stands left and right of the middle, as far apart as the rows above and below are wide. */
function sidesRow(left: readonly Block[], middle: Row, right: readonly Block[], width: number): Row {
  const columns = [left, right].filter((side) => side.length > 0).map((side) => stack(side.map((block) => [block])));
  if (columns.length === 0) return middle;
  const [first, ...others] = columns;
  const used = rowWidth([...columns, ...middle]);
  const space: Hole = { hole: true, width: Math.max(0, (width - used) / 2 - gap) };
  const spaced = width > used + 2 * gap || middle.length === 0 ? [space] : [];
  return [...(first === undefined ? [] : [first]), ...spaced, ...middle, ...spaced, ...others];
}

/** On an ellipse, so that between no two of them stands a third; as small as their sizes allow. */
export function roundTable(order: readonly Block[]): Block {
  const seats = order.map((block, index): Seat => {
    const angle = ((2 * index - 1) / order.length - 0.5) * Math.PI;
    return { block, x: 1.3 * Math.cos(angle), y: Math.sin(angle) };
  });
  const apart = seats.flatMap((a, index) => seats.slice(index + 1).map((b) => radiusFor(a, b)));
  return scattered(seats, Math.max(0, ...apart));
}

interface Seat {
  readonly block: Block;
  readonly x: number;
  readonly y: number;
}

/** How large the table must be for two to fit beside or above each other. */
function radiusFor(a: Seat, b: Seat): number {
  const beside = ((a.block.width + b.block.width) / 2 + gap) / Math.max(1e-6, Math.abs(a.x - b.x));
  const above = ((a.block.height + b.block.height) / 2 + gap) / Math.max(1e-6, Math.abs(a.y - b.y));
  return Math.min(beside, above);
}

function scattered(seats: readonly Seat[], radius: number): Block {
  const placed = seats.map(({ block, x, y }) => ({
    block,
    x: x * radius - block.width / 2,
    y: y * radius - block.height / 2,
    flipped: y < -0.1,
  }));
  const left = Math.min(...placed.map((part) => part.x));
  const top = Math.min(...placed.map((part) => part.y));
  const parts = placed.map((part) => ({ ...part, x: part.x - left, y: part.y - top }));
  const width = Math.max(...parts.map((part) => part.x + part.block.width));
  const height = Math.max(...parts.map((part) => part.y + part.block.height));
  return { id: undefined, width, height, parts };
}

/**
 * Rows of which each is about one shorter than the one above. Where each is linked to each, fewer lines cross when they stand
 * in a triangle than around a middle or in columns.
 */
export function wedge(order: readonly Block[]): Block {
  const rows: Row[] = [];
  let rest = order;
  for (let left = Math.ceil(order.length / columnsFor(order)); rest.length > 0; left--) {
    const length = Math.ceil(rest.length / left + (left - 1) / 2);
    rows.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return stack(rows);
}

function comb(order: readonly Block[]): Block {
  const columns = columnsFor(order);
  const rows = Math.max(2, 2 * Math.round(order.length / columns / 2));
  const back = order.slice(order.length - rows).toReversed();
  const teeth = order.slice(0, order.length - rows);
  const lengths = toothLengths(teeth.length, rows);
  const widest = Math.max(...lengths);
  let start = 0;
  const lines = lengths.map((length, index): Row => {
    const tooth = teeth.slice(start, (start += length));
    const line = index % 2 === 0 ? tooth : tooth.toReversed();
    const first = back[index];
    return [...(first === undefined ? [] : [first]), ...line, ...holes(widest - length)];
  });
  return table(lines);
}

/** Each two rows of a comb are equally long, as the way turns at their end; one more stands at the end if need be. */
function toothLengths(count: number, rows: number): readonly number[] {
  const pairs = rows / 2;
  const longer = Math.floor((count % rows) / 2);
  const lengths = Array.from({ length: rows }, (_, row) => Math.floor(count / rows) + (row < 2 * longer ? 1 : 0));
  const odd = count - lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length, row) => (row === 2 * Math.min(longer, pairs - 1) ? length + odd : length));
}

/** The hub in the middle, the others in rows around it. */
export function aroundHub(hub: Block, children: readonly Block[]): Block {
  if (children.length === 0) return hub;
  if (children.length > 1 && children.length <= largestRim) return rim(children, [hub]);
  const columns = oddNumbersNear(columnsFor([hub, ...children]), children.length + 1);
  return best(columns.map((count) => rowsAround(hub, children, count)));
}

function rowsAround(hub: Block, children: readonly Block[], columns: number): Block {
  const beside = Math.min(columns - 1, children.length);
  const others = children.length - beside;
  const above = Math.floor(others / 2);
  const half = Math.ceil(beside / 2);
  const middle = children.slice(above, above + beside);
  const upper = rowsOf(children.slice(0, above).toReversed(), columns)
    .map((row) => row.toReversed())
    .toReversed();
  const lower = rowsOf(children.slice(above + beside), columns);
  const inSpace = padded(hub, Math.min(widestSpace, spacePerRing * Math.sqrt(children.length)));
  return tidyStack([...upper, [...middle.slice(0, half), inSpace, ...middle.slice(half)], ...lower], upper.length);
}

/** Free space around a busy hub, so that its lines fan out in the open. */
function padded(block: Block, space: number): Block {
  const part = { x: space, y: space, block, flipped: false };
  return { id: undefined, width: block.width + 2 * space, height: block.height + 2 * space, parts: [part] };
}

/** The hub on top, what hangs on it below, in sight of the hub while that is possible. */
export function belowHub(hub: Block, children: readonly Block[]): Block {
  if (children.length === 0) return hub;
  if (children.length <= largestFan) {
    const sides = countsAside(children.length, 0).map((aside) => ({ top: 0, aside }));
    return best(sides.map((each) => stack([[hub], ...rimRows(children, [], each)])));
  }
  const columns = numbersNear(columnsFor(children), children.length);
  return best(columns.map((count) => tidyStack([[hub], ...rowsOf(children, count)])));
}

function oddNumbersNear(number: number, most: number): readonly number[] {
  const odd = 2 * Math.floor(number / 2) + 1;
  return [...new Set([odd - 2, odd, odd + 2].map((each) => Math.min(Math.max(3, each), most + (1 - (most % 2)))))];
}

function numbersNear(number: number, most: number): readonly number[] {
  return [...new Set([number - 1, number, number + 1].map((each) => Math.min(Math.max(1, each), most)))];
}

function rowsOf(blocks: readonly Block[], columns: number): readonly (readonly Block[])[] {
  const rows: (readonly Block[])[] = [];
  for (let start = 0; start < blocks.length; start += columns) rows.push(blocks.slice(start, start + columns));
  return rows;
}

/** How many columns make a grid of these about 16:10. */
function columnsFor(blocks: readonly Block[]): number {
  const width = blocks.reduce((sum, block) => sum + block.width + gap, 0) / blocks.length;
  const height = blocks.reduce((sum, block) => sum + block.height + gap, 0) / blocks.length;
  return Math.min(blocks.length, Math.max(1, Math.round(Math.sqrt((blocks.length * aspect * height) / width))));
}

/** Rows of equally many. `orderFor` says which place each takes when there are so many columns; else as they come. */
export function gridBlock(blocks: readonly Block[], orderFor?: (columns: number) => readonly number[]): Block {
  const columns = columnsFor(blocks);
  const order = orderFor?.(columns) ?? blocks.map((_, index) => index);
  const ordered = order.map((index) => blocks[index]).filter(isBlock);
  return table(rowsOf(ordered, columns).map((row) => [...row, ...holes(columns - row.length)]));
}

/** Blocks that have nothing to do with each other, in rows. */
export function packed(blocks: readonly Block[]): Block {
  const total = blocks.reduce((sum, block) => sum + area(block), 0);
  const widest = Math.max(Math.sqrt(total * aspect), ...blocks.map((block) => block.width));
  const rows: Block[][] = [];
  for (const block of blocks) {
    const row = rows.at(-1);
    if (row !== undefined && rowWidth(row) + gap + block.width <= widest) row.push(block);
    else rows.push([block]);
  }
  return stack(rows);
}

export function area(block: Block): number {
  return (block.width + gap) * (block.height + gap);
}

/** The one that fits into the smallest frame of 16:10. */
function best(candidates: readonly Block[]): Block {
  const frame = (block: Block) => Math.max(block.width / aspect, block.height);
  return candidates.reduce((least, block) => (frame(block) < frame(least) ? block : least));
}
