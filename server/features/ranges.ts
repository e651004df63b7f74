// Offsets become positions here: core counts UTF-16 units from the start of a piece, LSP counts lines and columns.

import type { Location, Position, Range, TextEdit } from 'vscode-languageserver';
import type { PlacedEdit } from '#core/editing/placed-edit';
import type { Place } from '#core/model/topology';
import { absolute } from '#core/syntax/places';
import { offsetAt, positionAt } from '#core/syntax/lines';
import type { Piece, Span } from '#core/syntax/tree';
import type { Snapshot, SourceFile } from './snapshot.ts';

export function rangeOf(source: SourceFile, span: Span): Range {
  return { start: positionAt(source.lines, span.start), end: positionAt(source.lines, span.end) };
}

/** The stretch that a client means; whatever is behind the last line is the end of the file. */
export function spanOf({ lines, tree }: SourceFile, { start, end }: Range): Span {
  const at = (position: Position): number =>
    position.line >= lines.length ? tree.length : Math.min(offsetAt(lines, position), tree.length);
  return { start: at(start), end: at(end) };
}

export function pieceRange(source: SourceFile, piece: Piece, span: Span): Range {
  return rangeOf(source, absolute(source.tree, piece, span));
}

/** Undefined where the place is in no file of the topology any more. */
export function locationOf(snapshot: Snapshot, place: Place): Location | undefined {
  const source = snapshot.sourceOf(place.file);
  return source && { uri: source.file, range: pieceRange(source, place.piece, place.span) };
}

/** Edits by file, as LSP wants them. */
export function editsAt(snapshot: Snapshot, edits: readonly PlacedEdit[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { place, text } of edits) {
    const location = locationOf(snapshot, place);
    if (location !== undefined) (changes[location.uri] ??= []).push({ range: location.range, newText: text });
  }
  return changes;
}
