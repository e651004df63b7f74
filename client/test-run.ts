// Tells VS Code what became of tests. The server runs them at every edit, so there is nothing to wait for.

import { Location, TestMessage, Uri, workspace, type TestItem, type TestRun } from 'vscode';
import type { TestAnswer } from '#core/protocol/requests';
import { selectionOf } from './show-source.ts';

/** Reports one test: passed, failed, or why it could not be run. */
export async function reportTest(run: TestRun, item: TestItem, test: TestAnswer | undefined): Promise<void> {
  if (test === undefined) {
    run.skipped(item);
    return;
  }
  run.started(item);
  run.appendOutput(outputOf(test), undefined, item);
  if (test.passed) run.passed(item);
  else if (test.route === null) run.errored(item, await messagesOf(test));
  else run.failed(item, await messagesOf(test));
}

/** What a test says now, to tell whether it is something new. */
export function verdictOf({ passed, failures }: TestAnswer): string {
  return JSON.stringify([passed, failures.map(({ message }) => message)]);
}

function outputOf({ name, passed, failures }: TestAnswer): string {
  const lines = [`${passed ? 'passed' : 'FAILED'}  ${name}`, ...failures.map(({ message }) => `        ${message}`)];
  return lines.map((line) => `${line}\r\n`).join('');
}

function messagesOf(test: TestAnswer): Promise<TestMessage[]> {
  return Promise.all(test.failures.map((failure) => messageOf(test.uri, failure)));
}

async function messageOf(uri: string, failure: TestAnswer['failures'][number]): Promise<TestMessage> {
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const range = selectionOf(failure);
  const { message, comparison } = failure;
  const said =
    comparison === null ? new TestMessage(message) : TestMessage.diff(message, comparison.expected, comparison.actual);
  said.location = new Location(document.uri, range);
  return said;
}
