import { keyOf } from '#core/model/keys';
import type { Key } from '#core/model/topology';
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

/** What no file may hold, or what a quoted text ends at. */
const unwritable = /[\p{Cc}\u2028\u2029\ufffd]/u;
