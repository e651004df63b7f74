import type { Survey } from '#core/routing/survey';
import { type MatrixRow, matrixRow } from './ways.ts';

/** A pair of routing groups between which mail goes one way there and another way back. */
export interface AsymmetricRoute {
  readonly there: MatrixRow;
  readonly back: MatrixRow;
}

/**
 * The ways between two groups whose way back costs something else, or leads through other groups; by their numbers, the
 * largest difference in cost first, one of each pair. A way without any way back comes before all.
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

/** 0 for a symmetric way; less than 1 where only the groups on the way differ. */
function differenceBetween(survey: Survey, one: number, other: number): number {
  const there = survey.cost(one, other);
  const back = survey.cost(other, one);
  if (there === null || back === null) return there === back ? 0 : Infinity;
  if (there !== back) return Math.abs(there - back);
  const [way, wayBack] = [survey.groups(one, other), survey.groups(other, one)];
  const same = way.length === wayBack.length && way.every((group, at) => group === wayBack[way.length - 1 - at]);
  return same ? 0 : 0.5;
}

/** Infinity is no number to subtract. */
function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Both ways of such a pair. */
export function asymmetricRoute(survey: Survey, way: number): AsymmetricRoute {
  const count = survey.destinations.length;
  const back = (way % count) * count + Math.floor(way / count);
  return { there: matrixRow(survey, way), back: matrixRow(survey, back) };
}
