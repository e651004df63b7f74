// The canonical layout. Lines stay the lines that the author made, so `{ a; b }` on one line stays on one; what changes
// is the blanks: two for each level, one between words, columns where lines make a table, one empty line at most.
// Comments are kept, and a statement with a fault in it is left exactly as it is.

import { alignment } from './align.ts';
import { lineStarts } from './lines.ts';
import { parse } from './parse.ts';
import { absolute, declarationRange, startOf } from './places.ts';
import { isMark, scan, tokenText, type Tokens } from './scan.ts';
import type { Declaration, Fault, Tree } from './tree.ts';

/** The canonical layout of a text with its own line ends, and the faults in it; `format` of the result is the result. */
export function format(text: string): { readonly text: string; readonly faults: readonly Fault[] } {
  const tree = parse(text);
  const lines = linesOf(tree);
  const printed = alignment(lines);
  const kept = lines.flatMap((line, i) => (isSuperfluous(lines, i) ? [] : [`${printed[i] ?? ''}${line.end}`]));
  const whole = kept.join('');
  const last = lines.at(-1);
  const needsEnd = whole !== '' && !/[\r\n]$/.test(whole) && last?.isKept === false;
  return {
    text: needsEnd ? `${whole}${lines[0]?.end || '\n'}` : whole,
    faults: faultsOf(tree).map(({ fault }) => fault),
  };
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

function linesOf(tree: Tree): readonly Line[] {
  const { text } = tree;
  const starts = lineStarts(text);
  const faulty = faultyLines(tree, starts);
  const depth = depths(tree);
  const lines: Line[] = [];
  let group: Line[] = [];
  let goesOn = false;
  let base = 0;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i] ?? 0;
    const whole = text.slice(start, starts[i + 1] ?? text.length);
    const own = whole.replace(/[\r\n]+$/, '');
    const tokens = scan(own);
    const here = depth(start + (tokens.starts[0] ?? own.length - own.trimStart().length));
    if (!goesOn) {
      group = [];
      base = here;
    }
    const isContinued = goesOn && !isMark(tokens, 0, '}');
    const line: Line = {
      text: own,
      end: whole.slice(own.length),
      isKept: faulty.has(i),
      level: isContinued ? base + 1 : here,
      words: wordsOf(tokens),
      comment: own.slice(tokens.ends.at(-1) ?? 0).trim(),
    };
    group.push(line);
    lines.push(line);
    if (line.words.length > 0) goesOn = isMark(tokens, tokens.starts.length - 1, ',');
    if (!goesOn && group.some((part) => part.isKept)) keepAll(lines, group.length);
  }
  return lines;
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

/** An empty line behind another one, at the start or at the end of the file. */
function isSuperfluous(lines: readonly Line[], i: number): boolean {
  const isEmpty = (line: Line | undefined) => line !== undefined && !line.isKept && line.text.trim() === '';
  if (!isEmpty(lines[i])) return false;
  return i === 0 || isEmpty(lines[i - 1]) || lines.slice(i).every(isEmpty);
}

function faultsOf(tree: Tree): Tree['faults'] {
  return [...tree.pieces.flatMap((piece) => piece.faults.map((fault) => ({ piece, fault }))), ...tree.faults];
}

/** The lines that a fault, something unknown or a declaration without its end stands on. */
function faultyLines(tree: Tree, starts: readonly number[]): ReadonlySet<number> {
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

function lineOf(starts: readonly number[], offset: number): number {
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

/** How many declarations are open at an offset; asked for ascending offsets. */
function depths(tree: Tree): (offset: number) => number {
  const steps: { readonly at: number; readonly by: number }[] = [];
  const visit = (declarations: readonly Declaration[]) => {
    for (const declaration of declarations) {
      const end = startOf(tree, declaration.end.piece) + declaration.end.offset;
      const closes = tree.text.charAt(end - 1) === '}';
      steps.push({ at: startOf(tree, declaration.piece) + declaration.head.start + 1, by: 1 });
      steps.push({ at: closes ? end - 1 : end, by: -1 });
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
