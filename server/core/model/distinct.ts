import { middleOf } from './changes.ts';
import { sameElements, sameList } from './memo.ts';
import { overlaid } from './overlay.ts';

/** The first of each name, and those that come too late. */
export interface Distinct<K, T> {
  readonly list: readonly T[];
  readonly byKey: ReadonlyMap<K, T>;
  readonly repeated: readonly T[];
}

/**
 * Sorts out names that are taken. The list is the previous one when nothing changed; an object that takes the place of
 * another of the same name, which is what an edit mostly does, costs one entry of the map.
 */
export function distinct<K, T extends { readonly key: K }>(
  all: readonly T[],
  previous?: Distinct<K, T>,
): Distinct<K, T> {
  if (previous === undefined || previous.repeated.length > 0) return sortOut(all, previous);
  if (sameElements(previous.list, all)) return previous;
  const replaced = replacements(previous.list, all);
  if (replaced === undefined) return sortOut(all, previous);
  const changes = replaced.map((value) => [value.key, value] as const);
  return { list: all, byKey: overlaid(previous.byKey, changes), repeated: previous.repeated };
}

function sortOut<K, T extends { readonly key: K }>(all: readonly T[], previous?: Distinct<K, T>): Distinct<K, T> {
  const byKey = new Map<K, T>();
  const repeated: T[] = [];
  for (const value of all) {
    if (byKey.has(value.key)) repeated.push(value);
    else byKey.set(value.key, value);
  }
  const list = sameList(previous?.list, repeated.length === 0 ? all : [...byKey.values()]);
  return {
    list,
    byKey: previous !== undefined && list === previous.list ? previous.byKey : byKey,
    repeated: sameList(previous?.repeated, repeated),
  };
}

/** The values that replace one of the same name at the same position; undefined when that does not explain it all. */
function replacements<K, T extends { readonly key: K }>(before: readonly T[], after: readonly T[]): T[] | undefined {
  if (before.length !== after.length) return undefined;
  const { start, toEnd } = middleOf(before, after);
  const replaced = after.slice(start, toEnd);
  return replaced.every(({ key }, i) => key === before[start + i]?.key) ? replaced : undefined;
}
