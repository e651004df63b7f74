import type { DocumentLink } from 'vscode-languageserver';
import { pieceRange } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Each `include` leads to its file, whether or not it exists yet. */
export function documentLinks({ source, resolve }: Snapshot): DocumentLink[] {
  return source.tree.includes.map(({ piece, path }) => ({
    range: pieceRange(source, piece, path.span),
    target: resolve(source.file, path.value),
    tooltip: 'Open the included file',
  }));
}
