// Compares a topology with message tracking logs: asks which, lets the server compare, shows the report and the traffic.

import { ProgressLocation, Uri, ViewColumn, window, workspace, type CancellationToken } from 'vscode';
import { inReadingOrder, isLogName } from '#core/interchange/compare/log-names';
import type { ComparisonAnswer } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { percentIn } from './percent.ts';
import { pickFiles } from './pick-files.ts';
import type { Previews } from './previews.ts';
import { showReport } from './reports.ts';
import { columnOf } from './show-source.ts';
import { shownName } from './topologies.ts';

/** Throws a sentence when there is no answer. */
export async function compareWithLogs(server: LanguageServer, previews: Previews, document: Uri): Promise<void> {
  const logs = await pickLogs(document);
  if (logs === undefined) return;
  await workspace.openTextDocument(document);
  const title = `Comparing ${shownName(document)} with ${logs.length === 1 ? 'a log' : `${String(logs.length)} logs`}`;
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title },
    (progress, token) => ask(server, { document, logs, progressed: percentIn(progress) }, token),
  );
  if (answer === undefined) return;
  const column = columnOf(document);
  previews.open(document, { column: ViewColumn.Beside, preserveFocus: true }).showTraffic(answer.traffic);
  await showReport('Message Log Comparison', answer.text, column ?? ViewColumn.Active);
}

/** In the order that they are read in. */
async function pickLogs(document: Uri): Promise<readonly string[] | undefined> {
  const picked = await pickFiles({
    title: 'Compare with Message Log',
    openLabel: 'Compare',
    files: 'Message tracking logs of Exchange.',
    filters: { 'Message tracking logs': ['log', 'LOG'], 'All files': ['*'] },
    ...(document.scheme === 'untitled' ? {} : { defaultUri: Uri.joinPath(document, '..') }),
  });
  if (picked === undefined) return undefined;
  const logs = picked.filter(({ path }) => !path.includes('/') || isLogName(path));
  if (logs.length === 0) throw new Error('There is no .log file in that folder, nor in the folders in it.');
  return logs.map(({ uri }) => uri).toSorted(inReadingOrder);
}

async function ask(
  server: LanguageServer,
  { document, logs, progressed }: { document: Uri; logs: readonly string[]; progressed: (done: number) => void },
  token: CancellationToken,
): Promise<ComparisonAnswer | undefined> {
  try {
    const params = { uri: document.toString(), logs };
    const answer = await server.requestWithProgress('bridgehead/compare', params, token, { progressed });
    if (answer === null) throw new Error(`'${shownName(document)}' is not open. Open it and compare again.`);
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}
