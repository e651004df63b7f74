// Runs a scenario in the preview: this one, or one that the user picks.

import { ViewColumn, window, workspace, type Uri } from 'vscode';
import type { LanguageServer } from './language-server.ts';
import type { Previews } from './previews.ts';
import { columnOf } from './show-source.ts';

interface ScenarioChoice {
  readonly document: Uri;
  /** Undefined: the only one, or one that the user picks. */
  readonly scenario: string | undefined;
}

export async function runScenario(server: LanguageServer, previews: Previews, choice: ScenarioChoice): Promise<void> {
  const { document } = choice;
  await workspace.openTextDocument(document);
  const scenario = choice.scenario ?? (await pickScenario(server, document));
  if (scenario === undefined) return;
  const column = columnOf(document) === undefined ? ViewColumn.Active : ViewColumn.Beside;
  previews.open(document, { column, preserveFocus: true }).runScenario(scenario);
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
