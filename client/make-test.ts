// Writes a message that was sent, with what became of it, into the topology as a test.

import { window, type Uri, type ViewColumn } from 'vscode';
import type { FromPreview } from '#core/protocol/preview';
import { editText } from './edit-text.ts';
import type { LanguageServer } from './language-server.ts';

/** A message of a preview with the elements that were off; null when none was sent. */
export type SentFromPreview = Extract<FromPreview, { type: 'makeTest' }>['sent'];

export interface TestOrder {
  readonly document: Uri;
  readonly sent: SentFromPreview;
  /** The column of the preview, which stays in sight. */
  readonly besides: ViewColumn | undefined;
}

/** The new test comes into sight with its name selected. The keyboard stays where it is. */
export async function makeTest(server: LanguageServer, { document, sent, besides }: TestOrder): Promise<void> {
  if (sent === null) {
    void window.showInformationMessage('No message has been sent yet. Send one with "Bridgehead: Send Test Message…".');
    return;
  }
  await editText(server, { document, edit: { kind: 'test', ...sent }, show: { focus: false, besides } });
}
