// Puts the units of a file together: an administrative group holds the routing groups of the units behind it.

import { missingEnd } from './nesting-faults.ts';
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
  let group: Open | undefined;
  let last: ParsedPiece | undefined;
  const endGroup = (piece: ParsedPiece | undefined, offset: number) => {
    const built = group === undefined || piece === undefined ? undefined : declarationOf(group, { piece, offset });
    if (built !== undefined) {
      declarations.push(built.declaration);
      for (const fault of built.faults) faults.push(fault);
    }
    group = undefined;
  };
  const endGroupWithout = () => {
    const head = group?.pieces[0];
    if (group !== undefined && head !== undefined) faults.push({ piece: head, fault: missingEnd(head, group.pieces) });
    endGroup(last, last?.text.trimEnd().length ?? 0);
  };
  for (const unit of units) {
    if (group !== undefined && unit.outer === 'file') endGroupWithout();
    for (const fault of unit.faults) faults.push(fault);
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
  return { declarations, faults };
}
