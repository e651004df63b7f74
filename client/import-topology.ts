// Import Topology: files or folders of what mail systems print become an untitled topology, its drawing and a report.

import { FileType, ProgressLocation, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ImportAnswer } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import type { Previews } from './previews.ts';
import { showReport } from './reports.ts';

interface ImportContext {
  readonly server: LanguageServer;
  readonly previews: Previews;
}

/** Imports these, or what the user picks. */
export async function importTopology({ server, previews }: ImportContext, given: readonly Uri[]): Promise<void> {
  const chosen = given.length > 0 ? given : await pick();
  if (chosen.length === 0) return;
  const files = (await Promise.all(chosen.map((uri) => filesAt(uri, nameOf(uri), 1)))).flat();
  if (files.length === 0) {
    void window.showErrorMessage(`There is no file in ${chosen.map(nameOf).join(', ')}.`);
    return;
  }
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Importing', cancellable: true },
    (progress, token) => {
      let before = 0;
      return server.requestWithProgress('bridgehead/import', { files, options: {} }, token, {
        progressed: (count) => {
          const increment = ((count - before) / files.length) * 100;
          before = count;
          progress.report({ message: `${files[count]?.path ?? ''}`, increment });
        },
      });
    },
  );
  if (answer === null) return;
  if (!answer.ok) {
    void window.showErrorMessage(`Nothing was imported. ${answer.error}`);
    return;
  }
  await show(previews, answer.value);
}

/** The text before all else; the drawing and the report beside it. */
async function show(previews: Previews, { text, report, objects, lost }: ImportAnswer): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'topo', content: text });
  await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
  await showReport('Import Report', report, ViewColumn.Beside);
  previews.open(document.uri, { column: ViewColumn.Beside, preserveFocus: true });
  const told = lost === 0 ? 'all of it is there' : `the report tells what is not as it was (${String(lost)})`;
  const choice = await window.showInformationMessage(
    `Imported ${String(objects)} ${objects === 1 ? 'object' : 'objects'}; ${told}.`,
    'Show Report',
  );
  if (choice !== undefined) await showReport('Import Report', report, ViewColumn.Beside);
}

/** A dialog picks files or folders, not both on every platform, so the user says first which. */
async function pick(): Promise<readonly Uri[]> {
  const kind = await window.showQuickPick(
    [
      { label: 'Files…', detail: 'Exports of the Get- cmdlets, ldifde, csvde, main.cf, exim.conf', isFolder: false },
      { label: 'Folder…', detail: 'All of them in a folder, and in its folders', isFolder: true },
    ],
    { title: 'Import Topology', placeHolder: 'What do you have?' },
  );
  if (kind === undefined) return [];
  const chosen = await window.showOpenDialog({
    title: 'Import Topology',
    openLabel: 'Import',
    canSelectMany: true,
    canSelectFiles: !kind.isFolder,
    canSelectFolders: kind.isFolder,
  });
  return chosen ?? [];
}

/** A file itself; of a folder the files in it and in its folders, one level deep. Hidden ones and links are left out. */
async function filesAt(uri: Uri, path: string, depth: number): Promise<{ uri: string; path: string }[]> {
  const { type } = await workspace.fs.stat(uri);
  if (type !== FileType.Directory) return [{ uri: uri.toString(), path }];
  const found: { uri: string; path: string }[] = [];
  for (const [name, kind] of await workspace.fs.readDirectory(uri)) {
    if (name.startsWith('.')) continue;
    const inside = Uri.joinPath(uri, name);
    if (kind === FileType.File) found.push({ uri: inside.toString(), path: `${path}/${name}` });
    else if (kind === FileType.Directory && depth > 0)
      found.push(...(await filesAt(inside, `${path}/${name}`, depth - 1)));
  }
  return found;
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
