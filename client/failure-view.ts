// The view of failures: shows the rows of the last analysis, and is there only when there was one.

import {
  commands,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type Disposable,
  type TreeView,
} from 'vscode';
import type { FailuresAnswer } from '#core/protocol';
import { failureRows, type Row } from './failure-rows.ts';
import { shownName } from './topologies.ts';

const viewId = 'bridgehead.failures';
const contextKey = 'bridgehead.hasFailures';

export class FailureView {
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<Row>;
  readonly #parents = new WeakMap<Row, Row>();
  #rows: readonly Row[] = [];
  #answer: FailuresAnswer | undefined;

  constructor() {
    const treeDataProvider = {
      onDidChangeTreeData: this.#changed.event,
      getChildren: (row?: Row): Row[] => [...(row?.children ?? this.#rows)],
      getParent: (row: Row): Row | undefined => this.#parents.get(row),
      getTreeItem: treeItem,
    };
    this.#view = window.createTreeView(viewId, { treeDataProvider, showCollapseAll: true });
  }

  /** The analysis that is shown. */
  get answer(): FailuresAnswer | undefined {
    return this.#answer;
  }

  /** Shows an analysis and brings it into sight; the keyboard stays where it is. */
  async show(answer: FailuresAnswer): Promise<void> {
    this.#answer = answer;
    this.#rows = failureRows(answer);
    for (const row of this.#rows) this.#learnParents(row);
    this.#view.description = shownName(answer.root);
    this.#view.message = '';
    await commands.executeCommand('setContext', contextKey, true);
    this.#changed.fire(undefined);
    const [first] = this.#rows;
    if (first !== undefined) await this.#view.reveal(first, { focus: false, select: false });
  }

  /** Says so when the topology is another one now; what is shown stays. */
  markOutdated({ root, version }: { readonly root: string; readonly version: number }): void {
    if (this.#answer?.root !== root || this.#answer.version === version) return;
    this.#view.message = 'The topology has changed since. Analyze again to see how it is now.';
  }

  clear(): void {
    this.#answer = undefined;
    this.#rows = [];
    this.#changed.fire(undefined);
    void commands.executeCommand('setContext', contextKey, false);
  }

  follow(): Disposable[] {
    return [this.#view, this.#changed];
  }

  #learnParents(row: Row): void {
    for (const child of row.children) {
      this.#parents.set(child, row);
      this.#learnParents(child);
    }
  }
}

function treeItem(row: Row): TreeItem {
  const item = new TreeItem(row.label, collapsibleState(row));
  item.description = row.description;
  item.tooltip = row.sentence;
  item.accessibilityInformation = { label: row.sentence };
  item.iconPath = new ThemeIcon(row.icon, colourOf(row.icon));
  if (row.element !== undefined || row.off !== undefined) {
    item.command = { title: 'Show', command: 'bridgehead.showFailure', arguments: [row] };
  }
  return item;
}

function collapsibleState({ children, open }: Row): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function colourOf(icon: string): ThemeColor | undefined {
  const colours: Readonly<Record<string, string>> = {
    error: 'problemsErrorIcon.foreground',
    warning: 'problemsWarningIcon.foreground',
    pass: 'testing.iconPassed',
  };
  const colour = colours[icon];
  return colour === undefined ? undefined : new ThemeColor(colour);
}
