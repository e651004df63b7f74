import { keyOf } from '#core/model/keys';
import type { Key, Topology } from '#core/model/topology';
import { parseName } from '#core/syntax/values';
import { inQuotes, nameAt } from '#core/syntax/words';
import { bad, good, type Reading } from './step.ts';

/** A name for something new: whoever types quotation marks around it means what is between them. */
export function newName(text: string, taken: ReadonlyMap<Key, string>): Reading<string> {
  const quoted = text.startsWith('"') ? nameAt(text, 0) : undefined;
  const name = quoted?.end === text.length ? quoted.name : text;
  const parsed = parseName(inQuotes(name));
  if (name.trim() === '') return bad('Type a name.');
  if (!parsed.ok) return bad(parsed.error);
  if (unwritable.test(name)) return bad('A name holds no control characters and no line end.');
  const holder = taken.get(keyOf(name));
  return holder === undefined ? good(name) : bad(holder);
}

/** A name that no connector of the topology has: connectors of all kinds share theirs. */
export function newConnectorName({ connectors }: Topology, text: string): Reading<string> {
  const taken = connectors.map(
    ({ key, name }) => [key, `There is a connector '${name}' already. Choose another name.`] as const,
  );
  return newName(text, new Map(taken));
}

/** What no file may hold, or what a quoted text ends at. */
const unwritable = /[\p{Cc}\u2028\u2029\ufffd]/u;
