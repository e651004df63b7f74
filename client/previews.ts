// All previews: at most one for a topology. Opens them, brings them back after a reload, and tells them what happens in
// the editor: a topology changed, the cursor moved, the server came or went.

import type { ViewColumn } from 'vscode';
import {
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type TextEditor,
  type TextEditorSelectionChangeEvent,
  type WebviewPanel,
} from 'vscode';
import type { LanguageServer } from './language-server.ts';
import { Preview, previewType, type PreviewContext } from './preview.ts';
import type { Topologies } from './topologies.ts';

/** Long enough not to ask at every key of a held arrow, short enough to feel immediate. */
const cursorRestMilliseconds = 80;

export class Previews {
  readonly #context: PreviewContext & { readonly topologies: Topologies };
  readonly #open = new Set<Preview>();
  #cursorRest: ReturnType<typeof setTimeout> | undefined;

  constructor(context: PreviewContext & { readonly topologies: Topologies }) {
    this.#context = context;
  }

  /** The preview that has the focus. */
  active(): Preview | undefined {
    return [...this.#open].find((preview) => preview.panel.active);
  }

  /** The preview that has the focus, else the one that is seen. */
  current(): Preview | undefined {
    return this.active() ?? [...this.#open].find((preview) => preview.panel.visible);
  }

  /** Shows the preview of the document's topology. An open one stays in its column. */
  open(document: Uri, { column, preserveFocus }: { column: ViewColumn; preserveFocus: boolean }): Preview {
    const open = this.of(document);
    if (open !== undefined) {
      if (!open.panel.visible || !preserveFocus) open.panel.reveal(undefined, preserveFocus);
      return open;
    }
    const panel = window.createWebviewPanel(previewType, 'Preview', { viewColumn: column, preserveFocus });
    return this.#add(panel, Uri.parse(this.#context.topologies.rootOf(document) ?? document.toString(), true));
  }

  follow(server: LanguageServer): Disposable[] {
    return [
      window.registerWebviewPanelSerializer(previewType, {
        deserializeWebviewPanel: (panel, state) => Promise.resolve(this.#restore(panel, state)),
      }),
      server.onDidChangeTopology(({ root, uris }) => {
        for (const preview of this.#open) {
          const uri = preview.document.toString();
          if (uri === root || uris.includes(uri)) void preview.refresh();
        }
      }),
      server.onDidChangeState((state) => {
        for (const preview of this.#open) tellState(preview, state);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        void this.of(uri)?.refresh();
      }),
      workspace.onDidSaveTextDocument((saved) => {
        for (const untitled of untitledLike(saved)) this.of(untitled.uri)?.moveTo(saved.uri);
      }),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.of(oldUri)?.moveTo(newUri);
      }),
      window.onDidChangeTextEditorSelection((event) => {
        this.#followCursor(event);
      }),
    ];
  }

  #add(panel: WebviewPanel, document: Uri): Preview {
    const preview = new Preview(this.#context, panel, document);
    this.#open.add(preview);
    panel.onDidDispose(() => this.#open.delete(preview));
    return preview;
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const uri = documentOf(state);
    if (uri === undefined) panel.dispose();
    else this.#add(panel, uri);
  }

  /** The preview of the document's topology. */
  of(document: Uri): Preview | undefined {
    const uri = document.toString();
    const root = this.#context.topologies.rootOf(document);
    return [...this.#open].find((preview) => {
      const shown = preview.document.toString();
      return shown === uri || shown === root;
    });
  }

  #followCursor({ textEditor }: TextEditorSelectionChangeEvent): void {
    clearTimeout(this.#cursorRest);
    this.#cursorRest = setTimeout(() => void this.#selectAtCursor(textEditor), cursorRestMilliseconds);
  }

  async #selectAtCursor(editor: TextEditor): Promise<void> {
    if (editor.document.languageId !== 'topo' || editor !== window.activeTextEditor) return;
    const preview = this.of(editor.document.uri);
    if (preview?.panel.visible !== true || preview.hasRevealed(editor) || !followsCursor(preview.document)) return;
    const { line, character } = editor.selection.active;
    const uri = editor.document.uri.toString();
    try {
      const element = await this.#context.server.request('bridgehead/elementAt', {
        uri,
        position: { line, character },
      });
      preview.select(element);
    } catch {
      // The server is gone or busy with a newer text; the next movement asks again.
    }
  }
}

/** Untitled documents that this file may have been: VS Code does not say, but for a moment both have the same text. */
function untitledLike(saved: TextDocument): readonly TextDocument[] {
  if (saved.languageId !== 'topo') return [];
  const text = saved.getText();
  return workspace.textDocuments.filter(
    (open) => open.isUntitled && open.languageId === 'topo' && open.getText() === text,
  );
}

function followsCursor(document: Uri): boolean {
  return workspace.getConfiguration('bridgehead.preview', document).get('followCursor', true);
}

function tellState(preview: Preview, state: LanguageServer['state']): void {
  if (state === 'running') void preview.refresh();
  if (state === 'failed' || state === 'stopped') {
    preview.showError('The language server is not running, so the drawing stands still. Restart it to go on.');
  }
}

/** The document of a preview's saved state; undefined when the state is not one of ours. */
function documentOf(state: unknown): Uri | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state)) return undefined;
  return typeof state.uri === 'string' && state.uri !== '' ? Uri.parse(state.uri, true) : undefined;
}
