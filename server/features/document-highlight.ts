import { DocumentHighlightKind } from 'vscode-languageserver';
import type { DocumentHighlight } from 'vscode-languageserver';
import type { Place } from '#core/model/topology';
import { declarationsOf, nameAt, usesOf } from './names.ts';
import { pieceRange } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** The places in this file that name what the name at the offset means. */
export function documentHighlights(snapshot: Snapshot, offset: number): DocumentHighlight[] {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return [];
  const { source } = snapshot;
  const highlight = (places: readonly Place[], kind: DocumentHighlightKind): DocumentHighlight[] =>
    places
      .filter(({ file }) => file === source.file)
      .map(({ piece, span }) => ({ range: pieceRange(source, piece, span), kind }));
  return [
    ...highlight(declarationsOf(snapshot, name.target), DocumentHighlightKind.Write),
    ...highlight(usesOf(snapshot, name.target), DocumentHighlightKind.Read),
  ];
}
