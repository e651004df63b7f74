// Which X.400 addresses lie in an address space, and how closely it matches [E55-AS].

import type { X400Attributes } from '#core/syntax/x400-address';
import { literalCharacters, matchesWildcard } from './wildcard.ts';

/** Whether an address lies in the space: every attribute that the space names has that value [E55-AS]. */
export function isInX400Space(space: X400Attributes, address: X400Attributes): boolean {
  for (const [name, value] of space) {
    const actual = address.get(name);
    if (actual === undefined || !matchesWildcard(value, actual)) return false;
  }
  return true;
}

/** How closely a space matches: the characters of the attributes it names. */
export function x400LiteralCharacters(space: X400Attributes): number {
  let characters = 0;
  for (const [name, value] of space) characters += name.length + literalCharacters(value);
  return characters;
}
