// What is counted, so that memory does not grow with what has passed.

import type { Instant } from './events.ts';

/** Counts of what was sent; what servers make themselves is counted apart (§13.15). */
export interface Tally {
  sent: number;
  /** The most that were under way at one time, and when that was first so. */
  peak: number;
  peakAt: Instant;
  delivered: number;
  undeliverable: number;
  /** By status of the NDR. */
  readonly statuses: Map<string, number>;
  readonly notifications: { ndr: number; delay: number };
  /** Notifications that are still under way. */
  notificationsPending: number;
  readonly latencies: Latencies;
  events: number;
}

export function newTally(): Tally {
  return {
    sent: 0,
    peak: 0,
    peakAt: 0,
    delivered: 0,
    undeliverable: 0,
    statuses: new Map(),
    notifications: { ndr: 0, delay: 0 },
    notificationsPending: 0,
    latencies: newLatencies(),
    events: 0,
  };
}

/** Of what was sent, what is neither delivered nor returned. */
export function pendingOf({ sent, delivered, undeliverable }: Tally): number {
  return sent - delivered - undeliverable;
}

/** Notes whether more are under way than ever before; at the end of a moment, as what passes at once is nowhere. */
export function notePeak({ tally, now }: { readonly tally: Tally; readonly now: Instant }): void {
  const pending = pendingOf(tally);
  if (pending <= tally.peak) return;
  tally.peak = pending;
  tally.peakAt = now;
}

/** How long deliveries took. */
export interface Latencies {
  add(latency: Instant): void;
  /** The latency that this share of deliveries did not exceed; undefined without any. */
  percentile(share: number): Instant | undefined;
}

/** So many different latencies are kept exactly; then those that agree in three digits are kept as one, the largest. */
const mostDistinct = 65_536;

function newLatencies(): Latencies {
  let counts = new Map<Instant, number>();
  let isRounded = false;
  let total = 0;
  return {
    add(latency) {
      const value = isRounded ? roundedUp(latency) : latency;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      total += 1;
      if (isRounded || counts.size <= mostDistinct) return;
      const exact = counts;
      counts = new Map();
      isRounded = true;
      for (const [each, count] of exact) counts.set(roundedUp(each), (counts.get(roundedUp(each)) ?? 0) + count);
    },
    percentile(share) {
      if (total === 0) return undefined;
      let left = Math.ceil(share * total);
      const sorted = [...counts].sort(([one], [other]) => one - other);
      for (const [latency, count] of sorted) {
        left -= count;
        if (left <= 0) return latency;
      }
      return sorted.at(-1)?.[0];
    },
  };
}

/** Up to three digits, by whole numbers alone. */
function roundedUp(latency: Instant): Instant {
  let unit = 1;
  while (latency >= 1000 * unit) unit *= 10;
  return Math.ceil(latency / unit) * unit;
}
