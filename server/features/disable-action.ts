// Silencing a diagnostic in its line, and what is said in the comments that do: their codes, by completion and hover.

import { CodeActionKind, CompletionItemKind, MarkupKind } from 'vscode-languageserver';
import type { CodeAction, CompletionItem, Diagnostic as LspDiagnostic, Hover } from 'vscode-languageserver';
import type { Diagnostic } from '#core/analysis/diagnostic';
import { alwaysOn } from '#core/analysis/rule-settings';
import { kinds } from '#core/analysis/rules';
import { summaries } from '#core/analysis/summaries';
import { disableComment } from '#core/editing/disable-comment';
import { placed } from '#core/editing/placed-edit';
import { plainText } from '#core/editing/text';
import type { Commands } from '#core/protocol/requests';
import { disableComments, disableNextLine, type DisableComment } from '#core/syntax/disable-comments';
import { absolute, pieceIndexAt } from '#core/syntax/places';
import type { Span } from '#core/syntax/tree';
import { editsAt, rangeOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

const disableRule: keyof Commands = 'bridgehead.disableRule';

/** What an editor can do with a quick fix that has something to fill in. */
export interface FixOptions {
  /** The commands that it knows. */
  readonly commands: ReadonlySet<string>;
}

/**
 * The quick fix that silences a diagnostic in its line. An editor with a command for it asks for the reason; others have
 * the comment with a word in its place.
 */
export function disableActions(
  snapshot: Snapshot,
  { code, place }: Diagnostic,
  diagnostics: LspDiagnostic[],
  { commands }: FixOptions,
): CodeAction[] {
  if (alwaysOn.has(code) || code === unusedDisable) return [];
  const { tree, file } = snapshot.source;
  const { start } = absolute(tree, place.piece, place.span);
  const action = { title: `Disable ${code} for this line…`, kind: CodeActionKind.QuickFix, diagnostics };
  if (commands.has(disableRule)) {
    const position = rangeOf(snapshot.source, { start, end: start }).start;
    const args: Commands['bridgehead.disableRule'] = [file, code, position];
    return [{ ...action, command: { title: action.title, command: disableRule, arguments: [...args] } }];
  }
  const { place: where, parts } = placed(file, tree, disableComment(tree, start, code));
  return [{ ...action, edit: { changes: editsAt(snapshot, [{ place: where, text: plainText(parts) }]) } }];
}

/** A comment about comments would need one about itself. */
const unusedDisable = 'unused-disable';

/** A comment that silences, around an offset, with its places made absolute. */
interface CommentAt {
  readonly comment: DisableComment;
  readonly start: number;
}

function commentAround({ source: { tree } }: Snapshot, offset: number): CommentAt | undefined {
  const last = pieceIndexAt(tree, offset);
  for (const index of [last, last - 1]) {
    const piece = tree.pieces[index];
    const start = tree.starts[index] ?? 0;
    if (piece === undefined) continue;
    const comment = disableComments(piece).find(({ span }) => {
      return start + span.start < offset && offset <= endOfLine(piece.text, span.end) + start;
    });
    if (comment !== undefined) return { comment, start };
  }
  return undefined;
}

/** A comment goes on to the end of its line, blanks included. */
function endOfLine(text: string, from: number): number {
  const blanks = /^[ \t]*/.exec(text.slice(from))?.[0].length ?? 0;
  return from + blanks;
}

/** The codes that can stand at an offset in such a comment; undefined elsewhere. */
export function codesAt(snapshot: Snapshot, offset: number): CompletionItem[] | undefined {
  const around = commentAround(snapshot, offset);
  if (around === undefined) return undefined;
  const { comment, start } = around;
  const { tree } = snapshot.source;
  const from = start + comment.directive.span.end;
  const written = tree.text.slice(from, offset);
  if (comment.directive.value !== disableNextLine || offset <= from || written.includes(':')) return [];
  const here = comment.codes.find(({ span }) => start + span.start <= offset && offset <= start + span.end);
  const word: Span = here === undefined ? { start: offset, end: offset } : absoluteSpan(here.span, start);
  const others = new Set(comment.codes.filter((code) => code !== here).map(({ value }) => value));
  const below = codesBelow(snapshot, around);
  return kinds
    .filter(({ code }) => !alwaysOn.has(code) && code !== unusedDisable && !others.has(code))
    .sort((one, other) => Number(below.has(other.code)) - Number(below.has(one.code)))
    .map(({ code, severity }) => ({
      label: code,
      kind: CompletionItemKind.EnumMember,
      detail: severity,
      documentation: { kind: MarkupKind.Markdown, value: summaries[code] ?? '' },
      textEdit: { range: rangeOf(snapshot.source, word), newText: code },
    }));
}

/** What is wrong in the line below, as far as nothing silences it yet: most probably that is what the comment is for. */
function codesBelow(snapshot: Snapshot, { comment, start }: CommentAt): ReadonlySet<string> {
  const { file, tree, lines } = snapshot.source;
  if (comment.below === undefined) return new Set();
  const offset = start + comment.below;
  const { line } = rangeOf(snapshot.source, { start: offset, end: offset }).start;
  const end = lines[line + 1] ?? tree.length + 1;
  const found = snapshot.check().diagnostics.filter(({ place }) => {
    if (place.file !== file) return false;
    const at = absolute(tree, place.piece, place.span).start;
    return (lines[line] ?? 0) <= at && at < end;
  });
  return new Set(found.map(({ code }) => code));
}

/** What a code in such a comment means; undefined outside of all. */
export function codeHover(snapshot: Snapshot, offset: number): Hover | undefined {
  const around = commentAround(snapshot, offset);
  if (around === undefined) return undefined;
  const { comment, start } = around;
  const code = comment.codes.find(({ span }) => start + span.start <= offset && offset <= start + span.end);
  const kind = kinds.find((known) => known.code === code?.value);
  if (code === undefined || kind === undefined) return undefined;
  const value = `**${kind.code}** (${kind.severity})\n\n${summaries[kind.code] ?? ''}`;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: rangeOf(snapshot.source, absoluteSpan(code.span, start)),
  };
}

function absoluteSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
