// Characters that look like quotation marks and blanks of the language, as word processors and web pages write them.

import { tokenText, type Tokens } from './scan.ts';
import { inQuotes } from './words.ts';

/** What begins with a quotation mark that is not straight. */
export const curlyQuote = /^["“”„‟«»]|^[‘‚‛].+[‘’]$/su;

/** One blank that is neither a space nor a tab. */
export const unusualBlank = /^[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]$/;

/** Whether token `i` is a whole name in curly quotes. */
export function isCurlyQuoted(tokens: Tokens, i: number): boolean {
  return tokens.kinds[i] === 'stray' && curlyName.test(tokenText(tokens, i));
}

const curlyName = /^[“”„‟«»‘‚‛].*[“”„‟«»‘’]$/su;

/** A name in curly quotes as the language quotes it. */
export function straightened(name: string): string {
  return inQuotes(name.slice(1, -1));
}

export function isUnusualBlank(tokens: Tokens, i: number): boolean {
  return tokens.kinds[i] === 'stray' && unusualBlank.test(tokenText(tokens, i));
}
