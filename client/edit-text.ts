// The one way in which the client changes the text of a topology: the server says what goes where, here it is put there.

import {
  Range,
  Selection,
  SnippetString,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextEditor,
} from 'vscode';
import { plainText, type Part } from '#core/editing/text';
import type { EditAnswer, Location, WantedEdit, WrittenEdit } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { selectionOf, showSource } from './show-source.ts';

export interface EditOrder {
  readonly document: Uri;
  readonly edit: WantedEdit;
  /** Where the edit comes into sight, and whether the keyboard goes there. */
  readonly show: Parameters<typeof showSource>[1];
}

/** Changes the text; says why where nothing can be done. */
export async function editText(server: LanguageServer, order: EditOrder): Promise<void> {
  const { document, edit, show } = order;
  const answer = await server.request('bridgehead/edit', { uri: document.toString(), edit });
  if (!answer.ok) void window.showInformationMessage(answer.error);
  else if (show.focus) await fillIn(answer.value, show);
  else await insertBesides(answer.value, show);
}

/** Makes edits that belong together: one undo takes them back, in however many files they are. */
export async function applyEdits(edits: readonly WrittenEdit[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { at, text } of edits) edit.replace(Uri.parse(at.uri, true), selectionOf(at), text);
  if (!(await workspace.applyEdit(edit))) throw unchangeable(edits[0]?.at);
}

/** The places to fill in are selected one after the other. */
async function fillIn({ at, parts }: EditAnswer, show: EditOrder['show']): Promise<void> {
  const editor = await showSource(at, show);
  const range = selectionOf(at);
  if (!(await editor.insertSnippet(snippetOf(parts), range, exactly))) throw unchangeable(at);
  editor.revealRange(range);
}

function snippetOf(parts: readonly Part[]): SnippetString {
  const snippet = new SnippetString();
  for (const part of parts) {
    if (typeof part === 'string') snippet.appendText(part);
    else snippet.appendPlaceholder(part.proposed);
  }
  return snippet;
}

/** The keyboard stays where it is, so the first place to fill in is only selected. */
async function insertBesides({ at, parts }: EditAnswer, show: EditOrder['show']): Promise<void> {
  const uri = Uri.parse(at.uri, true);
  const document = await workspace.openTextDocument(uri);
  const range = document.validateRange(selectionOf(at));
  await applyEdits([{ at: { uri: at.uri, range }, text: plainText(parts) }]);
  selectFirst(await showSource(at, show), range.start, parts);
}

function selectFirst(editor: TextEditor, start: Range['start'], parts: readonly Part[]): void {
  const { document } = editor;
  const from = document.offsetAt(start);
  const behind = (written: readonly Part[]) => document.positionAt(from + plainText(written).length);
  const first = parts.findIndex((part) => typeof part !== 'string');
  editor.selection = new Selection(behind(parts.slice(0, first)), behind(parts.slice(0, first + 1)));
  editor.revealRange(new Range(start, behind(parts)), TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The whole edit can be undone at once, and its indentation is the server's. */
const exactly = { undoStopBefore: true, undoStopAfter: true, keepWhitespace: true };

function unchangeable(at: Location | undefined): Error {
  const name =
    Uri.parse(at?.uri ?? '', false)
      .path.split('/')
      .at(-1) ?? '';
  return new Error(`Nothing could be written: '${name}' cannot be changed.`);
}
