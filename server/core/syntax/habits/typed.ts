// A statement that the grammar does not take, and how it is left out.

import { isMark, type Tokens } from '../scan.ts';
import { spanOfTokens } from '../syntax-fault.ts';
import type { BlockKind, Mend, Span } from '../tree.ts';

/** A statement that the grammar does not take: tokens `first` to `end`. */
export interface Typed {
  readonly block: BlockKind;
  readonly tokens: Tokens;
  readonly first: number;
  readonly end: number;
  readonly text: string;
  /** Where it begins in the piece. */
  readonly start: number;
}

export function spanOf({ start, text }: Typed): Span {
  return { start, end: start + text.length };
}

/** Leaves a statement out: as a comment where it has lines of its own, else it goes. */
export function leavingOut(tokens: Tokens, first: number, end: number): Mend {
  const span = spanOfTokens(tokens, first, end - 1);
  const blank = lineStartBefore(tokens.text, span.start);
  const hasNext = end < tokens.starts.length && tokens.gaps[end] !== 'line';
  const isAlone = blank !== undefined && !hasNext && hasLineEnd(tokens.text, span.end);
  if (isAlone) {
    const starts = [span.start];
    for (let i = first + 1; i < end; i++) if (tokens.gaps[i] === 'line') starts.push(tokens.starts[i] ?? span.start);
    return { title: 'Make it a comment', edits: starts.map((at) => ({ span: { start: at, end: at }, text: '# ' })) };
  }
  const stop = isMark(tokens, end, ';') ? (tokens.ends[end] ?? span.end) : span.end;
  const blanks = blanksAt(tokens.text, stop);
  return { title: 'Remove it', edits: [{ span: { start: span.start, end: stop + blanks }, text: '' }] };
}

/** Where the line of an offset begins, when only blanks stand before it there, or in the piece. */
export function lineStartBefore(text: string, offset: number): number | undefined {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at === 0 || isLineEnd(text.charCodeAt(at - 1)) ? at : undefined;
}

/** How many blanks stand at an offset. */
export function blanksAt(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at - offset;
}

function hasLineEnd(text: string, offset: number): boolean {
  return text.indexOf('\n', offset) >= 0 || text.indexOf('\r', offset) >= 0;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
