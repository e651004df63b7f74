import type { Tokens } from './scan.ts';
import type { Fault, Mend, Span } from './tree.ts';

/** A fault of code `syntax`. */
export function syntaxFault(span: Span, message: string, mend?: Mend): Fault {
  return { code: 'syntax', span, message, ...(mend === undefined ? {} : { mend }) };
}

/** From the start of token `first` to the end of token `last`. */
export function spanOfTokens(tokens: Tokens, first: number, last = first): Span {
  return { start: tokens.starts[first] ?? tokens.text.length, end: tokens.ends[last] ?? tokens.text.length };
}
