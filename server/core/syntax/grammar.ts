// The border to Ohm: what its declared types leave out is asked for here and nowhere else.

import type { MatchResult } from 'ohm-js';
import topo from './topo.ohm-bundle.js';

/** What a match result and a grammar have besides what Ohm's types declare. */
interface Undeclared {
  readonly source: { readonly contents: string };
  getRightmostFailurePosition(): number;
  getRightmostFailures(): readonly { toString(): string }[];
}

function undeclared(of: MatchResult | typeof topo): Undeclared {
  return of as unknown as Undeclared;
}

/** Matches a statement or a head with a rule of the grammar. */
export function matchText(text: string, rule: string): MatchResult {
  return topo.match(text, rule);
}

/** How far a match that failed got. */
export function rightmostFailure(result: MatchResult): number {
  return undeclared(result).getRightmostFailurePosition();
}

const source = undeclared(topo).source.contents;

/** The keywords of the language. */
export const keywords: ReadonlySet<string> = new Set(
  source.match(/(?<=k<")[a-z0-9-]+|(?<=")(?:unassigned|available)(?=")/g),
);

/** What a rule takes behind the beginning of a statement: keywords in quotation marks, else the grammar's descriptions. */
export function expectedAfter(rule: string, before: string): readonly string[] {
  // No rule takes this character, so the match stops where the text ends and names all that could stand there.
  const failures = undeclared(matchText(`${before}\u0001`, rule)).getRightmostFailures();
  // Ohm names them from the last alternative to the first; a line end, which a list takes, helps nobody.
  const expected = failures.map((failure) => failure.toString()).filter((item) => !/^"(\\[rn])+"$/.test(item));
  return [...new Set(expected.reverse())];
}

/** The keywords that always follow each other: 'routing' begins 'routing group' wherever it stands. */
const phrases = new Map<string, readonly string[]>();
for (const [sequence] of source.matchAll(/(k<"[a-z0-9-]+">[ \t]*)+/g)) {
  const words = sequence.match(/(?<=k<")[a-z0-9-]+/g) ?? [];
  words.forEach((word, i) => {
    const here = words.slice(i);
    const known = phrases.get(word) ?? here;
    phrases.set(word, here.slice(0, commonLength(known, here)));
  });
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  const differ = one.findIndex((word, i) => word !== other[i]);
  return differ < 0 ? one.length : differ;
}

/** A keyword with the keywords that always follow it. */
export function phraseOf(keyword: string): string {
  return phrases.get(keyword)?.join(' ') ?? keyword;
}
