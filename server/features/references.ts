import type { Location } from 'vscode-languageserver';
import { declarationsOf, nameAt, usesOf } from './names.ts';
import { locationOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Every place in the topology that names what the name at the offset means. */
export function references(
  snapshot: Snapshot,
  offset: number,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return [];
  const declared = includeDeclaration ? declarationsOf(snapshot, name.target) : [];
  return [...declared, ...usesOf(snapshot, name.target)].flatMap((place) => locationOf(snapshot, place) ?? []);
}
