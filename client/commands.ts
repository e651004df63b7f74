// The commands, each a few words: which document is meant, and who does it.

import { commands, Uri, ViewColumn, window, type Disposable, type LogOutputChannel, type Memento } from 'vscode';
import { anonymize } from './anonymize.ts';
import { isRow } from './failure-rows.ts';
import { checkDrift, clearDrift } from './drift.ts';
import { compareWithLogs } from './compare-logs.ts';
import { disableRule } from './disable-rule.ts';
import { copyDrawing, exportDrawing } from './export-drawing.ts';
import { exportTopology } from './export-topology.ts';
import type { Failures } from './failures.ts';
import { importTopology } from './import-topology.ts';
import type { LanguageServer } from './language-server.ts';
import { resetLayout } from './layout-file.ts';
import { makeScenario } from './make-scenario.ts';
import { makeTest } from './make-test.ts';
import { newFromTemplate } from './new-from-template.ts';
import type { Matrices } from './matrices.ts';
import type { Previews } from './previews.ts';
import { reportFailure } from './report-failure.ts';
import { givenMessage, sendTestMessage } from './send-test-message.ts';
import { runScenario } from './run-scenario.ts';
import { runWizard, type WizardOrder } from './run-wizard.ts';
import { columnOf } from './show-source.ts';
import { cannotBeShown, testMeant, type Testing } from './testing.ts';
import type { Topologies } from './topologies.ts';

export interface CommandContext {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  readonly server: LanguageServer;
  readonly topologies: Topologies;
  readonly previews: Previews;
  readonly testing: Testing;
  readonly matrices: Matrices;
  readonly failures: Failures;
  readonly memory: Memento;
}

export function registerCommands(context: CommandContext): Disposable[] {
  const { extension, log, server, previews, failures } = context;
  const actions: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
    openPreview: (argument) => openPreview(context, argument, { column: ViewColumn.Active, preserveFocus: false }),
    openPreviewToSide: (argument) => openPreview(context, argument, { column: ViewColumn.Beside, preserveFocus: true }),
    showSource: () => showSourceOfPreview(previews),
    findInPreview: (argument) => findInPreview(context, argument),
    sendTestMessage: (argument) => send(context, argument),
    makeTest: (argument) => makeTestOfLast(context, argument),
    makeScenario: (argument) => makeScenarioOfPreview(context, argument),
    runTest: (...args) => runTest(context, args),
    showTestRoute: (...args) => showTestRoute(context, args),
    runScenario: (...args) => play(context, args),
    analyzeFailures: (argument) => withDocument(context, argument, (document) => failures.analyze(document)),
    checkMaintenance: (argument) => withDocument(context, argument, (document) => failures.checkMaintenance(document)),
    compareWithLog: (argument) =>
      withDocument(context, argument, (document) => compareWithLogs(server, previews, document)),
    analyzeAgain: () => failures.again(),
    clearFailures: () => failures.clear(),
    showFailure: (row) => (isRow(row) ? failures.show(row) : undefined),
    showMatrix: (argument) => withDocument(context, argument, (document) => failures.showMatrix(document)),
    showMatrixOfFailures: () => failures.showMatrix(undefined),
    anonymize: (argument) => withDocument(context, argument, (document) => anonymize(server, document)),
    checkDrift: (argument) => withDocument(context, argument, (document) => checkDrift(server, document)),
    clearDrift: () => clearDrift(server),
    insertVirtualServer: (argument) => wizard(context, 'virtual server', argument),
    insertSmtpConnector: (argument) => wizard(context, 'smtp connector', argument),
    newRoutingGroupConnector: (argument) => wizard(context, 'routing group connector', argument),
    keepConnectorToRoutingGroup: (argument) => wizard(context, 'scope', argument),
    disableRule: (...args) => disableRule(server, args),
    relayThroughSmartHost: (argument) => wizard(context, 'smart host', argument),
    importTopology: (argument, all) => importTopology(context, chosenIn(argument, all)),
    export: (argument) => withDocument(context, argument, (document) => exportTopology(server, document)),
    exportDrawing: (argument) => withDocument(context, argument, (document) => exportDrawing(context, document)),
    copyDrawing: (argument) => withDocument(context, argument, (document) => copyDrawing(context, document)),
    newFromTemplate: (id) => newFromTemplate(extension, id),
    resetLayout: (argument) => withDocument(context, argument, (document) => resetLayoutOf(context, document)),
    restartServer: () => server.restart(),
    showLog: () => {
      log.show();
    },
  };
  return Object.entries(actions).map(([name, action]) =>
    commands.registerCommand(`bridgehead.${name}`, (...args: unknown[]) =>
      reportFailure(context, () => action(...args)),
    ),
  );
}

/** What is chosen in the explorer, where the first argument is what was clicked; nothing from the palette. */
function chosenIn(clicked: unknown, all: unknown): readonly Uri[] {
  const uris = (Array.isArray(all) ? all : [clicked]).filter((each) => each instanceof Uri);
  return uris;
}

/** The document that a menu or a quick fix names, else the one in front of the user, else the one that the user picks. */
async function documentFor(context: CommandContext, argument: unknown): Promise<Uri | undefined> {
  if (argument instanceof Uri) return argument;
  if (typeof argument === 'string') return Uri.parse(argument);
  const { topologies, previews, matrices } = context;
  const inFront = previews.active()?.document ?? matrices.active();
  return inFront ?? topologies.current() ?? previews.current()?.document ?? topologies.pick();
}

async function withDocument(
  context: CommandContext,
  argument: unknown,
  action: (document: Uri) => Promise<void> | void,
): Promise<void> {
  const document = await documentFor(context, argument);
  if (document !== undefined) await action(document);
}

async function openPreview(
  context: CommandContext,
  argument: unknown,
  where: { readonly column: ViewColumn; readonly preserveFocus: boolean },
): Promise<void> {
  const document = await documentFor(context, argument);
  if (document !== undefined) context.previews.open(document, where);
}

/** In the preview that is seen; where none is, that of the document in front of the user. */
async function findInPreview(context: CommandContext, argument: unknown): Promise<void> {
  const { previews } = context;
  const document = previews.current()?.document ?? (await documentFor(context, argument));
  if (document !== undefined) previews.open(document, { column: ViewColumn.Beside, preserveFocus: false }).openFind();
}

async function showSourceOfPreview(previews: Previews): Promise<void> {
  const document = previews.current()?.document;
  if (document === undefined) return;
  await window.showTextDocument(document, { viewColumn: columnOf(document) ?? ViewColumn.Active });
}

/** The argument is a document, a message or a part of one (`{ from, to }`), or nothing. */
async function send(context: CommandContext, argument: unknown): Promise<void> {
  const document = await documentFor(context, argument);
  if (document !== undefined) await sendTestMessage(context, document, givenMessage(argument));
}

/** The preview knows its messages; where there is none, nothing was sent. */
async function makeTestOfLast(context: CommandContext, argument: unknown): Promise<void> {
  const document = await documentFor(context, argument);
  if (document === undefined) return;
  if (context.previews.of(document) === undefined) {
    return makeTest(context.server, { document, sent: null, besides: undefined });
  }
  context.previews.open(document, { column: ViewColumn.Beside, preserveFocus: true }).askForTest();
}

/** The preview knows what was done in it; where there is none, nothing was. */
async function makeScenarioOfPreview(context: CommandContext, argument: unknown): Promise<void> {
  const document = await documentFor(context, argument);
  if (document === undefined) return;
  if (context.previews.of(document) === undefined) {
    return makeScenario(context.server, { document, made: null, besides: undefined });
  }
  context.previews.open(document, { column: ViewColumn.Beside, preserveFocus: true }).askForScenario();
}

async function resetLayoutOf({ server, topologies, previews }: CommandContext, document: Uri): Promise<void> {
  if (await resetLayout(server, topologies.rootOf(document) ?? document.toString())) {
    await previews.of(document)?.refresh();
  }
}

async function runTest({ testing }: CommandContext, args: readonly unknown[]): Promise<void> {
  const test = testMeant(args);
  if (test !== undefined) await testing.runOne(test.uri, test.name);
}

async function showTestRoute({ testing, previews }: CommandContext, args: readonly unknown[]): Promise<void> {
  const meant = testMeant(args);
  if (meant === undefined) return;
  const test = await testing.testNamed(meant.uri, meant.name);
  if (test.message === null) return cannotBeShown(test);
  const preview = previews.open(Uri.parse(meant.uri, true), { column: ViewColumn.Beside, preserveFocus: true });
  preview.send(test.message, test.down);
}

/** The arguments are a file and the name of a scenario in it, or a document, or nothing. */
async function play(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const [first, name] = args;
  const named =
    typeof first === 'string' && typeof name === 'string' ? { document: Uri.parse(first, true), name } : undefined;
  const document = named?.document ?? (await documentFor(context, first));
  if (document === undefined) return;
  await runScenario(context.server, context.previews, { document, scenario: named?.name });
}

/** The argument is what was clicked in a preview; else the cursor says where the user is. */
async function wizard(context: CommandContext, name: WizardOrder['wizard'], argument: unknown): Promise<void> {
  const { server, previews } = context;
  const element = clickedElement(argument);
  const preview = element === undefined ? undefined : previews.current();
  const document = preview?.document ?? (await documentFor(context, argument));
  if (document === undefined) return;
  const show = { focus: preview === undefined, besides: preview?.panel.viewColumn };
  await runWizard(server, { document, wizard: name, element, show });
}

/** What the menu of a preview says of the place where it was opened. */
function clickedElement(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('element' in argument)) return undefined;
  return typeof argument.element === 'string' ? argument.element : undefined;
}
