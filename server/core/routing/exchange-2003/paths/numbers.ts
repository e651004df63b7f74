/** A list of whole numbers that grows as needed. */
export interface Numbers {
  array: Int32Array;
  length: number;
}

/** An empty list. */
export function noNumbers(): Numbers {
  return { array: new Int32Array(), length: 0 };
}

/** Adds a number at the end. */
export function push(list: Numbers, number: number): void {
  if (list.length === list.array.length) {
    const larger = new Int32Array(Math.max(16, list.length * 2));
    larger.set(list.array);
    list.array = larger;
  }
  list.array[list.length] = number;
  list.length += 1;
}

/** A sorted copy. */
export function sorted({ array, length }: Numbers): Int32Array {
  return array.slice(0, length).sort();
}
