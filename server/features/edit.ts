import { kinds } from '#core/analysis/rules';
import { usualStep } from '#core/editing/addition';
import { disableComment } from '#core/editing/disable-comment';
import { placed, type PlacedParts } from '#core/editing/placed-edit';
import type { Answer } from '#core/answer';
import type { EditAnswer, Indentation, WantedEdit } from '#core/protocol/requests';
import { offsetAt } from '#core/syntax/lines';
import { locationOf } from './ranges.ts';
import { scenarioOf } from './scenario-edit.ts';
import type { Snapshot } from './snapshot.ts';
import { testOf } from './test-edit.ts';

/** How to change the text as the client wants it, or a sentence that says why that cannot be done. */
export function edit(snapshot: Snapshot, wanted: WantedEdit, indentation?: Indentation): Answer<EditAnswer> {
  const made = madeOf(snapshot, wanted, stepOf(indentation));
  if (!made.ok) return made;
  const { place, parts } = made.value;
  const at = locationOf(snapshot, place);
  return at === undefined ? { ok: false, error: gone } : { ok: true, value: { at, parts } };
}

function madeOf(snapshot: Snapshot, wanted: WantedEdit, step: string): Answer<PlacedParts> {
  switch (wanted.kind) {
    case 'test':
      return testOf(snapshot, wanted, step);
    case 'scenario':
      return scenarioOf(snapshot, wanted, step);
    case 'disable':
      return disabled(snapshot, wanted);
  }
}

const gone = 'The text has changed in the meantime. Try again.';

function disabled(snapshot: Snapshot, { code, at }: Extract<WantedEdit, { kind: 'disable' }>): Answer<PlacedParts> {
  if (!kinds.some((kind) => kind.code === code)) return { ok: false, error: `There is no rule '${code}'.` };
  const source = snapshot.sourceOf(at.uri) ?? snapshot.source;
  const offset = Math.min(offsetAt(source.lines, at.position), source.tree.length);
  const replacement = disableComment(source.tree, offset, code);
  return { ok: true, value: placed(source.file, source.tree, replacement) };
}

/** One step of indentation of an editor. */
export function stepOf(indentation: Indentation | undefined): string {
  if (indentation === undefined) return usualStep;
  return indentation.insertSpaces ? ' '.repeat(indentation.tabSize) : '\t';
}
