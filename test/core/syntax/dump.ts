import type { Piece, Tree } from '#core/syntax/tree';

/** Everything that consumers see of a tree, as text; a piece is shown by its number. */
export function dump(tree: Tree): string {
  const numbers = new Map<unknown, number>(tree.pieces.map((piece, i) => [piece, i]));
  const withoutPieces = (key: string, value: unknown) =>
    key !== '' && numbers.has(value) ? `piece ${String(numbers.get(value))}` : value;
  const pieces = tree.pieces.map(({ text, faults, block }: Piece) => ({ text, faults, block }));
  const { text, starts, includes, declarations, faults } = tree;
  return JSON.stringify({ text, starts, pieces, includes, declarations, faults }, withoutPieces, 1);
}

/** What a tree says, without where it is said. */
export function meaning(tree: Tree): string {
  const { includes, declarations } = tree;
  const withoutPlaces = (key: string, value: unknown) =>
    key === 'span' || key === 'whole' || key === 'piece' || key === 'end' || key === 'head' ? undefined : value;
  const faults = [...tree.pieces.flatMap((piece) => piece.faults), ...tree.faults.map(({ fault }) => fault)];
  return JSON.stringify({ includes, declarations, faults: faults.map(({ message }) => message) }, withoutPlaces, 1);
}
