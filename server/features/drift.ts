// What is different on the servers, as diagnostics, and quick fixes that take it over.

import { CodeActionKind, DiagnosticSeverity } from 'vscode-languageserver';
import type { CodeAction, Diagnostic as LspDiagnostic, TextEdit } from 'vscode-languageserver';
import type { FileEdit } from '#core/editing/draft';
import type { Difference } from '#core/interchange/drift/difference';
import { canBeTaken, takeOver, takeOverAll } from '#core/interchange/drift/take-over';
import type { Commands } from '#core/protocol/requests';
import { absolute } from '#core/syntax/places';
import type { Span } from '#core/syntax/tree';
import type { FixOptions } from './disable-action.ts';
import { pieceRange, rangeOf } from './ranges.ts';
import type { Drift, Snapshot, SourceFile } from './snapshot.ts';
import { touches } from './span-set.ts';

/** The source of these diagnostics: who reads them sees that they are about the servers, and not about what is written. */
export const driftSource = 'Bridgehead drift';

/** The differences that are shown in a file. */
export function driftDiagnostics(source: SourceFile, drift: Drift | undefined): LspDiagnostic[] {
  const here = (drift?.differences ?? []).filter(({ place }) => place.file === source.file);
  return here.map((difference) => shown(source, difference));
}

function shown(source: SourceFile, { place, message }: Difference): LspDiagnostic {
  const range = pieceRange(source, place.piece, place.span);
  return { range, severity: DiagnosticSeverity.Warning, source: driftSource, message };
}

/** The fixes of the differences that a stretch of the file touches: each, and all that there are. */
export function driftActions(snapshot: Snapshot, asked: Span, { commands }: FixOptions): CodeAction[] {
  const { source, project, topology } = snapshot;
  const drift = snapshot.drift?.();
  const touched = (drift?.differences ?? []).filter(
    ({ place }) => place.file === source.file && touches(absolute(source.tree, place.piece, place.span), asked),
  );
  const takeable = touched.filter(canBeTaken);
  if (drift === undefined || takeable.length === 0) return [];
  const own = { project, topology };
  const all = drift.differences.filter(canBeTaken);
  const action = (title: string, edits: readonly FileEdit[], of: readonly Difference[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: of.map((each) => shown(source, each)),
    edit: { changes: changesOf(snapshot, edits) },
  });
  return [
    ...takeable.map((each) =>
      action(
        takeable.length === 1 ? takeOverTitle : `${takeOverTitle}: ${each.message}`,
        takeOver(own, drift.servers, [each]),
        [each],
      ),
    ),
    ...(all.length < 2
      ? []
      : [action(`Take over all from the servers (${String(all.length)})`, takeOverAll(own, drift.servers), takeable)]),
    ...(commands.has(exportCommand)
      ? [
          exportAction(
            project.root,
            takeable.map((each) => shown(source, each)),
          ),
        ]
      : []),
  ];
}

/** The other way round: what makes the servers say what the topology says is written by an export. */
function exportAction(root: string, diagnostics: LspDiagnostic[]): CodeAction {
  const title = 'Export what changes the servers…';
  const args: Commands[typeof exportCommand] = [root];
  return { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: exportCommand, arguments: [...args] } }; // prettier-ignore
}

const exportCommand = 'bridgehead.export' satisfies keyof Commands;
const takeOverTitle = 'Take over from the servers';

function changesOf({ sourceOf }: Snapshot, edits: readonly FileEdit[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, span, text } of edits) {
    const source = sourceOf(file);
    if (source !== undefined) (changes[source.file] ??= []).push({ range: rangeOf(source, span), newText: text });
  }
  return changes;
}
