// What a wizard writes in the end: edits of one or more files that belong together.

import type { PlacedEdit } from '../placed-edit.ts';
import { endOfBlock, type BlockName } from '../named-block.ts';
import type { Reading } from './step.ts';
import type { Surroundings } from './surroundings.ts';

/** The first is what the user wants to see. */
export type Written = Reading<readonly [PlacedEdit, ...PlacedEdit[]]>;

/** Lines for the end of a block. */
export interface NewLines {
  readonly of: BlockName;
  readonly lines: readonly string[];
}

/** Why nothing can be added to a block; undefined where it can. */
export function refusalOf({ project }: Surroundings, of: BlockName): string | undefined {
  return endOfBlock(project, of, ['x']) === undefined ? withoutEnd : undefined;
}

/** Why nothing can be added to a block that has no end. */
export const withoutEnd = "it has no block that is closed; write '{' behind its name and '}' at its end first";

/** The edits that add lines at the ends of blocks. */
export function adding({ project, step }: Surroundings, first: NewLines, ...others: readonly NewLines[]): Written {
  const edits = [first, ...others].map(({ of, lines }) => endOfBlock(project, of, lines, step));
  const [edit, ...more] = edits.filter((each) => each !== undefined);
  if (edit === undefined || more.length < others.length)
    return { ok: false, error: `Nothing can be added: ${withoutEnd}.` };
  return { ok: true, value: [edit, ...more] };
}
