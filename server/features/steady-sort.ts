// Sorts millions of things without holding anybody up: a merge sort that pauses every few thousand steps.

/** Few enough comparisons that nobody notices them between two keys. */
const stepsAtOnce = 2048;

/** The numbers from 0 up to `count` in their order; those that compare equal stay as they are. Yields often. */
export function* steadySort(
  count: number,
  compare: (one: number, other: number) => number,
): Generator<undefined, Int32Array> {
  let from = new Int32Array(count);
  for (let start = 0; start < count; start += stepsAtOnce) {
    const run = from.subarray(start, start + stepsAtOnce);
    run.forEach((_, i) => (run[i] = start + i));
    run.sort(compare);
    yield;
  }
  let to = new Int32Array(count);
  for (let length = stepsAtOnce; length < count; length *= 2) {
    for (let start = 0; start < count; start += 2 * length) yield* merge(from, to, { start, length, compare });
    [from, to] = [to, from];
  }
  return from;
}

interface Runs {
  readonly start: number;
  /** Of each of the two. */
  readonly length: number;
  readonly compare: (one: number, other: number) => number;
}

function* merge(from: Int32Array, to: Int32Array, { start, length, compare }: Runs): Generator<undefined, void> {
  const middle = Math.min(start + length, from.length);
  const end = Math.min(middle + length, from.length);
  if (middle === end || compare(valueAt(from, middle - 1), valueAt(from, middle)) <= 0) {
    to.set(from.subarray(start, end), start);
    return yield;
  }
  let one = start;
  let other = middle;
  for (let at = start; at < end; at += 1) {
    if (at % stepsAtOnce === 0) yield;
    const takesOne = other === end || (one < middle && compare(valueAt(from, one), valueAt(from, other)) <= 0);
    to[at] = valueAt(from, takesOne ? one++ : other++);
  }
}

/** Never undefined: the places are those of the array. */
function valueAt(numbers: Int32Array, at: number): number {
  return numbers[at] ?? 0;
}
