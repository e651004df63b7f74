// Lines as Postfix reads its files (postconf(5), postmap(1)): a line that starts with a blank goes on with the one before;
// empty lines and lines whose first character is `#` are skipped, also in between.

import { linesOf, longestLine, tooLong } from '../../read/unix-lines.ts';
import type { ExportFile } from '../../record.ts';

/** A line with those that continue it, in one. */
export interface LogicalLine {
  readonly text: string;
  /** One-based, of its start. */
  readonly line: number;
}

/**
 * The logical lines of a file.
 * @throws UnreadableFile - for a line of more than a mebibyte, or with NUL in it.
 */
export async function* logicalLines(file: ExportFile): AsyncGenerator<LogicalLine> {
  let open: { text: string; line: number } | undefined;
  for await (const { text, line } of linesOf(file)) {
    if (/^\s*(?:#|$)/.test(text)) continue;
    if (/^\s/.test(text) && open !== undefined) {
      open.text += text;
      if (open.text.length > longestLine) throw tooLong(file.path, open.line);
      continue;
    }
    if (open !== undefined) yield open;
    open = { text, line };
  }
  if (open !== undefined) yield open;
}
