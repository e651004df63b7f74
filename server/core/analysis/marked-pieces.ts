import { changesBetween } from '#core/model/changes';
import type { ProjectFile } from '#core/model/project';
import type { FileId } from '#core/model/topology';
import type { Piece } from '#core/syntax/tree';

/** The pieces of a file, and those that there is something about. */
export interface MarkedPieces {
  readonly file: FileId;
  readonly pieces: readonly Piece[];
  readonly marked: readonly Piece[];
}

/** Finds the pieces that are marked; after an edit it looks at those alone that are new. */
export function markedPieces(
  { file, tree: { pieces } }: ProjectFile,
  previous: readonly MarkedPieces[],
  isMarked: (piece: Piece) => boolean,
): MarkedPieces {
  const last = previous.find((other) => other.file === file);
  if (last === undefined) return { file, pieces, marked: pieces.filter(isMarked) };
  const { added, removed } = changesBetween(last.pieces, pieces);
  const gone = new Set(removed);
  return { file, pieces, marked: [...last.marked.filter((piece) => !gone.has(piece)), ...added.filter(isMarked)] };
}
