// Adding to a block: where it ends, and how new lines are laid out there.

import { startOf } from '#core/syntax/places';
import type { Declaration, Tree } from '#core/syntax/tree';
import { keyOf } from './keys.ts';
import type { Project } from './project.ts';
import type { FileId, Key, Place } from './topology.ts';

/** A declaration that can be added to. */
export interface BlockName {
  readonly kind: 'routing group' | 'connector' | 'test';
  readonly key: Key;
}

/**
 * The edit that adds lines (without indentation) at the end of a block, indented as the block is. Undefined when it is
 * not declared, or has no block that is closed.
 */
export function endOfBlock(
  project: Project,
  block: BlockName,
  lines: readonly string[],
): { readonly place: Place; readonly text: string } | undefined {
  const found = declarationOf(project, block);
  if (found === undefined) return undefined;
  const { file, tree, declaration } = found;
  const { piece, offset } = declaration.end;
  const brace = offset - 1;
  if (piece.text[brace] !== '}' || declaration.children.some((child) => isSameEnd(child, declaration)))
    return undefined;
  // The line that the brace ends may begin in an earlier piece.
  const at = startOf(tree, piece) + brace;
  const before = tree.text.slice(startOfLine(tree.text, at), at);
  if (before.trim() === '') {
    const text = onLinesOfTheirOwn(before, lines, tree.text.includes('\r\n') ? '\r\n' : '\n');
    return { place: { file, piece, span: { start: brace, end: brace } }, text };
  }
  const blanks = Math.min(before.length - before.trimEnd().length, brace);
  return { place: { file, piece, span: { start: brace - blanks, end: brace } }, text: onThatLine(before, lines) };
}

/** Where a `}` is missing, a block ends with the last one inside it. */
function isSameEnd({ end }: Declaration, other: Declaration): boolean {
  return end.piece === other.end.piece && end.offset === other.end.offset;
}

/** The brace stands alone behind a margin: the new lines go in front of it, one step further in. */
function onLinesOfTheirOwn(margin: string, lines: readonly string[], eol: string): string {
  const step = margin.includes('\t') ? '\t' : '  ';
  return lines.map((line, i) => (i === 0 ? '' : margin) + step + line + eol).join('') + margin;
}

/** The brace stands behind other words: what is new goes between them, on the same line. */
function onThatLine(before: string, lines: readonly string[]): string {
  const separator = /[{};]\s*$/.test(before) ? ' ' : '; ';
  const joined = lines.map((line) => line.trim()).join('; ');
  return `${separator}${joined.replaceAll('{; ', '{ ').replaceAll('; }', ' }')} `;
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function declarationOf(
  { files }: Project,
  block: BlockName,
): { readonly file: FileId; readonly tree: Tree; readonly declaration: Declaration } | undefined {
  for (const { file, tree } of files) {
    const declaration = find(tree.declarations, block);
    if (declaration !== undefined) return { file, tree, declaration };
  }
  return undefined;
}

function find(declarations: readonly Declaration[], block: BlockName): Declaration | undefined {
  for (const declaration of declarations) {
    const isIt =
      declaration.name !== undefined &&
      isOfKind(declaration, block.kind) &&
      keyOf(declaration.name.value) === block.key;
    const found = isIt ? declaration : find(declaration.children, block);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOfKind({ kind }: Declaration, wanted: BlockName['kind']): boolean {
  if (wanted !== 'connector') return kind === wanted;
  return kind === 'smtp connector' || kind === 'routing group connector' || kind === 'x400 connector';
}
