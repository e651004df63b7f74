import { elementAt } from '#core/model/element-at';
import type { ElementId } from '#core/model/element';
import { equal, sameList } from '#core/model/memo';
import type { Project, ProjectFile } from '#core/model/project';
import type { Place } from '#core/model/topology';
import { startOf } from '#core/syntax/places';
import type { Fault, Piece } from '#core/syntax/tree';
import { surveyed, type Fact } from './fact.ts';
import { markedPieces, type MarkedPieces } from './marked-pieces.ts';
import type { Finding } from './finding.ts';

/** A fault of the text, and the element whose declaration it is in. */
export interface FaultHere {
  readonly code: Fault['code'];
  readonly place: Place;
  readonly fault: Fault;
  readonly element: ElementId | undefined;
}

/** The faults of a project, and what finds them again without a look at every piece. */
interface Survey {
  readonly files: readonly MarkedPieces[];
  readonly faults: readonly FaultHere[];
}

const survey = surveyed((project: Project, previous: Survey | undefined): Survey => {
  const files = project.files.map((file) => markedPieces(file, previous?.files ?? [], isFaulty));
  const faults = project.files.flatMap((file, i) => faultsIn(file, files[i]?.marked ?? [], previous?.faults ?? []));
  return { files, faults: sameList(previous?.faults, faults) };
});

/** Everything that the parser could not understand. */
export const faults: Fact<readonly FaultHere[]> = (now, before) => survey(now, before).faults;

function isFaulty({ faults }: Piece): boolean {
  return faults.length > 0;
}

function faultsIn(
  { file, tree }: ProjectFile,
  pieces: readonly Piece[],
  previous: readonly FaultHere[],
): readonly FaultHere[] {
  const inPieces = pieces.flatMap((piece) => piece.faults.map((fault) => ({ piece, fault })));
  const known = new Map(previous.map((fault) => [fault.fault, fault]));
  return [...inPieces, ...tree.faults].map(({ piece, fault }) => {
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
              edits: fault.mend.edits.map(({ span, text, piece: other = piece }) => ({
                place: { file, piece: other, span },
                text,
              })),
              preferred: fault.mend.isGuess !== true,
            },
          ],
    element,
  };
}
