/** Groups by where their mail goes next, so that all whose mail comes through one stand side by side. */
export interface Forest {
  /** Every group that has a path, each before those behind it: behind `g` are `order[place[g]]` to `order[place[g] + size[g] - 1]`. */
  readonly order: Int32Array;
  readonly place: Int32Array;
  /** The group itself counts; 0 for a group without a path. */
  readonly size: Int32Array;
}

/** Arranges groups, listed so that each comes after the one its mail goes to next (negative where it ends). */
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
