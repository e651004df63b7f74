// Lines as Postfix reads its files (postconf(5), postmap(1)): a line that starts with a blank goes on with the one before;
// empty lines and lines whose first character is `#` are skipped, also in between.

import { type ExportFile, UnreadableFile } from '../../record.ts';

/** A line with those that continue it, in one. */
export interface LogicalLine {
  readonly text: string;
  /** One-based, of its start. */
  readonly line: number;
}

const longest = 1024 * 1024;

/**
 * The logical lines of a file.
 * @throws UnreadableFile - for a line of more than a mebibyte, or with NUL in it.
 */
export async function* logicalLines(file: ExportFile): AsyncGenerator<LogicalLine> {
  let open: { text: string; line: number } | undefined;
  for await (const { text, line } of physicalLines(file)) {
    if (/^\s*(?:#|$)/.test(text)) continue;
    if (/^\s/.test(text) && open !== undefined) {
      open.text += text;
      if (open.text.length > longest) throw tooLong(file, open.line);
      continue;
    }
    if (open !== undefined) yield open;
    open = { text, line };
  }
  if (open !== undefined) yield open;
}

async function* physicalLines(file: ExportFile): AsyncGenerator<LogicalLine> {
  let rest = '';
  let line = 0;
  for await (const piece of file.read()) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield whole(file, text, ++line);
    if (rest.length > longest) throw tooLong(file, line + 1);
  }
  if (rest !== '') yield whole(file, rest, ++line);
}

function whole(file: ExportFile, text: string, line: number): LogicalLine {
  if (text.length > longest) throw tooLong(file, line);
  if (text.includes('\0')) throw new UnreadableFile('There is a NUL in this line.', file.path, line);
  return { text: text.endsWith('\r') ? text.slice(0, -1) : text, line };
}

function tooLong(file: ExportFile, line: number): UnreadableFile {
  return new UnreadableFile('This line is longer than 1 MiB.', file.path, line);
}
