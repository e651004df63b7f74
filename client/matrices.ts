// The tables of all ways, one for a topology and what is off in it. The page asks for the part that it shows; this relays
// between it and the language server, and tells it when to ask again.

import {
  CancellationTokenSource,
  Uri,
  ViewColumn,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type WebviewPanel,
} from 'vscode';
import { readElementIds, type ElementId } from '#core/model/element';
import type { Answer } from '#core/answer';
import type { FromMatrix, MatrixAnswer, MatrixQuery, ToMatrix } from '#core/protocol/matrix';
import type { LanguageServer } from './language-server.ts';
import { showSource } from './show-source.ts';
import { shownName } from './topologies.ts';
import { pageResources, webviewPage } from './webview-page.ts';

const matrixType = 'bridgehead.matrix';
const page = { title: 'Ways of mail', script: 'matrix.js', style: 'matrix.css' };

/** A change is asked about when the typing rests. */
const editRestMilliseconds = 250;

interface Matrix {
  readonly panel: WebviewPanel;
  readonly document: Uri;
  down: readonly ElementId[];
  /** Ends the last question: nobody waits for its answer when there is a newer one. */
  asking: CancellationTokenSource;
}

export class Matrices {
  readonly #extension: Uri;
  readonly #server: LanguageServer;
  readonly #open = new Set<Matrix>();
  #editRest: ReturnType<typeof setTimeout> | undefined;

  constructor(extension: Uri, server: LanguageServer) {
    this.#extension = extension;
    this.#server = server;
  }

  /** Shows the table of the document's topology; one that is open stays where it is. */
  open(document: Uri, down: readonly ElementId[]): void {
    const open = [...this.#open].find((matrix) => matrix.document.toString() === document.toString());
    if (open !== undefined) {
      open.down = down;
      open.panel.reveal();
      post(open, { type: 'changed', uri: document.toString(), down });
      return;
    }
    const title = `Matrix ${shownName(document).split('/').at(-1) ?? ''}`;
    this.#add(window.createWebviewPanel(matrixType, title, ViewColumn.Active), document, down);
  }

  /** The document whose table has the focus. */
  active(): Uri | undefined {
    return [...this.#open].find(({ panel }) => panel.active)?.document;
  }

  follow(): Disposable[] {
    return [
      window.registerWebviewPanelSerializer(matrixType, {
        deserializeWebviewPanel: (panel, state) => Promise.resolve(this.#restore(panel, state)),
      }),
      this.#server.onDidChangeTopology(({ root, uris }) => {
        clearTimeout(this.#editRest);
        this.#editRest = setTimeout(() => {
          for (const matrix of this.#open) {
            const uri = matrix.document.toString();
            if (uri === root || uris.includes(uri)) post(matrix, { type: 'changed', uri, down: matrix.down });
          }
        }, editRestMilliseconds);
      }),
      { dispose: () => clearTimeout(this.#editRest) },
    ];
  }

  #add(panel: WebviewPanel, document: Uri, down: readonly ElementId[]): void {
    const matrix: Matrix = { panel, document, down, asking: new CancellationTokenSource() };
    this.#open.add(matrix);
    panel.onDidDispose(() => {
      matrix.asking.cancel();
      this.#open.delete(matrix);
    });
    panel.iconPath = {
      light: Uri.joinPath(this.#extension, 'media', 'file-icon-light.svg'),
      dark: Uri.joinPath(this.#extension, 'media', 'file-icon-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: pageResources(this.#extension) };
    panel.webview.onDidReceiveMessage((message: FromMatrix) => this.#receive(matrix, message));
    panel.webview.html = webviewPage(panel.webview, this.#extension, page);
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const saved = savedMatrix(state);
    if (saved === undefined) panel.dispose();
    else this.#add(panel, saved.document, saved.down);
  }

  async #receive(matrix: Matrix, message: FromMatrix): Promise<void> {
    switch (message.type) {
      case 'ready':
        post(matrix, { type: 'changed', uri: matrix.document.toString(), down: matrix.down });
        return;
      case 'query':
        await this.#answer(matrix, message);
        return;
      case 'reveal':
        await this.#reveal(matrix, message.element);
    }
  }

  async #answer(matrix: Matrix, { request, query }: Extract<FromMatrix, { type: 'query' }>): Promise<void> {
    matrix.asking.cancel();
    matrix.asking = new CancellationTokenSource();
    const { token } = matrix.asking;
    const answer = await this.#ask(matrix, query, token);
    if (!token.isCancellationRequested) post(matrix, { type: 'rows', request, answer });
  }

  async #ask(
    { document, down }: Matrix,
    query: Omit<MatrixQuery, 'down'>,
    token: CancellationToken,
  ): Promise<Answer<MatrixAnswer>> {
    try {
      await workspace.openTextDocument(document);
      const params = { uri: document.toString(), down, ...query };
      const answer = await this.#server.request('bridgehead/matrix', params, token);
      return answer ?? { ok: false, error: `'${shownName(document)}' is not open. Open it again.` };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #reveal({ document, panel }: Matrix, element: string): Promise<void> {
    const location = await this.#server.request('bridgehead/locate', { uri: document.toString(), element });
    if (location !== null) await showSource(location, { focus: true, besides: panel.viewColumn });
  }
}

function post({ panel }: Matrix, message: ToMatrix): void {
  void panel.webview.postMessage(message);
}

/** What the page has kept over a reload; undefined when it is not ours. */
function savedMatrix(state: unknown): { readonly document: Uri; readonly down: readonly ElementId[] } | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state) || !('down' in state)) return undefined;
  const { uri, down } = state;
  if (typeof uri !== 'string' || uri === '' || !Array.isArray(down)) return undefined;
  return { document: Uri.parse(uri, true), down: readElementIds(down) };
}
