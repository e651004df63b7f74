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
  let start = 0;
  const shorter = Math.min(from.length, to.length);
  while (start < shorter && from[start] === to[start]) start++;
  let fromEnd = from.length;
  let toEnd = to.length;
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  const left = from.slice(start, fromEnd);
  const came = to.slice(start, toEnd);
  return { added: without(came, left), removed: without(left, came) };
}

function without<T>(list: readonly T[], others: readonly T[]): readonly T[] {
  const set = new Set(others);
  return list.filter((element) => !set.has(element));
}
