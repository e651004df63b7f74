import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Range } from 'vscode-languageserver';
import type { FileId } from '#core/model/topology';
import { lspDiagnostic } from './diagnostics.ts';
import { pieceRange } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** For each `include` that a range touches and whose file does not exist: to create it, where the editor may. */
export function createFileActions(
  snapshot: Snapshot,
  range: Range,
  mayCreate: (file: FileId, from: FileId) => boolean,
): CodeAction[] {
  const { project, source, resolve } = snapshot;
  return project.problems.flatMap(({ kind, place, path }) => {
    if (kind !== 'missing' || place.file !== source.file) return [];
    const { start, end } = pieceRange(source, place.piece, place.span);
    if (range.end.line < start.line || range.start.line > end.line) return [];
    const file = resolve(source.file, path);
    return mayCreate(file, source.file) ? [createFile(snapshot, { place, path, file })] : [];
  });
}

function createFile(
  snapshot: Snapshot,
  { place, path, file }: { readonly place: object; readonly path: string; readonly file: FileId },
): CodeAction {
  const found = snapshot.check().diagnostics.find((one) => one.code === 'include-not-found' && one.place === place);
  return {
    title: `Create '${path}'`,
    kind: CodeActionKind.QuickFix,
    isPreferred: true,
    ...(found === undefined ? {} : { diagnostics: [lspDiagnostic(snapshot.source, found, snapshot.sourceOf)] }),
    edit: { documentChanges: [{ kind: 'create', uri: file, options: { ignoreIfExists: true } }] },
  };
}
