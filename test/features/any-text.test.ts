// Whatever is written, and wherever the cursor stands: every feature answers.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/call-hierarchy.ts';
import { codeActions, fixAllKind } from '../../server/features/code-action.ts';
import { completion } from '../../server/features/completion.ts';
import { documentLinks } from '../../server/features/document-link.ts';
import { documentSymbols } from '../../server/features/document-symbol.ts';
import { formatDocument } from '../../server/features/formatting.ts';
import { hover } from '../../server/features/hover.ts';
import { inlayHints } from '../../server/features/inlay-hint.ts';
import { linkedEditingRanges } from '../../server/features/linked-editing.ts';
import { formatOnType } from '../../server/features/on-type-formatting.ts';
import { semanticTokens } from '../../server/features/semantic-tokens.ts';
import { format } from '#core/syntax/format';
import { lineStarts, positionAt } from '#core/syntax/lines';
import { messyText } from '../core/syntax/messy-text.ts';
import { expectAlways } from '../property.ts';
import { applyEdits, fixture } from './cursor.ts';

function done<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

test('every feature answers, and what it names is in the text', () => {
  expectAlways(
    fc.property(messyText, fc.nat(), (text, place) => {
      const { snapshot } = fixture(text);
      const starts = lineStarts(text);
      const offset = place % (text.length + 1);
      const position = positionAt(starts, offset);
      const end = positionAt(starts, text.length);
      const whole: Range = { start: { line: 0, character: 0 }, end };
      const isInText = ({ start, end: last }: Range): boolean =>
        start.line <= end.line && (last.line < end.line || last.character <= end.character);

      hover(snapshot, offset);
      documentSymbols(snapshot);
      documentLinks(snapshot);
      semanticTokens(snapshot, whole);
      const offered = completion(snapshot, offset, { snippets: true }).items;
      for (const { additionalTextEdits = [] } of offered) {
        expect(additionalTextEdits.every(({ range }) => isInText(range))).toBe(true);
      }
      const linked = linkedEditingRanges(snapshot, offset)?.ranges ?? [];
      expect(new Set(linked.map((range) => applyEdits(text, [{ range, newText: '' }]).length)).size).toBeLessThan(2);
      for (const hint of inlayHints(snapshot, whole)) {
        expect(isInText({ start: hint.position, end: hint.position })).toBe(true);
        applyEdits(text, hint.textEdits ?? []);
      }
      for (const item of prepareCallHierarchy(snapshot, offset) ?? []) {
        for (const { from } of incomingCalls(snapshot, item)) expect(isInText(from.range)).toBe(true);
        for (const { to } of outgoingCalls(snapshot, item)) expect(isInText(to.range)).toBe(true);
      }
      expect(applyEdits(text, done(formatDocument(snapshot)))).toBe(format(text).text);
      for (const ch of ['}', ';', '\n']) {
        const typed = done(formatOnType(snapshot, { position, ch }));
        expect(typed.every(({ range }) => Math.abs(range.start.line - position.line) <= 1)).toBe(true);
        expect(typed.every(({ newText }) => newText.trim() === '')).toBe(true);
      }
      for (const only of ['quickfix', fixAllKind]) {
        codeActions(snapshot, { range: whole, context: { diagnostics: [], only: [only] } });
      }
    }),
    { runs: 150 },
  );
});
