// Which diagnostics the comments of a project silence. They are found in the pieces of the text and compared with
// diagnostics by piece, so neither costs more than what an edit changes.

import { addTo } from '#core/model/multimap';
import { equal, sameList } from '#core/model/memo';
import type { Project, ProjectFile } from '#core/model/project';
import type { FileId } from '#core/model/topology';
import { disableComments, disableNextLine, type DisableComment } from '#core/syntax/disable-comments';
import { pieceIndexAt, startOf } from '#core/syntax/places';
import type { Piece, Span, Tree } from '#core/syntax/tree';
import type { Diagnostic } from './diagnostic.ts';
import { surveyed, type Fact } from './fact.ts';
import { markedPieces, type MarkedPieces } from './marked-pieces.ts';

/** A comment that silences, or would, and what it is about. */
export interface Disable {
  readonly file: FileId;
  readonly piece: Piece;
  readonly comment: DisableComment;
  /** The line below it: stretches of the pieces that it is made of, ends included. */
  readonly line: readonly Stretch[];
}

interface Stretch {
  readonly piece: Piece;
  readonly span: Span;
}

interface Survey {
  readonly files: readonly MarkedPieces[];
  readonly disables: readonly Disable[];
}

const survey = surveyed((project: Project, previous: Survey | undefined): Survey => {
  const files = project.files.map((file) => markedPieces(file, previous?.files ?? [], isCommented));
  const disables = project.files.flatMap((file, i) => disablesIn(file, files[i]?.marked ?? [], previous?.disables));
  return { files, disables: sameList(previous?.disables, disables) };
});

/** Every comment that begins like one that silences; the same list while none of them means anything else. */
export const disables: Fact<readonly Disable[]> = (now, before) => survey(now, before).disables;

function isCommented(piece: Piece): boolean {
  return disableComments(piece).length > 0;
}

function disablesIn(
  { file, tree }: ProjectFile,
  pieces: readonly Piece[],
  previous: readonly Disable[] = [],
): readonly Disable[] {
  const known = new Map(previous.map((disable) => [disable.comment, disable]));
  return pieces.flatMap((piece) =>
    disableComments(piece).map((comment) => {
      const disable: Disable = { file, piece, comment, line: lineBelow(tree, piece, comment) };
      const before = known.get(comment);
      return before !== undefined && equal(before, disable) ? before : disable;
    }),
  );
}

/** A line may go on in the pieces behind the one that it begins in. */
function lineBelow(tree: Tree, piece: Piece, { below }: DisableComment): readonly Stretch[] {
  if (below === undefined) return [];
  const line: Stretch[] = [];
  let start = below;
  for (let i = pieceIndexAt(tree, startOf(tree, piece)); i < tree.pieces.length; i++) {
    const here = tree.pieces[i];
    if (here === undefined) break;
    const length = here.text.slice(start).search(/[\r\n]/);
    line.push({ piece: here, span: { start, end: length < 0 ? here.text.length : start + length } });
    if (length >= 0) break;
    start = 0;
  }
  return line;
}

/** Whether a comment is written so that it silences what it names. */
export function isObeyed({ comment: { directive, reason, isAlone } }: Disable): boolean {
  return directive.value === disableNextLine && isAlone && reason !== '';
}

/** What is left of diagnostics, and which codes of each comment have silenced one. */
export interface Silenced {
  readonly audible: readonly (readonly Diagnostic[])[];
  readonly used: ReadonlyMap<Disable, ReadonlySet<string>>;
}

/** Silences what the comments name; of several that name the same, the first does. `never` cannot be silenced. */
export function silenced(
  found: readonly (readonly Diagnostic[])[],
  comments: readonly Disable[],
  never: ReadonlySet<string>,
): Silenced {
  const used = new Map<Disable, Set<string>>();
  if (comments.length === 0) return { audible: found, used };
  const lines = new Map<Piece, { readonly disable: Disable; readonly span: Span }[]>();
  for (const disable of comments.filter(isObeyed)) {
    for (const { piece, span } of disable.line) addTo(lines, piece, { disable, span });
  }
  const isAudible = ({ code, place: { piece, span } }: Diagnostic): boolean => {
    const line = never.has(code) ? undefined : lines.get(piece);
    const found = line?.find(
      ({ disable, span: { start, end } }) =>
        start <= span.start && span.start <= end && disable.comment.codes.some(({ value }) => value === code),
    );
    if (found === undefined) return true;
    const codes = used.get(found.disable);
    if (codes === undefined) used.set(found.disable, new Set([code]));
    else codes.add(code);
    return false;
  };
  return { audible: found.map((list) => list.filter(isAudible)), used };
}
