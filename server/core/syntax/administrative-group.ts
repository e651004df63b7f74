// Puts the units of a file together: an administrative group holds the routing groups of the units behind it, and one
// that has no `}` may hold by mistake what stands behind it.

import { missingEnd, notInside } from './nesting-faults.ts';
import type { ParsedPiece } from './piece.ts';
import type { Declaration } from './tree.ts';
import { declarationOf, type Open, type PlacedFault, type Unit } from './unit.ts';

/** The declarations of a file in the order of its text, and the faults of its nesting. */
export function administrativeGroups(units: readonly Unit[]): {
  readonly declarations: readonly Declaration[];
  readonly faults: readonly PlacedFault[];
} {
  const declarations: Declaration[] = [];
  const faults: PlacedFault[] = [];
  const swallowed = swallowedUnits(units);
  let group: Open | undefined;
  let last: ParsedPiece | undefined;
  const endGroup = (piece: ParsedPiece | undefined, offset: number, how: { readonly isMissing?: true } = {}) => {
    const built =
      group === undefined || piece === undefined ? undefined : declarationOf(group, { piece, offset, ...how });
    if (built !== undefined) {
      declarations.push(built.declaration);
      for (const fault of built.faults) faults.push(fault);
    }
    group = undefined;
  };
  const endGroupWithout = () => {
    const head = group?.pieces[0];
    if (head !== undefined && last !== undefined) faults.push({ piece: head, fault: missingEnd(head, last) });
    endGroup(last, last?.text.trimEnd().length ?? 0, { isMissing: true });
  };
  for (const unit of units) {
    if (group !== undefined && unit.outer === 'file') endGroupWithout();
    for (const fault of unit.faults) faults.push(swallowed.get(fault) ?? fault);
    if (unit.opened !== undefined) {
      group = { ...unit.opened, pieces: [...unit.opened.pieces], children: [...unit.opened.children] };
    } else if (group === undefined) {
      for (let i = 0; i < unit.declarations.length; i++) {
        const declaration = unit.declarations[i];
        if (declaration !== undefined) declarations.push(declaration);
      }
    } else {
      const members = unit.closed?.members ?? unit.declarations.length;
      for (const declaration of unit.declarations.slice(0, members)) group.children.push(declaration);
      if (unit.closed !== undefined) endGroup(unit.closed.piece, unit.closed.piece.end);
      for (const declaration of unit.declarations.slice(members)) declarations.push(declaration);
    }
    last = unit.pieces.at(-1) ?? last;
  }
  if (group !== undefined) endGroupWithout();
  return { declarations, faults: faults.filter((fault) => fault !== none) };
}

/** Stands in the place of a fault that another one says already. */
const none = {} as PlacedFault;

/**
 * A declaration without `}`, and behind it a `}` that closes nothing: what stands between them was written into it. Both
 * faults become one, at the first declaration in between.
 */
function swallowedUnits(units: readonly Unit[]): ReadonlyMap<PlacedFault, PlacedFault> {
  const faults = new Map<PlacedFault, PlacedFault>();
  const endless: number[] = [];
  units.forEach((unit, i) => {
    for (const superfluous of unit.superfluous) {
      const index = endless.pop() ?? units.length;
      const outer = units[index];
      const inner = units[index + 1]?.pieces[0];
      const last = outer?.pieces.at(-1);
      if (outer?.endless === undefined || last === undefined || inner === undefined) break;
      const fault = notInside(outer.endless.head, last, inner, superfluous.piece as ParsedPiece);
      faults.set(outer.endless.fault, { piece: inner, fault });
      faults.set(superfluous, none);
    }
    if (unit.endless !== undefined) endless.push(i);
  });
  return faults;
}
