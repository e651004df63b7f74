import { distance } from 'fastest-levenshtein';

/** The word that somebody who wrote `written` probably meant; undefined when none is near. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const said = written.toLowerCase().replace(/\s+/g, ' ');
  let best: string | undefined;
  let least = said.length < 3 ? 1 : Math.floor(said.length / 3) + 1;
  for (const word of words) {
    if (Math.abs(word.length - said.length) >= least) continue;
    const away = slipsBetween(said, word);
    if (away < least) {
      best = word;
      least = away;
    }
  }
  return best;
}

/** How many slips of the pen make one word of the other; two letters that changed places are one. */
export function slipsBetween(written: string, meant: string): number {
  const away = distance(written, meant);
  const isTwisted = away === 2 && [...written].sort().join('') === [...meant].sort().join('');
  return isTwisted ? 1 : away;
}
