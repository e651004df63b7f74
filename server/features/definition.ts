import type { Location } from 'vscode-languageserver';
import { startOf } from '#core/syntax/places';
import { declarationsOf, nameAt } from './names.ts';
import { locationOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the name at the offset is declared; an included file for the path of its `include`. */
export function definition(snapshot: Snapshot, offset: number): Location[] {
  const included = includedAt(snapshot, offset);
  if (included !== undefined) return [included];
  const name = nameAt(snapshot, offset);
  if (name === undefined) return [];
  return declarationsOf(snapshot, name.target).flatMap((place) => locationOf(snapshot, place) ?? []);
}

function includedAt({ source, resolve }: Snapshot, offset: number): Location | undefined {
  const include = source.tree.includes.find(({ piece, path }) => {
    const start = startOf(source.tree, piece);
    return start + path.span.start <= offset && offset <= start + path.span.end;
  });
  if (include === undefined) return undefined;
  const top = { line: 0, character: 0 };
  return { uri: resolve(source.file, include.path.value), range: { start: top, end: top } };
}
