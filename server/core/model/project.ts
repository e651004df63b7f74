// Which files make up a topology: the root and what it includes. Reading and resolving paths is the caller's.

import type { Include, Tree } from '#core/syntax/tree';
import type { FileId, Place } from './topology.ts';

/** The files that are one topology. */
export interface Project {
  readonly root: FileId;
  /** The root first, then what it includes, depth first in the order of the text; a file reached twice counts once. */
  readonly files: readonly ProjectFile[];
  readonly problems: readonly IncludeProblem[];
}

export interface ProjectFile {
  readonly file: FileId;
  readonly tree: Tree;
}

/** An `include` that brings nothing; `place` is its path. */
export type IncludeProblem =
  | { readonly kind: 'missing'; readonly place: Place; readonly path: string }
  /** `chain` leads from the included file back to the including one. */
  | { readonly kind: 'cycle'; readonly place: Place; readonly path: string; readonly chain: readonly FileId[] };

/**
 * Collects the files of a topology. `read` gives the tree of a file, undefined when there is none (a missing root makes
 * a project without files); `resolve` turns the path of an `include` into the file it means.
 */
export function openProject(
  root: FileId,
  read: (file: FileId) => Tree | undefined,
  resolve: (from: FileId, path: string) => FileId,
): Project {
  const files = new Map<FileId, ProjectFile>();
  const problems: IncludeProblem[] = [];
  const chain: FileId[] = [];

  const visit = (file: FileId, tree: Tree): void => {
    files.set(file, { file, tree });
    chain.push(file);
    for (const include of tree.includes) follow(file, include);
    chain.pop();
  };
  const follow = (from: FileId, include: Include): void => {
    const path = include.path.value;
    const place = { file: from, piece: include.piece, span: include.path.span };
    const file = resolve(from, path);
    const inChain = chain.indexOf(file);
    if (inChain >= 0) {
      problems.push({ kind: 'cycle', place, path, chain: chain.slice(inChain) });
      return;
    }
    if (files.has(file)) return;
    const tree = read(file);
    if (tree === undefined) problems.push({ kind: 'missing', place, path });
    else visit(file, tree);
  };

  const tree = read(root);
  if (tree !== undefined) visit(root, tree);
  return { root, files: [...files.values()], problems };
}
