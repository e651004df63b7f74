import { distance } from 'fastest-levenshtein';

/**
 * The name that was probably meant: one that the written name begins, or the one with the fewest changes, at most a
 * third of its letters (two in short names). Undefined when none is near.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.min(Math.max(2, Math.ceil(wanted.length / 3)), wanted.length - 1);
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (Math.abs(other.length - wanted.length) > limit && !other.startsWith(wanted)) continue;
    const far = other.startsWith(wanted) && wanted.length >= 3 ? 1 : distance(wanted, other);
    if (far <= limit && far < (best?.far ?? Infinity)) best = { name: candidate, far };
  }
  return best?.name;
}
