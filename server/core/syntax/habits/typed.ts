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
  const before = /[^\r\n]*$/.exec(tokens.text.slice(0, span.start))?.[0] ?? '';
  const hasNext = end < tokens.starts.length && tokens.gaps[end] !== 'line';
  const isAlone = before.trim() === '' && !hasNext && /^[^\r\n]*[\r\n]/.test(tokens.text.slice(span.end));
  if (isAlone) {
    const starts = [span.start];
    for (let i = first + 1; i < end; i++) if (tokens.gaps[i] === 'line') starts.push(tokens.starts[i] ?? span.start);
    return { title: 'Make it a comment', edits: starts.map((at) => ({ span: { start: at, end: at }, text: '# ' })) };
  }
  const stop = isMark(tokens, end, ';') ? (tokens.ends[end] ?? span.end) : span.end;
  const blanks = /^[ \t]*/.exec(tokens.text.slice(stop))?.[0].length ?? 0;
  return { title: 'Remove it', edits: [{ span: { start: span.start, end: stop + blanks }, text: '' }] };
}
