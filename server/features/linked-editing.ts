import type { LinkedEditingRanges, Range } from 'vscode-languageserver';
import type { Place } from '#core/model/topology';
import { absolute, declarationRange, declarationsAround, textBetween } from '#core/syntax/places';
import type { Span } from '#core/syntax/tree';
import { declarationsOf, nameAt, usesOf } from './names.ts';
import { rangeOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What changes together while a name is typed: the name at the offset where it is declared and its uses in the same
 * outermost block, as far as they are written alike. Null where nothing else would change; `rename` reaches farther.
 */
export function linkedEditingRanges(snapshot: Snapshot, offset: number): LinkedEditingRanges | null {
  const { tree } = snapshot.source;
  const [block] = declarationsAround(tree, offset);
  const name = nameAt(snapshot, offset);
  if (block === undefined || name === undefined) return null;
  const declared = declarationsOf(snapshot, name.target);
  if (declared.length !== 1) return null;
  const within = declarationRange(tree, block);
  const spans = [...declared, ...usesOf(snapshot, name.target)].flatMap((place) => spanIn(snapshot, place, within));
  const isDeclaredHere = declared.some((place) => spanIn(snapshot, place, within).length > 0);
  const written = writtenAt(snapshot, absolute(tree, name.place.piece, name.place.span));
  const alike = spans.filter((span) => writtenAt(snapshot, span) === written);
  if (!isDeclaredHere || alike.length < 2) return null;
  return {
    ranges: alike.map((span) => insideQuotes(snapshot, span)),
    wordPattern: written.startsWith('"') ? inQuotes : bareWord,
  };
}

/** Editors compile these without Unicode classes. What ends a name ends the typing together. */
const bareWord = String.raw`[\w.\-\u00aa-\uffff]*`;
const inQuotes = String.raw`[^"\\\r\n]*`;

function spanIn({ source }: Snapshot, { file, piece, span }: Place, within: Span): Span[] {
  if (file !== source.file) return [];
  const found = absolute(source.tree, piece, span);
  return within.start <= found.start && found.end <= within.end ? [found] : [];
}

function writtenAt({ source }: Snapshot, { start, end }: Span): string {
  return textBetween(source.tree, start, end);
}

function insideQuotes({ source }: Snapshot, { start, end }: Span): Range {
  const isQuoted = textBetween(source.tree, start, start + 1) === '"';
  return rangeOf(source, isQuoted ? { start: start + 1, end: end - 1 } : { start, end });
}
