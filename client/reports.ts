// Reports that nobody edits or saves: read-only documents that are there as long as they are open.

import { EventEmitter, languages, Uri, window, workspace, type Disposable, type ViewColumn } from 'vscode';
import { isOpen } from './topologies.ts';

const scheme = 'bridgehead-report';
/** Beside a drawing a report is narrow: the defaults of this language wrap its lines. */
const language = 'bridgehead-report';
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
      // One that gets its language is said to be closed, too.
      if (uri.scheme === scheme && !isOpen(uri)) texts.delete(uri.path);
    }),
  ];
}

/** Shows a report in a column; the keyboard stays where it is. One of the same title is written over. */
export async function showReport(title: string, text: string, column: ViewColumn): Promise<void> {
  const uri = Uri.from({ scheme, path: `/${title}.txt` });
  texts.set(uri.path, text);
  changed.fire(uri);
  const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), language);
  await window.showTextDocument(document, { viewColumn: column, preserveFocus: true, preview: false });
}
