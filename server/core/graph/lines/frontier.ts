// What a search has before it: numbers by their keys, the smallest key first; of equal keys the smaller number, so that nothing is left to chance.

export interface Frontier {
  push(key: number, item: number): void;
  /** Takes out what has the smallest key; -1 when nothing is there whose key is less than this. */
  pop(below: number): number;
  clear(): void;
}

/** It keeps its arrays, so that filling it again costs no memory. */
export function createFrontier(): Frontier {
  let keys = new Float64Array(256);
  let items = new Int32Array(256);
  let count = 0;
  const isBefore = (key: number, item: number, at: number): boolean => {
    const other = keys[at] ?? 0;
    return key < other || (key === other && item < (items[at] ?? 0));
  };
  const move = (from: number, to: number): void => {
    keys[to] = keys[from] ?? 0;
    items[to] = items[from] ?? 0;
  };
  const grow = (): void => {
    const [oldKeys, oldItems] = [keys, items];
    keys = new Float64Array(2 * count);
    items = new Int32Array(2 * count);
    keys.set(oldKeys);
    items.set(oldItems);
  };
  const push = (key: number, item: number): void => {
    if (count === keys.length) grow();
    let at = count++;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(key, item, up); up = (at - 1) >> 1) {
      move(up, at);
      at = up;
    }
    keys[at] = key;
    items[at] = item;
  };
  const pop = (below: number): number => {
    if (count === 0 || !((keys[0] ?? 0) < below)) return -1;
    const first = items[0] ?? -1;
    const [key, item] = [keys[--count] ?? 0, items[count] ?? 0];
    let at = 0;
    for (let down = 1; down < count; down = 2 * at + 1) {
      if (down + 1 < count && isBefore(keys[down + 1] ?? 0, items[down + 1] ?? 0, down)) down++;
      if (isBefore(key, item, down)) break;
      move(down, at);
      at = down;
    }
    keys[at] = key;
    items[at] = item;
    return first;
  };
  return { push, pop, clear: () => void (count = 0) };
}
