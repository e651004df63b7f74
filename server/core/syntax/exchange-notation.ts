// Addresses and address spaces as Exchange writes them: `SMTP:*;1` with the cost behind a `;`, and X.400 addresses
// without quotation marks. A `;` ends a statement, so these are read before the statement is, and up to where they end.

import type { Tokens } from './scan.ts';
import { spanOfTokens, syntaxFault } from './syntax-fault.ts';
import type { BlockKind, Fault } from './tree.ts';
import { shown } from './values.ts';
import { inQuotes, isBareWord } from './words.ts';

/** What Exchange's notation takes of a piece, and its mend. */
export interface Noted {
  /** The index behind its last token. */
  readonly end: number;
  readonly fault: Fault;
}

/** The statement that begins at token `first`, when it holds addresses in Exchange's notation. */
export function inExchangeNotation(block: BlockKind, tokens: Tokens, first: number): Noted | undefined {
  const start = tokens.starts[first] ?? 0;
  const ofConnector = block === 'smtp connector' || block === 'x400 connector';
  const keyword = ofConnector ? matchAt(addressSpaces, tokens.text, start) : undefined;
  return keyword === undefined
    ? bareX400(tokens, first)
    : addressSpaceList(tokens, { from: start, to: start + keyword[0].length });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

// ---- address spaces -------------------------------------------------------------------------------------------------

const addressSpaces = /-?address[ \t-]?spaces?(?![\p{L}\p{N}_.-])[ \t]*(?:=[ \t]*)?/iuy;
const blanks = /\s*/y;
const separator = /[ \t]*[,;]/y;
const behindList = /[ \t]*(?:[\r\n;}#]|$)/y;

interface Item {
  readonly end: number;
  /** As the language writes it. */
  readonly text: string;
  /** What is not the language's own in it. */
  readonly odd: 'cost' | 'quotes' | 'at' | 'unquoted' | undefined;
}

function addressSpaceList(tokens: Tokens, keyword: { readonly from: number; readonly to: number }): Noted | undefined {
  const { text } = tokens;
  const items: (Item & { readonly start: number })[] = [];
  let end = keyword.to;
  for (let at: number | undefined = keyword.to; at !== undefined; at = nextItem(text, end)) {
    const start = at + (matchAt(blanks, text, at)?.[0].length ?? 0);
    const item = itemAt(text, start);
    if (item === undefined) break;
    items.push({ ...item, start });
    end = item.end;
  }
  const first = items.findIndex(({ odd }) => odd !== undefined);
  const last = items.findLastIndex(({ odd }) => odd !== undefined);
  const odd = items[first]?.odd;
  if (odd === undefined || matchAt(behindList, text, end) === undefined) return undefined;
  const written = items.slice(first, last + 1).map((item) => item.text);
  const said = text.slice(keyword.from, keyword.to).trimEnd();
  const span = { start: items[first]?.start ?? end, end: items[last]?.end ?? end };
  const edits = [{ span, text: written.join(', ') }];
  if (said !== 'address space') {
    edits.unshift({ span: { start: keyword.from, end: keyword.to }, text: 'address space ' });
  }
  const [example = ''] = written;
  const fault = syntaxFault(span, `${reasons[odd]}: ${shown(example)}.`, {
    title: `Write ${shown(written.join(', '))}`,
    edits,
  });
  return { end: tokenBehind(tokens, end), fault };
}

const reasons: Readonly<Record<NonNullable<Item['odd']>, string>> = {
  cost: "The cost of an address space stands behind the word 'cost'",
  quotes: 'An SMTP address space stands without quotation marks, of other types only the address is quoted',
  at: "An address space names a domain, without '@'",
  unquoted: 'An address of several parts stands in quotation marks',
};

/** Where the next item of a list begins; behind a `;` only one in Exchange's notation goes on with it. */
function nextItem(text: string, end: number): number | undefined {
  const mark = matchAt(separator, text, end);
  if (mark === undefined) return undefined;
  const next = end + mark[0].length;
  if (mark[0].endsWith(',')) return next;
  return itemAt(text, next + (matchAt(blanks, text, next)?.[0].length ?? 0))?.odd === 'cost' ? next : undefined;
}

const quotedSpace = /"(?:([\w-]+):)?([^"\\\r\n]{1,1024}?)(?:;[ \t]{0,9}(\d{1,5}))?[ \t]{0,9}"/y;
const x400Space = /(X400):((?:\/|[ \t]*[\w-]+[ \t]*=)[^"{}#,\r\n]{0,1024}?)(?=[ \t]{0,9}(?:[\r\n},#]|$))/iy;
const bareSpace =
  /(?:([\w-]+):)?([^\s;,:"{}#=@]*@)?([^\s;,:"{}#=@]+)(?:[ \t]*;[ \t]*(\d{1,5})(?![\p{L}\p{N}_.*@:-]))?/uy;
const ownSpace = /(?:[\w-]+:)?"(?:[^"\\\r\n]|\\.)*"/y;
const ownCost = /[ \t]+cost[ \t]+(\d+)/y;
/** `* 5`, `* cost=5`, `*, cost 5`. */
const looseCost =
  /(?:[ \t]*,[ \t]*costs?|[ \t]+costs?[ \t]*[:=]|[ \t]+costs|)[ \t]+(\d{1,5})(?![\p{L}\p{N}_.*@:/-])|[ \t]+cost[ \t]*[:=](\d{1,5})/uy;

function itemAt(text: string, at: number): Item | undefined {
  const item = quotedItem(text, at) ?? x400Item(text, at) ?? bareItem(text, at) ?? ownItem(text, at);
  const cost = item && matchAt(ownCost, text, item.end);
  const loose = item && matchAt(looseCost, text, item.end);
  if (item !== undefined && cost === undefined && loose !== undefined && item.odd !== 'cost') {
    const said = loose[1] ?? loose[2] ?? '';
    return { end: item.end + loose[0].length, text: `${item.text} cost ${said}`, odd: 'cost' };
  }
  if (item === undefined || cost === undefined) return item;
  const isSaid = item.odd === 'cost' || / cost \d+$/.test(item.text);
  return { ...item, end: item.end + cost[0].length, text: isSaid ? item.text : `${item.text} cost ${cost[1] ?? ''}` };
}

function quotedItem(text: string, at: number): Item | undefined {
  const match = matchAt(quotedSpace, text, at);
  if (match === undefined) return undefined;
  const [whole, type, pattern = '', cost] = match;
  const end = at + whole.length;
  if (type !== undefined || cost !== undefined) return itemOf(end, type, pattern, cost, 'quotes');
  return isPlain(pattern) ? { end, text: pattern, odd: undefined } : undefined;
}

function x400Item(text: string, at: number): Item | undefined {
  const match = matchAt(x400Space, text, at);
  if (match === undefined) return undefined;
  const [whole, type, said = ''] = match;
  const [, attributes = '', own, cost] = /^(.*?)(?:[ \t]+cost[ \t]+(\d+)|;[ \t]*(\d{1,5}))?$/s.exec(said) ?? [];
  const item = itemOf(at + whole.length, type, attributes, cost, 'unquoted');
  return own === undefined ? item : { ...item, text: `${item.text} cost ${own}` };
}

function bareItem(text: string, at: number): Item | undefined {
  const match = matchAt(bareSpace, text, at);
  if (match === undefined) return undefined;
  const [whole, type, local, pattern = '', cost] = match;
  if ((local !== undefined && local !== '@' && local !== '*@') || pattern === 'cost') return undefined;
  return itemOf(at + whole.length, type, pattern, cost, local === undefined ? undefined : 'at');
}

function ownItem(text: string, at: number): Item | undefined {
  const match = matchAt(ownSpace, text, at);
  return match && { end: at + match[0].length, text: match[0], odd: undefined };
}

function itemOf(end: number, type: string | undefined, said: string, cost: string | undefined, odd: Item['odd']): Item {
  const isSmtp = type === undefined || type.toUpperCase() === 'SMTP';
  const pattern = isSmtp ? said.replace(/^\*?@/, '') : said;
  const address = isPlain(pattern) ? pattern : inQuotes(pattern);
  const space = isSmtp ? address : `${type}:${address}`;
  if (cost !== undefined) return { end, text: `${space} cost ${cost}`, odd: 'cost' };
  return { end, text: space, odd: odd ?? (isSmtp || isPlain(pattern) ? undefined : 'unquoted') };
}

/** Whether a pattern is written without quotation marks. */
function isPlain(pattern: string): boolean {
  return isBareWord(pattern.replace(/[*+]/g, '-'));
}

// ---- X.400 addresses elsewhere --------------------------------------------------------------------------------------

const x400Address =
  /X400:((?:\/|[ \t]*[\w-]+[ \t]*=)[^"{}#,\r\n]{0,1024}?)(?=[ \t]{0,9}(?:[\r\n},#]|$)|[ \t]{1,9}(?:to|sender|size|priority|system|at|every|rate)[ \t])/iy;

/** `send from A to X400:c=US;a= ;p=Contoso`. */
function bareX400(tokens: Tokens, first: number): Noted | undefined {
  for (let i = first; i < tokens.starts.length && i < first + mostWordsBefore; i++) {
    if (i > first && tokens.gaps[i] === 'line') return undefined;
    const start = tokens.starts[i] ?? 0;
    const match = matchAt(x400Address, tokens.text, start);
    if (match === undefined) continue;
    const [whole, attributes = ''] = match;
    const text = `X400:${inQuotes(attributes.replace(/;[ \t]*$/, ''))}`;
    const end = tokenBehind(tokens, start + whole.length);
    const span = spanOfTokens(tokens, i, end - 1);
    const message = `${reasons.unquoted}: ${shown(text)}.`;
    const fault = syntaxFault(span, message, { title: `Write ${shown(text)}`, edits: [{ span, text }] });
    return { end: endOfLine(tokens, end), fault };
  }
  return undefined;
}

/** The words before an address: `at 10m send 5 from SERVER/VS to`. */
const mostWordsBefore = 12;

/** The index of the first token at or behind an offset. */
function tokenBehind(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the first token that is on another line or ends a block. */
function endOfLine(tokens: Tokens, from: number): number {
  for (let i = from; i < tokens.starts.length; i++) {
    const isBrace = tokens.kinds[i] === 'mark' && '{}'.includes(tokens.text.charAt(tokens.starts[i] ?? 0));
    if (tokens.gaps[i] === 'line' || isBrace) return i;
  }
  return tokens.starts.length;
}
