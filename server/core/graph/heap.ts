// Numbers by their keys, the smallest key first; of equal keys the smaller number, so that nothing is left to chance.

export interface Entry {
  readonly key: number;
  readonly item: number;
}

export interface Heap {
  push(key: number, item: number): void;
  pop(): Entry | undefined;
}

export function createHeap(): Heap {
  const entries: Entry[] = [];
  const isBefore = (a: Entry, b: Entry) => a.key < b.key || (a.key === b.key && a.item < b.item);
  const push = (key: number, item: number): void => {
    const entry = { key, item };
    let at = entries.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = entries[up];
      if (parent === undefined || !isBefore(entry, parent)) break;
      entries[at] = parent;
      at = up;
    }
    entries[at] = entry;
  };
  const pop = (): Entry | undefined => {
    const [first] = entries;
    const last = entries.pop();
    if (last === undefined || entries.length === 0) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [entries[2 * at + 1], entries[2 * at + 2]];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const least = isRight ? right : left;
      if (!isBefore(least, last)) break;
      entries[at] = least;
      at = 2 * at + (isRight ? 2 : 1);
    }
    entries[at] = last;
    return first;
  };
  return { push, pop };
}
