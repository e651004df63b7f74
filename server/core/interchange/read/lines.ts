// Lines of a file that comes in pieces; the file is never whole in memory.

import { limits, piecesOf } from '../limits.ts';
import { UnreadableFile, type ExportFile } from '../record.ts';

/**
 * Hands on every line without its end, which is LF, CRLF or CR, with its number.
 * @throws UnreadableFile - at a line of more than 1 MiB.
 */
export async function readLines(file: ExportFile, found: (text: string, line: number) => void): Promise<void> {
  let line = 1;
  let rest = '';
  for await (const piece of piecesOf(file)) {
    const text = rest + piece;
    // Behind a CR at the very end may come its LF.
    const whole = text.endsWith('\r') ? text.length - 1 : text.length;
    let from = 0;
    for (const { index, 0: end } of text.slice(0, whole).matchAll(/\r\n|\n|\r/g)) {
      found(withinLimit(text.slice(from, index), file, line), line);
      line++;
      from = index + end.length;
    }
    rest = withinLimit(text.slice(from), file, line);
  }
  if (rest === '') return;
  const text = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
  found(text, line);
}

function withinLimit(text: string, file: ExportFile, line: number): string {
  if (text.length > limits.value) throw new UnreadableFile('A line is longer than 1 MB.', file.path, line);
  return text;
}
