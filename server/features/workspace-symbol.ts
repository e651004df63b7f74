import type { SymbolInformation } from 'vscode-languageserver';
import type { Declaration } from '#core/syntax/tree';
import { symbolKinds } from './document-symbol.ts';
import { pieceRange } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** The declarations of all topologies whose name holds the letters of `query` in their order. */
export function workspaceSymbols(snapshots: readonly Snapshot[], query: string): SymbolInformation[] {
  const sources = new Map(snapshots.flatMap((snapshot) => sourcesOf(snapshot).map((source) => [source.file, source])));
  return [...sources.values()].flatMap((source) =>
    source.tree.declarations.flatMap((declaration) => matching(source, declaration, query.toLowerCase(), undefined)),
  );
}

function sourcesOf(snapshot: Snapshot): SourceFile[] {
  return snapshot.project.files.flatMap(({ file }) => snapshot.sourceOf(file) ?? []);
}

function matching(
  source: SourceFile,
  { name, kind, piece, children }: Declaration,
  query: string,
  containerName: string | undefined,
): SymbolInformation[] {
  const below = children.flatMap((child) => matching(source, child, query, name?.value ?? containerName));
  if (name === undefined || !holdsInOrder(name.value.toLowerCase(), query)) return below;
  const location = { uri: source.file, range: pieceRange(source, piece, name.span) };
  const container = containerName === undefined ? {} : { containerName };
  return [{ name: name.value, kind: symbolKinds[kind], location, ...container }, ...below];
}

function holdsInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const found = text.indexOf(letter, from);
    if (found < 0) return false;
    from = found + letter.length;
  }
  return true;
}
