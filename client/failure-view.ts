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
import type { FailuresAnswer } from '#core/protocol/requests';
import { failureRows, type Row } from './failure-rows.ts';
import type { TopologyChange } from './language-server.ts';
import { shownName } from './topologies.ts';

const viewId = 'bridgehead.failures';
const contextKey = 'bridgehead.hasFailures';

/** How far the analysis is that is shown. */
type Stage = 'running' | 'stopped' | 'done';

export class FailureView {
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<Row>;
  readonly #parents = new WeakMap<Row, Row>();
  /** By root: the topologies as they are now. */
  readonly #versions = new Map<string, number>();
  #rows: readonly Row[] = [];
  #answer: FailuresAnswer | undefined;
  #stage: Stage = 'done';

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

  /** Shows an analysis, and brings a new one into sight; the keyboard stays where it is. */
  async show(answer: FailuresAnswer, stage: Exclude<Stage, 'stopped'>): Promise<void> {
    const isNew = this.#stage !== 'running';
    this.#answer = answer;
    this.#stage = stage;
    this.#rows = failureRows(answer, { isWhole: stage === 'done' });
    for (const row of this.#rows) this.#learnParents(row);
    this.#say();
    await commands.executeCommand('setContext', contextKey, true);
    this.#changed.fire(undefined);
    const [first] = this.#rows;
    if (isNew && first !== undefined) await this.#view.reveal(first, { focus: false, select: false });
  }

  /** The analysis has ended, before its time if not all of it is shown: what was found stays. */
  stopped(): void {
    if (this.#stage === 'running') this.#stage = 'stopped';
    this.#say();
  }

  /** A topology is another one now; what is shown of it stays, and says so. */
  changed({ root, version }: Pick<TopologyChange, 'root' | 'version'>): void {
    this.#versions.set(root, version);
    this.#say();
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

  /** Which topology it is about, which is said nowhere else, and what one has to know about the rows. */
  #say(): void {
    if (this.#answer === undefined) return;
    const { root, version } = this.#answer;
    const isOutdated = (this.#versions.get(root) ?? version) !== version;
    const note = isOutdated ? outdated : notes[this.#stage];
    this.#view.message = note === '' ? shownName(root) : `${shownName(root)}: ${note}`;
  }

  #learnParents(row: Row): void {
    for (const child of row.children) {
      this.#parents.set(child, row);
      this.#learnParents(child);
    }
  }
}

const outdated = 'The topology has changed since. Analyze again to see how it is now.';

const notes: Readonly<Record<Stage, string>> = {
  running: 'The analysis goes on. The worst so far come first.',
  stopped: 'The analysis was stopped, so there may be more. Analyze again to see all.',
  done: '',
};

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
