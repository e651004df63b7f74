import type { Range, TextEdit } from 'vscode-languageserver';
import { layout, type LaidOut } from '#core/syntax/format';
import { textBetween } from '#core/syntax/places';
import { rangeOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/**
 * The canonical layout, as the smallest edits that lead to it, so that cursors and marks stay where they are. Yields often:
 * a large file takes longer than somebody who types may wait.
 */
export function* formatDocument({ source }: Snapshot): Generator<undefined, TextEdit[]> {
  return yield* editsOf(source, yield* layout(source));
}

/** The same within a range: the edits of whole lines that the range touches. */
export function* formatRange({ source }: Snapshot, { start, end }: Range): Generator<undefined, TextEdit[]> {
  return yield* editsOf(source, yield* layout(source, start.line, Math.min(end.line + 1, source.lines.length)));
}

/** So many lines are compared without a pause. */
const linesAtOnce = 64;

function* editsOf(source: SourceFile, lines: readonly LaidOut[]): Generator<undefined, TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const [i, line] of lines.entries()) {
    edits.push(...editsOfLine(source, line));
    if (i % linesAtOnce === 0) yield;
  }
  return edits;
}

/** The edits that lead from a line to what it should be. */
export function editsOfLine(source: SourceFile, { start, end, text }: LaidOut): TextEdit[] {
  return changes(textBetween(source.tree, start, end), text).map((change) => ({
    range: rangeOf(source, { start: start + change.start, end: start + change.end }),
    newText: change.text,
  }));
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Formatting moves blanks about; where it changes more than that, it is one change from the first to the last difference. */
function changes(before: string, after: string): readonly Change[] {
  if (before === after) return [];
  return changesOfBlanks(before, after) ?? [changeOfAll(before, after)];
}

const blanks = /[ \t\r\n]*/y;

function changesOfBlanks(before: string, after: string): Change[] | undefined {
  const found: Change[] = [];
  let a = 0;
  let b = 0;
  for (;;) {
    const aEnd = blanksEnd(before, a);
    const bEnd = blanksEnd(after, b);
    const run = before.slice(a, aEnd);
    const text = after.slice(b, bEnd);
    if (run !== text) {
      const change = changeOfAll(run, text);
      found.push({ ...change, start: a + change.start, end: a + change.end });
    }
    a = aEnd;
    b = bEnd;
    if (a === before.length || b === after.length) break;
    if (before[a] !== after[b]) return undefined;
    a++;
    b++;
  }
  return a === before.length && b === after.length ? found : undefined;
}

function blanksEnd(text: string, from: number): number {
  blanks.lastIndex = from;
  blanks.test(text);
  return blanks.lastIndex;
}

function changeOfAll(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
