import type { Range, TextEdit } from 'vscode-languageserver';
import { offsetAt } from '#core/syntax/lines';
import { format } from '#core/syntax/format';
import { rangeOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** The canonical layout, as the smallest edits that lead to it, so that cursors and marks stay where they are. */
export function formatDocument({ source }: Snapshot): TextEdit[] {
  return edits(source, 0, source.tree.length);
}

/** The same within a range: the edits of whole lines that the range touches. */
export function formatRange({ source }: Snapshot, { start, end }: Range): TextEdit[] {
  return edits(
    source,
    offsetAt(source.lines, { line: start.line, character: 0 }),
    end.line + 1 < source.lines.length ? (source.lines[end.line + 1] ?? 0) : source.tree.length,
  );
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function edits(source: SourceFile, from: number, to: number): TextEdit[] {
  const before = source.tree.text;
  const after = format(before).text;
  return changes(before, after)
    .filter(({ start, end }) => from <= start && end <= to)
    .map((change) => ({ range: rangeOf(source, change), newText: change.text }));
}

/** Formatting moves blanks about; where it changes more than that, it is one change from the first to the last difference. */
function changes(before: string, after: string): Change[] {
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
    const text = after.slice(b, bEnd);
    found.push(...changesOfRun(before.slice(a, aEnd), text, a));
    a = aEnd;
    b = bEnd;
    if (a === before.length || b === after.length) break;
    if (before[a] !== after[b]) return undefined;
    a++;
    b++;
  }
  return a === before.length && b === after.length ? found : undefined;
}

/** A run of blanks becomes another one: line by line where both have as many lines. */
function changesOfRun(before: string, after: string, start: number): Change[] {
  if (before === after) return [];
  const [befores, afters] = [before, after].map((run) => run.split(/(?<=\n|\r(?!\n))/));
  if (befores === undefined || afters === undefined || befores.length !== afters.length) {
    const { start: from, end, text } = changeOfAll(before, after);
    return [{ start: start + from, end: start + end, text }];
  }
  let at = start;
  return befores.flatMap((line, i) => {
    at += line.length;
    const text = afters[i] ?? '';
    return line === text ? [] : [{ start: at - line.length, end: at, text }];
  });
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
