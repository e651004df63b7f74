// Lines as Exim reads its configuration: `\` at the end goes on with the next line without its leading blanks, comments may
// stand in between (The Exim specification, "The Exim run time configuration file").

import { linesOf, longestLine, tooLong } from '../../read/unix-lines.ts';
import type { ExportFile } from '../../record.ts';

/** A line with those that it goes on with. */
export interface LogicalLine {
  readonly text: string;
  readonly file: string;
  /** One-based, of its start. */
  readonly line: number;
}

/**
 * The logical lines of a file; comments and empty lines are left out.
 * @throws UnreadableFile - for a line of more than a mebibyte, or with NUL in it.
 */
export async function* logicalLines(file: ExportFile): AsyncGenerator<LogicalLine> {
  let open: { parts: string[]; length: number; line: number } | undefined;
  for await (const { text, line } of linesOf(file)) {
    const trimmed = text.trim();
    if (trimmed.startsWith('#') || (trimmed === '' && open === undefined)) continue;
    open ??= { parts: [], length: 0, line };
    const goesOn = trimmed.endsWith('\\');
    const part = (open.parts.length === 0 ? text : text.trimStart()).trimEnd();
    open.parts.push(goesOn ? part.slice(0, -1) : part);
    open.length += part.length;
    if (open.length > longestLine) throw tooLong(file.path, open.line);
    if (goesOn) continue;
    yield { text: open.parts.join(''), file: file.path, line: open.line };
    open = undefined;
  }
  if (open !== undefined) yield { text: open.parts.join(''), file: file.path, line: open.line };
}
