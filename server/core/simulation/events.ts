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

/**
 * No events. A heap with four children to a place, in flat arrays which grow to the most events that were planned at one time.
 */
export function newEvents(): Events {
  let room = 256;
  // By place in the heap: when, in which order it was planned, and where the rest of it stands.
  let times = new Float64Array(room);
  let orders = new Float64Array(room);
  let slots = new Int32Array(room);
  // By slot.
  let whats = new Uint8Array(room);
  let abouts = new Int32Array(room);
  let turns = new Int32Array(room);
  let watches = new Uint8Array(room);
  let free = Int32Array.from({ length: room }, (_, slot) => room - 1 - slot);
  let freeCount = room;
  let size = 0;
  let planned = 0;
  let watching = 0;

  function grow(): void {
    const before = room;
    room *= 2;
    times = grown(times, new Float64Array(room));
    orders = grown(orders, new Float64Array(room));
    slots = grown(slots, new Int32Array(room));
    whats = grown(whats, new Uint8Array(room));
    abouts = grown(abouts, new Int32Array(room));
    turns = grown(turns, new Int32Array(room));
    watches = grown(watches, new Uint8Array(room));
    free = new Int32Array(room);
    for (let slot = room - 1; slot >= before; slot -= 1) free[freeCount++] = slot;
  }

  /** What is planned last of one time comes last, so only earlier times are passed. */
  function rise(at: number, order: number, slot: number): void {
    let place = size++;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const above = times[parent] ?? 0;
      if (above <= at) break;
      times[place] = above;
      orders[place] = orders[parent] ?? 0;
      slots[place] = slots[parent] ?? 0;
      place = parent;
    }
    times[place] = at;
    orders[place] = order;
    slots[place] = slot;
  }

  function sink(at: number, order: number, slot: number): void {
    let place = 0;
    for (let first = 1; first < size; first = 4 * place + 1) {
      let least = first;
      let time = times[first] ?? 0;
      const last = Math.min(first + 4, size);
      for (let child = first + 1; child < last; child += 1) {
        const other = times[child] ?? 0;
        if (other < time || (other === time && (orders[child] ?? 0) < (orders[least] ?? 0))) {
          least = child;
          time = other;
        }
      }
      if (time > at || (time === at && (orders[least] ?? 0) > order)) break;
      times[place] = time;
      orders[place] = orders[least] ?? 0;
      slots[place] = slots[least] ?? 0;
      place = least;
    }
    times[place] = at;
    orders[place] = order;
    slots[place] = slot;
  }

  return {
    at: 0,
    what: 0,
    about: 0,
    turn: 0,
    nextAt: () => (size === 0 ? Infinity : (times[0] ?? Infinity)),
    awaited: () => size - watching,
    plan(at, what, about, turn = 0, isWatching = false) {
      if (freeCount === 0) grow();
      const slot = free[--freeCount] ?? 0;
      whats[slot] = what;
      abouts[slot] = about;
      turns[slot] = turn;
      watches[slot] = isWatching ? 1 : 0;
      if (isWatching) watching += 1;
      rise(at, planned++, slot);
    },
    take() {
      const slot = slots[0] ?? 0;
      this.at = times[0] ?? 0;
      this.what = whats[slot] ?? 0;
      this.about = abouts[slot] ?? 0;
      this.turn = turns[slot] ?? 0;
      watching -= watches[slot] ?? 0;
      free[freeCount++] = slot;
      size -= 1;
      if (size > 0) sink(times[size] ?? 0, orders[size] ?? 0, slots[size] ?? 0);
    },
  };
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
