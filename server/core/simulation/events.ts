// What happens next: events in the order of their time, and of two at one time the one that was planned first.

/** A moment of a simulation: microseconds since its start, a whole number, so that sums are the same everywhere. */
export type Instant = number;

export const second = 1_000_000;

/** Planned events. Each says what it is and what it is about, in numbers. */
export interface Events {
  /** When the next one is; Infinity when there is none. */
  nextAt(): Instant;
  /** How many there are besides those that only watch. */
  awaited(): number;
  /** `turn` tells whether what it is about is still what it was; a watching event keeps no simulation going. */
  plan(at: Instant, what: number, about: number, turn?: number, watching?: boolean): void;
  /** Takes the next event out; it is in the fields below until the next call. */
  take(): void;
  at: Instant;
  what: number;
  about: number;
  turn: number;
}

/** No events. A binary heap of places in flat arrays, which grow to the most events that were planned at one time. */
export function newEvents(): Events {
  let room = 256;
  let times = new Float64Array(room);
  let orders = new Float64Array(room);
  let whats = new Uint8Array(room);
  let abouts = new Int32Array(room);
  let turns = new Int32Array(room);
  let watches = new Uint8Array(room);
  let heap = new Int32Array(room);
  let free = Int32Array.from({ length: room }, (_, place) => room - 1 - place);
  let freeCount = room;
  let size = 0;
  let planned = 0;
  let watching = 0;

  function grow(): void {
    const before = room;
    room *= 2;
    times = grown(times, new Float64Array(room));
    orders = grown(orders, new Float64Array(room));
    whats = grown(whats, new Uint8Array(room));
    abouts = grown(abouts, new Int32Array(room));
    turns = grown(turns, new Int32Array(room));
    watches = grown(watches, new Uint8Array(room));
    heap = grown(heap, new Int32Array(room));
    free = new Int32Array(room);
    for (let place = room - 1; place >= before; place -= 1) free[freeCount++] = place;
  }

  function isBefore(one: number, other: number): boolean {
    const [at, otherAt] = [times[one] ?? 0, times[other] ?? 0];
    return at < otherAt || (at === otherAt && (orders[one] ?? 0) < (orders[other] ?? 0));
  }

  function rise(place: number): void {
    let index = size++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (!isBefore(place, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = place;
  }

  function sink(place: number): void {
    let index = 0;
    for (let child = 1; child < size; child = 2 * index + 1) {
      if (child + 1 < size && isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
      const below = heap[child] ?? 0;
      if (!isBefore(below, place)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = place;
  }

  return {
    at: 0,
    what: 0,
    about: 0,
    turn: 0,
    nextAt: () => (size === 0 ? Infinity : (times[heap[0] ?? 0] ?? Infinity)),
    awaited: () => size - watching,
    plan(at, what, about, turn = 0, isWatching = false) {
      if (freeCount === 0) grow();
      const place = free[--freeCount] ?? 0;
      times[place] = at;
      orders[place] = planned++;
      whats[place] = what;
      abouts[place] = about;
      turns[place] = turn;
      watches[place] = isWatching ? 1 : 0;
      if (isWatching) watching += 1;
      rise(place);
    },
    take() {
      const place = heap[0] ?? 0;
      size -= 1;
      const last = heap[size] ?? 0;
      if (size > 0) sink(last);
      this.at = times[place] ?? 0;
      this.what = whats[place] ?? 0;
      this.about = abouts[place] ?? 0;
      this.turn = turns[place] ?? 0;
      watching -= watches[place] ?? 0;
      free[freeCount++] = place;
    },
  };
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
