// What mail systems print, dropped as files or a folder onto an empty topology, becomes the topology.

import {
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  languages,
  Uri,
  ViewColumn,
  window,
  type DataTransfer,
  type Disposable,
} from 'vscode';
import type { ImportAnswer } from '#core/protocol/requests';
import { counted } from './counted.ts';
import type { LanguageServer } from './language-server.ts';
import { filesAt } from './pick-files.ts';
import { showReport } from './reports.ts';

const kind = DocumentDropOrPasteEditKind.Text.append('bridgehead', 'import');

export function provideDrop(server: LanguageServer): Disposable {
  return languages.registerDocumentDropEditProvider(
    { language: 'topo' },
    {
      async provideDocumentDropEdits(document, _, transfer, token) {
        if (document.getText().trim() !== '') return undefined;
        const dropped = await urisIn(transfer);
        if (dropped.length === 0 || dropped.some(({ path }) => path.endsWith('.topo'))) return undefined;
        const files = await filesAt(dropped);
        const answer = await server.request('bridgehead/import', { files, options: {} }, token);
        // Files that are no export are dropped as any file is.
        if (answer?.ok !== true || token.isCancellationRequested) return undefined;
        void tell(answer.value);
        return new DocumentDropEdit(answer.value.text, 'Import as Topology', kind);
      },
    },
    { providedDropEditKinds: [kind], dropMimeTypes: [uriList] },
  );
}

const uriList = 'text/uri-list';

/** RFC 2483, 5. */
async function urisIn(transfer: DataTransfer): Promise<readonly Uri[]> {
  const list = (await transfer.get(uriList)?.asString()) ?? '';
  return list.split(/\r?\n/).flatMap((line) => (line === '' || line.startsWith('#') ? [] : [Uri.parse(line)]));
}

async function tell({ objects, report }: ImportAnswer): Promise<void> {
  const choice = await window.showInformationMessage(`Imported ${counted(objects, 'object')}.`, 'Show Report');
  if (choice !== undefined) await showReport('Import Report', report, ViewColumn.Beside);
}
