// Failure analysis as the user knows it: analyze, check a maintenance, look at what was found in the text, in the
// preview and in the matrix.

import { Uri, ViewColumn, workspace, type Disposable } from 'vscode';
import { updated } from '#core/graph/places-update';
import type { ElementId } from '#core/model/element';
import type { FailuresAnswer } from '#core/protocol/requests';
import { analyzeFailures } from './analyze-failures.ts';
import type { Row } from './failure-rows.ts';
import { FailureView } from './failure-view.ts';
import type { LanguageServer } from './language-server.ts';
import type { Matrices } from './matrices.ts';
import { pickElements } from './pick-elements.ts';
import type { Previews } from './previews.ts';
import { columnOf, showSource } from './show-source.ts';
import { shownName } from './topologies.ts';

export class Failures {
  readonly #server: LanguageServer;
  readonly #previews: Previews;
  readonly #matrices: Matrices;
  readonly #view = new FailureView();
  /** Counts them: what an earlier one finds is not shown over what a later one has found. */
  #analyses = 0;

  constructor(server: LanguageServer, previews: Previews, matrices: Matrices) {
    this.#server = server;
    this.#previews = previews;
    this.#matrices = matrices;
  }

  follow(): Disposable[] {
    return [
      ...this.#view.follow(),
      this.#server.onDidChangeTopology((change) => {
        this.#view.changed(change);
      }),
    ];
  }

  async analyze(document: Uri): Promise<void> {
    await this.#analyze(document, []);
  }

  /** Asks what is off together, and shows what that does; the preview shows it too. */
  async checkMaintenance(document: Uri): Promise<void> {
    await workspace.openTextDocument(document);
    const answer = await this.#server.request('bridgehead/scene', { uri: document.toString() });
    if (answer === null) throw new Error(`'${shownName(document)}' is not open. Open it and try again.`);
    const title = `Check Maintenance: ${shownName(document)}`;
    const drawn = updated(undefined, answer.places);
    if (drawn === undefined) throw new Error('Bridgehead could not list what can be off: a fault of ours.');
    const down = await pickElements(drawn.places, { title, picked: this.#lastDown(answer.root) });
    if (down === undefined) return;
    await this.#analyze(document, down);
    this.#switchOff(document, down);
  }

  /** The same question once more, of the topology as it is now. */
  async again(): Promise<void> {
    const answer = this.#view.answer;
    if (answer !== undefined) await this.#analyze(Uri.parse(answer.root, true), answer.down);
  }

  clear(): void {
    this.#view.clear();
  }

  /** A row was chosen: shows where it is written, and the failure in the preview. The keyboard stays in the view. */
  async show({ element, off }: Row): Promise<void> {
    const answer = this.#view.answer;
    if (answer === undefined) return;
    const root = Uri.parse(answer.root, true);
    await workspace.openTextDocument(root);
    if (element !== undefined) {
      const location = await this.#server.request('bridgehead/locate', { uri: answer.root, element });
      if (location !== null) await showSource(location, { focus: false, besides: undefined });
    }
    if (off !== undefined) this.#switchOff(root, off);
  }

  /** Opens the table of all ways: of the analysis that is shown, or of the document as it is. */
  showMatrix(document: Uri | undefined): void {
    const answer = this.#view.answer;
    if (document !== undefined) this.#matrices.open(document, []);
    else if (answer !== undefined) this.#matrices.open(Uri.parse(answer.root, true), answer.down);
  }

  async #analyze(document: Uri, down: readonly ElementId[]): Promise<void> {
    this.#analyses += 1;
    const analysis = this.#analyses;
    const isLast = (): boolean => analysis === this.#analyses;
    const found = (soFar: FailuresAnswer): void => {
      if (isLast()) void this.#view.show(soFar, 'running');
    };
    try {
      const answer = await analyzeFailures(this.#server, { document, down, found });
      if (answer !== undefined && isLast()) await this.#view.show(answer, 'done');
    } finally {
      if (isLast()) this.#view.stopped();
    }
  }

  #switchOff(document: Uri, elements: readonly ElementId[]): void {
    const column = columnOf(document) === undefined ? ViewColumn.Active : ViewColumn.Beside;
    this.#previews.open(document, { column, preserveFocus: true }).switchOff(elements);
  }

  #lastDown(root: string): readonly ElementId[] {
    const answer = this.#view.answer;
    return answer?.root === root ? answer.down : [];
  }
}
