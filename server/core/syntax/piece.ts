// Parses one piece: its head, when it begins with one, and its statements one by one. A fault costs the statement that
// it is in and no other.

import type { HeadParts, IncludeStatement } from './actions.ts';
import { blocks, homes, phraseAt } from './blocks.ts';
import { endOfWords, endsBlock, headAt, swallowsEnd, type Cut, type Head } from './cut.ts';
import { isDisableComment } from './disable-comments.ts';
import { inExchangeNotation } from './exchange-notation.ts';
import { omissionOf } from './habits/habits.ts';
import { lexicalFault, lostCharacters, unusualBlanks } from './lexical-faults.ts';
import { isCurlyQuoted, isUnusualBlank, straightened } from './look-alikes.ts';
import { headFault, misspeltHead, missingBrace, statementFault, strayBrace, trailingComma } from './faults.ts';
import { wordsOfName } from './mistakes.ts';
import { faulty, type Reading } from './reading.ts';
import { isMark, scan, type Tokens } from './scan.ts';
import { matchHead, matchStatement } from './statement.ts';
import type { BlockKind, Fault, Piece, Span, Statement } from './tree.ts';
import { halfQuoted } from './unclosed.ts';
import { parseName } from './values.ts';

/** A piece with what was found in it. */
export interface ParsedPiece extends Piece, Cut {
  /** What its head says; a faulty head may still have a name. */
  readonly declares: (Partial<HeadParts> & { readonly span: Span }) | undefined;
  readonly statements: readonly (Statement | IncludeStatement)[];
  /** The comment block directly above the head. */
  readonly documentation: string;
  /** Where a statement begins, behind which token, that shows that a `}` is missing before it. */
  readonly foreign: number | undefined;
  /** Behind the `}` that ends it; behind the head when nothing does. */
  readonly end: number;
}

/** Parses a piece whose statements, unless it has a head of its own, stand in a block of kind `context`. */
export function parsePiece(cut: Cut, context: BlockKind): ParsedPiece {
  const tokens = scan(cut.text);
  const faults: Fault[] = [];
  const statements: (Statement | IncludeStatement)[] = [];
  const head = cut.head === undefined ? undefined : headAt(tokens, 0);
  const piece = {
    ...cut,
    block: cut.head ?? context,
    faults,
    statements,
    declares: undefined as ParsedPiece['declares'],
    foreign: undefined as number | undefined,
    documentation: head === undefined ? '' : documentationAbove(cut.text, tokens.starts[0] ?? 0),
    end: cut.text.length,
  };
  if (head !== undefined) piece.declares = readHead(head, { piece, tokens, faults });
  let i = head?.end ?? 0;
  const closing = closingOf(cut, tokens);
  const lacksEnd = (head?.opens ?? false) && !cut.closes;
  const within = { piece, tokens, faults, strayEnds: strayEnds(tokens, i, closing) };
  while (i < closing) {
    // A '}' before the last one ends what a stray '{' began.
    if (isMark(tokens, i, ';') || endsBlock(tokens, i)) i++;
    else if (lacksEnd && i > 0 && belongsAround(piece.block, tokens, i)) {
      piece.foreign ??= tokens.ends[i - 1];
      i = endOfWords(tokens, i);
    } else i = readStatement(i, within, statements);
  }
  faults.push(...lostCharacters(cut.text, faults));
  const last = cut.closes ? (swallowsEnd(tokens, i) ? i - 1 : i) : (head?.end ?? 0) - 1;
  piece.end = tokens.ends[last] ?? cut.text.length;
  return piece;
}

/** Whether a statement can stand only around the block that it is in, of which the `}` is missing. */
function belongsAround(block: BlockKind, tokens: Tokens, i: number): boolean {
  const around = homes[block];
  if (around === undefined || block === 'server' || block === 'edge server') return false;
  const isAround = around.some((home) => phraseAt(blocks[home], tokens, i) !== undefined);
  return isAround && phraseAt(blocks[block], tokens, i) === undefined;
}

/** The `}` that ends the piece; behind the last token when there is none, or a string that is not closed has taken it. */
function closingOf({ closes }: Pick<Cut, 'closes'>, tokens: Tokens): number {
  let last = tokens.starts.length - 1;
  while (isMark(tokens, last, ';')) last--;
  return closes && endsBlock(tokens, last) ? last : tokens.starts.length;
}

type Context = Pick<Reading, 'piece' | 'tokens' | 'faults'>;

interface InPiece extends Context {
  readonly strayEnds: ReadonlyMap<number, number>;
}

function readHead(head: Head, context: Context): ParsedPiece['declares'] {
  const { tokens, faults } = context;
  const end = head.endOfWords;
  const span = { start: tokens.starts[0] ?? 0, end: tokens.ends[end - 1] ?? 0 };
  if (head.misspeltUntil !== undefined) {
    // A blank that looks like a plain one makes words that look right.
    const blank = tokens.starts.findIndex((_, i) => i < end && isUnusualBlank(tokens, i));
    faults.push(blank < 0 ? misspeltHead(head.kind, tokens, head.misspeltUntil) : unusualBlanks(tokens, blank, end));
    return { span, ...nameBehind(tokens, head.misspeltUntil) };
  }
  const lexical = lexicalFault(tokens, 0, end, head);
  if (head.opens && lexical === undefined) checkBrace(head, context);
  if (lexical !== undefined || head.kind === 'unknown') {
    faults.push(lexical ?? headFault(head, tokens, undefined));
    return { span, ...nameOf(head, tokens) };
  }
  const rule = blocks[head.kind].head ?? '';
  const match = matchHead(rule, tokens, 0, end);
  if (!match.ok) {
    faults.push(headFault(head, tokens, match.failure));
    return { span, ...nameOf(head, tokens) };
  }
  const parts = match.read({ ...context, first: 0, end, places: match.places });
  return parts === faulty ? { span, ...nameOf(head, tokens) } : { span, ...parts };
}

/** The name of a head that is otherwise faulty: what stands behind its keywords. */
function nameOf(head: Head, tokens: Tokens): Pick<HeadParts, 'name'> | undefined {
  let token = head.keywords;
  while (isUnusualBlank(tokens, token)) token++;
  const start = tokens.starts[token];
  if (token >= head.endOfWords || start === undefined || tokens.kinds[token] === 'mark') return undefined;
  const quoted = unclosedName(head, tokens);
  const own = tokens.text.slice(start, tokens.ends[wordsOfName(tokens, head)?.last ?? token]);
  const parsed = parseName(quoted ?? (isCurlyQuoted(tokens, token) ? straightened(own) : own));
  const end = start + (quoted === undefined ? own.length : quoted.length - 1);
  return parsed.ok ? { name: { value: parsed.value, span: { start, end } } } : undefined;
}

/** The name behind keywords that are misspelt; a mark that slipped into them may have upset the tokens. */
function nameBehind({ text }: Tokens, at: number): Pick<HeadParts, 'name'> | undefined {
  const [written, blanks = ''] = /^([ \t]*)(?:"[^"\r\n]*"|[^\s"{},;]+)/.exec(text.slice(at)) ?? [];
  if (written === undefined) return undefined;
  const parsed = parseName(written.slice(blanks.length));
  const span = { start: at + blanks.length, end: at + written.length };
  return parsed.ok ? { name: { value: parsed.value, span } } : undefined;
}

/** A name that lacks one of its quotation marks, with both. */
function unclosedName(head: Head, tokens: Tokens): string | undefined {
  const last = head.endOfWords - 1;
  const name = tokens.kinds[last] === 'unclosed' ? halfQuoted(tokens, last, head) : undefined;
  if (name === undefined || name.start !== tokens.starts[head.keywords]) return undefined;
  const written = tokens.text.slice(name.start, name.end);
  return name.missing === 'opening' ? `"${written}` : `${written}"`;
}

/** `{` stands on the line of the name. */
function checkBrace(head: Head, { tokens, faults }: Context): void {
  const brace = head.endOfWords;
  if (isMark(tokens, brace, '{') && tokens.gaps[brace] !== 'line') return;
  faults.push(missingBrace(tokens, brace));
}

/** Reads the statement that begins at token `first`; returns the index behind it. */
function readStatement(first: number, context: InPiece, statements: (Statement | IncludeStatement)[]): number {
  const { tokens, faults, piece } = context;
  const noted = piece.block === 'unknown' ? undefined : inExchangeNotation(piece.block, tokens, first);
  if (noted !== undefined) {
    faults.push(noted.fault);
    return noted.end;
  }
  const { end, comma } = endOfList(tokens, first, endOfWords(tokens, first), piece.block);
  const brace = isMark(tokens, end, '{');
  if (piece.block !== 'unknown' && end > first) {
    const known = faults.length;
    const read = statementAt(first, comma === undefined ? end : comma, context);
    statements.push(...read);
    if (faults.length === known && comma !== undefined) faults.push(trailingComma(tokens, comma));
    if (faults.length === known && brace) faults.push(strayBrace(tokens, end, context.strayEnds.get(end)));
    faults.length = Math.min(faults.length, known + 2);
  } else if (brace && piece.block !== 'unknown') {
    faults.push(strayBrace(tokens, end, context.strayEnds.get(end)));
  }
  return brace ? end + 1 : end;
}

/** By each stray `{` the `}` that ends what it began, which is none of the piece's own. */
function strayEnds(tokens: Tokens, first: number, closing: number): ReadonlyMap<number, number> {
  const open: number[] = [];
  const ends = new Map<number, number>();
  for (let i = first; i < closing; i++) {
    if (isMark(tokens, i, '{')) open.push(i);
    else if (endsBlock(tokens, i)) ends.set(open.pop() ?? i, i);
  }
  return ends;
}

/** A list that goes on at a line that begins with a statement of the block ends before it; then its comma is too much. */
function endOfList(
  tokens: Tokens,
  first: number,
  end: number,
  block: BlockKind,
): { readonly end: number; readonly comma: number | undefined } {
  for (let i = first + 1; i < end; i++) {
    if (tokens.gaps[i] === 'line' && phraseAt(blocks[block], tokens, i) !== undefined) return { end: i, comma: i - 1 };
  }
  return { end, comma: end - 1 > first && isMark(tokens, end - 1, ',') ? end - 1 : undefined };
}

function statementAt(first: number, end: number, context: Context): readonly (Statement | IncludeStatement)[] {
  const { tokens, faults, piece } = context;
  const lexical = lexicalFault(tokens, first, end);
  if (lexical !== undefined) {
    faults.push(omissionOf(piece.block, tokens, first, end) ?? lexical);
    return [];
  }
  const block = blocks[piece.block];
  const match = matchStatement(block, tokens, first, end);
  if (!match.ok) {
    faults.push(statementFault(piece.block, tokens, first, end, match.failure));
    return [];
  }
  const read = match.read({ ...context, first, end, places: match.places });
  return read === faulty ? [] : read;
}

/** The lines of comment that end on the line above `head`, without their `#` and one blank; those that silence say nothing. */
function documentationAbove(text: string, head: number): string {
  const lines = text.slice(0, head).split(/\r\n|\n|\r/);
  if (lines.pop()?.trim() !== '') return '';
  const documentation: string[] = [];
  for (let line = lines.pop(); line?.trim().startsWith('#') === true; line = lines.pop()) {
    if (!isDisableComment(line.trim())) documentation.unshift(line.trim().replace(/^# ?/, ''));
  }
  return documentation.join('\n');
}
