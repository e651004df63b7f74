// Where the cursor is, read from the tokens before it: the tree knows the declarations, but of a line that is being
// written it keeps only the fault.

import { declarationsAround } from '#core/model/element-at';
import { pieceIndexAt } from '#core/syntax/places';
import { isMark, scan } from '#core/syntax/scan';
import type { Tokens } from '#core/syntax/scan';
import type { Declaration, Span, Tree } from '#core/syntax/tree';
import type { Block } from './keyword-docs.ts';

export interface CursorContext {
  readonly block: Block | 'unknown';
  /** The declarations in whose blocks the cursor is, outermost first. */
  readonly around: readonly Declaration[];
  /** The declaration whose head the cursor is in or behind. */
  readonly head: Declaration | undefined;
  /** The statement up to the word at the cursor, '' at its beginning. */
  readonly before: string;
  /** The word at the cursor with everything that hangs on to it without a blank; absolute, empty between words. */
  readonly word: Span;
}

/** Undefined inside a comment. */
export function cursorContext(tree: Tree, offset: number): CursorContext | undefined {
  const { start, text } = textBefore(tree, offset);
  const tokens = scan(text);
  if (isInComment(tokens, text)) return undefined;
  const nesting = nestingAt(tree, start, tokens);
  const word = wordAtEnd(tokens, text);
  const statement = statementStart(tokens, text, word);
  return {
    ...nesting,
    before: text.slice(statement, word),
    word: { start: start + word, end: wordEnd(tree, start + word, offset) },
  };
}

/** The text of the piece before the cursor, or of the one before when the cursor is above all tokens of its piece. */
function textBefore(tree: Tree, offset: number): { start: number; text: string } {
  for (let i = pieceIndexAt(tree, offset); i >= 0; i--) {
    const start = tree.starts[i] ?? 0;
    const text = tree.text.slice(start, offset);
    if (i === 0 || scan(text).starts.length > 0) return { start, text };
  }
  return { start: 0, text: tree.text.slice(0, offset) };
}

/** Between the last token and the cursor there are only blanks and comments. */
function isInComment({ ends }: Tokens, text: string): boolean {
  const gap = text.slice(ends.at(-1) ?? 0);
  return gap.slice(Math.max(gap.lastIndexOf('\n'), gap.lastIndexOf('\r')) + 1).includes('#');
}

/** A piece begins with the head of a declaration, whose place the tree knows; from there on braces count. */
function nestingAt(tree: Tree, start: number, tokens: Tokens): Pick<CursorContext, 'block' | 'around' | 'head'> {
  const chain = declarationsAround(tree, start + (tokens.starts[0] ?? 0) + 1);
  const own = chain.at(-1);
  const isHead = own !== undefined && tree.starts[tree.pieces.indexOf(own.piece)] === start;
  const open: (Declaration | 'unknown')[] = isHead ? chain.slice(0, -1) : [...chain];
  let head = isHead ? own : undefined;
  for (let i = 0; i < tokens.starts.length; i++) {
    if (isMark(tokens, i, '{')) {
      open.push(head ?? 'unknown');
      head = undefined;
    } else if (isMark(tokens, i, '}')) {
      head = undefined;
      open.pop();
    } else if (isMark(tokens, i, ';') || endsHead(tokens, i)) head = undefined;
  }
  if (endsHead(tokens, tokens.starts.length)) head = undefined;
  const inner = open.at(-1);
  const block = inner === undefined ? 'file' : inner === 'unknown' ? 'unknown' : inner.kind;
  return { block, around: open.filter((one) => one !== 'unknown'), head };
}

/** A head without a block ends with its line, unless a comma says that its list goes on. */
function endsHead(tokens: Tokens, i: number): boolean {
  return i > 0 && lineEndsBefore(tokens, i) && !isMark(tokens, i - 1, ',') && !isMark(tokens, i, '{');
}

function lineEndsBefore(tokens: Tokens, i: number): boolean {
  return i < tokens.starts.length
    ? tokens.gaps[i] === 'line'
    : /[\r\n]/.test(tokens.text.slice(tokens.ends[i - 1] ?? 0));
}

/** Where the word that the text ends with begins; the end of the text when it ends with a blank. */
function wordAtEnd(tokens: Tokens, text: string): number {
  let i = tokens.starts.length - 1;
  if (tokens.ends[i] !== text.length || isSeparator(tokens, i)) return text.length;
  while (i > 0 && tokens.gaps[i] === 'none' && !isSeparator(tokens, i - 1)) i--;
  return tokens.starts[i] ?? text.length;
}

function statementStart(tokens: Tokens, text: string, word: number): number {
  let i = tokens.starts.length;
  while (i > 0 && (tokens.starts[i - 1] ?? 0) >= word) i--;
  if (i === 0 || beginsStatement(tokens, i)) return word;
  while (i > 1 && !beginsStatement(tokens, i - 1)) i--;
  return tokens.starts[i - 1] ?? text.length;
}

function beginsStatement(tokens: Tokens, i: number): boolean {
  if (i === 0) return true;
  if ([';', '{', '}'].some((mark) => isMark(tokens, i - 1, mark))) return true;
  return lineEndsBefore(tokens, i) && !isMark(tokens, i - 1, ',');
}

function isSeparator(tokens: Tokens, i: number): boolean {
  return [',', ';', '{', '}'].some((mark) => isMark(tokens, i, mark));
}

/** What follows the cursor without a blank belongs to the word: it is replaced, not pushed aside. */
function wordEnd(tree: Tree, start: number, offset: number): number {
  const line = tree.text.slice(start, offset + longestWord).split(/[\r\n]/, 1)[0] ?? '';
  const tokens = scan(line);
  let end = start;
  for (let i = 0; i < tokens.starts.length && (i === 0 || tokens.gaps[i] === 'none'); i++) {
    if (isSeparator(tokens, i) || tokens.kinds[i] === 'unclosed') break;
    end = start + (tokens.ends[i] ?? 0);
  }
  return Math.max(end, offset);
}

const longestWord = 1_000;
