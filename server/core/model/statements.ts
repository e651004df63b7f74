// Reading the statements of a block: a statement with a single value counts where it stands first, lists add up.

import type { Piece, Span } from '#core/syntax/tree';
import type { FileId, Place } from './topology.ts';

interface AnyStatement {
  readonly kind: string;
  readonly piece: Piece;
  readonly span: Span;
}

type OfKind<S extends AnyStatement, Kind extends S['kind']> = Extract<S, { readonly kind: Kind }>;

/** The first statement of a kind. */
export function first<S extends AnyStatement, Kind extends S['kind']>(
  statements: readonly S[],
  kind: Kind,
): OfKind<S, Kind> | undefined {
  return statements.find((statement): statement is OfKind<S, Kind> => statement.kind === kind);
}

/** All statements of a kind, in the order of the text. */
export function all<S extends AnyStatement, Kind extends S['kind']>(
  statements: readonly S[],
  kind: Kind,
): readonly OfKind<S, Kind>[] {
  return statements.filter((statement): statement is OfKind<S, Kind> => statement.kind === kind);
}

/** Whether a statement of a kind stands there. */
export function has<S extends AnyStatement>(statements: readonly S[], kind: S['kind']): boolean {
  return statements.some((statement) => statement.kind === kind);
}

/** The place of a span that is written in the same piece as `where`. */
export function placeIn(file: FileId, where: { readonly piece: Piece }, span: Span): Place {
  return { file, piece: where.piece, span };
}
