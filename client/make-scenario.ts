// Writes what was done in a preview, with what came of it, into the topology as a scenario.

import { window, type Uri, type ViewColumn } from 'vscode';
import type { FromPreview } from '#core/protocol/preview';
import { editText } from './edit-text.ts';
import type { LanguageServer } from './language-server.ts';

export interface ScenarioOrder {
  readonly document: Uri;
  /** Null when nothing was done. */
  readonly made: Extract<FromPreview, { type: 'makeScenario' }>['made'];
  /** The column of the preview, which stays in sight. */
  readonly besides: ViewColumn | undefined;
}

/** The new scenario comes into sight with its name selected. The keyboard stays where it is. */
export async function makeScenario(server: LanguageServer, { document, made, besides }: ScenarioOrder): Promise<void> {
  if (made === null) {
    void window.showInformationMessage(
      'Nothing has been done yet. Send a message with "Bridgehead: Send Test Message…", or run a scenario and act in it.',
    );
    return;
  }
  await editText(server, { document, edit: { kind: 'scenario', ...made }, show: { focus: false, besides } });
}
