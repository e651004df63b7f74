// Writes something into a block: which one is meant, whether it is there already, and what is written where.

import type { Answer } from '#core/answer';
import { placeIn } from '#core/model/statements';
import type { Project, ProjectFile } from '#core/model/project';
import type { FileId, Place, Topology } from '#core/model/topology';
import { declarationsAround } from '#core/syntax/places';
import type { Declaration, DeclarationKind } from '#core/syntax/tree';
import { addition } from './addition.ts';
import { insertions, type Insertion, type InsertionName } from './insertions.ts';
import { placed, type PlacedParts } from './placed-edit.ts';
import { statementPresent } from './statement-present.ts';

/** What comes of wanting to insert something. */
export type Insert =
  | ({ readonly kind: 'insert' } & PlacedParts)
  /** The block has one already, and may have one at most. */
  | { readonly kind: 'present'; readonly place: Place }
  /** Several blocks could be meant; asking again at the place of one chooses it. */
  | { readonly kind: 'choose'; readonly into: DeclarationKind; readonly blocks: readonly Candidate[] };

/** A block that could be meant. */
export interface Candidate {
  readonly name: string;
  /** An empty place in its head. */
  readonly place: Place;
}

/** Where the user is, an absolute offset in one of the files, and what the editor indents by. */
export interface Where {
  readonly file: FileId;
  readonly offset: number;
  /** One step of indentation, for files that show none. */
  readonly step: string;
}

/**
 * Inserts into the block around an offset, else into the only one of the file, else into the only one of the topology's
 * other files. An error is a sentence for an administrator: what is missing, and what to do first.
 */
export function insert(
  { project, topology }: { readonly project: Project; readonly topology: Topology },
  name: InsertionName,
  where: Where,
): Answer<Insert> {
  const insertion: Insertion = insertions[name];
  const blocks = blocksMeant(project, insertion.into, where);
  const [block] = blocks;
  if (block === undefined) return { ok: false, error: insertion.missing };
  if (blocks.length > 1) return { ok: true, value: choiceOf(insertion.into, blocks) };
  return insertInto(block, insertion, { topology, step: where.step });
}

interface Block extends ProjectFile {
  readonly declaration: Declaration;
}

function blocksMeant({ files }: Project, kind: DeclarationKind, { file, offset }: Where): readonly Block[] {
  const own = files.find((one) => one.file === file);
  if (own === undefined) return [];
  const around = declarationsAround(own.tree, offset).findLast((declaration) => declaration.kind === kind);
  if (around !== undefined) return [{ ...own, declaration: around }];
  const here = blocksIn(own, kind);
  return here.length > 0 ? here : files.flatMap((one) => blocksIn(one, kind));
}

function blocksIn(file: ProjectFile, kind: DeclarationKind): readonly Block[] {
  return allOfKind(file.tree.declarations, kind).map((declaration) => ({ ...file, declaration }));
}

function allOfKind(declarations: readonly Declaration[], kind: DeclarationKind): readonly Declaration[] {
  return declarations.flatMap((one) => [...(one.kind === kind ? [one] : []), ...allOfKind(one.children, kind)]);
}

function choiceOf(into: DeclarationKind, blocks: readonly Block[]): Insert {
  const candidates = blocks.map(({ file, declaration }) => {
    const { end } = declaration.head;
    return { name: calledIn(declaration), place: placeIn(file, declaration, { start: end, end }) };
  });
  return { kind: 'choose', into, blocks: candidates };
}

function insertInto(
  { file, tree, declaration }: Block,
  { once, lines }: Insertion,
  { topology, step }: { readonly topology: Topology; readonly step: string },
): Answer<Insert> {
  const present = once === undefined ? undefined : statementPresent(tree, declaration, once);
  if (present !== undefined)
    return { ok: true, value: { kind: 'present', place: placeIn(file, present, present.span) } };
  const added = addition(tree, declaration, { lines: lines(declaration, topology), step });
  const edit = added && placed(file, tree, added);
  if (edit === undefined) return { ok: false, error: withoutEnd(declaration) };
  return { ok: true, value: { kind: 'insert', ...edit } };
}

function withoutEnd(declaration: Declaration): string {
  const called = calledIn(declaration);
  return `'${called}' has no block that is closed, so nothing can be added to it. Write '{' behind its name and '}' at its end first.`;
}

/** A declaration's name; its kind where the head is broken. */
function calledIn({ kind, name }: Declaration): string {
  return name === undefined || name.value === '' ? kind : name.value;
}
