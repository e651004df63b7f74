// Reports that nobody edits or saves: read-only documents that are there as long as they are open.

import { EventEmitter, Uri, window, workspace, type Disposable, type ViewColumn } from 'vscode';

const scheme = 'bridgehead-report';
const texts = new Map<string, string>();
const changed = new EventEmitter<Uri>();

export function provideReports(): Disposable[] {
  return [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.path) ?? 'This report is not there any more. Make it again.\n',
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.path);
    }),
  ];
}

/** Shows a report in a column; the keyboard stays where it is. One of the same title is written over. */
export async function showReport(title: string, text: string, column: ViewColumn): Promise<void> {
  const uri = Uri.from({ scheme, path: `/${title}.txt` });
  texts.set(uri.path, text);
  changed.fire(uri);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { viewColumn: column, preserveFocus: true, preview: false });
}
