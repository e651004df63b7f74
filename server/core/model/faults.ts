import type { Declaration, Piece, ScenarioDeclaration, TestDeclaration } from '#core/syntax/tree';

/**
 * Whether text of the declaration itself, not of the declarations in it, could not be understood. What such a
 * declaration lacks may only be misspelt, so nobody should conclude anything from what is missing.
 */
export function isFaulty(declaration: Declaration): boolean {
  return ownPieces(declaration).some(({ faults }) => faults.length > 0);
}

/**
 * Whether anything in the block of a script is a fault: one that says a thing twice, lacks its end or holds what it can't
 * is not what its author meant, and must not be run as if it were.
 */
export function isFaultyScript(script: TestDeclaration | ScenarioDeclaration): boolean {
  return script.isSpoilt === true || script.end.isMissing === true || script.children.length > 0;
}

/**
 * The pieces of a declaration's own text, as far as they can be told from it: that of its head, those of its statements,
 * and the last one, unless it belongs to a declaration inside, as it does where a `}` is missing.
 */
function ownPieces({ piece, statements, children, end }: Declaration): readonly Piece[] {
  const inside = children.some((child) => child.piece === end.piece || child.end.piece === end.piece);
  return [piece, ...statements.map((statement) => statement.piece), ...(inside ? [] : [end.piece])];
}
