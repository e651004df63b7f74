// The canonical layout. Lines stay the lines that the author made, so `{ a; b }` on one line stays on one; what changes
// is the blanks: two for each level, one between words, columns where lines make a table, one empty line at most.
// Comments are kept, and a statement with a fault in it is left exactly as it is.

import { alignment, isRow } from './align.ts';
import { lineStarts } from './lines.ts';
import { faultsOf, parse } from './parse.ts';
import { absolute, declarationRange, startOf, textBetween } from './places.ts';
import { isMark, scan, tokenText, type Tokens } from './scan.ts';
import type { Declaration, Fault, Tree } from './tree.ts';

/** The canonical layout of a text with its own line ends, and the faults in it; `format` of the result is the result. */
export function format(text: string): { readonly text: string; readonly faults: readonly Fault[] } {
  const tree = parse(text);
  const work = layout({ tree, lines: lineStarts(tree.text) });
  let step = work.next();
  while (step.done !== true) step = work.next();
  return { text: step.value.map((line) => line.text).join(''), faults: faultsOf(tree).map(({ fault }) => fault) };
}

/** A file and the offsets at which its lines start. */
export interface Text {
  readonly tree: Tree;
  readonly lines: ArrayLike<number>;
}

/** A line as it should be: `text`, with its line end, in place of what stands from `start` to `end`. */
export interface LaidOut {
  readonly start: number;
  readonly end: number;
  /** '' for a line that goes. */
  readonly text: string;
}

/** So many lines are read without a pause. */
const linesAtOnce = 64;

/** The lines from `from` up to `to` in the canonical layout of the whole text. Yields often. */
export function* layout(source: Text, from = 0, to = source.lines.length): Generator<undefined, readonly LaidOut[]> {
  const { tree, lines: starts } = source;
  const reader = new LineReader(source);
  const first = reader.beginning(from);
  const lines = yield* linesOf(reader, first, to);
  const printed = yield* alignment(lines);
  const isSuperfluous = (i: number): boolean =>
    isEmpty(lines[i - first]) && (i === 0 || isEmpty(lines[i - 1 - first]) || i >= reader.emptyFrom);
  const laidOut: LaidOut[] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i - first];
    if (line === undefined) break;
    const isUnended = i === starts.length - 1 && line.end === '' && !line.isKept;
    const text = printed[i - first] ?? '';
    const end = isUnended && text !== '' ? reader.lineEnd() : line.end;
    const start = starts[i] ?? 0;
    laidOut.push({ start, end: starts[i + 1] ?? tree.length, text: isSuperfluous(i) ? '' : text + end });
    if (i % linesAtOnce === 0) yield;
  }
  return laidOut;
}

/** One line, ready to be printed. */
export interface Line {
  /** As it was written, without its line end. */
  readonly text: string;
  /** Its line end, '' for a last line without one. */
  readonly end: string;
  /** It stays exactly as it was, because of a fault in it. */
  readonly isKept: boolean;
  /** How many levels it is indented. */
  readonly level: number;
  /** Its words with what stands before each; '' before the first. */
  readonly words: readonly { readonly before: '' | ' '; readonly text: string }[];
  /** The comment on it, with its `#`. */
  readonly comment: string;
}

interface ReadLine {
  readonly text: string;
  readonly end: string;
  readonly tokens: Tokens;
  readonly words: Line['words'];
}

/** Lines as they are written, and what is to be known of those around them. */
class LineReader {
  readonly #source: Text;
  readonly faulty: ReadonlySet<number>;
  /** How many declarations are open at an offset; asked for ascending offsets. */
  readonly depthAt: (offset: number) => number;
  #emptyFrom: number | undefined;

  constructor(source: Text) {
    this.#source = source;
    this.faulty = faultyLines(source);
    this.depthAt = depths(source.tree);
  }

  get count(): number {
    return this.#source.lines.length;
  }

  startOf(i: number): number {
    return this.#source.lines[i] ?? 0;
  }

  read(i: number): ReadLine {
    const { tree, lines } = this.#source;
    const whole = textBetween(tree, this.startOf(i), lines[i + 1] ?? tree.length);
    const text = whole.replace(/[\r\n]+$/, '');
    const tokens = scan(text);
    return { text, end: whole.slice(text.length), tokens, words: wordsOf(tokens) };
  }

  /** Where whatever the layout of a line depends on begins: its statement, its table, and the line before it. */
  beginning(line: number): number {
    let first = line;
    for (;;) {
      let before = first - 1;
      while (before >= 0 && this.read(before).words.length === 0) before--;
      if (before < 0) break;
      const { tokens, words } = this.read(before);
      if (!endsWithComma(tokens) && !(before === first - 1 && isRow(words))) break;
      first = before;
    }
    return Math.max(0, Math.min(first, line - 1));
  }

  /** Behind this line there are empty ones only. */
  get emptyFrom(): number {
    if (this.#emptyFrom !== undefined) return this.#emptyFrom;
    let from = this.count;
    while (from > 0 && !this.faulty.has(from - 1) && this.read(from - 1).text.trim() === '') from--;
    return (this.#emptyFrom = from);
  }

  /** How lines of this file end. */
  lineEnd(): string {
    return this.read(0).end || '\n';
  }
}

/** The lines from `first` up to `to`, and on to the end of the last one's statement and table. */
function* linesOf(reader: LineReader, first: number, to: number): Generator<undefined, readonly Line[]> {
  const lines: Line[] = [];
  let group: Line[] = [];
  let goesOn = false;
  let base = 0;
  for (let i = first; i < reader.count; i++) {
    const { text, end, tokens, words } = reader.read(i);
    if (i >= to && !goesOn && !isRow(words)) break;
    const here = reader.depthAt(reader.startOf(i) + (tokens.starts[0] ?? text.length - text.trimStart().length));
    if (!goesOn) {
      group = [];
      base = here;
    }
    const isContinued = goesOn && !isMark(tokens, 0, '}');
    const line: Line = {
      text,
      end,
      isKept: reader.faulty.has(i),
      level: isContinued ? base + 1 : here,
      words,
      comment: text.slice(tokens.ends.at(-1) ?? 0).trim(),
    };
    group.push(line);
    lines.push(line);
    if (words.length > 0) goesOn = endsWithComma(tokens);
    if (!goesOn && group.some((part) => part.isKept)) keepAll(lines, group.length);
    if (i % linesAtOnce === 0) yield;
  }
  return lines;
}

function endsWithComma(tokens: Tokens): boolean {
  return isMark(tokens, tokens.starts.length - 1, ',');
}

/** A statement that goes over several lines is kept as a whole. */
function keepAll(lines: Line[], count: number): void {
  for (let i = lines.length - count; i < lines.length; i++) {
    const line = lines[i];
    if (line !== undefined) lines[i] = { ...line, isKept: true };
  }
}

function wordsOf(tokens: Tokens): Line['words'] {
  return tokens.starts.map((_, i) => ({ before: i === 0 ? '' : blankBefore(tokens, i), text: tokenText(tokens, i) }));
}

function blankBefore(tokens: Tokens, i: number): '' | ' ' {
  if (isMark(tokens, i, ',') || isMark(tokens, i, ';')) return '';
  if (isMark(tokens, i, '}')) return isMark(tokens, i - 1, '{') ? '' : ' ';
  if (isMark(tokens, i, '{')) return ' ';
  const separates = [',', ';', '{', '}'].some((mark) => isMark(tokens, i - 1, mark));
  return separates || tokens.gaps[i] !== 'none' ? ' ' : '';
}

function isEmpty(line: Line | undefined): boolean {
  return line !== undefined && !line.isKept && line.text.trim() === '';
}

/** The lines that a fault, something unknown or a declaration without its end stands on. */
function faultyLines({ tree, lines: starts }: Text): ReadonlySet<number> {
  const lines = new Set<number>();
  const add = (start: number, end: number) => {
    for (let i = lineOf(starts, start); i < starts.length && (starts[i] ?? 0) <= end; i++) lines.add(i);
  };
  for (const { piece, fault } of faultsOf(tree)) {
    const span = absolute(tree, piece, fault.span);
    add(span.start, span.end);
  }
  for (const declaration of unsound(tree.declarations)) {
    const span = declarationRange(tree, declaration);
    add(span.start, span.end);
  }
  for (const piece of tree.pieces) {
    if (piece.block !== 'unknown') continue;
    const start = startOf(tree, piece);
    add(start, start + piece.text.trimEnd().length);
  }
  return lines;
}

function lineOf(starts: ArrayLike<number>, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The declarations that lack a `}`, or hold one that does. Only their author knows how deep their lines are meant to
 * stand, and what they stand at tells where it is missing.
 */
function unsound(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.flatMap((declaration) => {
    if (declaration.kind === 'administrative group' && declaration.end.isMissing !== true)
      return unsound(declaration.children);
    return isSound(declaration) ? [] : [declaration];
  });
}

function isSound({ end, children }: Declaration): boolean {
  return end.isMissing !== true && children.every(isSound);
}

/** How many declarations are open at an offset. Where braces are missing, one may reach beyond what it stands in. */
function depths(tree: Tree): (offset: number) => number {
  const steps: { readonly at: number; readonly by: number }[] = [];
  const visit = (declarations: readonly Declaration[]) => {
    for (const declaration of declarations) {
      const { start, end } = declarationRange(tree, declaration);
      const closes = declaration.end.piece.text.charAt(declaration.end.offset - 1) === '}';
      steps.push({ at: start + 1, by: 1 }, { at: closes ? end - 1 : end, by: -1 });
      visit(declaration.children);
    }
  };
  visit(tree.declarations);
  steps.sort((one, other) => one.at - other.at);
  let next = 0;
  let depth = 0;
  return (offset) => {
    for (let step = steps[next]; step !== undefined && step.at <= offset; step = steps[++next]) depth += step.by;
    return depth;
  };
}
