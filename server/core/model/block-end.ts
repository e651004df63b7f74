// Adding to a block: where it ends, and how new lines are laid out there.

import type { Declaration } from '#core/syntax/tree';
import { keyOf } from './keys.ts';
import type { Project } from './project.ts';
import type { FileId, Key, Place } from './topology.ts';

/** A declaration that can be added to. */
export interface BlockName {
  readonly kind: 'routing group' | 'connector';
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
  const { piece, offset } = found.declaration.end;
  const brace = offset - 1;
  if (piece.text[brace] !== '}') return undefined;
  const lineStart = startOfLine(piece.text, brace);
  const before = piece.text.slice(lineStart, brace);
  if (before.trim() !== '') return onThatLine(before, { file: found.file, piece, brace }, lines);
  const inner = before + (before.includes('\t') ? '\t' : '  ');
  const eol = piece.text.includes('\r\n') ? '\r\n' : '\n';
  return {
    place: { file: found.file, piece, span: { start: lineStart, end: lineStart } },
    text: lines.map((line) => inner + line + eol).join(''),
  };
}

/** A block whose `}` stands behind other words gets the new ones on the same line, behind those words. */
function onThatLine(
  before: string,
  { file, piece, brace }: { readonly file: FileId; readonly piece: Place['piece']; readonly brace: number },
  lines: readonly string[],
): { readonly place: Place; readonly text: string } {
  const words = before.trimEnd();
  const at = brace - (before.length - words.length);
  const separator = /[{};]$/.test(words) ? ' ' : '; ';
  const joined = lines
    .map((line) => line.trim())
    .join('; ')
    .replaceAll('{; ', '{ ')
    .replaceAll('; }', ' }');
  return { place: { file, piece, span: { start: at, end: brace } }, text: `${separator}${joined} ` };
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function declarationOf(
  { files }: Project,
  block: BlockName,
): { readonly file: FileId; readonly declaration: Declaration } | undefined {
  for (const { file, tree } of files) {
    const declaration = find(tree.declarations, block);
    if (declaration !== undefined) return { file, declaration };
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
  if (wanted === 'routing group') return kind === 'routing group';
  return kind === 'smtp connector' || kind === 'routing group connector' || kind === 'x400 connector';
}
