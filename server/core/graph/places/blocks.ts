// Blocks: rectangles that hold boxes and other blocks side by side. Arranging is done from the inside out with sizes
// alone; `placesOf` reads off at the end where every box has come to stand.

import type { NodeId } from '../ids.ts';
import type { Point } from '../scene.ts';

/** The space between two boxes: room for a curve and its label. */
export const gap = 64;

export interface Block {
  readonly width: number;
  readonly height: number;
  /** The box that it is; undefined when it only holds others. */
  readonly id: NodeId | undefined;
  readonly parts: readonly Part[];
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly block: Block;
  /** Upside down: what is first in the block comes last. */
  readonly flipped: boolean;
}

/** An empty place in a row. */
export interface Hole {
  readonly hole: true;
  readonly width: number;
}
export type Row = readonly (Block | Hole)[];

export function isBlock(entry: Block | Hole | undefined): entry is Block {
  return entry !== undefined && !('hole' in entry);
}

/** Rows one below the other, each centred; those above `hubRow` are turned upside down, towards it. */
export function stack(rows: readonly Row[], hubRow = 0): Block {
  const widths = rows.map(rowWidth);
  const width = Math.max(0, ...widths);
  const parts: Part[] = [];
  let top = 0;
  rows.forEach((row, index) => {
    const height = rowHeight(row);
    let left = (width - (widths[index] ?? 0)) / 2;
    for (const entry of row) {
      if (isBlock(entry)) parts.push(partAt(entry, left, top, height, index, hubRow));
      left += entry.width + gap;
    }
    top += height + gap;
  });
  return { id: undefined, width, height: Math.max(0, top - gap), parts };
}

/** Boxes are centred in their row; a block with a hub of its own has it towards the middle of the whole. */
function partAt(block: Block, x: number, top: number, height: number, row: number, hubRow: number): Part {
  const rest = height - block.height;
  const flipped = row < hubRow;
  const share = block.id !== undefined || row === hubRow ? 0.5 : flipped ? 1 : 0;
  return { x, y: top + rest * share, block, flipped };
}

/** Rows with their columns aligned. */
export function table(rows: readonly Row[], hubRow = 0): Block {
  return stack(aligned(rows), hubRow);
}

/** The columns aligned where that costs little width, else each row on its own. */
export function tidyStack(rows: readonly Row[], hubRow = 0): Block {
  const inColumns = table(rows, hubRow);
  const inRows = stack(rows, hubRow);
  return inColumns.width <= inRows.width * 1.25 ? inColumns : inRows;
}

function aligned(given: readonly Row[]): readonly Row[] {
  const columns = Math.max(0, ...given.map((row) => row.length));
  const rows = given.map((row) => (columns % 2 === 1 && row.length % 2 === 0 ? parted(row) : row));
  const widths = Array.from({ length: columns }, () => 0);
  const shifts = rows.map((row) => Math.floor((columns - row.length) / 2));
  rows.forEach((row, index) => {
    row.forEach((entry, place) => {
      const column = place + (shifts[index] ?? 0);
      widths[column] = Math.max(widths[column] ?? 0, entry.width);
    });
  });
  return rows.map((row, index) => widths.map((width, column) => widened(row[column - (shifts[index] ?? 0)], width)));
}

/** A short row keeps the middle free, so that both sides are alike. */
function parted(row: Row): Row {
  return [...row.slice(0, row.length / 2), { hole: true, width: 0 }, ...row.slice(row.length / 2)];
}

function widened(entry: Block | Hole | undefined, width: number): Block | Hole {
  if (!isBlock(entry)) return { hole: true, width };
  if (entry.width === width) return entry;
  const part = { x: (width - entry.width) / 2, y: 0, block: entry, flipped: false };
  return { id: undefined, width, height: entry.height, parts: [part] };
}

export function rowWidth(row: Row): number {
  return row.reduce((sum, entry) => sum + entry.width + gap, -gap);
}

function rowHeight(row: Row): number {
  return row.reduce((highest, entry) => (isBlock(entry) ? Math.max(highest, entry.height) : highest), 0);
}

/** Where each box's top left corner is, counted from that of the block. */
export function placesOf(block: Block): Map<NodeId, Point> {
  const places = new Map<NodeId, Point>();
  const waiting = [{ block, x: 0, y: 0, flipped: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.block.id !== undefined) places.set(next.block.id, { x: Math.round(next.x), y: Math.round(next.y) });
    for (const part of next.block.parts) {
      const y = next.flipped ? next.block.height - part.y - part.block.height : part.y;
      waiting.push({ block: part.block, x: next.x + part.x, y: next.y + y, flipped: next.flipped !== part.flipped });
    }
  }
  return places;
}
