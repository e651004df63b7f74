/** Groups arranged by where their mail goes next: all those whose mail comes through a group stand right behind it. */
export interface Forest {
  /** Every group that has a path. `g` and those behind it are `order[place[g]]` to `order[place[g] + size[g] - 1]`. */
  readonly order: Int32Array;
  /** By group, where it stands in the order; without meaning for a group that has no path. */
  readonly place: Int32Array;
  /** By group, how many groups it and those behind it are; 0 for a group that has no path. */
  readonly size: Int32Array;
}

/**
 * Arranges groups that are listed so that each comes after the one that its mail goes to next. `nextOf` is negative
 * where mail ends.
 */
export function forestOf(listed: Int32Array, nextOf: (group: number) => number, groupCount: number): Forest {
  const size = new Int32Array(groupCount);
  const place = new Int32Array(groupCount);
  const free = new Int32Array(groupCount);
  const order = new Int32Array(listed.length);
  for (let index = listed.length - 1; index >= 0; index -= 1) {
    const group = listed[index] ?? 0;
    size[group] = (size[group] ?? 0) + 1;
    const next = nextOf(group);
    if (next >= 0) size[next] = (size[next] ?? 0) + (size[group] ?? 0);
  }
  let firstFree = 0;
  for (const group of listed) {
    const next = nextOf(group);
    const here = next >= 0 ? (free[next] ?? 0) : firstFree;
    if (next >= 0) free[next] = here + (size[group] ?? 0);
    else firstFree += size[group] ?? 0;
    place[group] = here;
    free[group] = here + 1;
    order[here] = group;
  }
  return { order, place, size };
}

/** A group and all whose mail comes through it, the group first: a view of the order, not a copy. */
export function behind({ order, place, size }: Forest, group: number): Int32Array {
  const start = place[group] ?? 0;
  return order.subarray(start, start + (size[group] ?? 0));
}
