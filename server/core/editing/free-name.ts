import { keyOf } from '#core/model/keys';
import type { Key } from '#core/model/topology';

/** A name that is not taken: the wanted one, else the first that `numbered` makes of 2, 3 and so on. */
export function freeName(
  wanted: string,
  taken: ReadonlySet<Key>,
  numbered: (number: number) => string = (number) => `${wanted} ${String(number)}`,
): string {
  let name = wanted;
  for (let number = 2; taken.has(keyOf(name)); number++) name = numbered(number);
  return name;
}
