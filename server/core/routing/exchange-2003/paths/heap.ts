/** A binary heap of groups by their key. */
export interface Heap {
  /** A group that is in it already moves up when its key has become smaller. */
  push(item: number): void;
  /** The group with the smallest key, -1 when the heap is empty. */
  pop(): number;
}

/** An empty heap of groups. It orders a group by what `keys` has for it when the group is pushed. */
export function heapOf(keys: Float64Array): Heap {
  const items = new Int32Array(keys.length + 1);
  const places = new Int32Array(keys.length).fill(-1);
  let size = 0;

  function rise(from: number, item: number): void {
    const key = keys[item] ?? Infinity;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = items[parent] ?? 0;
      if ((keys[above] ?? Infinity) <= key) break;
      items[place] = above;
      places[above] = place;
      place = parent;
    }
    items[place] = item;
    places[item] = place;
  }

  function sink(item: number): void {
    const key = keys[item] ?? Infinity;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && (keys[items[child + 1] ?? 0] ?? Infinity) < (keys[items[child] ?? 0] ?? Infinity))
        child += 1;
      const below = items[child] ?? 0;
      if ((keys[below] ?? Infinity) >= key) break;
      items[place] = below;
      places[below] = place;
      place = child;
    }
    items[place] = item;
    places[item] = place;
  }

  return {
    push(item: number): void {
      const place = places[item] ?? -1;
      rise(place >= 0 ? place : size++, item);
    },
    pop(): number {
      if (size === 0) return -1;
      const least = items[0] ?? 0;
      places[least] = -1;
      size -= 1;
      if (size > 0) sink(items[size] ?? 0);
      return least;
    },
  };
}
