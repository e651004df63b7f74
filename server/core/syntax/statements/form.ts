// The words in the form of a statement, behind its own: `relay none | authenticated | anyone` lists its values.

import type { KeywordDoc } from './row.ts';

type Formed = Pick<KeywordDoc, 'keyword' | 'form'>;

/** The words that are values by themselves: none, authenticated, anyone. */
export function valueWords(formed: Formed): readonly string[] {
  return partsOf(formed).filter(isWords);
}

/** The words among other values: `then` of `retry D, D, D, then D`. */
export function linkingWords(formed: Formed): readonly string[] {
  return partsOf(formed)
    .filter((part) => !isWords(part))
    .flatMap((part) => part.match(/(?<!\S)[a-z-]+(?!\S)/g) ?? []);
}

function partsOf({ keyword, form }: Formed): readonly string[] {
  return form
    .slice(keyword.length)
    .split(/[|,]/)
    .map((part) => part.trim());
}

function isWords(part: string): boolean {
  return /^[a-z][a-z0-9 -]*$/.test(part);
}
