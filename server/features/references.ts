import type { Location } from 'vscode-languageserver';
import { declarationsOf, nameAt, sharing, usesOf } from './names.ts';
import { locationOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** Every place that names what the name at the offset means, in its topology and in others that share its declaration. */
export function references(
  snapshot: Snapshot,
  offset: number,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
  others: readonly Snapshot[] = [],
): Location[] {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return [];
  const found = [snapshot, ...sharing(snapshot, name.target, others)].flatMap((each) => {
    const declared = includeDeclaration ? declarationsOf(each, name.target) : [];
    return [...declared, ...usesOf(each, name.target)].flatMap((place) => locationOf(each, place) ?? []);
  });
  return [...new Map(found.map((location) => [JSON.stringify(location), location])).values()];
}
