// Patterns with `*`, which stands for any number of characters. Both sides come folded to lower case.

/** Whether the whole text has the pattern's form; linear in their lengths. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const first = pattern.indexOf('*');
  if (first < 0) return pattern === text;
  const parts = pattern.split('*');
  const head = parts[0] ?? '';
  const tail = parts[parts.length - 1] ?? '';
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
  return holdsInOrder(text, parts.slice(1, -1), head.length, text.length - tail.length);
}

function holdsInOrder(text: string, parts: readonly string[], start: number, end: number): boolean {
  let from = start;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}

/** How many characters of the pattern are not `*`: the measure of how closely it matches [BOOK-426, KB-229961]. */
export function literalCharacters(pattern: string): number {
  let count = 0;
  for (const character of pattern) if (character !== '*') count += 1;
  return count;
}
