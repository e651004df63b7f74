// Which topology is meant: the one of the active editor or preview, else the one that was edited last, else the one
// that the user picks. Knows from the server which documents belong together.

import { commands, Uri, window, workspace, type Disposable, type TextDocument } from 'vscode';
import type { LanguageServer, TopologyChange } from './language-server.ts';

export class Topologies {
  /** By root. */
  readonly #parts = new Map<string, readonly string[]>();
  #lastEdited: Uri | undefined;

  /** The root of the topology that the document is a part of, as far as the server has said. */
  rootOf(document: Uri): string | undefined {
    const uri = document.toString();
    for (const [root, uris] of this.#parts) if (uris.includes(uri)) return root;
    return undefined;
  }

  /** The documents of the topology with this root; the root first. */
  partsOf(root: string): readonly string[] {
    return this.#parts.get(root) ?? [root];
  }

  /** The document at hand, without asking. */
  current(): Uri | undefined {
    const active = window.activeTextEditor?.document;
    if (isTopology(active)) return active.uri;
    if (this.#lastEdited !== undefined && isOpen(this.#lastEdited)) return this.#lastEdited;
    return window.visibleTextEditors.find(({ document }) => isTopology(document))?.document.uri;
  }

  /** The one that the user picks; undefined when there is none or the user turns away. */
  pick(): Promise<Uri | undefined> {
    return pickTopology();
  }

  follow(server: LanguageServer): Disposable[] {
    this.#lastEdited = this.current();
    return [
      server.onDidChangeTopology((change) => {
        this.#learn(change);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (isTopology(editor?.document)) this.#lastEdited = editor.document.uri;
      }),
    ];
  }

  #learn({ root, uris }: TopologyChange): void {
    for (const [other, parts] of this.#parts) {
      if (other !== root && parts.some((uri) => uris.includes(uri))) this.#parts.delete(other);
    }
    this.#parts.set(root, [root, ...uris.filter((uri) => uri !== root)]);
  }
}

function isTopology(document: TextDocument | undefined): document is TextDocument {
  return document?.languageId === 'topo';
}

export function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

/** How users know a document: its path in the workspace, or the name of its tab. */
export function shownName(uri: Uri | string): string {
  const parsed = typeof uri === 'string' ? Uri.parse(uri, true) : uri;
  return workspace.asRelativePath(parsed, false) || parsed.path;
}

async function pickTopology(): Promise<Uri | undefined> {
  const open = workspace.textDocuments.filter(isTopology).map((document) => document.uri);
  const found = await workspace.findFiles('**/*.topo', '**/node_modules/**', 1000);
  const byName = new Map([...open, ...found].map((uri) => [uri.toString(), uri]));
  if (byName.size === 0) return offerTemplate();
  if (byName.size === 1) return [...byName.values()][0];
  const items = [...byName.values()].map((uri) => ({ label: shownName(uri), uri }));
  items.sort((a, b) => a.label.localeCompare(b.label));
  return (await window.showQuickPick(items, { title: 'Which topology?', placeHolder: 'A .topo file' }))?.uri;
}

async function offerTemplate(): Promise<undefined> {
  const create = 'New Topology from Template…';
  const answer = await window.showInformationMessage('No topology is open. Open a .topo file, or create one.', create);
  if (answer === create) await commands.executeCommand('bridgehead.newFromTemplate');
}
