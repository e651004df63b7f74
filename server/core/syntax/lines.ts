// Offsets and lines. A line ends with LF, CRLF or CR; a position counts UTF-16 code units from the start of its line.

/** A zero-based line and a zero-based UTF-16 unit in it, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The offsets at which the lines of a text begin; there is always one. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    starts.push(at + 1);
  }
  return starts;
}

/** The position of an offset; an offset before the text counts as its start. */
export function positionAt(starts: ArrayLike<number>, offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: Math.max(0, offset - (starts[low] ?? 0)) };
}

/**
 * The offset of a position. A line behind the last one means the last one's start, a character behind the end of its
 * line the start of the next line at most; callers that know the text's length keep to it.
 */
export function offsetAt(starts: ArrayLike<number>, position: Position): number {
  const line = Math.min(Math.max(position.line, 0), starts.length - 1);
  const offset = (starts[line] ?? 0) + Math.max(0, position.character);
  return Math.min(offset, starts[line + 1] ?? Infinity);
}
