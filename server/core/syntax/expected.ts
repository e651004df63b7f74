// What could be written at a place: asked of the grammar, so that it is right for every statement of the language.

import { blocks } from './blocks.ts';
import { endOfWords } from './cut.ts';
import { expectedAfter, phraseOf } from './grammar.ts';
import { pieceIndexAt, startOf, textBetween } from './places.ts';
import { isMark, scan, type Tokens } from './scan.ts';
import type { BlockKind, Declaration, Piece, Span, Tree } from './tree.ts';

/** What the grammar takes at a place. */
export interface Expected {
  readonly piece: Piece;
  /** What the statement at the place stands in. */
  readonly block: BlockKind;
  /** The statement up to the word at the place, as it is written; '' where a statement begins. */
  readonly before: string;
  /** The part of the word that is written already, absolute; empty when the place is not behind a word. */
  readonly word: Span;
  /** Keywords that could stand here, with those that always follow them: 'address space', 'cost'. */
  readonly keywords: readonly string[];
  /** What else could stand here, in the grammar's descriptions: 'a server', 'a duration such as 10m'. */
  readonly values: readonly string[];
}

/** What could be written at an absolute offset; undefined inside a comment. */
export function expectedAt(tree: Tree, offset: number): Expected | undefined {
  const index = pieceIndexAt(tree, offset);
  const piece = tree.pieces[index];
  if (piece === undefined) return undefined;
  // The statement may have begun in the piece before, when the place is at the start of this one.
  const from = tree.starts[Math.max(0, index - 1)] ?? 0;
  const tokens = scan(textBetween(tree, from, offset));
  if (isInComment(tokens)) return undefined;
  const first = startOfStatement(tokens);
  const wordStart = startOfWord(tokens, first);
  const before = tokens.text.slice(tokens.starts[first] ?? wordStart, wordStart);
  const block = piece.block === 'unknown' ? 'unknown' : blockAt(tree, from + (tokens.starts[first] ?? wordStart));
  return { piece, block, before, word: { start: from + wordStart, end: offset }, ...expectations(block, before) };
}

function expectations(block: BlockKind, before: string): Pick<Expected, 'keywords' | 'values'> {
  const { line, phrases, holds } = blocks[block];
  if (before.trim() === '') return { keywords: block === 'unknown' ? [] : [...phrases, ...holds], values: [] };
  const said = expectedAfter(line, before).filter((item) => item !== 'end of input');
  return {
    keywords: said.filter((item) => /^"[a-z]/.test(item)).map((item) => phraseOf(item.slice(1, -1))),
    values: said.filter((item) => !item.startsWith('"')),
  };
}

function isInComment(tokens: Tokens): boolean {
  const rest = tokens.text.slice(tokens.ends.at(-1) ?? 0);
  return /#[^\r\n]*$/.test(rest);
}

/** The index of the first token of the statement at the end of the text; behind the last token where one begins. */
function startOfStatement(tokens: Tokens): number {
  const count = tokens.starts.length;
  let first = 0;
  while (first < count) {
    const end = endOfWords(tokens, first);
    if (end >= count) break;
    first = isMark(tokens, end, ';') || isMark(tokens, end, '{') || isMark(tokens, end, '}') ? end + 1 : end;
  }
  const rest = tokens.text.slice(tokens.ends.at(-1) ?? 0);
  const ended = /[\r\n]/.test(rest) && !isMark(tokens, count - 1, ',');
  return ended ? count : first;
}

/** Where the word begins that the text ends with; the end of the text when it ends with none. */
function startOfWord(tokens: Tokens, first: number): number {
  const last = tokens.starts.length - 1;
  const isInWord = last >= first && tokens.ends[last] === tokens.text.length && tokens.kinds[last] !== 'mark';
  return (isInWord ? tokens.starts[last] : undefined) ?? tokens.text.length;
}

/** The block that a statement at an absolute offset stands in. */
function blockAt(tree: Tree, offset: number): BlockKind {
  let block: BlockKind = 'file';
  let among = tree.declarations;
  for (;;) {
    const inner = among.findLast((declaration) => holds(tree, declaration, offset));
    if (inner === undefined) return block;
    block = inner.kind;
    among = inner.children;
  }
}

function holds(tree: Tree, { piece, head, end }: Declaration, offset: number): boolean {
  if (end.piece === piece && end.offset <= head.end) return false;
  if (offset < startOf(tree, piece) + head.end) return false;
  const closing = startOf(tree, end.piece) + end.offset;
  if (end.piece.text.charAt(end.offset - 1) === '}') return offset < closing;
  return offset <= closing || textBetween(tree, closing, offset).trim() === '';
}
