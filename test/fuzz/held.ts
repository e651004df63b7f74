// What holds of every text and every edit, however hostile. What does not hold is thrown as an error.

import { expectedAt } from '#core/syntax/expected';
import { format } from '#core/syntax/format';
import { parse, reparse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';
import { completion } from '../../server/features/completion.ts';
import { documentSymbols } from '../../server/features/document-symbol.ts';
import { foldingRanges } from '../../server/features/folding-range.ts';
import { hover } from '../../server/features/hover.ts';
import { selectionRanges } from '../../server/features/selection-range.ts';
import { semanticTokens } from '../../server/features/semantic-tokens.ts';
import { readFile } from '../../server/lsp/text-file.ts';
import { TopologyState } from '../../server/lsp/topology-state.ts';
import { dump, meaning } from '../core/syntax/dump.ts';
import { applied, type Edit } from './mutate.ts';

/** Something that was done with a text, and how long it took. */
export interface Timed {
  readonly what: string;
  readonly milliseconds: number;
}

/** Does all that an editor does with a text and an edit of it. `told` hears of each step. */
export function hold(text: string, edit: Edit, told: (timed: Timed) => void = () => undefined): void {
  const timed = <T>(what: string, run: () => T): T => {
    const start = performance.now();
    const result = run();
    told({ what, milliseconds: performance.now() - start });
    return result;
  };
  const tree = timed('parse', () => parse(text));
  check(piecesOf(tree) === tree.text, 'the pieces are not the text');
  const after = timed('edit', () => reparse(tree, edit));
  const whole = applied(text, edit);
  check(after.text === whole.replace(/^\ufeff/, ''), 'the text after the edit is another one');
  check(dump(after) === dump(parse(whole)), 'the tree after the edit is not that of its text');
  timed('expected', () => expectedAt(after, edit.start + edit.text.length));
  const once = timed('format', () => format(text).text);
  check(format(once).text === once, 'formatting twice is not formatting once');
  check(meaning(parse(once)) === meaning(tree), 'formatting changes the meaning');
  answered(text, edit.start, timed);
}

/** All that is asked about a file while somebody types in it. */
function answered(text: string, offset: number, timed: <T>(what: string, run: () => T) => T): void {
  const file = 'file:///fuzz.topo';
  const source = timed('read', () => readFile(file, text));
  const state = new TopologyState(file);
  timed('model', () => {
    state.refresh((asked) => (asked === file ? source : undefined));
  });
  const snapshot = state.snapshot(file);
  check(snapshot !== undefined, 'there is no topology');
  if (snapshot === undefined) return;
  timed('completion', () => completion(snapshot, offset, { snippets: true }));
  timed('completion at the end', () => completion(snapshot, source.tree.length, { snippets: true }));
  timed('outline', () => documentSymbols(snapshot));
  timed('folding', () => foldingRanges(snapshot));
  timed('selection', () => selectionRanges(snapshot, [offset]));
  timed('tokens', () => semanticTokens(snapshot));
  timed('hover', () => hover(snapshot, offset));
  timed('diagnostics', () => snapshot.check());
}

function piecesOf(tree: Tree): string {
  return tree.pieces.map((piece) => piece.text).join('');
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
