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
import type { EditAnswer, Location, Requests, WantedEdit } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { selectionOf, showSource } from './show-source.ts';

export interface EditOrder {
  readonly document: Uri;
  readonly edit: WantedEdit;
  /** What the editor would indent by. */
  readonly indentation?: Requests['bridgehead/edit']['params']['indentation'];
  /** Where the edit comes into sight, and whether the keyboard goes there. */
  readonly show: Parameters<typeof showSource>[1];
}

type Insert = Extract<EditAnswer, { kind: 'insert' }>;

/** Changes the text, shows what is there already, or asks which block is meant; says why where nothing can be done. */
export async function editText(server: LanguageServer, order: EditOrder): Promise<void> {
  const { document, edit, indentation, show } = order;
  const params = { uri: document.toString(), edit, ...(indentation && { indentation }) };
  const answer = await server.request('bridgehead/edit', params);
  if (!answer.ok) {
    void window.showInformationMessage(answer.error);
    return;
  }
  switch (answer.value.kind) {
    case 'insert':
      return show.focus ? fillIn(answer.value, show) : insertBesides(answer.value, show);
    case 'present':
      await showSource(answer.value.at, show);
      return;
    case 'choose': {
      const at = await pickBlock(answer.value);
      if (at !== undefined && edit.kind === 'insert') await editText(server, { ...order, edit: { ...edit, at } });
    }
  }
}

async function pickBlock({ question, blocks }: Extract<EditAnswer, { kind: 'choose' }>) {
  const items = blocks.map(({ name, at }) => ({ label: name, at }));
  return (await window.showQuickPick(items, { placeHolder: question }))?.at;
}

/** The places to fill in are selected one after the other. */
async function fillIn({ at, parts }: Insert, show: EditOrder['show']): Promise<void> {
  const editor = await showSource(at, show);
  const range = selectionOf(at);
  if (!(await editor.insertSnippet(snippetOf(parts), range, exactly))) throw unchangeable(at);
  editor.revealRange(range);
}

function snippetOf(parts: readonly Part[]): SnippetString {
  const snippet = new SnippetString();
  for (const part of parts) {
    if (typeof part === 'string') snippet.appendText(part);
    else if (part.choices.length === 1) snippet.appendPlaceholder(part.choices[0]);
    else snippet.appendChoice([...part.choices]);
  }
  return snippet;
}

/** The keyboard stays where it is, so the first place to fill in is only selected. */
async function insertBesides({ at, parts }: Insert, show: EditOrder['show']): Promise<void> {
  const uri = Uri.parse(at.uri, true);
  const document = await workspace.openTextDocument(uri);
  const range = document.validateRange(selectionOf(at));
  const edit = new WorkspaceEdit();
  edit.replace(uri, range, plainText(parts));
  if (!(await workspace.applyEdit(edit))) throw unchangeable(at);
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

/** What goes wrong where a file cannot be written. */
export function unchangeable({ uri }: Location): Error {
  const name = Uri.parse(uri, true).path.split('/').at(-1) ?? '';
  return new Error(`Nothing could be written: '${name}' cannot be changed.`);
}
