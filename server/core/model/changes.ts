// What differs between two versions of a list, and lists that follow from other lists: what was made of elements that
// stayed is carried over, so that an edit costs what it changes.

import { replaced } from '#core/syntax/recut';
import { sameElements } from './memo.ts';
import type { FileId } from './topology.ts';

/** What came to a list and what left it. */
export interface Changes<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/**
 * What came and what left between two versions of a list, whatever their order. An edit changes few elements, and they
 * stand together: what is the same at the start and at the end is skipped.
 */
export function changesBetween<T>(from: readonly T[], to: readonly T[]): Changes<T> {
  const { start, fromEnd, toEnd } = middleOf(from, to);
  const left = from.slice(start, fromEnd);
  const came = to.slice(start, toEnd);
  return { added: without(came, left), removed: without(left, came) };
}

/** A list with what was made of its elements. */
export interface Made<T, U> {
  readonly list: readonly T[];
  readonly made: readonly U[];
}

/**
 * What `make` makes of each element; it is asked only about those between the first and the last difference, and told
 * what was made of the one that stood there before. The same list while all of it is the same.
 */
export function mapAgain<T, U>(
  list: readonly T[],
  last: Made<T, U> | undefined,
  make: (element: T, before: U | undefined) => U,
): readonly U[] {
  if (last === undefined) return list.map((element) => make(element, undefined));
  const { start, fromEnd, toEnd } = middleOf(last.list, list);
  const left = last.made.slice(start, fromEnd);
  const came = list.slice(start, toEnd).map((element, i) => make(element, left[i]));
  return sameElements(left, came) ? last.made : replaced(last.made, start, fromEnd, came);
}

/** The same for what `make` makes several of, or none: `made` has them one behind the other. */
export function flatMapAgain<T, U>(
  list: readonly T[],
  last: Made<T, U> | undefined,
  make: (element: T) => readonly U[],
): readonly U[] {
  if (last === undefined) return list.flatMap(make);
  const { start, fromEnd, toEnd } = middleOf(last.list, list);
  const left = last.list.slice(start, fromEnd).flatMap(make);
  const came = list.slice(start, toEnd).flatMap(make);
  if (sameElements(left, came)) return last.made;
  let at = 0;
  for (let i = 0; i < start; i++) at += make(list[i] as T).length;
  return replaced(last.made, at, at + left.length, came);
}

/** What was made file by file, in one list. */
export function allMade<U>(byFile: ReadonlyMap<FileId, Made<unknown, U>>): readonly U[] {
  return new Array<U>().concat(...Array.from(byFile.values(), ({ made }) => made));
}

/** Where two lists differ: `from` up to `fromEnd` became `to` up to `toEnd`, both from `start`. */
interface Middle {
  readonly from: readonly unknown[];
  readonly start: number;
  readonly fromEnd: number;
  readonly toEnd: number;
}

/** Many rules ask about the same two lists, one after the other. */
const middles = new WeakMap<readonly unknown[], Middle>();

/** What is not the same at the start and at the end of two lists. */
export function middleOf(from: readonly unknown[], to: readonly unknown[]): Middle {
  if (from === to) return { from, start: to.length, fromEnd: to.length, toEnd: to.length };
  const known = middles.get(to);
  if (known?.from === from) return known;
  const middle = findMiddle(from, to);
  middles.set(to, middle);
  // Else each version would keep the one before it alive, and so all of them.
  middles.delete(from);
  return middle;
}

function findMiddle(from: readonly unknown[], to: readonly unknown[]): Middle {
  let start = 0;
  const shorter = Math.min(from.length, to.length);
  while (start < shorter && from[start] === to[start]) start++;
  let fromEnd = from.length;
  let toEnd = to.length;
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  return { from, start, fromEnd, toEnd };
}

function without<T>(list: readonly T[], others: readonly T[]): readonly T[] {
  const set = new Set(others);
  return list.filter((element) => !set.has(element));
}
