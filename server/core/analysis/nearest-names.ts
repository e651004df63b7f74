import { distance } from 'fastest-levenshtein';

/**
 * The names that were probably meant, all equally near, three at most: those that the written name begins, or those with
 * the fewest changes, at most two (one in short names, a sixth of the letters in long ones). Empty when none is near.
 */
export function nearestNames(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = name.toLowerCase();
  const limit = wanted.length < 5 ? 1 : Math.max(2, Math.floor(wanted.length / 6));
  let best: string[] = [];
  let least = limit;
  for (const candidate of candidates) {
    const far = changesTo(candidate.toLowerCase(), wanted, least);
    if (far > least || candidate === '') continue;
    if (far < least) best = [];
    least = far;
    best.push(candidate);
  }
  return best.slice(0, 3);
}

/** How many changes make one name of the other; a name whose start was written counts as one change away. */
function changesTo(candidate: string, wanted: string, most: number): number {
  if (wanted.length >= 3 && candidate.startsWith(wanted)) return Math.min(1, candidate.length - wanted.length);
  return Math.abs(candidate.length - wanted.length) > most ? Infinity : distance(wanted, candidate);
}
