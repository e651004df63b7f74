/** One line of the table that `npm run bench` prints. */
export interface Row {
  /** What was measured, with its size: `edit to diagnostics, 10,000 lines`. */
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
  /** What it should be at most (issue 3, "Done when"). */
  readonly aim?: { readonly p50?: number; readonly p95?: number };
}

/** Runs something many times and gives the middle and the slow end of its durations. */
export async function measure(
  name: string,
  run: () => unknown,
  { warmups = 5, samples = 30, aim }: { warmups?: number; samples?: number; aim?: Row['aim'] } = {},
): Promise<Row> {
  for (let warmup = 0; warmup < warmups; warmup++) await run();
  const durations: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const from = performance.now();
    await run();
    durations.push(performance.now() - from);
  }
  return rowOf(name, durations, aim);
}

export function rowOf(name: string, durations: readonly number[], aim?: Row['aim']): Row {
  const sorted = [...durations].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { name, p50: at(0.5), p95: at(0.95), unit: 'ms', ...(aim === undefined ? {} : { aim }) };
}
