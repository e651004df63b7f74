// Stretches of a text that must not touch each other, found by halving: as many as a file has may be asked about.

import type { Span } from '#core/syntax/tree';

export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Spans in the order of the text, none of which touches another one that was there before it. */
export class SpanSet {
  readonly #spans: Span[] = [];

  touches(span: Span): boolean {
    const next = this.#spans[this.#indexFor(span)];
    return next !== undefined && touches(next, span);
  }

  add(span: Span): void {
    this.#spans.splice(this.#indexFor(span), 0, span);
  }

  /** Of the first span that does not end before this one starts. */
  #indexFor({ start }: Span): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.end ?? Infinity) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
