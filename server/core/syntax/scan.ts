// Cuts text into tokens, for the cutter and for the statements within a piece. Blanks, comments and line ends are no
// tokens; no token spans lines.

import { isWordCharacter } from './words.ts';

/**
 * What a token is. `stray` is a character that stands nowhere in the language, and a whole name in curly quotes, so that
 * marks in it end nothing.
 */
export type TokenKind = 'word' | 'quoted' | 'unclosed' | 'mark' | 'stray';

/** The tokens of one text, as columns: token `i` is `text.slice(starts[i], ends[i])`. */
export interface Tokens {
  readonly text: string;
  readonly kinds: TokenKind[];
  readonly starts: number[];
  readonly ends: number[];
  /** What stands between a token and the one before it, `none` at the start of the text if it begins there. */
  readonly gaps: Gap[];
}

export type Gap = 'none' | 'blank' | 'line';

const Class = { other: 0, word: 1, mark: 2, blank: 3, line: 4, quote: 5, hash: 6 } as const;

const classOfAscii = new Uint8Array(128);
for (let code = 0; code < 128; code++) classOfAscii[code] = classOf(String.fromCharCode(code));

function classOf(character: string): number {
  if (isWordCharacter(character, 0)) return Class.word;
  if (/[,;{}/:[\]*@+'&%=!?^~$|`]/.test(character)) return Class.mark;
  if (/[ \t]/.test(character)) return Class.blank;
  if (/[\r\n]/.test(character)) return Class.line;
  if (character === '"') return Class.quote;
  return character === '#' ? Class.hash : Class.other;
}

/** So many tokens of a line are read; what is behind them is one stray token. Text that is no topology ends here. */
export const mostTokensOfLine = 20_000;

/** Scans a text from a place where a statement may begin. */
export function scan(text: string): Tokens {
  const tokens: Tokens = { text, kinds: [], starts: [], ends: [], gaps: [] };
  let gap: Gap = 'none';
  let at = 0;
  let lineStart = 0;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === Class.blank || kind === Class.line) {
      if (kind === Class.line) {
        gap = 'line';
        lineStart = tokens.kinds.length;
      } else if (gap === 'none') gap = 'blank';
      at++;
      continue;
    }
    if (kind === Class.hash && startsComment(tokens, gap)) {
      at = endOfLine(text, at);
      if (gap === 'none') gap = 'blank';
      continue;
    }
    const tooLong = tokens.kinds.length - lineStart >= mostTokensOfLine;
    const end = tooLong ? endOfLine(text, at) : endOfToken(text, at, kind);
    tokens.kinds.push(tooLong ? 'stray' : kindOf(text, at, end, kind));
    tokens.starts.push(at);
    tokens.ends.push(end);
    tokens.gaps.push(gap);
    gap = 'none';
    at = end;
  }
  return tokens;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return classOfAscii[code] ?? Class.other;
  return isWordCharacter(text, at) ? Class.word : Class.other;
}

/** `#` starts a comment at the start of a line or after a blank, `,`, `;`, `{` or `}`. */
function startsComment(tokens: Tokens, gap: Gap): boolean {
  if (gap !== 'none' || tokens.starts.length === 0) return true;
  return ',;{}'.includes(tokens.text.charAt((tokens.ends.at(-1) ?? 0) - 1)) && tokens.kinds.at(-1) === 'mark';
}

/** The offset of the line end at or behind `at`. */
function endOfLine(text: string, at: number): number {
  while (at < text.length) {
    if (isLineEnd(text.charCodeAt(at))) break;
    at++;
  }
  return at;
}

function endOfToken(text: string, start: number, kind: number): number {
  if (kind === Class.quote) return endOfQuoted(text, start);
  if (kind === Class.other) return endOfCurlyQuoted(text, start) ?? start + characterLength(text, start);
  if (kind !== Class.word) return start + 1;
  let at = start;
  while (at < text.length && classAt(text, at) === Class.word) at += characterLength(text, at);
  return at;
}

function characterLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  return code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? 2 : 1;
}

/** Behind the closing quotation mark, or at the end of the line when there is none. */
function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (isLineEnd(code)) return at;
    const next = text.charCodeAt(at + 1);
    if (code === 92 && (next === 34 || next === 92)) at++;
  }
  return text.length;
}

/** A partner farther away is none: looking for it behind every quote of a long line takes too long. */
const longestCurlyQuoted = 300;

/** Behind the partner of a curly quote, on the same line. A ’ alone may be an apostrophe, so it begins no name. */
function endOfCurlyQuoted(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  const partners = '“”„‟«»'.includes(quote) ? '“”„‟«»' : '‘‚‛'.includes(quote) ? '‘’' : '';
  if (partners === '') return undefined;
  const last = Math.min(text.length, start + longestCurlyQuoted);
  for (let at = start + 1; at < last && !isLineEnd(text.charCodeAt(at)); at++) {
    if (partners.includes(text.charAt(at))) return at + 1;
  }
  return undefined;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function kindOf(text: string, start: number, end: number, kind: number): TokenKind {
  if (kind === Class.word) return 'word';
  if (kind === Class.mark) return 'mark';
  if (kind !== Class.quote) return 'stray';
  return isClosed(text, start, end) ? 'quoted' : 'unclosed';
}

function isClosed(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text.charCodeAt(end - 1) !== 34) return false;
  let backslashes = 0;
  for (let at = end - 2; at > start && text.charCodeAt(at) === 92; at--) backslashes++;
  return backslashes % 2 === 0;
}

/** The text of token `i`. */
export function tokenText(tokens: Tokens, i: number): string {
  return tokens.text.slice(tokens.starts[i], tokens.ends[i]);
}

/** Whether token `i` is this mark. */
export function isMark(tokens: Tokens, i: number, mark: string): boolean {
  return tokens.kinds[i] === 'mark' && tokens.text.startsWith(mark, tokens.starts[i]);
}
