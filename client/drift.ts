// Drift as the user knows it: choose what the servers say, look at the differences among the problems, take them over.

import { commands, window, workspace, type Uri } from 'vscode';
import { counted } from './counted.ts';
import type { LanguageServer } from './language-server.ts';
import { pickFiles } from './pick-files.ts';
import { shownName } from './topologies.ts';

/** Asks for the export, compares with it, and says how many differences there are. */
export async function checkDrift(server: LanguageServer, document: Uri): Promise<void> {
  await workspace.openTextDocument(document);
  const files = await pickFiles({
    title: `Check Drift: ${shownName(document)}`,
    openLabel: 'Compare',
    files: 'What the servers print, or the topology that was imported from it.',
  });
  if (files === undefined) return;
  const answer = await server.request('bridgehead/drift', { uri: document.toString(), files });
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
