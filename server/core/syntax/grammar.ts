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

/** The keywords of the language. */
export const keywords: ReadonlySet<string> = new Set(
  undeclared(topo).source.contents.match(/(?<=k<")[a-z0-9-]+|(?<=")unassigned(?=")/g),
);

/** What a rule takes behind the beginning of a statement: keywords in quotation marks, else the grammar's descriptions. */
export function expectedAfter(rule: string, before: string): readonly string[] {
  // No rule takes this character, so the match stops where the text ends and names all that could stand there.
  const failures = undeclared(matchText(`${before}\u0001`, rule)).getRightmostFailures();
  return [...new Set(failures.map((failure) => failure.toString()))];
}
