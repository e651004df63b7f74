// How a file is written: its line ends, and how much deeper each level of its blocks is.

import { startOf } from '#core/syntax/places';
import type { Declaration, Tree } from '#core/syntax/tree';

/** The first line end of the file; a line feed where it has none. */
export function lineEndOf({ pieces }: Tree): string {
  for (const { text } of pieces) {
    const [end] = /\r\n|\n|\r/.exec(text) ?? [];
    if (end !== undefined) return end;
  }
  return '\n';
}

/** One step of indentation as the first block shows it whose members begin lines; `otherwise` where none does. */
export function stepOf(tree: Tree, otherwise: string): string {
  return stepAmong(tree, tree.declarations) ?? otherwise;
}

/** Where each member of a block begins, statements and declarations, in the order of the text. */
export function memberStarts(tree: Tree, { statements, children }: Declaration): readonly number[] {
  return [
    ...statements.map(({ piece, span }) => startOf(tree, piece) + span.start),
    ...children.map(({ piece, head }) => startOf(tree, piece) + head.start),
  ].sort((one, other) => one - other);
}

/** The blanks in front of an offset when nothing else stands before it on its line. */
export function marginBefore({ text }: Tree, offset: number): string | undefined {
  const before = text.slice(startOfLine(text, offset), offset);
  return before.trim() === '' ? before : undefined;
}

/** The blanks at the start of the line that an offset is on. */
export function marginOfLine({ text }: Tree, offset: number): string {
  const line = text.slice(startOfLine(text, offset), offset);
  return line.slice(0, line.length - line.trimStart().length);
}

/** The offset at which the line begins that an offset is on. */
export function startOfLine(text: string, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function stepAmong(tree: Tree, declarations: readonly Declaration[]): string | undefined {
  for (const declaration of declarations) {
    const step = stepIn(tree, declaration) ?? stepAmong(tree, declaration.children);
    if (step !== undefined) return step;
  }
  return undefined;
}

function stepIn(tree: Tree, declaration: Declaration): string | undefined {
  const outer = marginOfLine(tree, startOf(tree, declaration.piece) + declaration.head.start);
  for (const start of memberStarts(tree, declaration)) {
    const inner = marginBefore(tree, start);
    if (inner?.startsWith(outer) === true && inner !== outer) return inner.slice(outer.length);
  }
  return undefined;
}
