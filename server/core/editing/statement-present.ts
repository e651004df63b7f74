import { blocks, phraseAt, type Block } from '#core/syntax/blocks';
import { endOfWords } from '#core/syntax/cut';
import { pieceIndexAt, startOf } from '#core/syntax/places';
import { isMark, scan, tokenText, type Tokens } from '#core/syntax/scan';
import type { Declaration, Piece, Span, Tree } from '#core/syntax/tree';

/**
 * The first statement of a block that begins with a word, in the piece that it is written in. A statement with a fault
 * in it counts: a second one beside it would be one too many as soon as the fault is mended.
 */
export function statementPresent(
  tree: Tree,
  declaration: Declaration,
  word: string,
): { readonly piece: Piece; readonly span: Span } | undefined {
  for (const piece of ownPieces(tree, declaration)) {
    const tokens = scan(piece.text);
    const first = tokens.starts.findIndex(
      (_, i) => beginsStatement(tokens, i, blocks[declaration.kind]) && tokenText(tokens, i) === word,
    );
    const start = tokens.starts[first];
    if (start !== undefined)
      return { piece, span: { start, end: tokens.ends[endOfWords(tokens, first) - 1] ?? start } };
  }
  return undefined;
}

/** The pieces that a declaration's own statements stand in: no kind of declaration holds another one of its kind. */
function ownPieces(tree: Tree, { kind, piece, end }: Declaration): readonly Piece[] {
  const first = pieceIndexAt(tree, startOf(tree, piece));
  const last = pieceIndexAt(tree, startOf(tree, end.piece));
  return tree.pieces.slice(first, last + 1).filter(({ block }) => block === kind);
}

/** Whether a statement begins at a token. A list goes on at the next line unless that begins with a statement. */
function beginsStatement(tokens: Tokens, i: number, block: Block): boolean {
  if (tokens.gaps[i] === 'line') return !isMark(tokens, i - 1, ',') || phraseAt(block, tokens, i) !== undefined;
  return isMark(tokens, i - 1, '{') || isMark(tokens, i - 1, '}') || isMark(tokens, i - 1, ';') || i === 0;
}
