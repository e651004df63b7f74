// Drift as the user knows it: choose what the servers say, look at the differences among the problems, take them over.

import { commands, FileType, Uri, window, workspace } from 'vscode';
import type { ExportedFile } from '#core/protocol/requests';
import { counted } from './counted.ts';
import type { LanguageServer } from './language-server.ts';
import { shownName } from './topologies.ts';

/** Asks for the export, compares with it, and says how many differences there are. */
export async function checkDrift(server: LanguageServer, document: Uri): Promise<void> {
  await workspace.openTextDocument(document);
  const chosen = await window.showOpenDialog({
    title: `Check Drift: ${shownName(document)}`,
    openLabel: 'Compare',
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
  });
  if (chosen === undefined) return;
  const exported = (await Promise.all(chosen.map(filesAt))).flat();
  const answer = await server.request('bridgehead/drift', { uri: document.toString(), exported });
  if (!answer.ok) throw new Error(answer.error);
  await commands.executeCommand('setContext', 'bridgehead.hasDrift', true);
  const { differences } = answer.value;
  if (differences === 0) {
    void window.showInformationMessage(`The servers say what ${shownName(document)} says.`);
    return;
  }
  const show = 'Show Problems';
  const found = `${counted(differences, 'difference')} between ${shownName(document)} and the servers.`;
  if ((await window.showWarningMessage(found, show)) === show) {
    await commands.executeCommand('workbench.actions.view.problems');
  }
}

/** Compares no longer; the differences go from the problems. */
export async function clearDrift(server: LanguageServer): Promise<void> {
  await server.request('bridgehead/clearDrift', {});
  await commands.executeCommand('setContext', 'bridgehead.hasDrift', false);
}

/** The file, or those in the folder. */
async function filesAt(chosen: Uri): Promise<readonly ExportedFile[]> {
  const { type } = await workspace.fs.stat(chosen);
  if ((type & FileType.Directory) === 0) return [await fileAt(chosen, nameOf(chosen))];
  const entries = await workspace.fs.readDirectory(chosen);
  const names = entries.flatMap(([name, kind]) => ((kind & FileType.File) === 0 ? [] : [name])).sort();
  return Promise.all(names.map((name) => fileAt(Uri.joinPath(chosen, name), `${nameOf(chosen)}/${name}`)));
}

async function fileAt(uri: Uri, path: string): Promise<ExportedFile> {
  return { path, content: inBase64(await workspace.fs.readFile(uri)) };
}

function nameOf({ path }: Uri): string {
  return path.split('/').findLast((part) => part !== '') ?? '';
}

/** So many bytes become characters at once: more would be too many arguments of one call. */
const bytesAtOnce = 0x8000;

function inBase64(bytes: Uint8Array): string {
  let characters = '';
  for (let at = 0; at < bytes.length; at += bytesAtOnce) {
    characters += String.fromCharCode(...bytes.subarray(at, at + bytesAtOnce));
  }
  return btoa(characters);
}
