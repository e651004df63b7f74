import type { SelectionRange } from 'vscode-languageserver';
import { absolute, declarationRange } from '#core/syntax/places';
import type { Declaration, Span } from '#core/syntax/tree';
import { rangeOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** From the word at each offset outwards: value, statement, declaration, the declaration around it, file. */
export function selectionRanges({ source }: Snapshot, offsets: readonly number[]): SelectionRange[] {
  return offsets.map((offset) => nest(source, spansAround(source, offset)));
}

/** Outermost first, each within the one before. */
function spansAround(source: SourceFile, offset: number): Span[] {
  const spans: Span[] = [{ start: 0, end: source.tree.length }];
  let declarations = source.tree.declarations;
  for (;;) {
    const around = declarations.find((one) => holds(declarationRange(source.tree, one), offset));
    if (around === undefined) break;
    spans.push(declarationRange(source.tree, around), ...partAround(source, around, offset));
    declarations = around.children;
  }
  return [...spans, ...tokensAround(source.tree.text, offset)];
}

function partAround({ tree }: SourceFile, declaration: Declaration, offset: number): Span[] {
  const parts = [
    absolute(tree, declaration.piece, declaration.head),
    ...declaration.statements.map(({ piece, span }) => absolute(tree, piece, span)),
  ];
  return parts.filter((span) => holds(span, offset)).slice(0, 1);
}

/** The quoted string around the offset, with and without its quotes, or the bare word. */
function tokensAround(text: string, offset: number): Span[] {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const line = text.slice(lineStart, lineStart + longestLine).split(/[\r\n]/, 1)[0] ?? '';
  for (const match of line.matchAll(/"(?:[^"\\]|\\.)*"?|[^\s"{};,]+/gu)) {
    const span = { start: lineStart + match.index, end: lineStart + match.index + match[0].length };
    if (!holds(span, offset)) continue;
    const isQuoted = match[0].length > 2 && match[0].startsWith('"') && match[0].endsWith('"');
    return isQuoted ? [span, { start: span.start + 1, end: span.end - 1 }] : [span];
  }
  return [];
}

/** A line that goes on for megabytes is not worth cutting into words. */
const longestLine = 10_000;

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function nest(source: SourceFile, spans: readonly Span[]): SelectionRange {
  let selection: SelectionRange | undefined;
  let outer: Span | undefined;
  for (const span of spans) {
    if (outer !== undefined && (span.start < outer.start || span.end > outer.end)) continue;
    if (outer !== undefined && span.start === outer.start && span.end === outer.end) continue;
    const range = rangeOf(source, span);
    selection = selection === undefined ? { range } : { range, parent: selection };
    outer = span;
  }
  return selection ?? { range: rangeOf(source, { start: 0, end: 0 }) };
}
