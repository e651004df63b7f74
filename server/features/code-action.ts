import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionContext, Range } from 'vscode-languageserver';
import type { Diagnostic, Fix } from '#core/analysis/diagnostic';
import type { PlacedEdit } from '#core/editing/placed-edit';
import { offsetAt } from '#core/syntax/lines';
import { absolute } from '#core/syntax/places';
import type { Span } from '#core/syntax/tree';
import { createFileActions } from './create-file-action.ts';
import type { MayCreate } from './create-file-action.ts';
import { lspDiagnostic } from './diagnostics.ts';
import { expectActions } from './expect-action.ts';
import { editsAt } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** The fixes of the diagnostics that the range touches, and one action for all mends that need no choice. */
export function codeActions(
  snapshot: Snapshot,
  { range, context }: { readonly range: Range; readonly context: CodeActionContext },
  mayCreate: MayCreate = () => false,
): CodeAction[] {
  const here = diagnosticsHere(snapshot);
  const touched = here.filter((diagnostic) => touches(spanOf(snapshot, diagnostic), spanIn(snapshot, range)));
  return [
    ...(isWanted(context, CodeActionKind.QuickFix) ? touched.flatMap((one) => quickFixes(snapshot, one, here)) : []),
    ...(isWanted(context, CodeActionKind.QuickFix) ? createFileActions(snapshot, range, mayCreate) : []),
    ...(isWanted(context, CodeActionKind.QuickFix) ? expectActions(snapshot, range) : []),
    ...(isWanted(context, CodeActionKind.SourceFixAll) ? fixAll(snapshot, here) : []),
  ];
}

function diagnosticsHere({ source, check }: Snapshot): Diagnostic[] {
  return check().diagnostics.filter(({ place }) => place.file === source.file);
}

function quickFixes(snapshot: Snapshot, diagnostic: Diagnostic, here: readonly Diagnostic[]): CodeAction[] {
  const diagnostics = [lspDiagnostic(snapshot.source, diagnostic, snapshot.sourceOf)];
  const single = diagnostic.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.preferred,
    edit: { changes: editsAt(snapshot, fix.edits) },
  }));
  const alike = here.filter(({ code, fixes }) => code === diagnostic.code && preferred(fixes) !== undefined);
  if (preferred(diagnostic.fixes) === undefined || alike.length < 2) return single;
  const title = `Fix all of this kind in the file (${alike.length})`;
  const edit = { changes: editsAt(snapshot, withoutOverlap(snapshot, alike)) };
  return [...single, { title, kind: CodeActionKind.QuickFix, diagnostics, edit }];
}

function fixAll(snapshot: Snapshot, here: readonly Diagnostic[]): CodeAction[] {
  const edits = withoutOverlap(snapshot, here);
  if (edits.length === 0) return [];
  const title = 'Fix everything that needs no choice';
  return [{ title, kind: CodeActionKind.SourceFixAll, edit: { changes: editsAt(snapshot, edits) } }];
}

/** The edits of all preferred fixes; a fix that would touch what another one has touched is left for the next time. */
function withoutOverlap(snapshot: Snapshot, diagnostics: readonly Diagnostic[]): PlacedEdit[] {
  const taken = new Map<string, Span[]>();
  const edits: PlacedEdit[] = [];
  for (const { fixes } of diagnostics) {
    const placed = (preferred(fixes)?.edits ?? []).map((edit) => ({ edit, span: absoluteSpan(snapshot, edit) }));
    const isFree = placed.every(({ edit, span }) => !taken.get(edit.place.file)?.some((other) => touches(span, other)));
    if (!isFree) continue;
    for (const { edit, span } of placed) taken.set(edit.place.file, [...(taken.get(edit.place.file) ?? []), span]);
    edits.push(...placed.map(({ edit }) => edit));
  }
  return edits;
}

function preferred(fixes: readonly Fix[]): Fix | undefined {
  return fixes.find((fix) => fix.preferred);
}

function absoluteSpan(snapshot: Snapshot, { place }: PlacedEdit): Span {
  const source = snapshot.sourceOf(place.file);
  return source === undefined ? place.span : absolute(source.tree, place.piece, place.span);
}

function spanOf({ source }: Snapshot, { place }: Diagnostic): Span {
  return absolute(source.tree, place.piece, place.span);
}

function spanIn({ source }: Snapshot, { start, end }: Range): Span {
  return { start: offsetAt(source.lines, start), end: offsetAt(source.lines, end) };
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function isWanted({ only }: CodeActionContext, kind: string): boolean {
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}
