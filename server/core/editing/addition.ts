// Where new members of a block go, and how they are laid out there: at its end, in the way its other members stand.

import { absolute, startOf } from '#core/syntax/places';
import type { Declaration, Span, Tree } from '#core/syntax/tree';
import { lineEndOf, marginBefore, marginOfLine, memberStarts, startOfLine, stepOf } from './style.ts';
import type { Line, Part } from './text.ts';

/** What is added, and how it is indented where the file itself does not show. */
export interface Added {
  readonly lines: readonly Line[];
  /** One step of indentation. */
  readonly step: string;
}

/** Text in place of a span that counts from the start of the file. */
export interface Replacement {
  readonly span: Span;
  readonly parts: readonly Part[];
}

/** Where a file shows no step of indentation and nobody knows one: that of the canonical layout. */
export const usualStep = '  ';

/**
 * Adds lines at the end of a block: in front of a brace that has its line for itself, on the line of a block that has
 * one only, and in a block of its own where a declaration may have none and does not. Undefined for a block that is missing or not
 * closed, as nobody can tell where it ends.
 */
export function addition(tree: Tree, declaration: Declaration, added: Added): Replacement | undefined {
  const head = absolute(tree, declaration.piece, declaration.head);
  if (isBare(declaration)) return at(head.end, [' { ', ...onOneLine(added.lines), ' }']);
  if (!isOpened(declaration) || !isClosed(declaration)) return undefined;
  const block = { tree, declaration, brace: startOf(tree, declaration.end.piece) + declaration.end.offset - 1 };
  if (marginBefore(tree, block.brace) !== undefined) return aboveBrace(block, added);
  return startOfLine(tree.text, block.brace) <= head.start ? onItsLine(block, added) : belowLast(block, added);
}

/** Adds lines at the end of a file, with an empty line behind what stands there. */
export function additionToFile(tree: Tree, { lines, step }: Added): Replacement {
  const { text } = tree;
  const eol = lineEndOf(tree);
  const isInLine = startOfLine(text, text.length) < text.length;
  const apart = text.trim() === '' ? '' : isInLine ? eol + eol : eol;
  return at(text.length, [apart, ...laidOut(lines, { margin: '', step: stepOf(tree, step), eol })]);
}

/** The block of these is optional; that another declaration has none is a fault. */
function isBare({ kind, piece, head, end }: Declaration): boolean {
  const isOptional = kind === 'virtual server' || kind === 'receive connector' || kind === 'site link';
  return isOptional && end.piece === piece && end.offset === head.end;
}

/** A head whose `{` is missing is taken for one with a block, which ends who knows where. */
function isOpened({ piece, head }: Declaration): boolean {
  return piece.text.slice(head.end).trimStart().startsWith('{');
}

/** Where a `}` is missing, a block ends with the last one inside it. */
function isClosed({ end, children }: Declaration): boolean {
  const endsAsChild = children.some((child) => child.end.piece === end.piece && child.end.offset === end.offset);
  return end.piece.text[end.offset - 1] === '}' && !endsAsChild;
}

interface ClosedBlock {
  readonly tree: Tree;
  readonly declaration: Declaration;
  /** The absolute offset of the brace that ends it. */
  readonly brace: number;
}

/** The brace stands alone on its line: the lines go above it. */
function aboveBrace(block: ClosedBlock, { lines, step }: Added): Replacement {
  const { tree, brace } = block;
  const offset = startOfLine(tree.text, brace);
  const above = lineAbove(tree.text, offset).trim();
  const isApart = above === '' || above.endsWith('{');
  const needed = isApart ? lines.slice(lines.findIndex((line) => line !== '')) : lines;
  return at(offset, laidOut(needed, { ...insideOf(block, step), eol: lineEndOf(tree) }));
}

/** The block has one line only: what is new goes on it. */
function onItsLine(block: ClosedBlock, { lines }: Added): Replacement {
  const span = blanksBefore(block);
  const last = block.tree.text[span.start - 1] ?? '';
  return { span, parts: ['{};'.includes(last) ? ' ' : '; ', ...onOneLine(lines), ' '] };
}

/** The brace stands behind the last of several lines: what is new goes between them. */
function belowLast(block: ClosedBlock, { lines, step }: Added): Replacement {
  const eol = lineEndOf(block.tree);
  const below = laidOut(lines, { ...insideOf(block, step), eol });
  return { span: blanksBefore(block), parts: [eol, ...below.slice(0, -1), ' '] };
}

/** How the members of a block are indented: as the last one that begins a line, else one step deeper than its head. */
function insideOf({ tree, declaration, brace }: ClosedBlock, step: string): Pick<Layout, 'margin' | 'step'> {
  const ownStep = stepOf(tree, step);
  const head = startOf(tree, declaration.piece) + declaration.head.start;
  const margins = memberStarts(tree, declaration).flatMap((start) => marginBefore(tree, start) ?? []);
  const margin = margins.at(-1) ?? marginOfComment(tree.text, head, brace) ?? marginOfLine(tree, head) + ownStep;
  return { margin, step: ownStep };
}

/** The indentation of what stands in a block that has no member yet: a comment, or a statement with a fault in it. */
function marginOfComment(text: string, head: number, brace: number): string | undefined {
  const [, ...below] = text.slice(head, startOfLine(text, brace)).split(/\r\n|\n|\r/);
  const line = below.find((one) => one.trim() !== '');
  return line?.slice(0, line.length - line.trimStart().length);
}

interface Layout {
  readonly margin: string;
  readonly step: string;
  readonly eol: string;
}

/** The lines, each with its indentation and its line end. */
function laidOut(lines: readonly Line[], { margin, step, eol }: Layout): readonly Part[] {
  return lines.flatMap((line) => {
    const [first = '', ...rest] = partsOf(line);
    if (typeof first !== 'string') return [margin, first, ...rest, eol];
    const words = first.trimStart();
    const depth = first.length - words.length;
    return words === '' && rest.length === 0 ? [eol] : [margin + step.repeat(depth) + words, ...rest, eol];
  });
}

/** The same lines as one. */
function onOneLine(lines: readonly Line[]): readonly Part[] {
  const parts: Part[] = [];
  for (const line of lines) {
    const [first = '', ...rest] = partsOf(line);
    const own = [typeof first === 'string' ? first.trimStart() : first, ...rest].filter((part) => part !== '');
    if (own.length > 0) parts.push(...separator(parts.at(-1), own[0]), ...own);
  }
  return parts;
}

function separator(before: Part | undefined, next: Part | undefined): readonly string[] {
  if (before === undefined) return [];
  const isBlock = typeof before === 'string' && (before.endsWith('{') || before.endsWith('}'));
  return [isBlock || next === '}' ? ' ' : '; '];
}

function partsOf(line: Line): readonly Part[] {
  return typeof line === 'string' ? [line] : line;
}

function blanksBefore({ tree: { text }, brace }: ClosedBlock): Span {
  const before = text.slice(startOfLine(text, brace), brace);
  return { start: brace - (before.length - before.trimEnd().length), end: brace };
}

function lineAbove(text: string, lineStart: number): string {
  const end = lineStart - (text.endsWith('\r\n', lineStart) ? 2 : 1);
  return text.slice(startOfLine(text, end), end);
}

function at(offset: number, parts: readonly Part[]): Replacement {
  return { span: { start: offset, end: offset }, parts };
}
