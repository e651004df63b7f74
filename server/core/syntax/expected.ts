// What could be written at a place: asked of the grammar, so that it is right for every statement of the language. The
// text before the place is read anew, as of a line that is being written the tree keeps only the fault.

import { blocks } from './blocks.ts';
import { endOfWords, endsBlock, headAt } from './cut.ts';
import { expectedAfter, phraseOf } from './grammar.ts';
import { pieceIndexAt, startOf, textBetween } from './places.ts';
import { isMark, scan, type Tokens } from './scan.ts';
import type { BlockKind, Declaration, Span, Tree } from './tree.ts';

/** What the grammar takes at a place, and where that is. */
export interface Expected {
  /** What the statement at the place stands in. */
  readonly block: BlockKind;
  /** The declarations in whose blocks it stands, outermost first. */
  readonly around: readonly Declaration[];
  /** The declaration whose head the place is in or behind. */
  readonly head: Declaration | undefined;
  /** The statement up to the word at the place, as it is written; '' where a statement begins. */
  readonly before: string;
  /** The word at the place with all that hangs on to it without a blank, absolute; empty between words. */
  readonly word: Span;
  /** Keywords that could stand in place of the word, with those that always follow them: 'address space', 'cost'. */
  readonly keywords: readonly string[];
  /** What else could stand there, in the grammar's descriptions: 'a server', 'a duration such as 10m'. */
  readonly values: readonly string[];
}

/** What could be written at an absolute offset; undefined inside a comment. */
export function expectedAt(tree: Tree, offset: number): Expected | undefined {
  // The statement may have begun in the piece before, when the place is at the start of its own.
  const from = tree.starts[Math.max(0, pieceIndexAt(tree, offset) - 1)] ?? 0;
  const tokens = scan(textBetween(tree, from, offset));
  if (isInComment(tokens)) return undefined;
  const first = firstOfStatement(tokens);
  const word = startOfWord(tokens, first);
  const statement = tokens.starts[first] ?? word;
  const before = tokens.text.slice(statement, word);
  const around = blocksAround(tree, from + statement);
  const block = isInUnknown(tree, from + statement) ? 'unknown' : (around.at(-1)?.kind ?? 'file');
  return {
    block,
    around,
    head: headOf(tree, around.at(-1)?.children ?? tree.declarations, from + statement),
    before,
    word: { start: from + word, end: endOfWord(tree, from + word, offset) },
    ...expectations(block, before),
  };
}

/** The grammar is not asked about lists that go on for ever. */
const longestStatement = 20_000;

function expectations(block: BlockKind, before: string): Pick<Expected, 'keywords' | 'values'> {
  const { line, phrases, holds } = blocks[block];
  if (block === 'unknown' || before.length > longestStatement) return { keywords: [], values: [] };
  if (before === '') return { keywords: [...phrases, ...holds], values: [] };
  const said = expectedAfter(line, before).filter((item) => item !== 'end of input');
  return {
    keywords: said.filter((item) => /^"[a-z]/.test(item)).map((item) => phraseOf(item.slice(1, -1))),
    values: said.filter((item) => !item.startsWith('"')),
  };
}

// ---- the words before the place -------------------------------------------------------------------------------------

function textBehind({ text, ends }: Tokens): string {
  return text.slice(ends.at(-1) ?? 0);
}

function isInComment(tokens: Tokens): boolean {
  return /#[^\r\n]*$/.test(textBehind(tokens));
}

/** The index of the first token of the statement at the end of the text; behind the last token where one begins. */
function firstOfStatement(tokens: Tokens): number {
  const count = tokens.starts.length;
  let first = 0;
  while (first < count) {
    const end = endOfWords(tokens, first);
    if (end >= count) break;
    first = isMark(tokens, end, ';') || isMark(tokens, end, '{') || endsBlock(tokens, end) ? end + 1 : end;
  }
  const isEnded = /[\r\n]/.test(textBehind(tokens)) && !isMark(tokens, count - 1, ',');
  return isEnded ? count : first;
}

/** Where the word begins that the text ends with; the end of the text when it ends with none. */
function startOfWord(tokens: Tokens, first: number): number {
  let i = tokens.starts.length - 1;
  if (i < first || textBehind(tokens) !== '' || isSeparator(tokens, i)) return tokens.text.length;
  while (i > first && tokens.gaps[i] === 'none' && !isSeparator(tokens, i - 1)) i--;
  return tokens.starts[i] ?? tokens.text.length;
}

function isSeparator(tokens: Tokens, i: number): boolean {
  return [',', ';', '{', '}'].some((mark) => isMark(tokens, i, mark));
}

const longestWord = 1_000;

/** What follows the place without a blank belongs to the word: it is replaced, not pushed aside. */
function endOfWord(tree: Tree, start: number, offset: number): number {
  const [line = ''] = textBetween(tree, start, offset + longestWord).split(/[\r\n]/, 1);
  const tokens = scan(line);
  let end = offset;
  for (let i = 0; i < tokens.starts.length && (i === 0 || tokens.gaps[i] === 'none'); i++) {
    if (isSeparator(tokens, i) || tokens.kinds[i] === 'unclosed') break;
    if (i > 0 || tokens.starts[0] === 0) end = Math.max(end, start + (tokens.ends[i] ?? 0));
  }
  return end;
}

// ---- the declarations around it -------------------------------------------------------------------------------------

/** The declarations in whose blocks a statement stands that begins at an absolute offset. */
function blocksAround(tree: Tree, offset: number): readonly Declaration[] {
  const around: Declaration[] = [];
  for (let among = tree.declarations; ;) {
    // Behind another one that begins before the place, none goes on up to it.
    const inner = lastBefore(tree, among, offset);
    if (inner === undefined || !holds(tree, inner, offset)) return around;
    around.push(inner);
    among = inner.children;
  }
}

/** Of declarations in the order of the text the last whose head ends before an absolute offset, or at it. */
function lastBefore(tree: Tree, among: readonly Declaration[], offset: number): Declaration | undefined {
  let low = 0;
  let high = among.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const declaration = among[middle];
    if (declaration === undefined || startOf(tree, declaration.piece) + declaration.head.end > offset) high = middle;
    else low = middle + 1;
  }
  return among[low - 1];
}

function holds(tree: Tree, { piece, head, end }: Declaration, offset: number): boolean {
  if (end.piece === piece && end.offset <= head.end) return false;
  const closing = startOf(tree, end.piece) + end.offset;
  if (end.piece.text.charAt(end.offset - 1) === '}') return offset < closing;
  return offset <= closing || scan(textBetween(tree, closing, offset)).starts.length === 0;
}

function headOf(tree: Tree, among: readonly Declaration[], statement: number): Declaration | undefined {
  return among.find(({ piece, head }) => startOf(tree, piece) + head.start === statement);
}

/** Whether a statement that begins at an absolute offset stands in the block of a declaration that nobody knows. */
function isInUnknown(tree: Tree, offset: number): boolean {
  const index = pieceIndexAt(tree, offset);
  const piece = tree.pieces[index];
  if (piece?.block !== 'unknown') return false;
  const tokens = scan(piece.text);
  const place = offset - (tree.starts[index] ?? 0);
  const head = headAt(tokens, 0);
  if (head !== undefined && place < (tokens.ends[head.end - 1] ?? 0)) return false;
  const closing = tokens.starts.findIndex((_, i) => endsBlock(tokens, i));
  return closing < 0 || place < (tokens.ends[closing] ?? 0);
}
