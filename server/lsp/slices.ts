// Long work in slices, so that edits and questions that arrive meanwhile do not wait for its end.

import type { CancellationToken } from 'vscode-languageserver';

/** Short enough that nobody notices it between two keys. */
const sliceMilliseconds = 8;

export interface Slicing<T> {
  /** Runs `work` after the messages that have already arrived. */
  readonly defer: (work: () => void) => void;
  readonly token: CancellationToken;
  /** What was yielded last, once for each slice. */
  readonly progressed?: (value: T) => void;
}

/** What the work comes to; undefined when it was cancelled. */
export async function inSlices<T, R>(work: Iterator<T, R>, slicing: Slicing<T>): Promise<R | undefined> {
  const { defer, token, progressed } = slicing;
  for (;;) {
    const step = oneSlice(work);
    if (step.done === true) return step.value;
    progressed?.(step.value);
    await new Promise<void>((resolve) => defer(resolve));
    if (token.isCancellationRequested) return undefined;
  }
}

function oneSlice<T, R>(work: Iterator<T, R>): IteratorResult<T, R> {
  const end = performance.now() + sliceMilliseconds;
  for (;;) {
    const step = work.next();
    if (step.done === true || performance.now() >= end) return step;
  }
}
