// Blocks and statements that are known by name: where they are, and how to add to them or take something out. What quick
// fixes do.

import { declaredKey } from '#core/model/host';
import { keyOf, virtualServerKey } from '#core/model/keys';
import type { Project, ProjectFile } from '#core/model/project';
import { kindOfName, type Meaning } from '#core/model/references';
import { placeIn } from '#core/model/statements';
import type { Key, Place, VirtualServerKey } from '#core/model/topology';
import { absolute } from '#core/syntax/places';
import type { Declaration, Statement, Tree } from '#core/syntax/tree';
import { addition, usualStep } from './addition.ts';
import { placed, type PlacedEdit } from './placed-edit.ts';
import { removal } from './removal.ts';
import { plainText } from './text.ts';

/** A declaration with a block. */
export type BlockName =
  | Meaning
  | { readonly kind: 'organization' | 'test' | 'scenario' | 'site link' | 'dag'; readonly key: Key }
  /** Named like a virtual server, by its server and itself. */
  | { readonly kind: 'receive connector'; readonly key: VirtualServerKey };

/** A statement by its kind in the block that it stands in; of several the first. */
export interface StatementName {
  readonly statement: Statement['kind'];
  readonly of: BlockName;
}

/**
 * The edit that adds lines at the end of a block, in the way that its other members stand; each tab at the start of a
 * line is one step deeper. Undefined when it is not declared, or has no block that is closed.
 */
export function endOfBlock(
  project: Project,
  block: BlockName,
  lines: readonly string[],
  step = usualStep,
): PlacedEdit | undefined {
  const found = declarationOf(project, block);
  if (found === undefined) return undefined;
  const { file, tree, declaration } = found;
  const added = addition(tree, declaration, { lines, step });
  const edit = added && placed(file, tree, added);
  return edit && { place: edit.place, text: plainText(edit.parts) };
}

/** Where a statement stands; undefined when it does not. */
export function statementPlace(project: Project, name: StatementName): Place | undefined {
  const found = statementOf(project, name);
  return found && placeIn(found.file, found.statement, found.statement.span);
}

/** The edit that takes a statement out, with its line where it has one for itself. */
export function withoutStatement(project: Project, name: StatementName): PlacedEdit | undefined {
  const found = statementOf(project, name);
  if (found === undefined) return undefined;
  const { file, tree, statement } = found;
  const { place } = placed(file, tree, removal(tree, absolute(tree, statement.piece, statement.span)));
  return { place, text: '' };
}

function statementOf(project: Project, { statement: kind, of }: StatementName) {
  const found = declarationOf(project, of);
  const statements: readonly Statement[] = found?.declaration.statements ?? [];
  const statement = statements.find((each) => each.kind === kind);
  return found === undefined || statement === undefined ? undefined : { ...found, statement };
}

/** Where a block is declared, the first of its name; undefined when it is not. */
export function declarationOf(
  { files }: Project,
  block: BlockName,
): (ProjectFile & { readonly declaration: Declaration }) | undefined {
  for (const { file, tree } of files) {
    const declaration = blocksOf(tree).get(nameOf(block.kind, block.key));
    if (declaration !== undefined) return { file, tree, declaration };
  }
  return undefined;
}

/** By tree, its blocks by name, of several of one name the first: thousands of findings ask for theirs after an edit. */
const known = new WeakMap<Tree, ReadonlyMap<string, Declaration>>();

function blocksOf(tree: Tree): ReadonlyMap<string, Declaration> {
  let blocks = known.get(tree);
  if (blocks === undefined) {
    const found = new Map<string, Declaration>();
    note(found, tree.declarations, undefined);
    known.set(tree, (blocks = found));
  }
  return blocks;
}

function note(
  found: Map<string, Declaration>,
  declarations: readonly Declaration[],
  within: Declaration | undefined,
): void {
  for (const declaration of declarations) {
    const key = keyIn(declaration, within);
    const name = nameOf(kindOfName(declaration.kind), key ?? '');
    if (key !== undefined && !found.has(name)) found.set(name, declaration);
    note(found, declaration.children, declaration);
  }
}

function nameOf(kind: string, key: string): string {
  return `${kind}\n${key}`;
}

function keyIn({ kind, name }: Declaration, within: Declaration | undefined): BlockName['key'] | undefined {
  if (name === undefined) return undefined;
  const key = declaredKey(kind, name.value);
  const isOfServer = kind === 'virtual server' || kind === 'receive connector';
  return isOfServer ? virtualServerKey(keyOf(within?.name?.value ?? ''), key) : key;
}
