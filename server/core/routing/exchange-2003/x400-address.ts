// X.400 addresses and address spaces, `c=US;a= ;p=Contoso`, compared as X.400 compares them.

import { matchesWildcard } from './wildcard.ts';

/** Components by their short names, values folded; a component without a value is left out: it means any. */
export type X400Components = ReadonlyMap<string, string>;

const shortNames: Readonly<Record<string, string>> = {
  admd: 'a',
  prmd: 'p',
  country: 'c',
  org: 'o',
  ou: 'ou1',
};

/**
 * Reads `c=US;a= ;p=Contoso` (or with `/`). Values compare without regard to case, to blanks around them and to how many
 * blanks stand between two words [E55-AS]; an administration domain of one blank means any.
 */
export function readX400(text: string): X400Components {
  const components = new Map<string, string>();
  for (const part of text.split(/[;/]/)) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const name = part.slice(0, equals).trim().toLowerCase();
    const value = part
      .slice(equals + 1)
      .trim()
      .replace(/\s+/g, ' ')
      .toLowerCase();
    if (value !== '' && value !== '*') components.set(shortNames[name] ?? name, value);
  }
  return components;
}

/** Whether an address lies in the space: every component that the space names has that value [E55-AS]. */
export function isInX400Space(space: X400Components, address: X400Components): boolean {
  for (const [name, value] of space) {
    const actual = address.get(name);
    if (actual === undefined || !matchesWildcard(value, actual)) return false;
  }
  return true;
}

/** How closely a space matches: the characters of the components it names. */
export function x400Specificity(space: X400Components): number {
  let characters = 0;
  for (const [name, value] of space) characters += name.length + value.replaceAll('*', '').length;
  return characters;
}
