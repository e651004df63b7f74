import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Range } from 'vscode-languageserver';
import { endOfBlock } from '#core/editing/named-block';
import { expectationsFor, expected, type TestResult } from '#core/testing/run-test';
import { declaredTests } from './declared-tests.ts';
import { editsAt } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** For the tests that a range touches and that expect nothing yet: to expect what happens. */
export function expectActions(snapshot: Snapshot, range: Range): CodeAction[] {
  const declaredAt = declaredTests(snapshot);
  return snapshot.tests().results.flatMap((result) => {
    if (result.route === undefined || result.test.expectations.length > 0) return [];
    const declared = declaredAt(result.test);
    if (declared?.source.file !== snapshot.source.file) return [];
    const { start, end } = declared.range;
    const isTouched = range.start.line <= end.line && start.line <= range.end.line;
    return isTouched ? expectAction(snapshot, result) : [];
  });
}

function expectAction(snapshot: Snapshot, { test, route }: TestResult): CodeAction[] {
  if (route === undefined) return [];
  const expectations = expectationsFor(route);
  const edit = endOfBlock(snapshot.project, { kind: 'test', key: test.key }, expectations);
  if (edit === undefined) return [];
  const title = `Expect what happens: ${expectations.map(expected).join('; ')}`;
  return [{ title, kind: CodeActionKind.QuickFix, edit: { changes: editsAt(snapshot, [edit]) } }];
}
