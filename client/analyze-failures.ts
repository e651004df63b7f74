// Asks the server what single failures do, alone or on top of a maintenance, with progress and the means to cancel.

import { ProgressLocation, window, workspace, type CancellationToken, type Progress, type Uri } from 'vscode';
import type { ElementId } from '#core/model/element';
import type { FailuresAnswer } from '#core/protocol';
import type { LanguageServer } from './language-server.ts';
import { shownName } from './topologies.ts';

/** Undefined when the user cancels. Throws a sentence when there is no answer. */
export async function analyzeFailures(
  server: LanguageServer,
  document: Uri,
  down: readonly ElementId[],
): Promise<FailuresAnswer | undefined> {
  await workspace.openTextDocument(document);
  const title = `${down.length === 0 ? 'Analyzing failures' : 'Checking maintenance'} of ${shownName(document)}`;
  return window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, (progress, token) =>
    ask(server, document, down, progress, token),
  );
}

async function ask(
  server: LanguageServer,
  document: Uri,
  down: readonly ElementId[],
  progress: Progress<{ readonly message: string; readonly increment: number }>,
  token: CancellationToken,
): Promise<FailuresAnswer | undefined> {
  let shown = 0;
  try {
    const answer = await server.requestWithProgress('bridgehead/failures', { uri: document.toString(), down }, token, {
      progressed: ({ done, total }) => {
        const percent = total === 0 ? 100 : (100 * done) / total;
        progress.report({ message: `${done} of ${total} elements`, increment: percent - shown });
        shown = percent;
      },
    });
    if (answer === null) throw new Error(`'${shownName(document)}' is not open. Open it and analyze again.`);
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}
