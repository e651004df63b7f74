// Names as they can be written: of 255 characters at most, on one line, and each once where the language wants that.

import { longestName } from '../syntax/words.ts';
import type { Ledger } from './ledger.ts';

/** A name that the language takes: without line ends, controls and marks that turn text round. */
export function cleanName(name: string): string {
  const line = name.replace(/[\p{Cc}\ufffd\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return line.length > longestName ? line.slice(0, longestName).trimEnd() : line;
}

/** Gives names out, each once without regard to case. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  readonly #ledger: Ledger;
  readonly #kind: string;

  /** @param kind - What has the names, for the report and for what has none. */
  constructor(kind: string, ledger: Ledger) {
    this.#kind = kind;
    this.#ledger = ledger;
  }

  /** The name itself; where it is taken, with ` (place)` behind it, then with a number. */
  give(original: string, place?: string): string {
    const clean = cleanName(original);
    const name = this.#free(clean === '' ? `${this.#kind} 1` : clean, place);
    this.#taken.add(name.toLowerCase());
    this.#ledger.renamed(this.#kind, original, name);
    return name;
  }

  #free(name: string, place: string | undefined): string {
    const isFree = (candidate: string) => !this.#taken.has(candidate.toLowerCase());
    if (isFree(name)) return name;
    const stem = name.replace(/ \d+$/, '');
    const withPlace = place === undefined ? undefined : `${name.slice(0, longestName - place.length - 3)} (${place})`;
    if (withPlace !== undefined && isFree(withPlace)) return withPlace;
    for (let count = 2; ; count++) {
      const numbered = `${stem.slice(0, longestName - 8)} ${String(count)}`;
      if (isFree(numbered)) return numbered;
    }
  }
}
