// Compares a topology with message tracking logs: asks which, lets the server compare, shows the report and the traffic.

import { FileType, ProgressLocation, Uri, ViewColumn, window, workspace, type CancellationToken } from 'vscode';
import { inReadingOrder, isLogName } from '#core/interchange/compare/log-names';
import type { ComparisonAnswer } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { percentIn } from './percent.ts';
import type { Previews } from './previews.ts';
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
  const report = await workspace.openTextDocument({ language: 'markdown', content: answer.text });
  const column = columnOf(document);
  previews.open(document, { column: ViewColumn.Beside, preserveFocus: true }).showTraffic(answer.traffic);
  await window.showTextDocument(report, { viewColumn: column ?? ViewColumn.Active, preview: true });
}

/** Dialogs of some systems show either files or folders. */
async function pickLogs(document: Uri): Promise<readonly Uri[] | undefined> {
  const files = { label: '$(file) Log files…', folders: false };
  const folders = {
    label: '$(folder) A folder of logs…',
    folders: true,
    detail: 'Also logs in the folders in it, such as one for each server.',
  };
  const title = 'Compare with Message Log';
  const kind = await window.showQuickPick([files, folders], {
    title,
    placeHolder: 'Message tracking logs of Exchange',
  });
  if (kind === undefined) return undefined;
  const picked = await window.showOpenDialog({
    title,
    openLabel: 'Compare',
    canSelectFiles: !kind.folders,
    canSelectFolders: kind.folders,
    canSelectMany: true,
    ...(kind.folders ? {} : { filters: { 'Message tracking logs': ['log', 'LOG'], 'All files': ['*'] } }),
    ...(document.scheme === 'untitled' ? {} : { defaultUri: Uri.joinPath(document, '..') }),
  });
  if (picked === undefined) return undefined;
  const logs = kind.folders ? (await Promise.all(picked.map((folder) => logsIn(folder, 1)))).flat() : picked;
  if (logs.length === 0) throw new Error('There is no .log file in that folder, nor in the folders in it.');
  return [...logs].sort((one, other) => inReadingOrder(one.path, other.path));
}

async function logsIn(folder: Uri, levels: number): Promise<readonly Uri[]> {
  const entries = await workspace.fs.readDirectory(folder);
  const found = entries.map(async ([name, type]) => {
    const uri = Uri.joinPath(folder, name);
    if ((type & FileType.Directory) !== 0) return levels > 0 ? logsIn(uri, levels - 1) : [];
    return isLogName(name) ? [uri] : [];
  });
  return (await Promise.all(found)).flat();
}

async function ask(
  server: LanguageServer,
  { document, logs, progressed }: { document: Uri; logs: readonly Uri[]; progressed: (done: number) => void },
  token: CancellationToken,
): Promise<ComparisonAnswer | undefined> {
  try {
    const params = { uri: document.toString(), logs: logs.map((log) => log.toString()) };
    const answer = await server.requestWithProgress('bridgehead/compare', params, token, { progressed });
    if (answer === null) throw new Error(`'${shownName(document)}' is not open. Open it and compare again.`);
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}
