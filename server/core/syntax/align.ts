// Prints lines, in columns where neighbours make a table: routing group connectors that stand on one line each, and the
// times of a scenario.

import type { Line } from './format.ts';

/** The lines as they are printed, without their line ends. Yields after every table. */
export function* alignment(lines: readonly Line[]): Generator<undefined, readonly string[]> {
  const printed: string[] = [];
  let from = 0;
  while (from < lines.length) {
    const table = tableAt(lines, from);
    const widths = table.length > 1 ? widthsOf(table.map(({ cells }) => cells)) : [];
    for (const { line, cells, gap } of table) printed.push(printedLine(line, cells, widths, gap));
    from += table.length;
    yield;
  }
  return printed;
}

/** Whether words may stand in a table with those of neighbouring lines. */
export function isRow(words: Line['words']): boolean {
  return kindOf(words) !== undefined;
}

interface Row {
  readonly line: Line;
  readonly cells: readonly string[];
  /** What the rows of one table have in common. */
  readonly kind: 'connector' | 'at' | undefined;
  /** Between the columns. */
  readonly gap: string;
}

/** The line at `from` with those behind it that make a table with it. */
function tableAt(lines: readonly Line[], from: number): readonly Row[] {
  const rows: Row[] = [];
  for (let i = from; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const row = rowOf(line);
    const first = rows[0];
    if (first !== undefined && (row.kind !== first.kind || row.line.level !== first.line.level)) break;
    rows.push(row);
    if (row.kind === undefined) break;
  }
  return rows;
}

function rowOf(line: Line): Row {
  const kind = line.isKept ? undefined : kindOf(line.words);
  switch (kind) {
    case 'connector':
      return { line, cells: cellsOf(line.words, [4, 6]), kind, gap: ' ' };
    case 'at':
      return { line, cells: cellsOf(line.words, [2]), kind, gap: '  ' };
    case undefined:
      return { line, cells: cellsOf(line.words, []), kind, gap: ' ' };
  }
}

function kindOf(words: Line['words']): Row['kind'] {
  const is = (i: number, word: string) => words[i]?.text === word;
  if (is(0, 'routing') && is(2, 'connector') && is(4, 'to') && is(6, '{') && words.at(-1)?.text === '}') {
    return 'connector';
  }
  return is(0, 'at') && words.length > 2 && words[2]?.before === ' ' ? 'at' : undefined;
}

/** The words in cells, of which each begins at one of `breaks`. */
function cellsOf(words: Line['words'], breaks: readonly number[]): readonly string[] {
  const cells: string[] = [];
  for (let i = 0; i <= breaks.length; i++) {
    const cell = words.slice(breaks[i - 1] ?? 0, breaks[i] ?? words.length);
    cells.push(cell.map((word, n) => (n === 0 ? word.text : word.before + word.text)).join(''));
  }
  return cells;
}

function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const columns = (rows[0]?.length ?? 1) - 1;
  return Array.from({ length: columns }, (_, i) =>
    rows.reduce((widest, cells) => Math.max(widest, widthOf(cells[i] ?? '')), 0),
  );
}

function widthOf(text: string): number {
  return [...text].length;
}

function printedLine(line: Line, cells: readonly string[], widths: readonly number[], gap: string): string {
  if (line.isKept) return line.text;
  const inTable = widths.length > 0;
  const padded = cells.map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell))));
  const statement = inTable ? padded.join(gap) : cells.join(' ');
  const content = [statement, line.comment].filter((part) => part !== '').join(' ');
  return content === '' ? '' : `${'  '.repeat(line.level)}${content}`;
}
