import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver';
import type { FileId } from '#core/model/topology';
import { absolute } from '#core/syntax/places';
import { lspDiagnostic } from './diagnostics.ts';
import { spanOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';
import { touches } from './span-set.ts';

/** Whether the editor may make a file that another one includes. */
export type MayCreate = (file: FileId, from: FileId) => boolean;

/** For each `include` that a range touches and whose file does not exist: to create it. */
export function createFileActions(snapshot: Snapshot, range: Range, mayCreate: MayCreate): CodeAction[] {
  const { project, source, resolve } = snapshot;
  const asked = spanOf(source, range);
  const missing = project.problems.flatMap(({ kind, place, path }) => {
    if (kind !== 'missing' || place.file !== source.file) return [];
    const span = absolute(source.tree, place.piece, place.span);
    const file = resolve(source.file, path);
    return touches(span, asked) && mayCreate(file, source.file) ? [{ span, path, file }] : [];
  });
  if (missing.length === 0) return [];
  const found = diagnosticsByStart(snapshot);
  return missing.map(({ span, path, file }) => ({
    title: `Create '${path}'`,
    kind: CodeActionKind.QuickFix,
    isPreferred: true,
    diagnostics: found.get(span.start) ?? [],
    edit: { documentChanges: [{ kind: 'create', uri: file, options: { ignoreIfExists: true } }] },
  }));
}

function diagnosticsByStart({ check, source, sourceOf }: Snapshot): ReadonlyMap<number, Diagnostic[]> {
  return new Map(
    check()
      .diagnostics.filter(({ code, place }) => code === 'include-not-found' && place.file === source.file)
      .map((found) => [
        absolute(source.tree, found.place.piece, found.place.span).start,
        [lspDiagnostic(source, found, sourceOf)],
      ]),
  );
}
