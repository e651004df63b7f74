// Plays a scenario: which one, with progress that can be cancelled, and then in the preview.

import { ProgressLocation, ViewColumn, window, workspace, type Uri } from 'vscode';
import type { Playback } from '#core/simulation/playback';
import type { LanguageServer } from './language-server.ts';
import { percentIn } from './percent.ts';
import type { Previews } from './previews.ts';
import { columnOf } from './show-source.ts';
import { shownName } from './topologies.ts';

export interface ScenarioOrder {
  readonly document: Uri;
  /** Undefined: the only one, or one that the user picks. */
  readonly scenario: string | undefined;
}

export async function runScenario(server: LanguageServer, previews: Previews, order: ScenarioOrder): Promise<void> {
  const { document } = order;
  await workspace.openTextDocument(document);
  const scenario = order.scenario ?? (await pickScenario(server, document));
  if (scenario === undefined) return;
  const playback = await played(server, document, scenario);
  if (playback === undefined) return;
  const column = columnOf(document) === undefined ? ViewColumn.Active : ViewColumn.Beside;
  previews.open(document, { column, preserveFocus: true }).showPlayback(playback);
}

async function pickScenario(server: LanguageServer, document: Uri): Promise<string | undefined> {
  const names = await server.request('bridgehead/scenarios', { uri: document.toString() });
  if (names.length > 1)
    return window.showQuickPick([...names], { placeHolder: 'Which scenario?', title: 'Run Scenario' });
  if (names.length === 0) {
    void window.showInformationMessage(
      "There is no scenario in this topology. Write one: 'scenario NAME { … }' says what is sent, and what fails when.",
    );
  }
  return names[0];
}

/** Undefined when the user cancels. Throws a sentence when it cannot be played. */
async function played(server: LanguageServer, document: Uri, scenario: string): Promise<Playback | undefined> {
  const title = `Playing '${scenario}' of ${shownName(document)}`;
  const options = { location: ProgressLocation.Notification, cancellable: true, title };
  return window.withProgress(options, async (progress, token) => {
    const progressed = percentIn(progress);
    try {
      const params = { uri: document.toString(), scenario };
      const answer = await server.requestWithProgress('bridgehead/playScenario', params, token, { progressed });
      if (answer === null) throw new Error(`'${shownName(document)}' is not open. Open it and try again.`);
      if (!answer.ok) throw new Error(answer.error);
      return answer.value;
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}
