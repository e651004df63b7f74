// A part of the matrix of source groups and destinations: filtered, sorted, as many rows as the user sees.

import { matrixRow, matrixWays, wayAt, wayCount } from '#core/failure/ways';
import type { MatrixQuery, MatrixRow } from '#core/protocol';
import type { Survey } from '#core/routing/route';

export type MatrixOrder = Pick<MatrixQuery, 'filter' | 'sort'>;

/**
 * The numbers of the ways that the filter leaves, in the order asked for. There can be a million: yields after each, so
 * that whoever runs it can do something else in between.
 */
export function* orderedWays(survey: Survey, { filter, sort }: MatrixOrder): Generator<undefined, readonly number[]> {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const ways: number[] = [];
  const values: (string | number)[] = [];
  for (const way of matrixWays(survey)) {
    yield;
    const row = matrixRow(survey, way);
    if (!holds(row, words)) continue;
    ways.push(way);
    values.push(valueOf(row, sort.by));
  }
  const ordered = sortedBy(ways, ranksOf(values), wayCount(survey));
  return sort.descending ? ordered.reverse() : ordered;
}

/** How many rows there are without a filter. */
export function countRows(survey: Survey): number {
  const { from, to } = wayAt(survey, 0);
  return from === to ? wayCount(survey) - survey.sources.length : wayCount(survey);
}

function holds({ from, to, connectors }: MatrixRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [from, to, ...connectors].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function valueOf(row: MatrixRow, by: keyof MatrixRow): string | number {
  switch (by) {
    case 'from':
    case 'to':
      return row[by];
    case 'cost':
      return row.cost ?? Infinity;
    case 'connectors':
      return row.connectors.join('\n');
  }
}

/** The place of each value among the different ones: comparing these few is cheap, comparing a million is not. */
function ranksOf(values: readonly (string | number)[]): readonly number[] {
  const different = [...new Set(values)].sort(compared);
  const rank = new Map(different.map((value, i) => [value, i]));
  return values.map((value) => rank.get(value) ?? 0);
}

function compared(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return byName.compare(String(a), String(b));
}

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Equal ranks stay in the order of the ways. */
function sortedBy(ways: readonly number[], ranks: readonly number[], count: number): number[] {
  const keys = Float64Array.from(ways, (way, i) => (ranks[i] ?? 0) * count + way).sort();
  return Array.from(keys, (key) => key % count);
}
