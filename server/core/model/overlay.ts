/** So many entries may differ before a map is copied after all. */
const mostChanges = 64;

/**
 * The map with some values replaced; keys and their order stay. A large map is not copied for the one entry that an edit
 * changes: the change is laid over it.
 */
export function overlaid<K, V>(base: ReadonlyMap<K, V>, changes: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const below = base instanceof Overlay ? (base as Overlay<K, V>) : undefined;
  const above = new Map([...(below?.above ?? []), ...changes]);
  const bottom = below?.base ?? base;
  if (above.size > mostChanges) return new Map([...bottom, ...above]);
  return new Overlay(bottom, above);
}

class Overlay<K, V> implements ReadonlyMap<K, V> {
  readonly base: ReadonlyMap<K, V>;
  readonly above: ReadonlyMap<K, V>;

  constructor(base: ReadonlyMap<K, V>, above: ReadonlyMap<K, V>) {
    this.base = base;
    this.above = above;
  }

  get size(): number {
    return this.base.size;
  }
  get(key: K): V | undefined {
    return this.above.get(key) ?? this.base.get(key);
  }
  has(key: K): boolean {
    return this.base.has(key);
  }
  keys(): MapIterator<K> {
    return this.base.keys();
  }
  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.base) yield [key, this.above.get(key) ?? value];
  }
  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }
}
