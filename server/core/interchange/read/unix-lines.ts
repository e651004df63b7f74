// Lines of a Unix configuration file that comes in pieces.

import { UnreadableFile, type ExportFile } from '../record.ts';

/** Longer lines, and lines that continuations or macros make longer, are refused. */
export const longestLine = 1024 * 1024;

/** A line of a file. */
export interface Line {
  readonly text: string;
  /** One-based. */
  readonly line: number;
}

/**
 * Every line without its LF or CRLF.
 * @throws UnreadableFile - for a line of more than a mebibyte, or with NUL in it.
 */
export async function* linesOf(file: ExportFile): AsyncGenerator<Line> {
  let rest = '';
  let read = 0;
  for await (const piece of file.read()) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    for (const [at, text] of parts.entries()) yield sound(file, text, read + at + 1);
    read += parts.length;
    if (rest.length > longestLine) throw tooLong(file.path, read + 1);
  }
  if (rest !== '') yield sound(file, rest, read + 1);
}

function sound(file: ExportFile, text: string, line: number): Line {
  if (text.length > longestLine) throw tooLong(file.path, line);
  if (text.includes('\0')) throw new UnreadableFile('There is a NUL in this line.', file.path, line);
  return { text: text.endsWith('\r') ? text.slice(0, -1) : text, line };
}

/** The error of a line that is too long. */
export function tooLong(file: string, line: number): UnreadableFile {
  return new UnreadableFile('This line is longer than 1 MiB.', file, line);
}
