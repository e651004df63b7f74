// Activation, shared by desktop and web. What differs between them is the argument `createClient`.

import { window, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands.ts';
import { provideDrop } from './drop-topology.ts';
import { Failures } from './failures.ts';
import { LanguageServer, type CreateClient } from './language-server.ts';
import { makeScenario } from './make-scenario.ts';
import { makeTest } from './make-test.ts';
import { drawsBlocks } from './markdown.ts';
import { Matrices } from './matrices.ts';
import { providePaste } from './paste-topology.ts';
import { Previews } from './previews.ts';
import { offerHelp, reportFailure } from './report-failure.ts';
import { provideReports } from './reports.ts';
import { runScenario } from './run-scenario.ts';
import { sendTestMessage } from './send-test-message.ts';
import { showStatus } from './status.ts';
import { Testing } from './testing.ts';
import { Topologies } from './topologies.ts';

/** What VS Code asks of the extension besides commands. */
export interface ExtensionApi {
  /** For its Markdown preview. */
  readonly extendMarkdownIt: ReturnType<typeof drawsBlocks>;
}

export function activateExtension(context: ExtensionContext, createClient: CreateClient): ExtensionApi {
  const extension = context.extensionUri;
  const memory = context.workspaceState;
  const log = window.createOutputChannel('Bridgehead', { log: true });
  const server = new LanguageServer(createClient, log);
  const topologies = new Topologies();
  const previews: Previews = new Previews({
    extension,
    server,
    topologies,
    askMessage: (document, from) =>
      reportFailure({ log, server }, () =>
        sendTestMessage({ server, previews, memory }, document, { ...(from && { from }) }),
      ),
    pickScenario: (document) =>
      reportFailure({ log, server }, () => runScenario(server, previews, { document, scenario: undefined })),
    makeScenario: (order) => reportFailure({ log, server }, () => makeScenario(server, order)),
    makeTest: (order) => reportFailure({ log, server }, () => makeTest(server, order)),
  });
  const testing = new Testing(server);
  const matrices = new Matrices(extension, server);
  const failures = new Failures(server, previews, matrices);
  context.subscriptions.push(
    log,
    { dispose: () => server.stop() },
    server.onDidChangeState((state) => {
      if (state === 'failed') void offerHelp(server, serverIsDown);
    }),
    ...topologies.follow(server),
    ...previews.follow(server),
    ...testing.follow(),
    ...matrices.follow(),
    ...failures.follow(),
    ...provideReports(),
    providePaste(server),
    provideDrop(server),
    ...showStatus(server, topologies),
    ...registerCommands({ extension, log, server, topologies, previews, testing, matrices, failures, memory }),
  );
  void server.start();
  return { extendMarkdownIt: drawsBlocks(server) };
}

const serverIsDown =
  'The Bridgehead language server does not run, so topologies are neither checked nor drawn. Restart it; if that does ' +
  'not help, the log says why.';
