// Whole declarations as text: as they could be written anew, as somebody wrote them, and where they stand.

import { declarationRange } from '#core/syntax/places';
import { isMark, scan, tokenText } from '#core/syntax/scan';
import type { Declaration, Piece, Span, Statement, Tree } from '#core/syntax/tree';
import type { Replacement } from './addition.ts';
import { lineEndOf, marginBefore, marginOfLine, startOfLine, stepOf } from './style.ts';

/** A stretch of a piece on one line, without its comments. */
export function plainWords({ text }: Piece, { start, end }: Span): string {
  const tokens = scan(text.slice(start, end));
  return tokens.starts.map((_, i) => (i === 0 || tokens.gaps[i] === 'none' ? '' : ' ') + tokenText(tokens, i)).join('');
}

/** A statement on one line. Each group of a list behind `connect` is a statement of its own, which begins with its name. */
export function statementText({ kind, piece, span }: Statement): string {
  const words = plainWords(piece, span);
  return kind === 'connect' ? `connect ${words}` : words;
}

/** The head of a declaration on one line. */
export function headText({ piece, head }: Declaration): string {
  return plainWords(piece, head);
}

/**
 * A declaration anew, a statement on each line, as `addition` takes it. Its comments stay behind, and so do the
 * declarations in it that are not `wanted`.
 */
export function declarationLines(declaration: Declaration, wanted: (child: Declaration) => boolean): readonly string[] {
  const { statements, children } = declaration;
  const inside = [
    ...statements.map(statementText),
    ...children.filter(wanted).flatMap((child) => declarationLines(child, wanted)),
  ];
  const head = headText(declaration);
  if (inside.length > 0) return [`${head} {`, ...inside.map((line) => `\t${line}`), '}'];
  return [hasBlock(declaration) ? `${head} {}` : head];
}

/** Whether a declaration has a block, which some may do without. */
export function hasBlock({ piece, head, end }: Declaration): boolean {
  return end.piece !== piece || end.offset !== head.end;
}

/** Whether a declaration stands on one line from its head to its end. */
export function isOnOneLine(tree: Tree, declaration: Declaration): boolean {
  const { start, end } = declarationRange(tree, declaration);
  return !/[\r\n]/.test(tree.text.slice(start, end));
}

/** A declaration as it was written, comments included, with the lines of comments directly above it. */
export function linesAsWritten(tree: Tree, declaration: Declaration): readonly string[] {
  const { start, end } = declarationRange(tree, declaration);
  const margin = marginOfLine(tree, start);
  const step = stepOf(tree, '  ');
  const text = tree.text.slice(withComments(tree, start), endOfComment(tree, end));
  return text.split(/\r\n|\n|\r/).map((line) => inSteps(line.startsWith(margin) ? line.slice(margin.length) : line.trimStart(), step)); // prettier-ignore
}

/** Whether nothing else stands on the lines of a declaration. */
export function hasItsLines(tree: Tree, declaration: Declaration): boolean {
  const { start, end } = declarationRange(tree, declaration);
  const behind = tree.text.slice(endOfComment(tree, end));
  return marginBefore(tree, start) !== undefined && /^(\r\n|\n|\r|$)/.test(behind);
}

/** Takes a declaration out: with its lines and the comments above where it has these for itself. */
export function withoutDeclaration(tree: Tree, declaration: Declaration): Span {
  const { text } = tree;
  const { start, end } = declarationRange(tree, declaration);
  const behind = endOfComment(tree, end);
  if (!hasItsLines(tree, declaration))
    return { start, end: end + (/^[ \t]*;?[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) };
  const from = startOfLine(text, withComments(tree, start));
  const to = behind + lineEndAt(text, behind);
  return withoutEmptyLine(text, { start: from, end: to });
}

/** Lines that go, with empty ones that nothing needs then: of those on both sides, at the start of a block, at its end. */
function withoutEmptyLine(text: string, { start, end }: Span): Span {
  const near = text.slice(Math.max(0, start - farthest), start);
  const before = /(?:^|\r\n|\n|\r)((?:[ \t]*(?:\r\n|\n|\r))*)$/.exec(near)?.[1] ?? '';
  const behind = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(end, end + farthest))?.[0] ?? '';
  const rest = text.slice(end + behind.length, end + behind.length + farthest).trimStart();
  if (rest === '' || rest.startsWith('}')) return { start: start - before.length, end };
  const isFirst = near.trim() === '' || near.trimEnd().endsWith('{');
  return isFirst || before !== '' ? { start, end: end + behind.length } : { start, end };
}

/** So far empty lines are looked for. */
const farthest = 400;

/** Lines in a block on one line that has nothing in it: it gets several. Undefined for any other block. */
export function intoEmptyBlock(
  tree: Tree,
  declaration: Declaration,
  lines: readonly string[],
): Replacement | undefined {
  const { start, end } = declarationRange(tree, declaration);
  const block = /\{[ \t]*\}$/.exec(tree.text.slice(start, end));
  if (block === null || declaration.children.length > 0 || declaration.statements.length > 0) return undefined;
  const [margin, step, eol] = [marginOfLine(tree, start), stepOf(tree, '  '), lineEndOf(tree)];
  const needed = lines.slice(lines.findIndex((line) => line !== ''));
  const laidOut = needed.map((line) => {
    const words = line.trimStart();
    return words === '' ? eol : eol + margin + step.repeat(line.length - words.length + 1) + words;
  });
  return { span: { start: start + block.index + 1, end: end - 1 }, parts: [...laidOut, eol + margin] };
}

/** Adds lines behind a declaration that stands in no block, set apart from it by an empty line. */
export function behindDeclaration(tree: Tree, declaration: Declaration, lines: readonly string[]): Replacement {
  const { text } = tree;
  const { end } = declarationRange(tree, declaration);
  const behind = endOfComment(tree, end);
  const eol = lineEndOf(tree);
  const step = stepOf(tree, '  ');
  const laidOut = lines.map((line) => step.repeat(line.length - line.trimStart().length) + line.trimStart()).join(eol);
  const isLastOnLine = /^(\r\n|\n|\r|$)/.test(text.slice(behind));
  const at = isLastOnLine ? behind : end;
  return { span: { start: at, end: at }, parts: [eol, eol, laidOut, ...(isLastOnLine ? [] : [eol])] };
}

/** Adds lines in front of a declaration, in the way that it stands there itself. */
export function beforeDeclaration(tree: Tree, declaration: Declaration, lines: readonly string[]): Replacement {
  const { start } = declarationRange(tree, declaration);
  const margin = marginBefore(tree, start);
  const step = stepOf(tree, '  ');
  if (margin === undefined) {
    const words = lines.map((line) => line.trim());
    const inLine = words.reduce((text, line) => text + (/[{}]$/.test(text) || line === '}' ? ' ' : '; ') + line);
    return { span: { start, end: start }, parts: [inLine, inLine.endsWith('}') ? ' ' : '; '] };
  }
  const at = startOfLine(tree.text, withComments(tree, start));
  const eol = lineEndOf(tree);
  const laidOut = lines.map((line) => {
    const words = line.trimStart();
    return words === '' ? eol : margin + step.repeat(line.length - words.length) + words + eol;
  });
  return { span: { start: at, end: at }, parts: laidOut };
}

/** Where a list begins or ends in the text of a statement: the item alone, or what parts it from its neighbour besides. */
export function itemOut({ text }: Piece, { start, end }: Span): readonly Span[] | undefined {
  const tokens = scan(text);
  const first = tokens.starts.findIndex((at) => at >= start);
  const next = tokens.starts.findIndex((at) => at >= end);
  if (next >= 0 && isMark(tokens, next, ',')) return [{ start, end: tokens.starts[next + 1] ?? end }];
  if (!isMark(tokens, first - 1, ',')) return undefined;
  const comma = tokens.starts[first - 1] ?? start;
  const isNear = text.slice(comma + 1, start).trim() === '';
  return isNear
    ? [{ start: comma, end }]
    : [
        { start, end },
        { start: comma, end: comma + 1 },
      ];
}

/** The start of the comments that stand directly above the line of an offset, each with a line for itself. */
function withComments(tree: Tree, offset: number): number {
  const { text } = tree;
  let start = offset;
  if (marginBefore(tree, offset) === undefined) return start;
  for (;;) {
    const line = startOfLine(text, start);
    if (line === 0) return start;
    const above = startOfLine(text, line - (text.endsWith('\r\n', line) ? 2 : 1));
    const margin = /^[ \t]*(?=#)/.exec(text.slice(above, line))?.[0];
    if (margin === undefined) return start;
    start = above + margin.length;
  }
}

/** Behind the comment that stands behind an offset on its line, else behind the blanks there that end the line. */
function endOfComment({ text }: Tree, offset: number): number {
  return offset + (/^[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(offset))?.[0].length ?? 0);
}

function lineEndAt(text: string, offset: number): number {
  return /^(\r\n|\n|\r)/.exec(text.slice(offset, offset + 2))?.[0].length ?? 0;
}

/** Each step of indentation as a tab, as lines to be added have it. */
function inSteps(line: string, step: string): string {
  const words = line.trimStart();
  const width = line.length - words.length;
  return '\t'.repeat(Math.round(width / step.length)) + words;
}
