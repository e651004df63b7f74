import type { Project } from '#core/model/project';
import { placeIn } from '#core/model/statements';
import { absolute } from '#core/syntax/places';
import type { Statement } from '#core/syntax/tree';
import { declarationOf, endOfBlock, type BlockName } from './named-block.ts';
import { placed, type PlacedEdit } from './placed-edit.ts';
import { removal } from './removal.ts';
import { statementPresent } from './statement-present.ts';

/** A statement as it is to be written, and the word that it begins with. */
export interface Stated {
  readonly word: string;
  readonly text: string;
}

/**
 * The edits by which a block says this once: in place of the first statement that begins with the word, without any
 * other one of them, else at its end. Undefined when it is not declared, or has no block that is closed.
 */
export function stating(
  project: Project,
  block: BlockName,
  { word, text }: Stated,
  step: string,
): readonly [PlacedEdit, ...PlacedEdit[]] | undefined {
  const found = declarationOf(project, block);
  if (found === undefined) return undefined;
  const { file, tree, declaration } = found;
  const present = statementPresent(tree, declaration, word);
  if (present === undefined) {
    const edit = endOfBlock(project, block, [text], step);
    return edit && [edit];
  }
  const isOther = ({ kind, piece, span }: Statement): boolean =>
    kind.split(' ')[0] === word && !(piece === present.piece && span.start === present.span.start);
  const statements: readonly Statement[] = declaration.statements;
  const others = statements.filter(isOther).map(({ piece, span }) => {
    const { place } = placed(file, tree, removal(tree, absolute(tree, piece, span)));
    return { place, text: '' };
  });
  return [{ place: placeIn(file, present, present.span), text }, ...others];
}
