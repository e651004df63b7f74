// Findings in LSP's words.

import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic as LspDiagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import type { FileId, Place } from '#core/model/topology';
import { pieceRange } from './ranges.ts';
import type { SourceFile } from './snapshot.ts';

export type SourceOf = (file: FileId) => SourceFile | undefined;

/** The diagnostics of one file; those of a file that is gone are left out. */
export function lspDiagnostics(source: SourceFile, found: readonly Diagnostic[], sourceOf: SourceOf): LspDiagnostic[] {
  return found.map((diagnostic) => lspDiagnostic(source, diagnostic, sourceOf));
}

export function lspDiagnostic(source: SourceFile, found: Diagnostic, sourceOf: SourceOf): LspDiagnostic {
  return {
    range: pieceRange(source, found.place.piece, found.place.span),
    severity: severities[found.severity],
    code: found.code,
    source: 'bridgehead',
    message: found.message,
    ...related(found, sourceOf),
  };
}

function related(found: Diagnostic, sourceOf: SourceOf): { relatedInformation?: DiagnosticRelatedInformation[] } {
  if (found.related.length === 0) return {};
  const relatedInformation = found.related.flatMap(({ place, message }) => {
    const location = relatedLocation(place, sourceOf);
    return location === undefined ? [] : [{ location, message }];
  });
  return { relatedInformation };
}

function relatedLocation(place: Place, sourceOf: SourceOf) {
  const source = sourceOf(place.file);
  return source && { uri: source.file, range: pieceRange(source, place.piece, place.span) };
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
