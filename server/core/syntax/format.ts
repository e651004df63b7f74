import { parse } from './parse.ts';
import type { Fault } from './tree.ts';

/** The canonical layout of a text, and the faults that it has. */
export function format(text: string): { readonly text: string; readonly faults: readonly Fault[] } {
  const tree = parse(text);
  return { text, faults: [...tree.pieces.flatMap((piece) => piece.faults), ...tree.faults.map(({ fault }) => fault)] };
}
