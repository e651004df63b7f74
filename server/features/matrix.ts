// A part of the matrix of source groups and destinations: filtered, sorted, as many rows as the user sees.

import { captionOf, matrixWays, wayAt, wayCount } from '#core/failure/ways';
import type { MatrixQuery } from '#core/protocol/matrix';
import type { Survey } from '#core/routing/survey';
import { steadySort } from './steady-sort.ts';

export type MatrixOrder = Pick<MatrixQuery, 'filter' | 'sort'>;

/** A survey with the names of all the connectors that its ways can take. */
export interface Matrix {
  readonly survey: Survey;
  readonly connectors: readonly string[];
}

/**
 * The numbers of the ways that the filter leaves, in the order asked for. There can be a million: yields after each, so
 * that whoever runs it can do something else in between; equal rows stay in the order of the text.
 */
export function* orderedWays(matrix: Matrix, { filter, sort }: MatrixOrder): Generator<undefined, Int32Array> {
  const isLeft = filterOf(matrix, filter.toLowerCase().split(/\s+/).filter(Boolean));
  const valueOf = valuesOf(matrix, sort.by);
  const ways: number[] = [];
  const values: (string | number)[] = [];
  for (const way of matrixWays(matrix.survey)) {
    yield;
    if (!isLeft(way)) continue;
    ways.push(way);
    values.push(valueOf(way));
  }
  const order = yield* steadySort(ways.length, (one, other) => {
    const value = values[one] ?? 0;
    const next = values[other] ?? 0;
    const ascending = value < next ? -1 : value > next ? 1 : 0;
    return sort.descending ? -ascending : ascending;
  });
  for (const [place, at] of order.entries()) {
    order[place] = ways[at] ?? 0;
    yield;
  }
  return order;
}

/** How many rows there are without a filter. */
export function countRows(survey: Survey): number {
  const { from, to } = wayAt(survey, 0);
  return from === to ? wayCount(survey) - survey.sources.length : wayCount(survey);
}

/** Whether every word is in a row. What its names say does not need to be looked for in the connectors of its way. */
function filterOf({ survey, connectors }: Matrix, words: readonly string[]): (way: number) => boolean {
  const { sources, destinations } = survey;
  const count = destinations.length;
  const captions = destinations.map(captionOf);
  const tests = words.map((word) => {
    const has = (name: string): boolean => name.toLowerCase().includes(word);
    const [from, to, by] = [sources.map(has), captions.map(has), new Set(connectors.filter(has))];
    return (source: number, destination: number): boolean =>
      from[source] === true ||
      to[destination] === true ||
      (by.size > 0 && survey.connectors(source, destination).some((name) => by.has(name)));
  });
  return (way) => tests.every((test) => test(Math.floor(way / count), way % count));
}

/** What ways are compared by: numbers, or strings in the order of their code units. */
function valuesOf({ survey, connectors }: Matrix, by: MatrixOrder['sort']['by']): (way: number) => string | number {
  const count = survey.destinations.length;
  switch (by) {
    case 'from': {
      const places = placesOf(survey.sources);
      return (way) => places.get(survey.sources[Math.floor(way / count)] ?? '') ?? 0;
    }
    case 'to': {
      const captions = survey.destinations.map(captionOf);
      const places = placesOf(captions);
      return (way) => places.get(captions[way % count] ?? '') ?? 0;
    }
    case 'cost':
      return (way) => survey.cost(Math.floor(way / count), way % count) ?? Infinity;
    case 'connectors': {
      const places = placesOf(connectors);
      return (way) =>
        String.fromCharCode(
          ...survey.connectors(Math.floor(way / count), way % count).map((name) => places.get(name) ?? 0),
        );
    }
  }
}

/** The places of names in their order, from 0; names that differ in nothing that orders them share one. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let last: string | undefined;
  let place = -1;
  for (const name of [...names].sort(byName.compare)) {
    if (last === undefined || byName.compare(last, name) !== 0) place += 1;
    places.set(name, place);
    last = name;
  }
  return places;
}

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
