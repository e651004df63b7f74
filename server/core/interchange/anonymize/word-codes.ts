// Other words in the place of names: in the same order, and with the same beginnings where a pattern asks for these.

import { keyOf } from '../../model/keys.ts';

/** Gives each word another one; a word that it was not told of stays. */
export type Codes = (word: string) => string;

/**
 * Numbers words in the order of their keys, in which names decide between equals. `prefix` may depend on the word; no
 * code is one of the words that are `taken`.
 */
export function orderedCodes(
  words: Iterable<string>,
  prefix: (key: string) => string,
  taken: ReadonlySet<string>,
): Codes {
  const keys: readonly string[] = [...new Set([...words].map((word) => keyOf(word) as string))].sort((one, other) =>
    one < other ? -1 : 1,
  );
  const digits = String(keys.length).length;
  const make = (more: string) => keys.map((key, at) => `${prefix(key)}${more}-${String(at + 1).padStart(digits, '0')}`);
  let more = '';
  let codes = make(more);
  while (codes.some((code) => taken.has(code))) codes = make((more += 'x'));
  const byKey = new Map(keys.map((key, at) => [key, codes[at] ?? key]));
  return (word) => byKey.get(keyOf(word)) ?? word;
}

/** What every mail system has, and the sender of a message unless another one is written. */
const postmaster = 'postmaster';

/**
 * Codes for words that patterns like `a*` are about: a word has the form of a pattern if and only if its code has the
 * form of the pattern's code, and of two patterns for one word the closer one stays so. Where a pattern has its `*`
 * somewhere else, all are written in another alphabet instead, letter for letter.
 */
export function patternCodes(words: Iterable<string>, prefix: string): Codes {
  const all = [...new Set([...words].map((word) => word.toLowerCase()))].sort();
  const patterns = all.filter((word) => word.includes('*'));
  if (patterns.some((word) => word.indexOf('*') < word.length - 1)) return inOtherLetters;
  const beginnings = patterns.map((word) => word.slice(0, -1)).filter((word) => word !== '');
  const codes = new Map<string, string>([['', '']]);
  const digits = String(all.length).length;
  const number = (at: number): string => String(at + 1).padStart(digits, '0');
  const longest = (word: string) =>
    beginnings.filter((each) => word.startsWith(each) && each !== word).sort((a, b) => b.length - a.length)[0] ?? '';
  // Shorter ones come first in this order, so that of each its own beginning is known.
  beginnings.forEach((each, at) => {
    const isKept = postmaster.startsWith(each);
    codes.set(each, isKept ? each : `${codes.get(longest(each)) ?? ''}x${number(at)}`);
  });
  const full = new Map<string, string>();
  all.forEach((word, at) => {
    if (word.endsWith('*')) full.set(word, `${codes.get(word.slice(0, -1)) ?? ''}*`);
    else if (word === postmaster) full.set(word, word);
    else {
      const beginning = beginnings.includes(word) ? word : longest(word);
      full.set(word, `${codes.get(beginning) ?? ''}${prefix}${number(at)}`);
    }
  });
  return (word) => full.get(word.toLowerCase()) ?? word;
}

/** No letter and no digit stays itself. */
function inOtherLetters(text: string): string {
  return text
    .toLowerCase()
    .replace(/[a-z]/g, (letter) => String.fromCharCode(97 + (((letter.charCodeAt(0) - 97) * 7 + 11) % 26)))
    .replace(/[0-9]/g, (digit) => String((Number(digit) * 3 + 1) % 10));
}
