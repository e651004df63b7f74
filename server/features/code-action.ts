import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionContext, Range } from 'vscode-languageserver';
import type { Diagnostic, Fix } from '#core/analysis/diagnostic';
import type { PlacedEdit } from '#core/editing/placed-edit';
import type { FileId } from '#core/model/topology';
import { absolute } from '#core/syntax/places';
import type { Span } from '#core/syntax/tree';
import { createFileActions } from './create-file-action.ts';
import type { MayCreate } from './create-file-action.ts';
import { lspDiagnostic } from './diagnostics.ts';
import { disableActions, type FixOptions } from './disable-action.ts';
import { driftActions } from './drift.ts';
import { expectActions } from './expect-action.ts';
import { editsAt, spanOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';
import { SpanSet, touches } from './span-set.ts';

/** The fixes of the diagnostics that the range touches, and, for whoever asks, one action for those of the whole file. */
export function codeActions(
  snapshot: Snapshot,
  { range, context }: { readonly range: Range; readonly context: CodeActionContext },
  mayCreate: MayCreate = () => false,
  options: FixOptions = { commands: new Set() },
): CodeAction[] {
  const here = diagnosticsHere(snapshot);
  const asked = spanOf(snapshot.source, range);
  const touched = here.filter((diagnostic) => touches(placeSpan(snapshot, diagnostic), asked));
  return [
    ...(isWanted(context, CodeActionKind.QuickFix) ? quickFixes(snapshot, touched, here) : []),
    ...(isWanted(context, CodeActionKind.QuickFix) ? createFileActions(snapshot, range, mayCreate) : []),
    ...(isWanted(context, CodeActionKind.QuickFix) ? expectActions(snapshot, range) : []),
    ...(isWanted(context, CodeActionKind.QuickFix) ? driftActions(snapshot, asked, options) : []),
    ...(isWanted(context, CodeActionKind.QuickFix) ? silences(snapshot, touched, options) : []),
    ...(isWanted(context, fixAllKind) ? fixAll(snapshot, here, context) : []),
  ];
}

function diagnosticsHere({ source, check }: Snapshot): Diagnostic[] {
  return check().diagnostics.filter(({ place }) => place.file === source.file);
}

function quickFixes(snapshot: Snapshot, touched: readonly Diagnostic[], here: readonly Diagnostic[]): CodeAction[] {
  return [
    ...touched.flatMap((diagnostic) => fixesOf(snapshot, diagnostic)),
    ...[...new Set(touched.map(({ code }) => code))].flatMap((code) => {
      const isMendable = (one: Diagnostic): boolean => one.code === code && preferred(one.fixes) !== undefined;
      return fixAlike(snapshot, touched.filter(isMendable), here.filter(isMendable));
    }),
  ];
}

function fixesOf(snapshot: Snapshot, diagnostic: Diagnostic): CodeAction[] {
  const diagnostics = [lspDiagnostic(snapshot.source, diagnostic, snapshot.sourceOf)];
  return diagnostic.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.preferred,
    edit: { changes: editsAt(snapshot, fix.edits) },
  }));
}

/** Behind all that mends: silencing is what is left when nothing can be mended. One for each code in a line. */
function silences(snapshot: Snapshot, touched: readonly Diagnostic[], options: FixOptions): CodeAction[] {
  const offered = new Set<string>();
  return touched.flatMap((diagnostic) => {
    const shown = lspDiagnostic(snapshot.source, diagnostic, snapshot.sourceOf);
    const key = `${String(shown.range.start.line)} ${diagnostic.code}`;
    if (offered.has(key)) return [];
    offered.add(key);
    return disableActions(snapshot, diagnostic, [shown], options);
  });
}

/** For diagnostics that can be mended: to mend all of their code in the file, where there are others. */
function fixAlike(snapshot: Snapshot, touched: readonly Diagnostic[], all: readonly Diagnostic[]): CodeAction[] {
  if (touched.length === 0 || all.length < 2) return [];
  return [
    {
      title: `Fix all of this kind in the file (${all.length})`,
      kind: CodeActionKind.QuickFix,
      diagnostics: touched.map((one) => lspDiagnostic(snapshot.source, one, snapshot.sourceOf)),
      edit: { changes: editsAt(snapshot, withoutOverlap(snapshot, all)) },
    },
  ];
}

/** What is mended when a file is saved, as VS Code's `editor.codeActionsOnSave` names it. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.bridgehead`;

/**
 * What nobody needs to look at: slips of the pen that have one meaning, and what says what holds anyway. Whatever else
 * is mended may send mail another way.
 */
const safeCodes: ReadonlySet<string> = new Set(['syntax', 'malformed-value', 'mixed-costs', 'unbracketed-smart-host']);

/** All mends that are safe; and, when somebody asks for it and does not just save, all that need no choice. */
function fixAll(snapshot: Snapshot, here: readonly Diagnostic[], context: CodeActionContext): CodeAction[] {
  const safe = withoutOverlap(
    snapshot,
    here.filter((one) => safeCodes.has(one.code) && isWithin(one, snapshot.source.file)),
  );
  const all = context.triggerKind === CodeActionTriggerKind.Automatic ? safe : withoutOverlap(snapshot, here);
  const action = (title: string, kind: string, edits: readonly PlacedEdit[]): CodeAction[] =>
    edits.length === 0 || !isWanted(context, kind)
      ? []
      : [{ title, kind, edit: { changes: editsAt(snapshot, edits) } }];
  return [
    ...action('Fix what has one meaning only', fixAllKind, safe),
    ...(all.length > safe.length
      ? action('Fix everything that needs no choice', CodeActionKind.SourceFixAll, all)
      : []),
  ];
}

/** Whoever saves one file does not expect others to change. */
function isWithin({ fixes }: Diagnostic, file: FileId): boolean {
  return preferred(fixes)?.edits.every(({ place }) => place.file === file) === true;
}

/** The edits of all preferred fixes; a fix that would touch what another one has touched is left for the next time. */
function withoutOverlap(snapshot: Snapshot, diagnostics: readonly Diagnostic[]): PlacedEdit[] {
  const taken = new Map<string, SpanSet>();
  const edits: PlacedEdit[] = [];
  for (const { fixes } of diagnostics) {
    const placed = (preferred(fixes)?.edits ?? []).map((edit) => ({ edit, span: absoluteSpan(snapshot, edit) }));
    const isFree = placed.every(({ edit, span }) => taken.get(edit.place.file)?.touches(span) !== true);
    if (!isFree) continue;
    for (const { edit, span } of placed) {
      const spans = taken.get(edit.place.file) ?? new SpanSet();
      taken.set(edit.place.file, spans);
      spans.add(span);
    }
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

function placeSpan({ source }: Snapshot, { place }: Diagnostic): Span {
  return absolute(source.tree, place.piece, place.span);
}

function isWanted({ only }: CodeActionContext, kind: string): boolean {
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}
