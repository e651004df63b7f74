// One preview panel: its page, and the relay of messages between the page and the language server. Computes nothing.

import {
  CancellationTokenSource,
  env,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type TextEditor,
  type WebviewPanel,
} from 'vscode';
import type { ElementId } from '#core/model/element';
import type { Answer } from '#core/answer';
import type { Point } from '#core/graph/scene';
import type { PlacesVersion } from '#core/graph/places-update';
import type { FromPreview, PreviewLook, ToPreview } from '#core/protocol/preview';
import type {
  ComparisonAnswer,
  Location,
  PlayAnswer,
  Requests,
  RouteAnswer,
  SceneAnswer,
} from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import type { Script } from '#core/simulation/script';
import { putThere } from './layout-file.ts';
import type { LanguageServer } from './language-server.ts';
import type { ScenarioOrder } from './make-scenario.ts';
import type { TestOrder } from './make-test.ts';
import { PageQuestions } from './page-questions.ts';
import { SceneFeed } from './scene-feed.ts';
import { selectionOf, showSource } from './show-source.ts';
import { shownName } from './topologies.ts';
import { pageResources, webviewPage } from './webview-page.ts';

/** Nobody can read the document any more; its message says so in full. */
class Gone extends Error {}

export const previewType = 'bridgehead.preview';

const page = { title: 'Mail topology', script: 'preview.js', style: 'preview.css', paints: true } as const;

export interface PreviewContext {
  readonly extension: Uri;
  readonly server: LanguageServer;
  /** The user asks in the preview to be asked for a test message. */
  readonly askMessage: (document: Uri, from: string | undefined) => Promise<void>;
  /** The user is to pick a scenario, which is then simulated. */
  readonly pickScenario: (document: Uri) => Promise<void>;
  /** A message of the preview is to become a test. */
  readonly makeTest: (order: TestOrder) => Promise<void>;
  /** What was done in the preview is to become a scenario. */
  readonly makeScenario: (order: ScenarioOrder) => Promise<void>;
}

export class Preview {
  readonly panel: WebviewPanel;
  readonly #context: PreviewContext;
  readonly #disposables: Disposable[] = [];
  readonly #questions = new PageQuestions();
  /** The root of what is drawn, as soon as the server has said it; before, the document that was asked for. */
  #document: Uri;
  /** Draws in the page what the server knows. */
  readonly #scenes: SceneFeed;
  #isVisible = true;
  /** The page listens. It does not while the tab is hidden: then there is no page. */
  #isReady = false;
  /** The document bears another name than in the last scene. */
  #isMoved = false;
  /** What to tell the page as soon as it listens. */
  #waiting: ToPreview[] = [];
  /** Cancels the simulation that is being waited for. */
  #playing: CancellationTokenSource | undefined;
  /** Resolves when all boxes that were moved are where they were put. */
  #placing: Promise<void> = Promise.resolve();
  /** Where the last click in the drawing led. */
  #revealed: Location | undefined;

  constructor(context: PreviewContext, panel: WebviewPanel, document: Uri) {
    this.#context = context;
    this.panel = panel;
    this.#document = document;
    this.#scenes = new SceneFeed({
      ask: (known) => this.#askScene(known),
      send: (answer) => this.#sendScene(answer),
      expect: (places) => this.#post({ type: 'expect', places }),
      fail: (error) => this.#post({ type: 'error', message: sentence(error) }),
    });
    panel.iconPath = {
      light: Uri.joinPath(context.extension, 'media', 'file-icon-light.svg'),
      dark: Uri.joinPath(context.extension, 'media', 'file-icon-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: pageResources(context.extension) };
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: FromPreview) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible === this.#isVisible) return;
        this.#isVisible = panel.visible;
        if (panel.visible) return this.#scenes.loading();
        this.#isReady = false;
        this.#scenes.hidden();
        this.#questions.giveUp();
        this.#stopPlaying();
      }),
      panel.onDidDispose(() => {
        this.#questions.giveUp();
        this.#stopPlaying();
        for (const disposable of this.#disposables) disposable.dispose();
      }),
    );
    this.#setTitle();
    panel.webview.html = webviewPage(panel.webview, context.extension, page);
    this.#scenes.loading();
  }

  get document(): Uri {
    return this.#document;
  }

  /** The document goes on under another name: it was saved for the first time, or renamed. */
  moveTo(document: Uri): void {
    this.#document = document;
    this.#isMoved = true;
    void this.refresh();
  }

  /** Draws anew. */
  refresh(): Promise<void> {
    return this.#scenes.refresh();
  }

  /** Plays a test message, with the switches as they are or with exactly these elements off. */
  send(message: TestMessage, down?: readonly ElementId[]): void {
    this.#postWhenReady({ type: 'send', message, ...(down && { down }) });
  }

  /** Shows a failure: these elements are off, all others on. */
  switchOff(elements: readonly ElementId[]): void {
    this.#postWhenReady({ type: 'switchOff', elements });
  }

  /** Shows what logs tell that connectors carried. */
  showTraffic(traffic: ComparisonAnswer['traffic']): void {
    this.#postWhenReady({ type: 'traffic', traffic });
  }

  /** Simulates a scenario from its beginning. */
  runScenario(scenario: string): void {
    this.#postWhenReady({ type: 'runScenario', scenario });
  }

  /** What is seen in it. */
  async look(): Promise<PreviewLook | undefined> {
    const answer = await this.#questions.ask({ type: 'look' }, (question) => this.#postWhenReady(question));
    return answer.type === 'looked' ? answer.look : undefined;
  }

  /** The text of an SVG file as a PNG in base64, or into the clipboard. */
  async paint(svg: string, { copy }: { readonly copy: boolean }): Promise<Answer<string>> {
    const answer = await this.#questions.ask({ type: 'paint', svg, copy }, (question) => this.#postWhenReady(question));
    return answer.type === 'painted' ? answer.answer : { ok: false, error: 'The preview did not paint it.' };
  }

  /** The page answers with what was done in it. */
  askForScenario(): void {
    this.#postWhenReady({ type: 'makeScenario' });
  }

  /** The page opens its field for finding things. */
  openFind(): void {
    this.#postWhenReady({ type: 'openFind' });
  }

  /** The page answers with the message to make a test from. */
  askForTest(): void {
    this.#postWhenReady({ type: 'makeTest' });
  }

  /** The cursor went to this element. */
  select(element: ElementId | null): void {
    this.#post({ type: 'select', element });
  }

  /** The cursor is where the drawing itself has put it. */
  hasRevealed(editor: TextEditor): boolean {
    const revealed = this.#revealed;
    if (revealed?.uri !== editor.document.uri.toString()) return false;
    return editor.selection.isEqual(selectionOf(revealed));
  }

  /** What is drawn is out of date, and why. */
  showError(message: string): void {
    this.#post({ type: 'error', message });
  }

  #sendScene(answer: SceneAnswer | null): void {
    if (answer !== null) this.#document = Uri.parse(answer.root, true);
    this.#setTitle();
    const moved = this.#isMoved;
    this.#isMoved = false;
    this.#post({ type: 'scene', uri: this.#document.toString(), ...inBytes(answer), moved });
  }

  async #askScene(known: PlacesVersion | null): Promise<SceneAnswer | null> {
    if (!(await keepOpen(this.#document))) throw new Gone(goneMessage(this.#document));
    return this.#context.server.request('bridgehead/scene', { uri: this.#document.toString(), known });
  }

  #setTitle(): void {
    const name = shownName(this.#document).split('/').at(-1) ?? '';
    this.panel.title = `Preview ${name}`;
  }

  #postWhenReady(message: ToPreview): void {
    if (this.#isReady) this.#post(message);
    else this.#waiting.push(message);
  }

  #post(message: ToPreview): void {
    void this.panel.webview.postMessage(message);
  }

  #receive(message: FromPreview): Promise<void> | void {
    switch (message.type) {
      case 'ready':
        return this.#start();
      case 'looked':
      case 'painted':
        return this.#questions.answered(message);
      case 'reveal':
        return this.#reveal(message.element, message.focus);
      case 'route':
        return this.#route(message);
      case 'askMessage':
        return this.#context.askMessage(this.#document, message.from);
      case 'makeTest':
        return this.#context.makeTest({ document: this.#document, sent: message.sent, besides: this.panel.viewColumn });
      case 'makeScenario':
        return this.#context.makeScenario({ document: this.#document, made: message.made, besides: this.panel.viewColumn }); // prettier-ignore
      case 'pickScenario':
        return this.#context.pickScenario(this.#document);
      case 'play':
        return this.#play(message);
      case 'cancelPlay':
        return this.#playing?.cancel();
      case 'find': {
        const { request, script, at, query } = message;
        return this.#answer(request, 'found', 'bridgehead/findMessages', { script, at, query });
      }
      case 'history': {
        const { request, script, number } = message;
        return this.#answer(request, 'history', 'bridgehead/messageHistory', { script, number });
      }
      case 'save':
        return this.#save(message.name, message.text);
      case 'copy':
        return this.#copy(message.text);
      case 'place':
        return this.#place(message.element, message.to);
    }
  }

  async #start(): Promise<void> {
    this.#isReady = true;
    await this.#scenes.ready();
    for (const message of this.#waiting.splice(0)) this.#post(message);
  }

  async #reveal(element: string, focus: boolean): Promise<void> {
    if (!focus && !revealsOnClick(this.#document)) return;
    try {
      const location = await this.#context.server.request('bridgehead/locate', {
        uri: this.#document.toString(),
        element,
      });
      if (location === null) return;
      this.#revealed = location;
      await showSource(location, { focus, besides: this.panel.viewColumn });
    } catch (error) {
      window.setStatusBarMessage(`$(warning) ${sentence(error)}`, 5000);
    }
  }

  async #route({ request, message, down }: Extract<FromPreview, { type: 'route' }>): Promise<void> {
    this.#post({ type: 'sent', request, answer: await this.#askRoute(message, down) });
  }

  async #askRoute(message: TestMessage, down: readonly string[]): Promise<Answer<RouteAnswer>> {
    try {
      return await this.#context.server.request('bridgehead/route', { uri: this.#document.toString(), message, down });
    } catch (error) {
      return { ok: false, error: sentence(error) };
    }
  }

  /** Simulates; what was asked before is not waited for any more. */
  async #play({ request, script, at }: Extract<FromPreview, { type: 'play' }>): Promise<void> {
    this.#stopPlaying();
    const playing = new CancellationTokenSource();
    this.#playing = playing;
    const progressed = (done: number): void => this.#post({ type: 'playing', request, done });
    const answer = await this.#askPlay({ script, at }, playing.token, progressed);
    playing.dispose();
    // The page has asked something else since, or is another one.
    if (this.#playing !== playing) return;
    this.#playing = undefined;
    this.#post({ type: 'played', request, answer });
  }

  #stopPlaying(): void {
    this.#playing?.cancel();
    this.#playing = undefined;
  }

  async #askPlay(
    asked: { readonly script: Script; readonly at: number },
    token: CancellationToken,
    progressed: (done: number) => void,
  ): Promise<Answer<PlayAnswer> | null> {
    try {
      if (!(await keepOpen(this.#document))) return { ok: false, error: goneMessage(this.#document) };
      const params = { ...asked, uri: this.#document.toString() };
      return await this.#context.server.requestWithProgress('bridgehead/play', params, token, { progressed });
    } catch (error) {
      return token.isCancellationRequested ? null : { ok: false, error: sentence(error) };
    }
  }

  async #answer<Method extends 'bridgehead/findMessages' | 'bridgehead/messageHistory'>(
    request: number,
    type: 'found' | 'history',
    method: Method,
    asked: Omit<Requests[Method]['params'], 'uri'>,
  ): Promise<void> {
    const params = { ...asked, uri: this.#document.toString() } as Requests[Method]['params'];
    const answer = await this.#context.server.request(method, params).catch((error: unknown) => ({ ok: false, error: sentence(error) })); // prettier-ignore
    this.#post({ type, request, answer } as ToPreview);
  }

  async #save(name: string, text: string): Promise<void> {
    const folder = Uri.joinPath(this.#document, '..');
    const defaultUri = this.#document.scheme === 'untitled' ? undefined : Uri.joinPath(folder, name);
    const uri = await window.showSaveDialog({ ...(defaultUri && { defaultUri }), title: 'Export Simulation' });
    if (uri === undefined) return;
    try {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      window.setStatusBarMessage(`Saved ${shownName(uri)}.`, 3000);
    } catch (error) {
      void window.showErrorMessage(`'${shownName(uri)}' was not written. ${error instanceof Error ? error.message : String(error)}`); // prettier-ignore
    }
  }

  /** One after the other: each is written into the file that the one before has left. */
  #place(element: string, to: Point): Promise<void> {
    this.#placing = this.#placing.then(() => this.#placeNow(element, to));
    return this.#placing;
  }

  async #placeNow(element: string, to: Point): Promise<void> {
    const failure = await putThere(this.#context.server, { document: this.#document, element, to }).catch(sentence);
    if (failure === undefined) return this.refresh();
    this.#post({ type: 'notPlaced', message: failure });
    void window.showWarningMessage(failure);
  }

  async #copy(text: string): Promise<void> {
    await env.clipboard.writeText(text);
    window.setStatusBarMessage('Copied to the clipboard.', 3000);
  }
}

function revealsOnClick(document: Uri): boolean {
  return workspace.getConfiguration('bridgehead.preview', document).get('revealOnClick', true);
}

/** The server knows open documents; one that no tab shows any more is opened again in the background. */
async function keepOpen(document: Uri): Promise<boolean> {
  const uri = document.toString();
  if (workspace.textDocuments.some((open) => open.uri.toString() === uri)) return true;
  if (document.scheme === 'untitled') return false;
  try {
    await workspace.openTextDocument(document);
    return true;
  } catch {
    return false;
  }
}

/** Whole places are megabytes of text, which VS Code would quote and unquote on its way; bytes it hands on as they are. */
function inBytes(answer: SceneAnswer | null): Pick<Extract<ToPreview, { type: 'scene' }>, 'answer' | 'text'> {
  if (answer?.places.kind !== 'whole') return { answer };
  const text = new TextEncoder().encode(answer.places.text);
  return { answer: { ...answer, places: { ...answer.places, text: '' } }, text };
}

function goneMessage(document: Uri): string {
  const name = shownName(document);
  return document.scheme === 'untitled'
    ? `'${name}' was closed without saving, so its drawing stands still. Close this preview when you are done with it.`
    : `'${name}' cannot be read any more, so its drawing stands still. Bring the file back, or close this preview.`;
}

function sentence(error: unknown): string {
  if (error instanceof Gone) return error.message;
  const said = error instanceof Error ? error.message : String(error);
  return `${said.replace(/\.?$/, '.')} Run "Bridgehead: Restart Language Server"; "Bridgehead: Show Log" says more.`;
}
