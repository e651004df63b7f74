/** Remembers what each element shows: whether that differs from what is to be shown now, which is noted. */
export function createMemory(): (element: Element, ...shown: readonly unknown[]) => boolean {
  const memory = new WeakMap<Element, readonly unknown[]>();
  return (element, ...shown) => {
    const before = memory.get(element);
    memory.set(element, shown);
    return before === undefined || shown.some((value, i) => value !== before[i]);
  };
}
