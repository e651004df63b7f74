import type { FileId, Place } from '#core/model/topology';
import { pieceIndexAt } from '#core/syntax/places';
import type { Span, Tree } from '#core/syntax/tree';
import type { Replacement } from './addition.ts';
import type { Part } from './text.ts';

/** An edit at a place: the place's span is replaced by `text`. */
export interface PlacedEdit {
  readonly place: Place;
  readonly text: string;
}

/** The same with places to fill in. */
export interface PlacedParts {
  readonly place: Place;
  readonly parts: readonly Part[];
}

/** An edit that adds text directly behind a place: one more item of a list, or what an item says besides. */
export function behind(place: Place, text: string): PlacedEdit {
  const { end } = place.span;
  return { place: { ...place, span: { start: end, end } }, text };
}

/** A replacement in a file as one in the piece that it begins in, so that it moves with the text. */
export function placed(file: FileId, tree: Tree, { span, parts }: Replacement): PlacedParts {
  const index = pieceIndexAt(tree, span.start);
  const piece = tree.pieces[index];
  if (piece === undefined) throw new Error('A tree has one piece at least');
  return { place: { file, piece, span: relative(span, tree.starts[index] ?? 0) }, parts };
}

function relative({ start, end }: Span, to: number): Span {
  return { start: start - to, end: end - to };
}
