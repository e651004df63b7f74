// What people type or paste besides the language's own forms, each with its mend: `10 MB`, a bare IPv6 address,
// `host;host`, a name of several words.

import { blocks, phraseAt, type Block } from './blocks.ts';
import type { Head } from './cut.ts';
import { expectedAfter } from './grammar.ts';
import { isMark, tokenText, type Tokens } from './scan.ts';
import { spanOfTokens, syntaxFault } from './syntax-fault.ts';
import type { Fault } from './tree.ts';
import { canonicalIp, parseBandwidth, parseDuration, parseRate, parseSize, shown, type Parsed } from './values.ts';
import { inQuotes, quotedTogether, writtenVirtualServer } from './words.ts';

/** A statement or a head, tokens `first` to `end`, that stops making sense at token `at`. */
export interface Stop {
  /** The grammar's rule for what may stand there. */
  readonly rule: string;
  readonly tokens: Tokens;
  readonly first: number;
  readonly end: number;
  readonly at: number;
  /** What the grammar expects at `at`. */
  readonly expected: readonly string[];
}

/** The mistake that explains why a statement stops making sense. */
export function mistake(stop: Stop): Fault | undefined {
  return (
    parted(stop) ??
    bareIpv6(stop.tokens, stop.first, stop.end, stop.at) ??
    sidesTogether(stop) ??
    virtualServerOfX400(stop)
  );
}

/** What the grammar expects in place of token `i`, without the examples: 'a size'. */
function expectedAt({ rule, tokens, first }: Stop, i: number): readonly string[] {
  const before = tokens.text.slice(tokens.starts[first], tokens.starts[i]);
  return expectedAfter(rule, before).map((item) => item.replace(/ such as .*$/, ''));
}

const measures: Readonly<Record<string, (text: string) => Parsed<number>>> = {
  'a size': parseSize,
  'a duration': parseDuration,
  'a bandwidth': parseBandwidth,
  'a rate': parseRate,
};

/** `10 MB`, `50 /s`, `2 Mbit/s`. */
function parted(stop: Stop): Fault | undefined {
  const { tokens, first, end, at } = stop;
  const number = [at - 1, at - 2, at].find((i) => i > first && /^\d/.test(tokenText(tokens, i)));
  if (number === undefined || at >= end) return undefined;
  let last = at;
  while (last + 1 < end && belongsTogether(tokens, last + 1)) last++;
  const span = spanOfTokens(tokens, number, last);
  const joined = tokens.text.slice(span.start, span.end).replace(/\s/g, '');
  const wanted = expectedAt(stop, number);
  for (const [sort, parse] of Object.entries(measures)) {
    const parsed = parse(joined);
    const text = parsed.ok ? joined : parsed.mend;
    if (text === undefined || !wanted.includes(sort)) continue;
    return syntaxFault(span, `Number and unit are written together: ${text}.`, {
      title: `Write ${text}`,
      edits: [{ span, text }],
    });
  }
  return undefined;
}

function belongsTogether(tokens: Tokens, i: number): boolean {
  if (isMark(tokens, i, ',')) return false;
  return tokens.gaps[i] === 'none' || isMark(tokens, i, '/') || isMark(tokens, i - 1, '/');
}

/** `2001:db8::1`, `2001:db8::/32`. */
function bareIpv6(tokens: Tokens, first: number, end: number, at: number): Fault | undefined {
  let from = Math.min(at, end - 1);
  while (from > first && tokens.gaps[from] === 'none' && !isMark(tokens, from - 1, ',')) from--;
  let to = from;
  while (to + 1 < end && tokens.gaps[to + 1] === 'none' && !isMark(tokens, to + 1, ',')) to++;
  const span = spanOfTokens(tokens, from, to);
  const written = tokens.text.slice(span.start, span.end);
  const [address = '', ...behind] = written.split('/');
  if (!address.includes(':') || canonicalIp(address) === undefined) return undefined;
  const text = [`[${address}]`, ...behind].join('/');
  return syntaxFault(span, `An IPv6 address stands in brackets: ${text}.`, {
    title: `Write ${text}`,
    edits: [{ span, text }],
  });
}

/** `"SERVER/VS"` where nothing but a virtual server can stand. Elsewhere it may be a server whose name has a slash. */
function sidesTogether({ tokens, first, at, expected }: Stop): Fault | undefined {
  if (at <= first || tokens.kinds[at - 1] !== 'quoted' || !expected.includes('"/"')) return undefined;
  const sides = quotedTogether(tokenText(tokens, at - 1));
  if (sides === undefined) return undefined;
  const text = writtenVirtualServer(sides.server, sides.virtualServer);
  const span = spanOfTokens(tokens, at - 1);
  return syntaxFault(span, `Server and virtual server are quoted each on its own: ${text}.`, {
    title: `Write ${text}`,
    edits: [{ span, text }],
  });
}

/** `bridgehead SERVER/VS` in an X.400 connector. */
function virtualServerOfX400({ rule, tokens, first, end, at }: Stop): Fault | undefined {
  if (rule !== blocks['x400 connector'].line || tokenText(tokens, first) !== 'bridgehead') return undefined;
  if (at !== first + 2 || !isMark(tokens, at, '/')) return undefined;
  const server = tokenText(tokens, at - 1);
  const span = spanOfTokens(tokens, at - 1, end - 1);
  return syntaxFault(span, `The bridgehead of an X.400 connector is a server, without a virtual server: ${server}.`, {
    title: `Write ${server}`,
    edits: [{ span, text: server }],
  });
}

const sortsOfNames = ['a server', 'a virtual server', 'a routing group', 'a connector', 'the name of a queue'];

/** `bridgehead S1/Default SMTP Virtual Server`: a name of several words without quotation marks. */
export function severalWords(stop: Stop): Fault | undefined {
  const { tokens, first, end, at, expected } = stop;
  if (at <= first + 1 || at >= end || tokens.kinds[at - 1] !== 'word' || tokens.kinds[at] !== 'word') return undefined;
  if (!expectedAt(stop, at - 1).some((item) => sortsOfNames.includes(item))) return undefined;
  let last = at - 1;
  while (last + 1 < end && goesOnName(tokens, last + 1) && !expected.includes(`"${tokenText(tokens, last + 1)}"`))
    last++;
  return last < at ? undefined : unquotedName(tokens, at - 1, last, expected.includes('","'));
}

/** The fault of a name that is tokens `first` to `last`; in a list it may also be two names. */
export function unquotedName(tokens: Tokens, first: number, last: number, inList = false): Fault {
  const span = spanOfTokens(tokens, first, last);
  const text = inQuotes(tokens.text.slice(span.start, span.end));
  const otherwise = inList ? ' Several names are parted by commas.' : '';
  return syntaxFault(span, `A name of several words is quoted: ${shown(text)}.${otherwise}`, {
    title: `Write ${shown(text)}`,
    edits: [{ span, text }],
    isGuess: inList,
  });
}

function goesOnName(tokens: Tokens, i: number): boolean {
  return tokens.kinds[i] === 'word' && tokens.gaps[i] === 'blank';
}

/** The tokens of a head's name when it has several words without quotation marks. */
export function wordsOfName(tokens: Tokens, head: Head): { readonly first: number; readonly last: number } | undefined {
  const first = head.keywords;
  const link = { 'routing group connector': 'to', 'virtual server': 'on' }[String(head.kind)];
  let end = first;
  for (let i = first; i < head.endOfWords; i++) if (tokenText(tokens, i) === link) end = i;
  if (link === undefined) end = head.endOfWords;
  if (end - first < 2 || tokens.kinds[first] !== 'word') return undefined;
  for (let i = first + 1; i < end; i++) if (!goesOnName(tokens, i)) return undefined;
  return { first, last: end - 1 };
}

/** `smart host a.example;b.example`: values alone behind a `;`, which ended the list before them. */
export function semicolonInList(block: Block, tokens: Tokens, first: number, end: number): Fault | undefined {
  const before = first - 1;
  if (before < 1 || !isMark(tokens, before, ';')) return undefined;
  const { start } = spanOfTokens(tokens, before);
  const value = tokens.text.slice(tokens.starts[first], tokens.ends[end - 1]);
  const onItsLine = tokens.gaps[first] !== 'line';
  if (!(onItsLine ? values : hosts).test(value) || !endsList(block, tokens, before)) return undefined;
  const span = { start, end: tokens.ends[end - 1] ?? start };
  const comma = onItsLine
    ? { span: { start, end: tokens.starts[first] ?? start }, text: ', ' }
    : { span: spanOfTokens(tokens, before), text: ',' };
  return syntaxFault(span, `A comma goes on with a list, not ';': expected ', ${shown(value)}'.`, {
    title: 'Use a comma',
    edits: [comma],
  });
}

/** So many values parted by `;` are a list, whatever they stand behind. */
const mostValues = 50;

/** Whether the statement that the `;` ends takes a list, and the list could go on; values behind a `;` go on with one. */
function endsList(block: Block, tokens: Tokens, semicolon: number): boolean {
  let end = semicolon;
  for (let passed = 0; passed < mostValues; passed += 1) {
    const start = startOfStatement(tokens, end);
    const text = tokens.text.slice(tokens.starts[start], tokens.ends[end - 1]);
    if (phraseAt(block, tokens, start) !== undefined) return expectedAfter(block.line, text).includes('","');
    if (!values.test(text) || start === 0 || !isMark(tokens, start - 1, ';')) return false;
    end = start - 1;
  }
  return true;
}

/** The first token of the statement that ends before token `end`. */
function startOfStatement(tokens: Tokens, end: number): number {
  let start = end;
  while (start > 0 && !isMark(tokens, start - 1, ';') && !isMark(tokens, start - 1, '{')) {
    start--;
    if (tokens.gaps[start] === 'line' && !isMark(tokens, start - 1, ',')) break;
  }
  return start;
}

/** One value or a list of them. */
const values = /^[^\s,]+(\s*,\s*[^\s,]+)*$/;
/** On a line of their own values have to be plainly none of the language's words. */
const hosts = /^[^\s,]*[.[@][^\s,]*(\s*,\s*[^\s,]*[.[@][^\s,]*)*$/;
