import type { Position, TextEdit } from 'vscode-languageserver';
import { layout } from '#core/syntax/format';
import { textBetween } from '#core/syntax/places';
import { isMark, scan } from '#core/syntax/scan';
import { editsOfLine } from './formatting.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** What lays out a line when it is typed. */
export const formattingTriggers = { first: '}', others: [';', '\n'] } as const;

/**
 * The layout of the line that a `}` or `;` was typed in, or of the two that a new line came between. A line without
 * words stays as it is, as the cursor may stand in it; so does one whose mark is within quotes or a comment.
 */
export function* formatOnType(
  { source }: Snapshot,
  { position, ch }: { readonly position: Position; readonly ch: string },
): Generator<undefined, TextEdit[]> {
  const { line, character } = position;
  if (line >= source.lines.length) return [];
  if (ch !== '\n' && !isTyped(source, { line, character: character - 1 }, ch)) return [];
  const first = ch === '\n' ? Math.max(0, line - 1) : line;
  const laidOut = yield* layout(source, first, line + 1);
  return laidOut.flatMap((one) => {
    const written = textBetween(source.tree, one.start, one.end);
    if (written.trim() === '') return [];
    // The last line of a file is still being written: it is not ended.
    return editsOfLine(source, /[\r\n]$/.test(written) ? one : { ...one, text: one.text.trimEnd() });
  });
}

/** Whether a mark stands at a position as a mark. */
function isTyped(source: SourceFile, { line, character }: Position, mark: string): boolean {
  const tokens = scan(lineText(source, line));
  const token = tokens.starts.indexOf(character);
  return token >= 0 && isMark(tokens, token, mark);
}

function lineText({ tree, lines }: SourceFile, line: number): string {
  return textBetween(tree, lines[line] ?? 0, lines[line + 1] ?? tree.length);
}
