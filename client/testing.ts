// VS Code's Testing view over the tests of the topologies. The server knows every result at every edit; here they are
// listed, reported when a run asks for them, and followed while runs are continuous.

import {
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type FileCoverage,
  type FileCoverageDetail,
  type TestController,
  type TestItem,
  type TestRun,
  type TestRunProfile,
} from 'vscode';
import type { TestAnswer, TestsAnswer } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import { coveredFile } from './test-coverage.ts';
import { rootOfItem, showTests, testId, testsById, testsIn } from './test-items.ts';
import { reportTest, verdictOf } from './test-run.ts';

/** Typing is not held up by reports; what was typed is in them soon after. */
const editRestMilliseconds = 150;

/** More files than anybody writes by hand; beyond, tests are listed when their file is opened. */
const mostFiles = 500;

export class Testing {
  readonly #server: LanguageServer;
  readonly #controller: TestController;
  readonly #runProfile: TestRunProfile;
  readonly #details = new WeakMap<FileCoverage, readonly FileCoverageDetail[]>();
  /** By item: what the last run has said of it. */
  readonly #reported = new WeakMap<TestItem, string>();
  readonly #continuous = new Set<TestRunRequest>();
  /** Topologies to ask about once the user pauses, by any of their documents. */
  readonly #stale = new Set<string>();
  #editRest: ReturnType<typeof setTimeout> | undefined;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#controller = tests.createTestController('bridgehead', 'Mail Topologies');
    this.#controller.resolveHandler = (item) => (item === undefined ? this.#discover() : undefined);
    this.#controller.refreshHandler = () => this.#discover();
    this.#runProfile = this.#profile('Run', TestRunProfileKind.Run, (request, token) => this.#start(request, token));
    this.#runProfile.supportsContinuousRun = true;
    const coverage = this.#profile('Coverage', TestRunProfileKind.Coverage, (request, token) =>
      this.#run(request, token, { coverage: true }),
    );
    coverage.loadDetailedCoverage = (_, file) => Promise.resolve([...(this.#details.get(file) ?? [])]);
  }

  follow(): Disposable[] {
    return [
      this.#controller,
      this.#server.onDidChangeTopology(({ root, uris }) => {
        for (const uri of uris) if (uri !== root) this.#controller.items.delete(uri);
        this.#refreshSoon(root);
      }),
      // A line more or less moves tests, even where the topology stays the same.
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId === 'topo' && contentChanges.length > 0) this.#refreshSoon(document.uri.toString());
      }),
      workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
        if (isUntitled) this.#controller.items.delete(uri.toString());
      }),
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.#controller.items.delete(uri.toString());
      }),
      { dispose: () => clearTimeout(this.#editRest) },
    ];
  }

  /** Runs one test, as if its item had been run. */
  async runOne(uri: string, name: string): Promise<void> {
    const item = await this.#itemOf(uri, name);
    const request = new TestRunRequest([item], undefined, this.#runProfile, false, true);
    await this.#run(request, undefined, { coverage: false });
  }

  /** The test as it is now. Throws a sentence when it is gone. */
  async testNamed(uri: string, name: string): Promise<TestAnswer> {
    await workspace.openTextDocument(Uri.parse(uri, true));
    const answer = await this.#refresh(uri);
    const test = answer?.tests.find((one) => one.kind === 'test' && one.name === name);
    if (test === undefined) throw new Error(`There is no test '${name}' any more. It was renamed or deleted.`);
    return test;
  }

  async #itemOf(uri: string, name: string): Promise<TestItem> {
    const test = await this.testNamed(uri, name);
    for (const [, topology] of this.#controller.items) {
      const item = topology.children.get(testId(test.name));
      if (item?.uri?.toString() === test.uri) return item;
    }
    throw new Error(`The test '${name}' cannot be found. Open the Testing view and refresh it.`);
  }

  #profile(
    label: string,
    kind: TestRunProfileKind,
    handler: (request: TestRunRequest, token: CancellationToken) => Promise<void>,
  ): TestRunProfile {
    return this.#controller.createRunProfile(label, kind, handler, true);
  }

  /** Opens the topologies of the workspace that hold tests, in the background; the server then knows them. */
  async #discover(): Promise<void> {
    const found = await workspace.findFiles('**/*.topo', '**/node_modules/**', mostFiles);
    const open = workspace.textDocuments.filter((one) => one.languageId === 'topo').map((one) => one.uri);
    const promising = await Promise.all(found.map(async (uri) => ((await mayHoldTests(uri)) ? [uri] : [])));
    const byName = new Map([...open, ...promising.flat()].map((uri) => [uri.toString(), uri]));
    await Promise.all([...byName.values()].map((uri) => workspace.openTextDocument(uri)));
    for (const uri of byName.keys()) await this.#refresh(uri);
  }

  #refreshSoon(uri: string): void {
    this.#stale.add(uri);
    clearTimeout(this.#editRest);
    this.#editRest = setTimeout(() => {
      const due = [...this.#stale];
      this.#stale.clear();
      for (const each of due) void this.#refresh(each).catch(() => undefined);
    }, editRestMilliseconds);
  }

  /** Lists the tests of the document's topology as they are now; null when it has been closed. */
  async #refresh(uri: string): Promise<TestsAnswer | null> {
    const answer = await this.#server.request('bridgehead/tests', { uri });
    if (answer === null) return null;
    showTests(this.#controller, answer);
    await this.#followResults(answer);
    return answer;
  }

  /** Continuous runs report what has changed; elsewhere a result that no longer holds is shown as a past one. */
  async #followResults(answer: TestsAnswer): Promise<void> {
    const topology = this.#controller.items.get(answer.root);
    if (topology === undefined) return;
    const now = testsById(answer);
    const changed = testsIn(topology).filter((item) => {
      const test = now.get(item.id);
      return test !== undefined && this.#reported.get(item) !== verdictOf(test);
    });
    const followed = new Set<TestItem>();
    for (const request of this.#continuous) {
      const due = this.#testsOf(request).filter((item) => changed.includes(item));
      if (due.length === 0) continue;
      for (const item of due) followed.add(item);
      // A request of its own: what is created for the same one counts as a part of its first run.
      const { include, exclude, profile } = request;
      const run = this.#controller.createTestRun(new TestRunRequest(include, exclude, profile, true, true));
      await this.#report(run, due, now);
      run.end();
    }
    const past = changed.filter((item) => this.#reported.has(item) && !followed.has(item));
    if (past.length > 0) this.#controller.invalidateTestResults(past);
  }

  #start(request: TestRunRequest, token: CancellationToken): Promise<void> {
    if (request.continuous) {
      this.#continuous.add(request);
      token.onCancellationRequested(() => this.#continuous.delete(request));
    }
    return this.#run(request, token, { coverage: false });
  }

  async #run(
    request: TestRunRequest,
    token: CancellationToken | undefined,
    { coverage }: { readonly coverage: boolean },
  ): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const items = this.#testsOf(request);
    for (const item of items) run.enqueued(item);
    try {
      for (const root of new Set(items.map(rootOfItem))) {
        if (token?.isCancellationRequested) break;
        const ofRoot = items.filter((item) => rootOfItem(item) === root);
        await this.#runTopology(run, root, ofRoot);
        if (coverage) await this.#addCoverage(run, root, ofRoot);
      }
    } finally {
      run.end();
    }
  }

  async #runTopology(run: TestRun, root: string, items: readonly TestItem[]): Promise<void> {
    await workspace.openTextDocument(Uri.parse(root, true));
    const answer = await this.#server.request('bridgehead/tests', { uri: root });
    await this.#report(run, items, answer === null ? new Map<string, TestAnswer>() : testsById(answer));
  }

  async #report(run: TestRun, items: readonly TestItem[], now: ReadonlyMap<string, TestAnswer>): Promise<void> {
    for (const item of items) {
      const test = now.get(item.id);
      if (test !== undefined) this.#reported.set(item, verdictOf(test));
      await reportTest(run, item, test);
    }
  }

  async #addCoverage(run: TestRun, root: string, items: readonly TestItem[]): Promise<void> {
    const names = items.map(({ label }) => label);
    const answer = await this.#server.request('bridgehead/coverage', { uri: root, tests: names });
    for (const file of answer?.files ?? []) {
      const { coverage, details } = coveredFile(file);
      this.#details.set(coverage, details);
      run.addCoverage(coverage);
    }
  }

  #testsOf({ include, exclude }: TestRunRequest): readonly TestItem[] {
    const chosen = include ?? [...this.#controller.items].map(([, item]) => item);
    const left = new Set(exclude?.flatMap(testsIn));
    return [...new Set(chosen.flatMap(testsIn))].filter((item) => !left.has(item));
  }
}

/** Reads only what it must: most topologies say soon whether they have tests or lead to files that may. */
async function mayHoldTests(uri: Uri): Promise<boolean> {
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    return ['test', 'scenario', 'include'].some((word) => text.includes(word));
  } catch {
    return false;
  }
}

/** The test that a code lens (its file and name) or a row of the Testing view is about. */
export function testMeant(args: readonly unknown[]): { readonly uri: string; readonly name: string } | undefined {
  const [first, second] = args;
  if (typeof first === 'string' && typeof second === 'string') return { uri: first, name: second };
  if (!isRow(first) || typeof first.parent !== 'object' || first.parent === null) return undefined;
  const { id } = first.parent;
  return typeof id === 'string' ? { uri: id, name: first.label } : undefined;
}

function isRow(value: unknown): value is { readonly label: string; readonly parent: { readonly id?: unknown } | null } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'label' in value &&
    typeof value.label === 'string' &&
    'parent' in value
  );
}

/** Tells why a test has no route to show. */
export function cannotBeShown({ name, failures }: TestAnswer): void {
  const why = failures[0]?.message ?? 'Add a statement "send from … to …" to it.';
  void window.showInformationMessage(`The test '${name}' has no route to show. ${why}`);
}
