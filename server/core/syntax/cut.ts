// Cuts text into pieces, so that a fault and an edit stay where they are. A piece is cut before every head of a
// declaration, in whatever column and at whatever depth, and behind every `}`. A head is known by its own words alone,
// so a brace or a quotation mark that is missing elsewhere moves no cut but the one next to it.

import { blockIsOptional, blocks, declarationKinds, homes, phraseAt } from './blocks.ts';
import { slipsBetween } from './nearest.ts';
import { isMark, scan, tokenText, type Tokens } from './scan.ts';
import type { DeclarationKind } from './tree.ts';

/** One piece: the text of it, what it begins with and whether a `}` ends it. */
export interface Cut {
  readonly text: string;
  /** The kind of declaration whose head it begins with. */
  readonly head: DeclarationKind | 'unknown' | undefined;
  /** The head begins a block. */
  readonly opens: boolean;
  /** A `}` ends it. */
  readonly closes: boolean;
}

/** Cuts a text that begins where a piece may begin. There is always one piece at least. */
export function cut(text: string): readonly Cut[] {
  const tokens = scan(text);
  const cuts: Cut[] = [];
  const count = tokens.starts.length;
  let from = 0;
  let begun: Head | undefined;
  let hasContent = false;
  /** How many stray `{` of this line have not ended. On another line a `}` is more likely to end the block around. */
  let strays = 0;
  const finish = (token: number, closes: boolean) => {
    const end = cutBefore(tokens, token);
    const opens = begun?.opens ?? false;
    cuts.push({ text: text.slice(from, end), head: begun?.kind, opens, closes });
    from = end;
    begun = undefined;
    hasContent = false;
    strays = 0;
  };
  let i = 0;
  while (i < count) {
    if (tokens.gaps[i] === 'line') strays = 0;
    const head = headAt(tokens, i);
    if (head !== undefined) {
      if (hasContent) finish(i, false);
      begun = head;
      hasContent = true;
      i = head.end;
      if (swallowsEnd(tokens, i)) finish(i, true);
      else if (!head.opens) finish((i = behindSemicolon(tokens, i)), false);
    } else if (strays > 0 && endsBlock(tokens, i)) {
      strays -= 1;
      i = behindSemicolon(tokens, i + 1);
    } else if (endsBlock(tokens, i)) {
      finish((i = behindSemicolon(tokens, i + 1)), true);
    } else {
      hasContent = true;
      i = endOfStatement(tokens, i);
      if (isMark(tokens, i - 1, '{')) strays += 1;
      if (swallowsEnd(tokens, i)) finish(i, true);
    }
  }
  if (hasContent || cuts.length === 0) finish(count, false);
  return cuts;
}

/** A `;` on the same line still belongs to what it ends. */
function behindSemicolon(tokens: Tokens, i: number): number {
  return isMark(tokens, i, ';') && tokens.gaps[i] !== 'line' ? i + 1 : i;
}

/** Where the piece before token `i` ends: behind the line end when there is one between them. */
function cutBefore(tokens: Tokens, i: number): number {
  if (i >= tokens.starts.length) return tokens.text.length;
  const end = tokens.ends[i - 1] ?? 0;
  if (tokens.gaps[i] !== 'line') return end;
  const rest = tokens.text.slice(end, tokens.starts[i]);
  return end + (/^[^\r\n]*(\r\n|\n|\r)/.exec(rest)?.[0].length ?? 0);
}

/** The index behind the statement that begins at token `i`, and behind the `;` or `{` that ends it. */
function endOfStatement(tokens: Tokens, i: number): number {
  const end = endOfWords(tokens, i);
  return isMark(tokens, end, ';') || isMark(tokens, end, '{') ? end + 1 : end;
}

/** The index behind the last token of a statement, before what ends it. */
export function endOfWords(tokens: Tokens, first: number): number {
  for (let i = first; i < tokens.starts.length; i++) {
    if (isMark(tokens, i, ';') || isMark(tokens, i, '{') || endsBlock(tokens, i)) return i;
    if (i > first && tokens.gaps[i] === 'line') {
      if (!isMark(tokens, i - 1, ',') || startsHead(tokens, i)) return i;
    }
  }
  return tokens.starts.length;
}

/** Whether token `i` is a `}` that ends a block: one in the middle of a word is a slip, unless a statement begins behind. */
export function endsBlock(tokens: Tokens, i: number): boolean {
  if (!isMark(tokens, i, '}')) return false;
  const next = tokenText(tokens, i + 1);
  return !isInWord(tokens, i) || firstWords.has(next) || firstWordsOfHeads.has(next);
}

function isInWord({ kinds, gaps }: Tokens, i: number): boolean {
  return kinds[i - 1] === 'word' && gaps[i] === 'none' && kinds[i + 1] === 'word' && gaps[i + 1] === 'none';
}

/** Behind a comma only a head that is plainly one ends the list. */
function startsHead(tokens: Tokens, i: number): boolean {
  const kind = kindAt(tokens, i);
  if (kind === undefined) return false;
  let behindName = i + kind.split(' ').length + 1;
  // An IP address in brackets is several tokens.
  if (isMark(tokens, behindName - 1, '['))
    while (behindName < tokens.starts.length && !isMark(tokens, behindName++, ']'));
  return ['{', 'to', 'on', 'between'].includes(tokenText(tokens, behindName)) && tokens.gaps[behindName] !== 'line';
}

/** The head of a declaration, by token indexes. */
export interface Head {
  readonly kind: DeclarationKind | 'unknown';
  /** The words before the name, as written: as many tokens from the first one. */
  readonly keywords: number;
  /** Where these words end, when they are not the kind's own. */
  readonly misspeltUntil?: number;
  /** Behind the last word of the head, before `{`. */
  readonly endOfWords: number;
  /** Behind the whole head with its `{`. */
  readonly end: number;
  readonly opens: boolean;
}

/** The head that begins at token `i`, when one does. */
export function headAt(tokens: Tokens, i: number): Head | undefined {
  const end = endOfWords(tokens, i);
  const brace = isMark(tokens, end, '{');
  // `database availability group X` is no database.
  const isCalledDag = brace && calledKind(tokens, i, end)?.kind === 'dag';
  const known = isCalledDag ? undefined : kindAt(tokens, i);
  if (known === undefined) return end > i ? misspelt(tokens, i, end) : undefined;
  // `host NAME` alone is more likely a smart host with the wrong words than another mail system.
  if (known === 'host' && !brace && !swallowsBrace(tokens, end)) return undefined;
  const keywords = known.split(' ').length;
  const misspeltUntil = known === 'routing group' ? misspeltConnector(tokens, i, end) : undefined;
  if (misspeltUntil !== undefined) {
    const kind = 'routing group connector';
    return { kind, keywords: 3, misspeltUntil, endOfWords: end, end: brace ? end + 1 : end, opens: true };
  }
  if (brace) return { kind: known, keywords, endOfWords: end, end: end + 1, opens: true };
  const behind = behindNames(tokens, i + keywords, known);
  const inside = innerStatement(tokens, behind, end, known);
  // `on 10.1.0.10 port 25` is a binding with the port behind it.
  const isPort = known === 'virtual server' && inside === end - 2 && tokenText(tokens, inside) === 'port';
  const inner = isPort ? undefined : inside;
  if (inner === undefined && !isHeadWithoutBrace(tokens, i + keywords, end) && !swallowsBrace(tokens, end)) {
    return undefined;
  }
  const opens =
    !blockIsOptional.has(known) ||
    inner !== undefined ||
    swallowsBrace(tokens, end) ||
    blockFollows(tokens, end, known);
  return { kind: known, keywords, endOfWords: inner ?? end, end: inner ?? end, opens };
}

/** A name that ends the statement, or is followed by `to` or `on`. */
function isHeadWithoutBrace(tokens: Tokens, nameToken: number, end: number): boolean {
  if (nameToken >= end) return false;
  const follows = tokenText(tokens, nameToken + 1);
  const isFollowed = nameToken + 1 === end || ['to', 'on', 'between'].includes(follows);
  return isFollowed || lacksOpening(tokens, nameToken, end);
}

/** `virtual server Default SMTP Virtual Server" on all unassigned`: the quotation mark took the rest with it. */
function lacksOpening(tokens: Tokens, nameToken: number, end: number): boolean {
  const last = end - 1;
  if (last <= nameToken || tokens.kinds[last] !== 'unclosed' || tokens.gaps[last] !== 'none') return false;
  return tokens.kinds.slice(nameToken, last).every((kind) => kind === 'word') && / on /.test(tokenText(tokens, last));
}

/** The index behind a head's name, and behind what its kind says besides. */
function behindNames(tokens: Tokens, nameToken: number, kind: DeclarationKind): number {
  const follows = tokenText(tokens, nameToken + 1);
  if (kind === 'routing group connector' && follows === 'to') return nameToken + 3;
  const isBound = (kind === 'virtual server' || kind === 'receive connector') && follows === 'on';
  return isBound || (kind === 'site link' && follows === 'between') ? nameToken + 3 : nameToken + 1;
}

/** A block that may be left out is there when the next statement can stand only in one. */
function blockFollows(tokens: Tokens, i: number, kind: DeclarationKind): boolean {
  const around = homes[kind] ?? ['file'];
  return (
    phraseAt(blocks[kind], tokens, i) !== undefined &&
    around.every((home) => phraseAt(blocks[home], tokens, i) === undefined)
  );
}

/** A string that is not closed took the `{` with it. */
function swallowsBrace(tokens: Tokens, end: number): boolean {
  return tokens.kinds[end - 1] === 'unclosed' && tokenText(tokens, end - 1).includes('{');
}

/** A statement on the line of a head whose `{` is missing. */
function innerStatement(tokens: Tokens, from: number, end: number, kind: DeclarationKind): number | undefined {
  for (let i = from; i < end; i++) {
    if (phraseAt(blocks[kind], tokens, i) !== undefined) return i;
  }
  return undefined;
}

/**
 * Whether the statement before token `i` ends with a string that is not closed and took the `}` with it: that `}` still
 * ends its block.
 */
export function swallowsEnd(tokens: Tokens, i: number): boolean {
  return (
    tokens.kinds[i - 1] === 'unclosed' &&
    tokenText(tokens, i - 1)
      .trimEnd()
      .endsWith('}')
  );
}

function kindAt(tokens: Tokens, i: number): DeclarationKind | undefined {
  const first = tokenText(tokens, i);
  return declarationKinds.find((kind) => {
    if (!kind.startsWith(first)) return false;
    const words = kind.split(' ');
    return words.every((word, n) => tokenText(tokens, i + n) === word && (n === 0 || tokens.gaps[i + n] !== 'none'));
  });
}

/** The first words of statements. */
const firstWords = new Set(
  Object.values(blocks).flatMap((block) => block.phrases.map((phrase) => phrase.split(' ')[0])),
);
const firstWordsOfHeads = new Set(declarationKinds.map((kind) => kind.split(' ')[0]));

/** Words and a `{` that no statement begins with: a declaration, of the kind that its words come near to. */
function misspelt(tokens: Tokens, i: number, end: number): Head | undefined {
  const brace = isMark(tokens, end, '{');
  if (!brace && !swallowsBrace(tokens, end)) return undefined;
  const rest = { endOfWords: end, end: brace ? end + 1 : end, opens: true };
  const called = calledKind(tokens, i, end);
  if (called !== undefined) return { ...called, ...rest };
  if (firstWords.has(tokenText(tokens, i))) return undefined;
  const near = nearestKind(wordsFrom(tokens, i, end));
  if (near !== undefined) {
    let keywords = 1;
    while (i + keywords < end && (tokens.starts[i + keywords] ?? 0) < near.until) keywords++;
    return { kind: near.kind, keywords, misspeltUntil: near.until, ...rest };
  }
  return brace && tokens.kinds[i] === 'word' ? { kind: 'unknown', keywords: 1, ...rest } : undefined;
}

/** What people call a declaration besides its own words. */
const otherWords: readonly (readonly [words: string, kind: DeclarationKind])[] = [
  ['group', 'routing group'],
  ['routing', 'routing group'],
  ['routinggroup', 'routing group'],
  ['ad site', 'site'],
  ['active directory site', 'site'],
  ['ip site link', 'site link'],
  ['ad site link', 'site link'],
  ['database availability group', 'dag'],
  ['mailbox database', 'database'],
  ['edge transport server', 'edge server'],
  ['edge', 'edge server'],
  ['org', 'organization'],
  ['admin group', 'administrative group'],
  ['mail server', 'server'],
  ['exchange server', 'server'],
  ['mailbox server', 'server'],
  ['bridgehead server', 'server'],
  ['smtp virtual server', 'virtual server'],
  ['virtual smtp server', 'virtual server'],
  ['smtp server', 'virtual server'],
  ['internet connector', 'smtp connector'],
  ['connector', 'smtp connector'],
  ['x.400 connector', 'x400 connector'],
  ['x400', 'x400 connector'],
  ['rgc', 'routing group connector'],
  ['group connector', 'routing group connector'],
  ['routing connector', 'routing group connector'],
];

/** The kind of declaration that these words and a name behind them stand for. */
function calledKind(
  tokens: Tokens,
  i: number,
  end: number,
): Pick<Head, 'kind' | 'keywords' | 'misspeltUntil'> | undefined {
  for (const [said, kind] of otherWords) {
    const words = said.split(' ');
    const name = i + words.length;
    if (!words.every((word, n) => tokenText(tokens, i + n).toLowerCase() === word)) continue;
    const follows = tokenText(tokens, name + 1);
    const link = { 'smtp connector': 'to', 'routing group connector': 'to', 'virtual server': 'on' }[String(kind)];
    if (name >= end || (name + 1 !== end && follows !== link)) continue;
    const meant = follows === 'to' ? 'routing group connector' : kind;
    return { kind: meant, keywords: words.length, misspeltUntil: tokens.ends[name - 1] ?? 0 };
  }
  return undefined;
}

/** The end of the word behind `routing group` that should be `connector`, when `to` follows. */
function misspeltConnector(tokens: Tokens, i: number, end: number): number | undefined {
  if (!isMark(tokens, end, '{') && !swallowsBrace(tokens, end)) return undefined;
  const word = wordsFrom(tokens, i, end)[2];
  if (word === undefined || slipsBetween(word.letters, 'connector') > 1) return undefined;
  return /\sto\s/.test(tokens.text.slice(word.end, tokens.ends[end - 1])) ? word.end : undefined;
}

interface WrittenWord {
  /** Its letters; a mark that slipped in is left out. */
  readonly letters: string;
  readonly isWhole: boolean;
  readonly end: number;
}

/** As many words as the head of a declaration has before its name, and one more when a blank has slipped in. */
const mostWords = 4;

/** The words that a statement begins with, as somebody reads them who sees no tokens: `r"outing` is one. */
function wordsFrom(tokens: Tokens, i: number, end: number): readonly WrittenWord[] {
  const start = tokens.starts[i] ?? 0;
  const text = tokens.text.slice(start, Math.min(tokens.ends[end - 1] ?? start, start + 200));
  return [...text.matchAll(/[^\s{]+/g)].slice(0, mostWords).map((word) => {
    const letters = word[0].toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    return { letters, isWhole: letters.length === word[0].length, end: start + word.index + word[0].length };
  });
}

/** The kind of declaration that the first words come nearest to; with a mark in one of them, they have to be its own. */
function nearestKind(words: readonly WrittenWord[]) {
  let best: { readonly kind: DeclarationKind; readonly until: number; readonly away: number } | undefined;
  for (const kind of declarationKinds) {
    const letters = kind.replaceAll(' ', '');
    for (let count = 1; count <= words.length; count++) {
      const said = words.slice(0, count);
      const away = slipsBetween(said.map((word) => word.letters).join(''), letters);
      const most = said.every((word) => word.isWhole) ? Math.ceil(kind.length / 6) : 0;
      const until = said.at(-1)?.end ?? 0;
      if (away <= most && (best === undefined || away < best.away)) best = { kind, until, away };
    }
  }
  return best;
}
