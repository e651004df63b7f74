import { ViewColumn, window, type Uri } from 'vscode';
import type { WantedEdit } from '#core/protocol/requests';
import { editText } from './edit-text.ts';
import type { LanguageServer } from './language-server.ts';
import { columnOf } from './show-source.ts';

/** What can be inserted into the block around the cursor. */
export type Insertion = Extract<WantedEdit, { kind: 'insert' }>['what'];

/** Brings the document into sight and writes into the block that the cursor is in, or that the user picks. */
export async function insertAtCursor(server: LanguageServer, document: Uri, what: Insertion): Promise<void> {
  const { options, selection } = await window.showTextDocument(document, {
    viewColumn: columnOf(document) ?? ViewColumn.Beside,
  });
  const { line, character } = selection.active;
  await editText(server, {
    document,
    edit: { kind: 'insert', what, at: { uri: document.toString(), position: { line, character } } },
    indentation: { tabSize: Number(options.tabSize) || 2, insertSpaces: options.insertSpaces !== false },
    show: { focus: true, besides: undefined },
  });
}
