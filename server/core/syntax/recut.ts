// Cuts an edited text again where the edit may have moved a cut, and nowhere else.

import { cut, type Cut } from './cut.ts';
import { pieceIndexAt } from './places.ts';
import type { ParsedPiece } from './piece.ts';
import type { Tree } from './tree.ts';

/** A replacement of [`start`, `end`) of a text by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A tree with what is known of its pieces besides. */
export interface CutTree extends Tree {
  readonly pieces: readonly ParsedPiece[];
}

/** Pieces `from` to `to` of the old tree become `pieces`; the others stay. */
export interface Recut {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Cut[];
}

/**
 * The pieces that an edit changes. Where a piece begins depends on what is in it and on how the one before it ends, so
 * cutting begins one piece early, and stops where a cut falls on an old one: from there on the text is the same.
 */
export function recut(previous: CutTree, edit: TextEdit): Recut {
  const from = Math.max(0, pieceIndexAt(previous, edit.start) - (isStart(previous, edit.start) ? 2 : 1));
  const touched = pieceIndexAt(previous, edit.end) + 1;
  for (let ahead = 1; ; ahead *= 4) {
    const until = Math.min(touched + ahead, previous.pieces.length);
    const text = editedPieces(previous, edit, from, until);
    const pieces = cut(text);
    if (until === previous.pieces.length) return withoutUnchanged(previous, { from, to: until, pieces });
    const shift = edit.text.length - (edit.end - edit.start) - (previous.starts[from] ?? 0);
    const met = meeting(previous, pieces, touched, until, shift);
    if (met !== undefined) return withoutUnchanged(previous, { from, to: met.to, pieces: pieces.slice(0, met.count) });
  }
}

function isStart(tree: Tree, offset: number): boolean {
  return tree.starts[pieceIndexAt(tree, offset)] === offset;
}

/** The text of pieces `from` to `until` with the edit made. */
function editedPieces(tree: Tree, edit: TextEdit, from: number, until: number): string {
  let text = '';
  for (let i = from; i < until; i++) text += tree.pieces[i]?.text ?? '';
  const start = tree.starts[from] ?? 0;
  return text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
}

/** The first old cut behind the edit that is a cut again: that of piece `to`, behind `count` new pieces. */
function meeting(tree: Tree, pieces: readonly Cut[], touched: number, until: number, shift: number) {
  let to = touched;
  let at = 0;
  for (let count = 0; count < pieces.length && to < until; count++) {
    while (to < until && (tree.starts[to] ?? 0) + shift < at) to++;
    if (to < until && (tree.starts[to] ?? 0) + shift === at) return { to, count };
    at += pieces[count]?.text.length ?? 0;
  }
  return undefined;
}

/** Pieces at either end that are what they were stay the objects that they were. */
function withoutUnchanged(tree: CutTree, { from, to, pieces }: Recut): Recut {
  let head = 0;
  while (head < pieces.length && from + head < to && isSame(pieces[head], tree.pieces[from + head])) head++;
  let tail = 0;
  while (
    head + tail < pieces.length &&
    from + head < to - tail &&
    isSame(pieces[pieces.length - 1 - tail], tree.pieces[to - 1 - tail])
  ) {
    tail++;
  }
  return { from: from + head, to: to - tail, pieces: pieces.slice(head, pieces.length - tail) };
}

function isSame(one: Cut | undefined, other: Cut | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.text === other.text &&
    one.head === other.head &&
    one.opens === other.opens &&
    one.closes === other.closes
  );
}

/** A copy of a list with its elements `from` to `to` replaced. */
export function replaced<T, U>(list: readonly T[], from: number, to: number, by: readonly U[]): (T | U)[] {
  const copy: (T | U)[] = list.slice();
  // Arguments have a limit that the pieces of a pasted file may exceed.
  if (by.length > 10_000) return copy.slice(0, from).concat(by, copy.slice(to));
  copy.splice(from, to - from, ...by);
  return copy;
}
