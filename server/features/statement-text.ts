// The text around the cursor, read without the tree: it has to make sense of statements that are half written.

import type { Span } from '#core/syntax/tree';
import { isWordCharacter } from '#core/syntax/words';

/** A line that goes on for megabytes is read from here at most. */
const longestLine = 10_000;

/** The statement that the offset is in, up to the offset; undefined within a comment. */
export function statementBefore(text: string, offset: number): Span | undefined {
  let start = lineStart(text, offset);
  let isQuoted = false;
  for (let i = start; i < offset; i++) {
    const character = text[i];
    if (isQuoted) {
      if (character === '\\') i++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ';' || character === '{' || character === '}') start = i + 1;
    else if (character === '#' && isCommentStart(text[i - 1])) return undefined;
  }
  while (start < offset && (text[start] === ' ' || text[start] === '\t')) start++;
  return { start, end: offset };
}

/** The bare word around the offset, or the one that ends at it. */
export function wordAt(text: string, offset: number): Span | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && isWordCharacter(text, start - 1) && offset - start < longestLine) start--;
  while (isWordCharacter(text, end) && end - offset < longestLine) end++;
  return start === end ? undefined : { start, end };
}

function lineStart(text: string, offset: number): number {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return offset === 0 ? 0 : Math.max(start, offset - longestLine);
}

function isCommentStart(before: string | undefined): boolean {
  return before === undefined || /[\s,;{}]/.test(before);
}
