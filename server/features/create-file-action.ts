import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver';
import type { Diagnostic as Finding } from '#core/analysis/diagnostic';
import type { FileId, Place } from '#core/model/topology';
import { lspDiagnostic } from './diagnostics.ts';
import { pieceRange } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Whether the editor may make a file that another one includes. */
export type MayCreate = (file: FileId, from: FileId) => boolean;

/** For each `include` that a range touches and whose file does not exist: to create it. */
export function createFileActions(snapshot: Snapshot, range: Range, mayCreate: MayCreate): CodeAction[] {
  const { project, source, resolve } = snapshot;
  return project.problems.flatMap(({ kind, place, path }) => {
    if (kind !== 'missing' || place.file !== source.file) return [];
    const { start, end } = pieceRange(source, place.piece, place.span);
    if (range.end.line < start.line || range.start.line > end.line) return [];
    const file = resolve(source.file, path);
    if (!mayCreate(file, source.file)) return [];
    return [
      {
        title: `Create '${path}'`,
        kind: CodeActionKind.QuickFix,
        isPreferred: true,
        diagnostics: diagnosticsAt(snapshot, place),
        edit: { documentChanges: [{ kind: 'create', uri: file, options: { ignoreIfExists: true } }] },
      },
    ];
  });
}

function diagnosticsAt({ check, source, sourceOf }: Snapshot, { file, piece, span }: Place): Diagnostic[] {
  const isHere = ({ place }: Finding): boolean =>
    place.file === file && place.piece === piece && place.span.start === span.start;
  return check()
    .diagnostics.filter((found) => found.code === 'include-not-found' && isHere(found))
    .map((found) => lspDiagnostic(source, found, sourceOf));
}
