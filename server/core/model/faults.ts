import type { Declaration, Fault } from '#core/syntax/tree';

/**
 * Whether text of the declaration itself, not of the declarations in it, could not be understood. What such a
 * declaration lacks may only be misspelt, so nobody should conclude anything from what is missing.
 */
export function isFaulty(declaration: Declaration): boolean {
  return ownFaults(declaration).length > 0;
}

/**
 * The faults in a declaration's own text: in the piece of its head (which the head of its first child ends), and behind
 * each of its children, whose last piece holds the text up to the next head.
 */
function ownFaults(declaration: Declaration): readonly Fault[] {
  const { piece, head, end, children } = declaration;
  const beforeEnd = (candidate: { readonly piece: typeof piece; readonly fault: Fault }): boolean =>
    candidate.piece !== end.piece || candidate.fault.span.start < end.offset;
  const inHead = piece.faults
    .filter(
      (fault) =>
        fault.span.start >= head.start && !children.some((child) => child.piece === piece && isIn(child, fault)),
    )
    .map((fault) => ({ piece, fault }));
  const behindChildren = children.flatMap((child) =>
    child.end.piece.faults
      .filter((fault) => child.end.piece !== piece && fault.span.start >= child.end.offset)
      .map((fault) => ({ piece: child.end.piece, fault })),
  );
  return [...inHead, ...behindChildren].filter(beforeEnd).map(({ fault }) => fault);
}

function isIn(child: Declaration, fault: Fault): boolean {
  return (
    fault.span.start >= child.head.start && (child.end.piece !== child.piece || fault.span.start < child.end.offset)
  );
}
