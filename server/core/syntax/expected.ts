// What could be written at a place: asked of the grammar, so that it is right for every statement of the language.

import { blocks } from './blocks.ts';
import { expectedAfter } from './grammar.ts';
import { pieceIndexAt } from './places.ts';
import { endOfWords } from './cut.ts';
import { isMark, scan } from './scan.ts';
import type { BlockKind, Piece, Tree } from './tree.ts';

/** What the grammar takes at a place. */
export interface Expected {
  readonly piece: Piece;
  readonly block: BlockKind;
  /** The statement up to the word at the cursor, its blanks as they are. */
  readonly before: string;
  /** The word that the cursor stands in or behind, '' when there is none; absolute. */
  readonly word: { readonly start: number; readonly end: number };
  readonly keywords: readonly string[];
  /** What else could stand here, in the grammar's descriptions: 'a server', 'a duration such as 10m'. */
  readonly values: readonly string[];
}

/** What could be written at an absolute offset; undefined inside a comment. */
export function expectedAt(tree: Tree, offset: number): Expected | undefined {
  const index = pieceIndexAt(tree, offset);
  const piece = tree.pieces[index];
  if (piece === undefined) return undefined;
  const start = tree.starts[index] ?? 0;
  const text = piece.text.slice(0, offset - start);
  const tokens = scan(text);
  let first = 0;
  let i = 0;
  while (i < tokens.starts.length) {
    const end = endOfWords(tokens, i);
    first = i;
    i = end;
    if (end >= tokens.starts.length) break;
    if (isMark(tokens, end, ';') || isMark(tokens, end, '{') || isMark(tokens, end, '}')) i = end + 1;
    first = i;
  }
  const last = tokens.starts.length - 1;
  const isInWord = last >= first && tokens.ends[last] === text.length && tokens.kinds[last] !== 'mark';
  const wordStart = isInWord ? (tokens.starts[last] ?? 0) : text.length;
  const before = text.slice(tokens.starts[first] ?? wordStart, wordStart);
  const said = expectedAfter(blocks[piece.block].line, before);
  return {
    piece,
    block: piece.block,
    before,
    word: { start: start + wordStart, end: offset },
    keywords: said.filter((item) => item.startsWith('"')).map((item) => item.slice(1, -1)),
    values: said.filter((item) => !item.startsWith('"')),
  };
}
