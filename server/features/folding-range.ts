import { FoldingRangeKind } from 'vscode-languageserver';
import type { FoldingRange } from 'vscode-languageserver';
import { positionAt } from '#core/syntax/lines';
import { declarationRange, startOf } from '#core/syntax/places';
import type { Declaration } from '#core/syntax/tree';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** Blocks (their closing brace stays in sight), comments of several lines and the includes at the top. */
export function foldingRanges({ source }: Snapshot): FoldingRange[] {
  return [
    ...source.tree.declarations.flatMap((block) => blocks(source, block)),
    ...comments(source),
    ...includes(source),
  ];
}

function blocks(source: SourceFile, declaration: Declaration): FoldingRange[] {
  const { start, end } = declarationRange(source.tree, declaration);
  const startLine = positionAt(source.lines, start).line;
  const endLine = positionAt(source.lines, end).line - 1;
  const below = declaration.children.flatMap((child) => blocks(source, child));
  return endLine > startLine ? [{ startLine, endLine }, ...below] : below;
}

function comments({ tree, lines }: SourceFile): FoldingRange[] {
  const found: FoldingRange[] = [];
  let first: number | undefined;
  for (let line = 0; line <= lines.length; line++) {
    if (line < lines.length && isComment(tree.text, lines[line] ?? 0)) {
      first ??= line;
      continue;
    }
    if (first !== undefined && line - 1 > first) {
      found.push({ startLine: first, endLine: line - 1, kind: FoldingRangeKind.Comment });
    }
    first = undefined;
  }
  return found;
}

function isComment(text: string, lineStart: number): boolean {
  let offset = lineStart;
  while (text[offset] === ' ' || text[offset] === '\t') offset++;
  return text[offset] === '#';
}

function includes({ tree, lines }: SourceFile): FoldingRange[] {
  const at = tree.includes.map(({ piece, span }) => positionAt(lines, startOf(tree, piece) + span.start).line);
  const [startLine] = at;
  const endLine = at.at(-1);
  if (startLine === undefined || endLine === undefined || endLine <= startLine) return [];
  return [{ startLine, endLine, kind: FoldingRangeKind.Imports }];
}
