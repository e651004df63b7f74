// What was copied from a mail system and is pasted into a topology can become statements: offered, never forced.

import {
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  languages,
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  type DocumentPasteEditProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import type { LanguageServer } from './language-server.ts';

const kind = DocumentDropOrPasteEditKind.Text.append('bridgehead', 'topology');

export function providePaste(server: LanguageServer): Disposable {
  const provider: DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(
      document: TextDocument,
      ranges: readonly Range[],
      transfer: DataTransfer,
      _context: unknown,
      token: CancellationToken,
    ): Promise<DocumentPasteEdit[] | undefined> {
      const text = await transfer.get('text/plain')?.asString();
      if (text === undefined || !mayBeExport(text)) return undefined;
      const statements = await server.request('bridgehead/paste', { text }, token);
      if (statements === null) return undefined;
      const indent = /^\s*/.exec(document.lineAt(ranges[0]?.start.line ?? 0).text)?.[0] ?? '';
      const inserted = statements
        .trimEnd()
        .replaceAll('\n', `\n${indent}`)
        .replace(/[ \t]+$/gm, '');
      const edit = new DocumentPasteEdit(inserted, 'Paste as Topology', kind);
      // The text as it is goes in first; whoever wants the other one chooses it.
      edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };
  const metadata = { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] };
  return languages.registerDocumentPasteEditProvider({ language: 'topo' }, provider, metadata);
}

/** Whether it is worth asking: what somebody copies within a topology is not. */
function mayBeExport(text: string): boolean {
  return text.length > 20 && /^\s*(?:[{[<]|[A-Za-z]\w* +: |dn:)|^\w+ *=/m.test(text);
}
