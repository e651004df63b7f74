// Lines as Exim reads its configuration: `\` at the end goes on with the next line without its leading blanks, comments may
// stand in between (The Exim specification, "The Exim run time configuration file").

import { type ExportFile, UnreadableFile } from '../../record.ts';

/** A line with those that it goes on with. */
export interface LogicalLine {
  readonly text: string;
  readonly file: string;
  /** One-based, of its start. */
  readonly line: number;
}

/** Longer lines, and texts that macros make longer, are refused. */
export const longestLine = 1024 * 1024;

/**
 * The logical lines of a file; comments and empty lines are left out.
 * @throws UnreadableFile - for a line of more than a mebibyte, or with NUL in it.
 */
export async function* logicalLines(file: ExportFile): AsyncGenerator<LogicalLine> {
  let open: { parts: string[]; length: number; line: number } | undefined;
  for await (const { text, line } of physicalLines(file)) {
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

async function* physicalLines(file: ExportFile): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  let rest = '';
  let line = 0;
  for await (const piece of file.read()) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) yield whole(file, text, ++line);
    if (rest.length > longestLine) throw tooLong(file.path, line + 1);
  }
  if (rest !== '') yield whole(file, rest, ++line);
}

function whole(file: ExportFile, text: string, line: number): { text: string; line: number } {
  if (text.length > longestLine) throw tooLong(file.path, line);
  if (text.includes('\0')) throw new UnreadableFile('There is a NUL in this line.', file.path, line);
  return { text, line };
}

/** The error of a line that is too long. */
export function tooLong(file: string, line: number): UnreadableFile {
  return new UnreadableFile('This line is longer than 1 MiB.', file, line);
}
