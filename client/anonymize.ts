import { window, workspace, type Uri } from 'vscode';
import type { LanguageServer } from './language-server.ts';

/** Opens the topology of a document in a new one, without anything that tells whose it is. */
export async function anonymize(server: LanguageServer, document: Uri): Promise<void> {
  await workspace.openTextDocument(document);
  const answer = await server.request('bridgehead/anonymize', { uri: document.toString() });
  if (!answer.ok) throw new Error(answer.error);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'topo', content: answer.value }));
}
