// From places in pieces to places in the file, and back.

import type { Declaration, Piece, Span, Tree } from './tree.ts';

/** Where each piece stood when it was last looked for. Pieces keep their order, so it is near there still. */
const lastIndex = new WeakMap<Piece, number>();

/** The absolute offset of a piece of the tree. A piece of another tree is a mistake of the caller: it throws. */
export function startOf(tree: Tree, piece: Piece): number {
  const index = indexOf(tree, piece);
  lastIndex.set(piece, index);
  return tree.starts[index] ?? 0;
}

/** Remembers where pieces `from` to `to` of a new tree stand: nobody has looked for them yet. */
export function rememberPieces(pieces: readonly Piece[], from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const piece = pieces[i];
    if (piece !== undefined) lastIndex.set(piece, i);
  }
}

/** How far from where it stood a piece is looked for before the whole tree is searched. */
const nearby = 64;

function indexOf({ pieces }: Tree, piece: Piece): number {
  const hint = Math.min(lastIndex.get(piece) ?? 0, pieces.length - 1);
  for (let away = 0; away < nearby; away++) {
    if (pieces[hint + away] === piece) return hint + away;
    if (pieces[hint - away] === piece) return hint - away;
  }
  // One that moved farther has not moved alone: all are looked up at once, so that the next ones are found nearby.
  rememberPieces(pieces, 0, pieces.length);
  const index = lastIndex.get(piece) ?? 0;
  if (pieces[index] !== piece) throw new Error('The piece is not part of the tree');
  return index;
}

/** A span that counts from the start of a piece, as one that counts from the start of the file. */
export function absolute(tree: Tree, piece: Piece, span: Span): Span {
  const start = startOf(tree, piece);
  return { start: start + span.start, end: start + span.end };
}

/** From the first keyword of a declaration to behind its `}`, absolute. */
export function declarationRange(tree: Tree, declaration: Declaration): Span {
  return {
    start: startOf(tree, declaration.piece) + declaration.head.start,
    end: startOf(tree, declaration.end.piece) + declaration.end.offset,
  };
}

/** The innermost declaration whose range holds an absolute offset, its ends included. */
export function declarationAt(tree: Tree, offset: number): Declaration | undefined {
  return declarationsAround(tree, offset).at(-1);
}

/** The declarations around an absolute offset, its ends included, the outermost first. */
export function declarationsAround(tree: Tree, offset: number): readonly Declaration[] {
  const around: Declaration[] = [];
  for (let among = tree.declarations; ;) {
    const inner = declarationAmong(tree, among, offset);
    if (inner === undefined) return around;
    around.push(inner);
    among = inner.children;
  }
}

/** Of declarations in the order of the text the first that holds an offset: where two touch, the one that ends there. */
function declarationAmong(tree: Tree, among: readonly Declaration[], offset: number): Declaration | undefined {
  let low = 0;
  let high = among.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const declaration = among[middle];
    if (declaration !== undefined && declarationRange(tree, declaration).end < offset) low = middle + 1;
    else high = middle;
  }
  const found = among[low];
  return found !== undefined && declarationRange(tree, found).start <= offset ? found : undefined;
}

/** The index of the piece that holds an absolute offset; the last one for the end of the text. */
export function pieceIndexAt(tree: Tree, offset: number): number {
  let low = 0;
  let high = tree.starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((tree.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** A stretch of the file's text, without putting the whole text together. */
export function textBetween(tree: Tree, start: number, end: number): string {
  let text = '';
  for (let i = pieceIndexAt(tree, start); i < tree.pieces.length; i++) {
    const at = tree.starts[i] ?? 0;
    if (at >= end) break;
    text += tree.pieces[i]?.text.slice(Math.max(0, start - at), end - at) ?? '';
  }
  return text;
}
