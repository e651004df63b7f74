// Asks the server what single failures do, alone or on top of a maintenance, with progress and the means to cancel.

import { ProgressLocation, window, workspace, type CancellationToken, type Progress, type Uri } from 'vscode';
import type { ElementId } from '#core/model/element';
import type { FailuresAnswer, FailuresProgress } from '#core/protocol/requests';
import { worstSoFar } from './failure-rows.ts';
import type { LanguageServer } from './language-server.ts';
import { percentIn } from './percent.ts';
import { shownName } from './topologies.ts';

interface Analysis {
  readonly document: Uri;
  readonly down: readonly ElementId[];
  /** Told what has been found so far, whenever that is more. */
  readonly found: (soFar: FailuresAnswer) => void;
}

/** Undefined when the user cancels. Throws a sentence when there is no answer. */
export async function analyzeFailures(server: LanguageServer, analysis: Analysis): Promise<FailuresAnswer | undefined> {
  const { document, down } = analysis;
  await workspace.openTextDocument(document);
  const title = `${down.length === 0 ? 'Analyzing failures' : 'Checking maintenance'} of ${shownName(document)}`;
  return window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, (progress, token) =>
    ask(server, analysis, progress, token),
  );
}

async function ask(
  server: LanguageServer,
  { document, down, found }: Analysis,
  progress: Progress<{ readonly message: string; readonly increment: number }>,
  token: CancellationToken,
): Promise<FailuresAnswer | undefined> {
  const showDone = percentIn(progress);
  let soFar: FailuresAnswer | undefined;
  const progressed = (step: FailuresProgress): void => {
    soFar = worstSoFar(soFar, step);
    if (step.found.length > 0 || step.maintenance !== null) found(soFar);
    showDone(step.total === 0 ? 1 : step.done / step.total);
  };
  try {
    const params = { uri: document.toString(), down };
    const answer = await server.requestWithProgress('bridgehead/failures', params, token, { progressed });
    if (answer === null) throw new Error(`'${shownName(document)}' is not open. Open it and analyze again.`);
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}
