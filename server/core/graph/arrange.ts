// Where routing groups go when nothing has a place yet. Networks of mail are few shapes put together: a hub with
// spokes, a ring, a small mesh of hubs each with branches, a chain. Each part that hangs together is recognised as one
// of these and arranged as a block; every step looks at each group and connector a fixed number of times.

import {
  gap,
  isBlock,
  placesOf,
  stack,
  table,
  tidyStack,
  rowWidth,
  type Block,
  type Hole,
  type Row,
} from './blocks.ts';
import type { NodeId, Point } from './scene.ts';

/** Which boxes are linked, in either direction; by their index. */
export type Links = readonly (readonly number[])[];

interface Sized {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
}

const aspect = 1.6;
const largestMesh = 12;
const largestOpenRing = 14;

/** Places for boxes that are linked like this: no two overlap, the whole about 16:10. */
export function arrange(boxes: readonly Sized[], links: Links): Map<NodeId, Point> {
  const blocks = boxes.map(({ id, width, height }): Block => ({ id, width, height, parts: [] }));
  const components = componentsOf(links);
  const joined = components.filter((component) => component.length > 1);
  const alone = components.flatMap((component) => (component.length === 1 ? blocksAt(blocks, component) : []));
  const arranged = joined.map((component) => componentBlock(component, links, blocks));
  const islands = alone.length === 0 ? [] : [gridBlock(alone)];
  return placesOf(packed([...arranged.sort((a, b) => area(b) - area(a)), ...islands]));
}

function componentsOf(links: Links): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const components: number[][] = [];
  links.forEach((_, start) => {
    if (seen.has(start)) return;
    seen.add(start);
    const component = [start];
    for (const index of component) {
      for (const next of links[index] ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        component.push(next);
      }
    }
    components.push(component.sort((a, b) => a - b));
  });
  return components;
}

function componentBlock(component: readonly number[], links: Links, blocks: readonly Block[]): Block {
  if (component.every((index) => degree(links, index) <= 2)) return chainOrRing(component, links, blocks);
  const core = coreOf(component, links);
  if (isRing(core, links) || isMeshOfHubs(core, links)) {
    const inside = new Set(core);
    return ringBlock(walk(core, links).map((index) => treeBlock(index, links, blocks, inside)));
  }
  return treeBlock(busiest(component, links), links, blocks, new Set());
}

function degree(links: Links, index: number): number {
  return links[index]?.length ?? 0;
}

function busiest(component: readonly number[], links: Links): number {
  return component.reduce((best, index) => (degree(links, index) > degree(links, best) ? index : best));
}

/** What is left when branches are cut off, twig by twig: every box in it is on a circle. */
function coreOf(component: readonly number[], links: Links): readonly number[] {
  const left = new Map(component.map((index) => [index, degree(links, index)]));
  const twigs = component.filter((index) => degree(links, index) === 1);
  for (const twig of twigs) {
    left.delete(twig);
    for (const next of links[twig] ?? []) {
      const remaining = left.get(next);
      if (remaining === undefined) continue;
      left.set(next, remaining - 1);
      if (remaining === 2) twigs.push(next);
    }
  }
  return [...left.keys()];
}

function coreDegrees(core: readonly number[], links: Links): readonly number[] {
  const inside = new Set(core);
  return core.map((index) => (links[index] ?? []).filter((next) => inside.has(next)).length);
}

function isRing(core: readonly number[], links: Links): boolean {
  return core.length > 2 && coreDegrees(core, links).every((each) => each === 2);
}

/** A few boxes, none of which alone is the centre of all others. */
function isMeshOfHubs(core: readonly number[], links: Links): boolean {
  if (core.length < 3 || core.length > largestMesh) return false;
  return coreDegrees(core, links).filter((each) => each === core.length - 1).length !== 1;
}

/** An order in which neighbours follow each other where they can: along a ring, around a mesh. */
function walk(indices: readonly number[], links: Links): readonly number[] {
  const left = new Set(indices);
  const ends = indices.filter((index) => degree(links, index) === 1);
  const order: number[] = [];
  let current = ends[0] ?? indices[0];
  while (current !== undefined) {
    order.push(current);
    left.delete(current);
    current = (links[current] ?? []).find((next) => left.has(next)) ?? firstOf(left);
  }
  return order;
}

function firstOf<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}

function chainOrRing(component: readonly number[], links: Links, blocks: readonly Block[]): Block {
  const order = blocksAt(blocks, walk(component, links));
  return isRing(component, links) ? ringBlock(order) : snakeBlock(order);
}

/** To and fro, so that each box stands beside the next. */
function snakeBlock(order: readonly Block[]): Block {
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
function ringBlock(order: readonly Block[]): Block {
  return order.length <= largestOpenRing ? openRing(order) : comb(order);
}

function openRing(order: readonly Block[]): Block {
  const rows = Math.max(2, Math.round((order.length / 2 + 2) / 2.33));
  const sides = rows - 2;
  const top = Math.floor((order.length - 2 * sides) / 2);
  const right = order.slice(top, top + sides);
  const bottom = order.slice(top + sides, order.length - sides).toReversed();
  const left = order.slice(order.length - sides).toReversed();
  const above = order.slice(0, top);
  const width = Math.max(rowWidth(above), rowWidth(bottom));
  const middle = right.map((block, index) => sideRow(left[index], block, width));
  return stack([above, ...middle, bottom], 1);
}

function sideRow(left: Block | undefined, right: Block, width: number): Row {
  if (left === undefined) return [right];
  return [left, { hole: true, width: Math.max(gap, width - left.width - right.width - 2 * gap) }, right];
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

/** A box with what hangs on it: nearest boxes first, each with its own branches, never into `walls`. */
function treeBlock(root: number, links: Links, blocks: readonly Block[], walls: ReadonlySet<number>): Block {
  const { order, childrenOf } = treeOf(root, links, walls);
  const finished = new Map<number, Block>();
  for (const index of order.toReversed()) {
    const children = blocksAt(finished, childrenOf.get(index) ?? []);
    const hub = blocks[index];
    if (hub === undefined) continue;
    const around = index === root && walls.size === 0;
    finished.set(index, around ? aroundHub(hub, children) : belowHub(hub, children));
  }
  return finished.get(root) ?? stack([]);
}

interface Tree {
  /** Parents before children. */
  readonly order: readonly number[];
  readonly childrenOf: ReadonlyMap<number, readonly number[]>;
}

function treeOf(root: number, links: Links, walls: ReadonlySet<number>): Tree {
  const seen = new Set([root]);
  const order = [root];
  const childrenOf = new Map<number, readonly number[]>();
  for (const index of order) {
    const children = (links[index] ?? []).filter((next) => !seen.has(next) && !walls.has(next));
    for (const child of children) seen.add(child);
    order.push(...children);
    childrenOf.set(index, children);
  }
  return { order, childrenOf };
}

/** The hub in the middle, the others in rows around it. */
function aroundHub(hub: Block, children: readonly Block[]): Block {
  if (children.length === 0) return hub;
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
  return tidyStack([...upper, [...middle.slice(0, half), hub, ...middle.slice(half)], ...lower], upper.length);
}

/** The hub on top, what hangs on it in rows below. */
function belowHub(hub: Block, children: readonly Block[]): Block {
  if (children.length === 0) return hub;
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

function gridBlock(blocks: readonly Block[]): Block {
  const columns = columnsFor(blocks);
  return table(rowsOf(blocks, columns).map((row) => [...row, ...holes(columns - row.length)]));
}

/** Blocks that have nothing to do with each other, in rows. */
function packed(blocks: readonly Block[]): Block {
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

function area(block: Block): number {
  return (block.width + gap) * (block.height + gap);
}

/** The one that fits into the smallest frame of 16:10. */
function best(candidates: readonly Block[]): Block {
  const frame = (block: Block) => Math.max(block.width / aspect, block.height);
  return candidates.reduce((least, block) => (frame(block) < frame(least) ? block : least));
}

function blocksAt(blocks: ReadonlyMap<number, Block> | readonly Block[], indices: readonly number[]): readonly Block[] {
  const at = (index: number) => (blocks instanceof Map ? blocks.get(index) : (blocks as readonly Block[])[index]);
  return indices.map(at).filter(isBlock);
}
