import type { Graph } from '#core/graph/graph';
import { layoutFileOf, pinsIn, readLayout } from '#core/graph/layout-file';
import type { Pins } from '#core/graph/places/places';
import { lineStarts, positionAt } from '#core/syntax/lines';
import type { Terminal } from './terminal.ts';

/** Where people put what is drawn. */
export interface Layout {
  pinsOf(graph: Graph): Pins;
  /** There is a file, and it says nothing that can be understood. */
  readonly isBroken: boolean;
}

const none: Layout = { pinsOf: () => new Map(), isBroken: false };

/**
 * What the layout file beside a topology says; nothing of standard input, and where nobody wants to know. Of a file that
 * cannot be understood it is said why.
 */
export function layoutBeside(root: string, wanted: boolean, terminal: Terminal): Layout {
  const path = layoutFileOf(root);
  const text = wanted && root !== '-' ? terminal.readIfThere(path) : undefined;
  if (text === undefined) return none;
  const read = readLayout(text);
  if (read.ok) return { pinsOf: (graph) => pinsIn(read.value, graph), isBroken: false };
  const { line, character } = positionAt(lineStarts(text), read.error.at);
  terminal.err(`${path}:${line + 1}:${character + 1}: ${read.error.message} The drawing is made without it.\n`);
  return { ...none, isBroken: true };
}
