// Where a name ends of which one quotation mark is missing.

import type { Head } from './cut.ts';
import { isMark, tokenText, type Tokens } from './scan.ts';

/** A name whose closing or whose opening quotation mark is missing, by offsets of the piece. */
export interface HalfQuoted {
  readonly missing: 'opening' | 'closing';
  /** The name, with the mark that it has. */
  readonly start: number;
  readonly end: number;
  /** It could end, or begin, elsewhere too. */
  readonly isGuess: boolean;
}

/** The name of which token `i`, which is not closed, has the only quotation mark; in a statement when there is no head. */
export function halfQuoted(tokens: Tokens, i: number, head?: Head): HalfQuoted | undefined {
  return isAttached(tokens, i) ? withoutOpening(tokens, i, head) : withoutClosing(tokens, i, head);
}

/** `Internet"`: the quotation mark ends a name. */
function isAttached(tokens: Tokens, i: number): boolean {
  return i > 0 && tokens.gaps[i] === 'none' && tokens.kinds[i - 1] === 'word';
}

function withoutOpening(tokens: Tokens, i: number, head: Head | undefined): HalfQuoted | undefined {
  const end = (tokens.starts[i] ?? 0) + 1;
  if (head !== undefined && head.keywords < i && areWords(tokens, head.keywords, i)) {
    return { missing: 'opening', start: tokens.starts[head.keywords] ?? 0, end, isGuess: false };
  }
  // `"A, "B"`: the mark before the word closes a name that began long before.
  if (tokens.gaps[i - 1] === 'none' && tokens.kinds[i - 2] === 'quoted') return undefined;
  return { missing: 'opening', start: tokens.starts[i - 1] ?? 0, end, isGuess: true };
}

function areWords(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (tokens.kinds[i] !== 'word') return false;
  return true;
}

function withoutClosing(tokens: Tokens, i: number, head: Head | undefined): HalfQuoted {
  const start = tokens.starts[i] ?? 0;
  const text = tokenText(tokens, i);
  const { length, isGuess } = head === undefined ? inStatement(tokens, i, text) : inHead(head, i, text);
  return { missing: 'closing', start, end: start + length, isGuess };
}

interface Length {
  readonly length: number;
  readonly isGuess: boolean;
}

/** A head goes on behind its name with `{`, or with `to` or `on` where its kind has them. */
function inHead({ kind, keywords }: Head, i: number, text: string): Length {
  const body = text.replace(/\s*(\{.*|\s#.*)?$/s, '');
  const link = i === keywords ? { 'routing group connector': 'to', 'virtual server': 'on' }[String(kind)] : undefined;
  if (link === undefined) return { length: body.length, isGuess: false };
  const links = [...body.matchAll(new RegExp(`\\s+${link}(?=\\s)`, 'g'))];
  return { length: links.at(-1)?.index ?? body.length, isGuess: links.length > 1 };
}

/** A statement goes on behind a name with a mark, or with a word that may also be part of the name. */
function inStatement(tokens: Tokens, i: number, text: string): Length {
  const whole = text.replace(/(\s+#.*|\s*\}?\s*)$/s, '');
  // The address of another type than SMTP may have any mark in it.
  const isAddress = i > 0 && isMark(tokens, i - 1, ':');
  const [mark] = isAddress ? [] : whole.matchAll(/\s*(?:[;}]|,(?=\s|$))/g);
  const body = whole.slice(0, mark?.index);
  const [word] = body.matchAll(/\s+(?:cost|on|to|sender|size|priority|system|at)(?=\s)/g);
  return {
    length: word?.index ?? body.length,
    isGuess: word !== undefined || (isAddress && /[;,}]/.test(whole)),
  };
}
