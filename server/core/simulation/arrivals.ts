// Messages that have come to a station, first come first served; what comes while they are looked at is looked at as well.

/** A line of messages in an array that is used again. */
export interface Arrivals {
  count: number;
  add(message: number): void;
  /** The next one; only while there are any. */
  take(): number;
}

export function newArrivals(): Arrivals {
  let ring = new Int32Array(64);
  let first = 0;
  return {
    count: 0,
    add(message) {
      if (this.count === ring.length) {
        const larger = new Int32Array(ring.length * 2);
        larger.set(ring.subarray(first));
        larger.set(ring.subarray(0, first), ring.length - first);
        ring = larger;
        first = 0;
      }
      ring[(first + this.count) & (ring.length - 1)] = message;
      this.count += 1;
    },
    take() {
      const message = ring[first] ?? 0;
      first = (first + 1) & (ring.length - 1);
      this.count -= 1;
      return message;
    },
  };
}
