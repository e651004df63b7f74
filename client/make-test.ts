// Writes a message that was sent, with what became of it, into the topology as a test.

import {
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type TextEditor,
  type ViewColumn,
} from 'vscode';
import type { FromPreview } from '#core/protocol/preview';
import type { TestText } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { showSource } from './show-source.ts';

/** A message of a preview with the elements that were off; null when none was sent. */
export type SentFromPreview = Extract<FromPreview, { type: 'makeTest' }>['sent'];

export interface TestOrder {
  readonly document: Uri;
  readonly sent: SentFromPreview;
  /** The column of the preview, which stays in sight. */
  readonly besides: ViewColumn | undefined;
}

/** One edit, to be undone at once; the new test comes into sight with its name selected. The keyboard stays where it is. */
export async function makeTest(server: LanguageServer, { document, sent, besides }: TestOrder): Promise<void> {
  if (sent === null) {
    void window.showInformationMessage('No message has been sent yet. Send one with "Bridgehead: Send Test Message…".');
    return;
  }
  const uri = document.toString();
  const answer = await server.request('bridgehead/testText', { uri, ...sent });
  if (!answer.ok) throw new Error(answer.error);
  await insertTest(answer.value, besides);
}

async function insertTest({ name, text, at }: TestText, besides: ViewColumn | undefined): Promise<void> {
  const uri = Uri.parse(at.uri, true);
  const document = await workspace.openTextDocument(uri);
  const { line, character } = at.range.start;
  const start = document.validatePosition(new Selection(line, character, line, character).active);
  const edit = new WorkspaceEdit();
  edit.insert(uri, start, text);
  if (!(await workspace.applyEdit(edit))) {
    throw new Error(`The test could not be written: '${uri.path.split('/').at(-1) ?? ''}' cannot be changed.`);
  }
  const editor = await showSource(at, { focus: false, besides });
  const from = document.offsetAt(start);
  selectName(editor, new Range(start, document.positionAt(from + text.length)), name);
}

function selectName(editor: TextEditor, range: Range, name: string): void {
  const { document } = editor;
  const index = document.getText(range).indexOf(name);
  const from = document.offsetAt(range.start) + Math.max(index, 0);
  const selection = new Selection(document.positionAt(from), document.positionAt(from + (index < 0 ? 0 : name.length)));
  editor.selection = selection;
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
