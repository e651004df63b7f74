// Adding to a block that is known by its name: what quick fixes do.

import { keyOf } from '#core/model/keys';
import type { Project, ProjectFile } from '#core/model/project';
import type { Key } from '#core/model/topology';
import type { Declaration } from '#core/syntax/tree';
import { addition, usualStep } from './addition.ts';
import { placed, type PlacedEdit } from './placed-edit.ts';
import { plainText } from './text.ts';

/** A declaration that can be added to. */
export interface BlockName {
  readonly kind: 'routing group' | 'connector' | 'test';
  readonly key: Key;
}

/**
 * The edit that adds lines at the end of a block, in the way that its other members stand; each tab at the start of a
 * line is one step deeper. Undefined when it is not declared, or has no block that is closed.
 */
export function endOfBlock(project: Project, block: BlockName, lines: readonly string[]): PlacedEdit | undefined {
  const found = declarationOf(project, block);
  if (found === undefined) return undefined;
  const { file, tree, declaration } = found;
  const added = addition(tree, declaration, { lines, step: usualStep });
  const edit = added && placed(file, tree, added);
  return edit && { place: edit.place, text: plainText(edit.parts) };
}

function declarationOf(
  { files }: Project,
  block: BlockName,
): (ProjectFile & { readonly declaration: Declaration }) | undefined {
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
