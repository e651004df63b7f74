import { kinds } from '#core/analysis/rules';
import { usualStep } from '#core/editing/addition';
import { disableComment } from '#core/editing/disable-comment';
import { insert, type Insert } from '#core/editing/insert';
import { placed, type PlacedParts } from '#core/editing/placed-edit';
import type { Answer } from '#core/answer';
import type { EditAnswer, Indentation, Location, Position, WantedEdit } from '#core/protocol/requests';
import { offsetAt } from '#core/syntax/lines';
import { locationOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';
import { testOf } from './test-edit.ts';

/** How to change the text as the client wants it, or a sentence that says why that cannot be done. */
export function edit(snapshot: Snapshot, wanted: WantedEdit, indentation?: Indentation): Answer<EditAnswer> {
  const step = stepOf(indentation);
  const made = madeOf(snapshot, wanted, step);
  return made.ok ? answerOf(snapshot, made.value) : made;
}

function madeOf(snapshot: Snapshot, wanted: WantedEdit, step: string): Answer<Insert> {
  switch (wanted.kind) {
    case 'test':
      return testOf(snapshot, wanted, step);
    case 'insert':
      return inserted(snapshot, wanted, step);
    case 'disable':
      return disabled(snapshot, wanted);
  }
}

function disabled(snapshot: Snapshot, { code, at }: Extract<WantedEdit, { kind: 'disable' }>): Answer<Insert> {
  if (!kinds.some((kind) => kind.code === code)) return { ok: false, error: `There is no rule '${code}'.` };
  const source = snapshot.sourceOf(at.uri) ?? snapshot.source;
  const replacement = disableComment(source.tree, offsetIn(source, at.position), code);
  return { ok: true, value: { kind: 'insert', ...placed(source.file, source.tree, replacement) } };
}

function inserted(
  snapshot: Snapshot,
  { what, at }: Extract<WantedEdit, { kind: 'insert' }>,
  step: string,
): Answer<Insert> {
  const source = snapshot.sourceOf(at.uri) ?? snapshot.source;
  return insert(snapshot, what, { file: source.file, offset: offsetIn(source, at.position), step });
}

function answerOf(snapshot: Snapshot, made: Insert): Answer<EditAnswer> {
  switch (made.kind) {
    case 'insert':
      return located(snapshot, made, (at) => ({ kind: 'insert', at, parts: made.parts }));
    case 'present':
      return located(snapshot, made, (at) => ({ kind: 'present', at }));
    case 'choose': {
      const blocks = made.blocks.flatMap(({ name, place }) => {
        const at = locationOf(snapshot, place);
        return at === undefined ? [] : [{ name, at: { uri: at.uri, position: at.range.start } }];
      });
      return { ok: true, value: { kind: 'choose', question: `Which ${made.into}?`, blocks } };
    }
  }
}

function located(
  snapshot: Snapshot,
  { place }: Pick<PlacedParts, 'place'>,
  answer: (at: Location) => EditAnswer,
): Answer<EditAnswer> {
  const at = locationOf(snapshot, place);
  return at === undefined ? { ok: false, error: gone } : { ok: true, value: answer(at) };
}

const gone = 'The text has changed in the meantime. Try again.';

/** One step of indentation of an editor. */
export function stepOf(indentation: Indentation | undefined): string {
  if (indentation === undefined) return usualStep;
  return indentation.insertSpaces ? ' '.repeat(indentation.tabSize) : '\t';
}

function offsetIn({ lines, tree }: SourceFile, position: Position): number {
  return Math.min(offsetAt(lines, position), tree.length);
}
