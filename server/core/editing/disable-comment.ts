// The comment that silences a diagnostic: a line of its own above the one in which it begins, or one more code in the
// comment that stands there already.

import { disableComments, disableNextLine } from '#core/syntax/disable-comments';
import { pieceIndexAt } from '#core/syntax/places';
import type { Span, Tree } from '#core/syntax/tree';
import type { Replacement } from './addition.ts';
import { lineEndOf, marginOfLine, startOfLine } from './style.ts';
import { tabStop } from './text.ts';

/** What stands for the reason until somebody fills it in. */
export const reasonToFillIn = 'why';

/** The text that silences the diagnostics of a code in the line that an absolute offset is on. */
export function disableComment(tree: Tree, offset: number, code: string): Replacement {
  const there = commentAbove(tree, offset);
  if (there !== undefined) return { span: { start: there, end: there }, parts: [`, ${code}`] };
  const start = startOfLine(tree.text, offset);
  const span: Span = { start, end: start };
  const margin = marginOfLine(tree, firstWordOfLine(tree, start));
  return {
    span,
    parts: [`${margin}# ${disableNextLine} ${code}: `, tabStop(reasonToFillIn), lineEndOf(tree)],
  };
}

function firstWordOfLine({ text }: Tree, start: number): number {
  return start + (/^[ \t]*/.exec(text.slice(start, start + longestMargin))?.[0].length ?? 0);
}

const longestMargin = 1000;

/** Behind the last code of the comment about the line, when there is one that counts. */
function commentAbove(tree: Tree, offset: number): number | undefined {
  const line = startOfLine(tree.text, offset);
  const index = pieceIndexAt(tree, firstWordOfLine(tree, line));
  const piece = tree.pieces[index];
  const at = tree.starts[index] ?? 0;
  if (piece === undefined) return undefined;
  const comment = disableComments(piece).findLast(
    ({ directive, reason, isAlone, below }) =>
      directive.value === disableNextLine &&
      isAlone &&
      reason !== '' &&
      below !== undefined &&
      startOfLine(tree.text, at + below) === line,
  );
  const last = comment?.codes.at(-1);
  return last === undefined ? undefined : at + last.span.end;
}
