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

interface Middle {
  readonly from: readonly unknown[];
  readonly start: number;
  readonly fromEnd: number;
  readonly toEnd: number;
}

/** Many rules ask about the same two lists, one after the other. */
const middles = new WeakMap<readonly unknown[], Middle>();

function middleOf(from: readonly unknown[], to: readonly unknown[]): Middle {
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
