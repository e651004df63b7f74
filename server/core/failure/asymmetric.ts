import type { Survey } from '#core/routing/survey';
import { type MatrixRow, matrixRow } from './ways.ts';

/** A pair of routing groups between which mail goes one way there and another way back. */
export interface AsymmetricRoute {
  readonly there: MatrixRow;
  readonly back: MatrixRow;
}

/**
 * Ways between two groups whose way back costs more or less, or leads through other groups: one way of each pair, by
 * number. A way with no way back comes first, then those with the largest difference in cost.
 */
export function asymmetricWays(survey: Survey): readonly number[] {
  const { sources, destinations } = survey;
  const found: { readonly way: number; readonly difference: number }[] = [];
  for (let one = 0; one < sources.length; one += 1) {
    for (let other = one + 1; other < sources.length; other += 1) {
      const difference = differenceBetween(survey, one, other);
      if (difference > 0) found.push({ way: one * destinations.length + other, difference });
    }
  }
  return found.sort((a, b) => compare(b.difference, a.difference) || a.way - b.way).map(({ way }) => way);
}

/** 0 for a symmetric pair, Infinity where mail gets through one way only, less than 1 where only the groups differ. */
function differenceBetween(survey: Survey, one: number, other: number): number {
  const there = survey.cost(one, other);
  const back = survey.cost(other, one);
  if (there === null || back === null) return there === back ? 0 : Infinity;
  if (there !== back) return Math.abs(there - back);
  const [way, wayBack] = [survey.groups(one, other), survey.groups(other, one)];
  const same = way.length === wayBack.length && way.every((group, at) => group === wayBack[way.length - 1 - at]);
  return same ? 0 : 0.5;
}

/** Compares instead of subtracting, as Infinity minus Infinity is no number. */
function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Both ways of such a pair. */
export function asymmetricRoute(survey: Survey, way: number): AsymmetricRoute {
  const count = survey.destinations.length;
  const back = (way % count) * count + Math.floor(way / count);
  return { there: matrixRow(survey, way), back: matrixRow(survey, back) };
}
