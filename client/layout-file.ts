// The file beside a topology that says where people put what is drawn: written as the server says, through VS Code's
// file system, so that it works in virtual workspaces, too.

import { Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { layoutFileOf } from '#core/graph/layout-file';
import type { Point } from '#core/graph/scene';
import type { LanguageServer } from './language-server.ts';
import { shownName } from './topologies.ts';

interface Move {
  readonly document: Uri;
  readonly element: string;
  readonly to: Point;
}

/** Puts a box somewhere; says in a sentence why it is not there. */
export async function putThere(server: LanguageServer, { document, element, to }: Move): Promise<string | undefined> {
  if (document.scheme === 'untitled') return unsaved;
  const answer = await server.request('bridgehead/place', { uri: document.toString(), element, to });
  if (!answer.ok) return answer.error;
  const { text, fault } = answer.value;
  const uri = Uri.parse(answer.value.uri, true);
  if (fault !== null && !(await mayReplace(uri, fault))) return `'${shownName(uri)}' was left as it is.`;
  try {
    await write(uri, text);
  } catch (error) {
    return `'${shownName(uri)}' was not written. ${error instanceof Error ? error.message : String(error)}`;
  }
  await server.fileChanged(uri);
  return undefined;
}

/** Removes the file, after asking, and has all laid out anew. False: the user turned away, or it cannot be removed. */
export async function resetLayout(server: LanguageServer, root: string): Promise<boolean> {
  const uri = Uri.parse(layoutFileOf(root), true);
  if (await exists(uri)) {
    if (!(await mayRemove(uri))) return false;
    const edit = new WorkspaceEdit();
    edit.deleteFile(uri, { ignoreIfNotExists: true });
    if (!(await workspace.applyEdit(edit))) {
      void window.showErrorMessage(`'${shownName(uri)}' could not be removed, so the drawing stays as it is.`);
      return false;
    }
  }
  await server.request('bridgehead/layOutAnew', { uri: root });
  await server.fileChanged(uri);
  return true;
}

const unsaved = 'Save the topology first: places are kept in a file beside it.';

/** What an editor has open goes on being what it shows; everything else is written as it is. */
async function write(uri: Uri, text: string): Promise<void> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open === undefined) return workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const edit = new WorkspaceEdit();
  edit.replace(uri, open.validateRange(new Range(0, 0, open.lineCount, 0)), text);
  if (!(await workspace.applyEdit(edit)) || !(await open.save())) throw new Error('The file cannot be changed.');
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function mayReplace(uri: Uri, fault: string): Promise<boolean> {
  const message = `'${shownName(uri)}' cannot be understood: ${fault} Replace it with a file that has the places known now?`;
  const chosen = await window.showWarningMessage(message, { modal: true }, 'Replace', 'Open File');
  if (chosen === 'Open File') await window.showTextDocument(uri);
  return chosen === 'Replace';
}

async function mayRemove(uri: Uri): Promise<boolean> {
  const detail = `This deletes '${shownName(uri)}', which says where boxes were put, and lays the drawing out anew.`;
  return (await window.showWarningMessage('Reset the layout?', { modal: true, detail }, 'Reset')) === 'Reset';
}
