// Import Topology: files or folders of what mail systems print become an untitled topology, its drawing and a report.

import { ProgressLocation, type Uri, ViewColumn, window, workspace } from 'vscode';
import type { ImportOptions } from '#core/interchange/part';
import type { ImportAnswer } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { filesAt, pickFiles } from './pick-files.ts';
import type { Previews } from './previews.ts';
import { showReport } from './reports.ts';

interface ImportContext {
  readonly server: LanguageServer;
  readonly previews: Previews;
}

const wanted = {
  title: 'Import Topology',
  openLabel: 'Import',
  files: 'Exports of the Get- cmdlets, ldifde, csvde, main.cf, exim.conf.',
};

/** Imports these, or what the user picks. */
export async function importTopology({ server, previews }: ImportContext, given: readonly Uri[]): Promise<void> {
  const files = given.length > 0 ? await filesAt(given) : await pickFiles(wanted);
  if (files === undefined) return;
  if (files.length === 0) {
    void window.showErrorMessage('There is no file in that folder, nor in the folders in it.');
    return;
  }
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Importing', cancellable: true },
    (progress, token) => {
      let before = 0;
      return server.requestWithProgress('bridgehead/import', { files, options: options() }, token, {
        progressed: (count) => {
          const increment = ((count - before) / files.length) * 100;
          before = count;
          progress.report({ message: `${files[count]?.path ?? ''}`, increment });
        },
      });
    },
  );
  if (answer === null) return;
  if (!answer.ok) {
    void window.showErrorMessage(`Nothing was imported. ${answer.error}`);
    return;
  }
  await show(previews, answer.value);
}

/** What the settings say beside the files. */
function options(): ImportOptions {
  const settings = workspace.getConfiguration('bridgehead.import');
  return {
    ...(settings.get('sites') === 'links' && { sites: 'links' as const }),
    ...(settings.get('recipientsDefault') === true && { recipientsDefault: true }),
  };
}

/** The text before all else; the drawing and the report beside it. */
async function show(previews: Previews, { text, report, objects, lost }: ImportAnswer): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'topo', content: text });
  await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
  await showReport('Import Report', report, ViewColumn.Beside);
  previews.open(document.uri, { column: ViewColumn.Beside, preserveFocus: true });
  const told = lost === 0 ? 'all of it is there' : `the report tells what is not as it was (${String(lost)})`;
  const choice = await window.showInformationMessage(
    `Imported ${String(objects)} ${objects === 1 ? 'object' : 'objects'}; ${told}.`,
    'Show Report',
  );
  if (choice !== undefined) await showReport('Import Report', report, ViewColumn.Beside);
}
