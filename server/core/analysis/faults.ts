import { elementAt } from '#core/model/element-at';
import type { ElementId } from '#core/model/element';
import { equal, sameElements } from '#core/model/memo';
import type { Project, ProjectFile } from '#core/model/project';
import type { Place } from '#core/model/topology';
import { startOf } from '#core/syntax/places';
import type { Fault, Piece } from '#core/syntax/tree';
import { surveyed } from './fact.ts';
import type { Finding } from './finding.ts';

/** A fault of the text, and the element whose declaration it is in. */
export interface FaultHere {
  readonly code: Fault['code'];
  readonly place: Place;
  readonly fault: Fault;
  readonly element: ElementId | undefined;
}

/** Everything that the parser could not understand. */
export const faults = surveyed((project: Project, previous: readonly FaultHere[] | undefined) => {
  const next = project.files.flatMap((file) => faultsIn(file, previous ?? []));
  return previous !== undefined && sameElements(previous, next) ? previous : next;
});

function faultsIn({ file, tree }: ProjectFile, previous: readonly FaultHere[]): readonly FaultHere[] {
  const found: { readonly piece: Piece; readonly fault: Fault }[] = [];
  for (const piece of tree.pieces) for (const fault of piece.faults) found.push({ piece, fault });
  const known = new Map(previous.map((fault) => [fault.fault, fault]));
  return [...found, ...tree.faults].map(({ piece, fault }) => {
    const element = elementAt(tree, startOf(tree, piece) + fault.span.start);
    const here: FaultHere = { code: fault.code, place: { file, piece, span: fault.span }, fault, element };
    const before = known.get(fault);
    return before !== undefined && equal(before, here) ? before : here;
  });
}

/** What the parser says of a fault, with its mend as the quick fix. */
export function findingOf({ place, fault, element }: FaultHere): Finding {
  const { file, piece } = place;
  return {
    place,
    message: fault.message,
    fixes:
      fault.mend === undefined
        ? []
        : [
            {
              title: fault.mend.title,
              edits: fault.mend.edits.map(({ span, text }) => ({ place: { file, piece, span }, text })),
            },
          ],
    element,
  };
}
