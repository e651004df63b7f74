// Wires a connection to a session and to the features: which request is answered by which file. Errors of ours stop here.

import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  Message,
  NotificationType,
  RequestType,
} from 'vscode-languageserver';
import type { Connection, ConnectionOptions, Range, RenameParams } from 'vscode-languageserver';
import { drawnBlock } from '#core/graph/files/fence';
import type { InitializationOptions, Notifications, Requests, ServerRequests } from '#core/protocol/requests';
import { anonymize } from '#core/interchange/anonymize/anonymize';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../features/call-hierarchy.ts';
import { codeActions } from '../features/code-action.ts';
import { codeLenses } from '../features/code-lens.ts';
import { completion } from '../features/completion.ts';
import { coverage } from '../features/coverage.ts';
import { definition } from '../features/definition.ts';
import { documentHighlights } from '../features/document-highlight.ts';
import { documentLinks } from '../features/document-link.ts';
import { documentSymbols } from '../features/document-symbol.ts';
import { edit } from '../features/edit.ts';
import { elementAt } from '../features/element-at.ts';
import { orderedDrawing } from '../features/drawing.ts';
import { exported, exportOffers } from '../features/export.ts';
import { foldingRanges } from '../features/folding-range.ts';
import { formatDocument, formatRange } from '../features/formatting.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlay-hint.ts';
import { placed } from '../features/layout-file.ts';
import { linkedEditingRanges } from '../features/linked-editing.ts';
import { locate } from '../features/locate.ts';
import { formatOnType } from '../features/on-type-formatting.ts';
import { references } from '../features/references.ts';
import { prepareRename, rename } from '../features/rename.ts';
import { routeMessage } from '../features/route.ts';
import { sceneParts } from '../features/scene.ts';
import { selectionRanges } from '../features/selection-range.ts';
import { semanticTokens } from '../features/semantic-tokens.ts';
import type { Snapshot } from '../features/snapshot.ts';
import { suggestions } from '../features/suggestions.ts';
import { testAnswers } from '../features/tests.ts';
import { wizard } from '../features/wizard.ts';
import { workspaceSymbols } from '../features/workspace-symbol.ts';
import { asker, faultReport, offsetIn, orRefuse } from './ask.ts';
import type { Ask } from './ask.ts';
import { capabilities } from './capabilities.ts';
import { abilitiesOf, mayCreate, unknownClient } from './client-abilities.ts';
import type { ClientAbilities } from './client-abilities.ts';
import { CompareRequests } from './compare-requests.ts';
import { FailureRequests } from './failure-requests.ts';
import { answerImport, answerPaste, serversAt, type OpenFile } from './import-requests.ts';
import { SimulationRequests } from './simulation-requests.ts';
import { RuleConfiguration } from './rule-configuration.ts';
import { SentTokens } from './sent-tokens.ts';
import { Session } from './session.ts';
import type { FileSystem } from './session.ts';
import { HintSettings } from './hint-settings.ts';
import { versionOf } from './topology-state.ts';
import { canonical } from './uris.ts';

/** Where the server runs. */
export interface Platform {
  /** Undefined: files that are not open are asked of the client. */
  readonly files: FileSystem | undefined;
  /** Opens the bytes of files that it can read itself; the client reads the others. */
  readonly open?: OpenFile;
  /** Runs `work` after the messages that have already arrived. */
  readonly defer: (work: () => void) => void;
}

/** A request that is cancelled while it still waits its turn is answered at once, without being looked at. */
export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: (message) => {
      if (!Message.isRequest(message)) return undefined;
      const error = { code: LSPErrorCodes.RequestCancelled, message: 'Cancelled before its turn.' };
      return { jsonrpc: message.jsonrpc, id: message.id, error };
    },
  },
};

/** Serves the connection until it closes. */
export function serve(connection: Connection, platform: Platform): void {
  const client = { ...unknownClient };
  const hints = new HintSettings(connection, client);
  const session = new Session({
    files: platform.files ?? filesOfClient(connection),
    defer: platform.defer,
    rest: (work) => void setTimeout(work, pauseMilliseconds),
    publish: (params) => void connection.sendDiagnostics(params),
    topologyChanged: (change) => {
      void connection.sendNotification(didChangeTopology, change);
      if (change.uris.length > 1) hints.refresh();
    },
    testsChanged: () => {
      if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
      hints.refresh();
    },
    report: (during, error) => connection.console.error(faultReport(during, error)),
  });
  const ask = asker(connection, session, platform.defer);
  const rules = new RuleConfiguration(connection, session);
  listenToLifecycle(connection, client, rules);
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    hints.changed(settings);
    rules.changed(settings).catch((error: unknown) => {
      connection.console.error(faultReport('taking in settings', error));
    });
  });
  const colours = new SentTokens();
  listenToDocuments(connection, session, (uri) => colours.forget(canonical(uri)));
  answerLanguageRequests(connection, session, ask, client);
  answerColours(connection, session, ask, colours);
  answerMailFlow(connection, session, ask);
  connection.languages.inlayHint.on(
    ask.guarded('hints', async ({ textDocument, range }) => {
      const wanted = await hints.wanted();
      const snapshot = await session.snapshot(textDocument.uri);
      return snapshot === undefined ? null : inlayHints(snapshot, range, wanted);
    }),
  );
  answerBridgeheadRequests(connection, session, ask);
  answerFailureRequests(connection, ask, new FailureRequests(connection, session, platform.defer));
  answerSimulationRequests(connection, ask, new SimulationRequests(connection, session, platform.defer));
  answerExportRequests(connection, session, ask);
  answerTestRequests(connection, session, ask);
  const comparing = new CompareRequests(connection, session, platform);
  connection.onRequest(
    request('bridgehead/compare'),
    ask.guarded('comparing with logs', (params, token) => comparing.compare(params, token)),
  );
  answerImports(connection, ask, platform.open ?? (() => undefined));
  answerDriftRequests(connection, session, ask, platform.open ?? (() => undefined));
  answerInterchangeRequests(connection, session, ask);
  connection.listen();
}

/** Who types has the next key down by then. */
const pauseMilliseconds = 100;

function listenToLifecycle(connection: Connection, client: ClientAbilities, rules: RuleConfiguration): void {
  connection.onInitialize((params) => {
    Object.assign(client, abilitiesOf(params));
    rules.begin(client, rulesIn(params.initializationOptions));
    return { capabilities, serverInfo: { name: 'Bridgehead' } };
  });
  connection.onInitialized(() => {
    if (client.tellsSettings) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'bridgehead' });
    }
    if (client.watches) {
      const watchers = [{ globPattern: '**/*.topo' }, { globPattern: '**/*.topo.layout.json' }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => canonical(uri)));
        client.folders = [
          ...client.folders.filter((folder) => !gone.has(folder)),
          ...added.map(({ uri }) => canonical(uri)),
        ];
      });
    }
  });
}

function rulesIn(options: unknown): unknown {
  return ((options ?? {}) as InitializationOptions).rules;
}

function listenToDocuments(connection: Connection, session: Session, closed: (uri: string) => void): void {
  const heard = <P>(during: string, work: (params: P) => void): ((params: P) => void) => {
    return (params) => {
      try {
        work(params);
      } catch (error) {
        connection.console.error(faultReport(during, error));
      }
    };
  };
  connection.onDidOpenTextDocument(heard('opening a document', ({ textDocument }) => session.open(textDocument)));
  connection.onDidChangeTextDocument(
    heard('taking in an edit', ({ textDocument, contentChanges }) =>
      session.change(textDocument.uri, textDocument.version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    heard('closing a document', ({ textDocument: { uri } }) => {
      session.close(uri);
      closed(uri);
    }),
  );
  connection.onDidChangeWatchedFiles(
    heard('taking in changed files', ({ changes }) => session.filesChanged(changes.map((change) => change.uri))),
  );
}

function answerLanguageRequests(
  connection: Connection,
  session: Session,
  ask: Ask,
  client: Readonly<ClientAbilities>,
): void {
  connection.onCompletion(ask.at('completion', (snapshot, offset) => completion(snapshot, offset, client)));
  connection.onHover(ask.at('hover', hover));
  connection.onDefinition(ask.at('definition', definition));
  connection.onReferences(
    ask.among('references', (snapshot, offset, { context }, all) => references(snapshot, offset, context, all)),
  );
  connection.onDocumentHighlight(ask.at('highlights', documentHighlights));
  connection.languages.onLinkedEditingRange(ask.at('linked editing', linkedEditingRanges));
  connection.onPrepareRename(ask.at('rename', (snapshot, offset) => orRefuse(prepareRename(snapshot, offset))));
  const renamed = ask.among('rename', (snapshot, offset, { newName }: RenameParams, all) =>
    orRefuse(rename(snapshot, offset, newName, all)),
  );
  connection.onRenameRequest(
    ask.guarded('rename', async (params, token) => {
      await session.rereadLayouts();
      return renamed(params, token);
    }),
  );
  connection.onDocumentSymbol(ask.about('outline', documentSymbols));
  connection.onFoldingRanges(ask.about('folding', foldingRanges));
  connection.onCodeLens(ask.about('code lenses', (snapshot) => codeLenses(snapshot, client.commands)));
  connection.onDocumentLinks(ask.about('links', documentLinks));
  connection.onDocumentFormatting(ask.inSlices('formatting', formatDocument));
  connection.onDocumentRangeFormatting(
    ask.inSlices('formatting', (snapshot, { range }) => formatRange(snapshot, range)),
  );
  connection.onDocumentOnTypeFormatting(ask.inSlices('formatting', formatOnType));
  const creates = (file: string, from: string): boolean => mayCreate(client, file, from);
  connection.onCodeAction(
    ask.about('quick fixes', (snapshot, params) => codeActions(snapshot, params, creates, client)),
  );
  connection.onSelectionRanges(
    ask.about('selection', (snapshot, { positions }) =>
      selectionRanges(
        snapshot,
        positions.map((position) => offsetIn(snapshot, position)),
      ),
    ),
  );
  connection.onWorkspaceSymbol(
    ask.guarded('symbols', async ({ query }) => workspaceSymbols(await session.snapshots(), query)),
  );
}

function answerColours(connection: Connection, session: Session, ask: Ask, sent: SentTokens): void {
  const { semanticTokens: colours } = connection.languages;
  const tokensOf = async (uri: string, range?: Range): Promise<number[]> => {
    const snapshot = await session.snapshot(uri);
    return snapshot === undefined ? [] : semanticTokens(snapshot, range);
  };
  colours.on(
    ask.guarded('colours', async ({ textDocument: { uri } }) => sent.whole(canonical(uri), await tokensOf(uri))),
  );
  colours.onDelta(
    ask.guarded('colours', async ({ textDocument: { uri }, previousResultId }) =>
      sent.since(previousResultId, canonical(uri), await tokensOf(uri)),
    ),
  );
  colours.onRange(
    ask.guarded('colours', async ({ textDocument: { uri }, range }) => ({ data: await tokensOf(uri, range) })),
  );
}

function answerMailFlow(connection: Connection, session: Session, ask: Ask): void {
  const { callHierarchy } = connection.languages;
  callHierarchy.onPrepare(ask.at('mail flow', prepareCallHierarchy));
  callHierarchy.onIncomingCalls(
    ask.guarded('mail flow', async ({ item }) => {
      const snapshot = await session.snapshot(item.uri);
      return snapshot === undefined ? null : incomingCalls(snapshot, item);
    }),
  );
  callHierarchy.onOutgoingCalls(
    ask.guarded('mail flow', async ({ item }) => {
      const snapshot = await session.snapshot(item.uri);
      return snapshot === undefined ? null : outgoingCalls(snapshot, item);
    }),
  );
}

function answerBridgeheadRequests(connection: Connection, session: Session, ask: Ask): void {
  connection.onRequest(
    request('bridgehead/scene'),
    ask.guarded('the drawing', async ({ uri, known = null }) => {
      const drawn = await session.laidOut(uri);
      if (drawn === undefined) return null;
      const { root, topology, check, drawing, version } = drawn.state;
      const parts = sceneParts(drawing.update(topology, known, drawn.layout.file), check.diagnostics);
      return { root, organization: topology.organization.name, version, ...parts };
    }),
  );
  connection.onRequest(
    request('bridgehead/place'),
    ask.guarded('moving a box', async ({ uri, ...move }) => {
      await session.rereadLayouts();
      const drawn = await session.laidOut(uri);
      if (drawn === undefined) return { ok: false, error: notOpen };
      const { state, layout } = drawn;
      const { topology, project } = state;
      const { places } = state.drawing.draw(topology, layout.file);
      return placed({ topology, project, places, layout }, move);
    }),
  );
  connection.onRequest(
    request('bridgehead/layOutAnew'),
    ask.guarded('laying out anew', async ({ uri }) => {
      (await session.state(uri))?.drawing.startAnew();
      return null;
    }),
  );
  connection.onRequest(
    request('bridgehead/route'),
    ask.guarded('the route', async ({ uri, message, down }) => {
      const state = await session.state(uri);
      if (state === undefined) return { ok: false, error: notOpen };
      return routeMessage(state.routing, message, down, state.version);
    }),
  );
  connection.onRequest(
    request('bridgehead/suggestions'),
    ask.guarded('suggestions', async ({ uri }) => {
      const state = await session.state(uri);
      return state === undefined ? { servers: [], recipients: [] } : suggestions(state.topology);
    }),
  );
  connection.onRequest(
    request('bridgehead/locate'),
    ask.guarded('locating an element', async ({ uri, element }) => {
      const snapshot = await session.snapshot(uri);
      return snapshot === undefined ? null : locate(snapshot, element);
    }),
  );
  connection.onRequest(
    request('bridgehead/elementAt'),
    ask.guarded('the element at the cursor', async ({ uri, position }) => {
      const snapshot = await session.snapshot(uri);
      return snapshot === undefined ? null : elementAt(snapshot, offsetIn(snapshot, position));
    }),
  );
  connection.onRequest(
    request('bridgehead/edit'),
    ask.guarded('an edit', async ({ uri, edit: wanted, indentation }) => {
      const snapshot = await session.snapshot(uri);
      return snapshot === undefined ? { ok: false, error: notOpen } : edit(snapshot, wanted, indentation);
    }),
  );
  connection.onRequest(
    request('bridgehead/wizard'),
    ask.guarded('a wizard', async ({ uri, indentation, ...question }) => {
      const snapshot = await session.snapshot(uri);
      return snapshot === undefined ? { ok: false, error: notOpen } : wizard(snapshot, question, indentation);
    }),
  );
}

function answerExportRequests(connection: Connection, session: Session, ask: Ask): void {
  connection.onRequest(
    request('bridgehead/drawing'),
    ask.guarded('the file of a drawing', async ({ uri, ...order }) => {
      const state = await session.state(uri);
      if (state === undefined) return { ok: false, error: notOpen };
      const { topology, routing, check, drawing } = state;
      const { places } = drawing.update(topology, null).now;
      return orderedDrawing({ topology, routing, places, diagnostics: check.diagnostics }, order);
    }),
  );
  connection.onRequest(
    request('bridgehead/drawBlock'),
    ask.guarded('the drawing of a block', ({ text }) => Promise.resolve(drawnBlock(text))),
  );
  connection.onRequest(
    request('bridgehead/exportOffers'),
    ask.guarded('the targets of an export', async ({ uri }) => {
      const snapshot = await session.snapshot(uri);
      return snapshot === undefined ? null : exportOffers(snapshot);
    }),
  );
  connection.onRequest(
    request('bridgehead/export'),
    ask.guarded('an export', async ({ uri, ...wish }) => {
      const snapshot = await session.snapshot(uri);
      const against = await presentState(session, snapshot, wish.against);
      if (snapshot === undefined || against === undefined) return { ok: false, error: notOpen };
      return exported(snapshot, wish, against);
    }),
  );
}

/** Undefined for a topology that is not open, and where nobody compares with the servers any more. */
function presentState(
  session: Session,
  snapshot: Snapshot | undefined,
  against: Requests['bridgehead/export']['params']['against'],
): Promise<Pick<Snapshot, 'project' | 'topology'> | null | undefined> {
  if (against === null) return Promise.resolve(null);
  if (against === 'drift') return Promise.resolve(snapshot?.drift?.()?.servers);
  return session.snapshot(against.topology);
}

function answerDriftRequests(connection: Connection, session: Session, ask: Ask, open: OpenFile): void {
  connection.onRequest(
    request('bridgehead/drift'),
    ask.guarded('the comparison with the servers', async ({ uri, files }) => {
      const servers = await serversAt(connection, open, files);
      if (!servers.ok) return servers;
      const state = await session.compareWith(servers.value, uri);
      if (state?.drift === undefined) return { ok: false, error: notOpen };
      return { ok: true, value: { differences: state.drift.differences.length } };
    }),
  );
  connection.onRequest(
    request('bridgehead/clearDrift'),
    ask.guarded('the end of a comparison', () => {
      session.compareNoMore();
      return Promise.resolve(null);
    }),
  );
}

function answerInterchangeRequests(connection: Connection, session: Session, ask: Ask): void {
  connection.onRequest(
    request('bridgehead/anonymize'),
    ask.guarded('the anonymous topology', async ({ uri }) => {
      const state = await session.state(uri);
      if (state === undefined) return { ok: false, error: notOpen };
      const answer = anonymize([state.project]);
      return answer.ok ? { ok: true, value: answer.value.join('') } : answer;
    }),
  );
}

function answerTestRequests(connection: Connection, session: Session, ask: Ask): void {
  connection.onRequest(
    request('bridgehead/tests'),
    ask.guarded('the tests', async ({ uri }) => {
      const state = await session.tested(uri);
      const snapshot = state?.snapshot(state.root);
      if (state === undefined || snapshot === undefined) return null;
      return { root: state.root, version: versionOf(state), tests: testAnswers(snapshot) };
    }),
  );
  connection.onRequest(
    request('bridgehead/coverage'),
    ask.guarded('the coverage', async ({ uri, tests }) => {
      const state = await session.tested(uri);
      const snapshot = state?.snapshot(state.root);
      if (state === undefined || snapshot === undefined) return null;
      return { root: state.root, version: versionOf(state), files: coverage(snapshot, tests) };
    }),
  );
}

function answerSimulationRequests(connection: Connection, ask: Ask, requests: SimulationRequests): void {
  connection.onRequest(
    request('bridgehead/scenarios'),
    ask.guarded('the scenarios', (params) => requests.scenarios(params)),
  );
  connection.onRequest(
    request('bridgehead/play'),
    ask.guarded('a simulation', (params, token) => requests.play(params, token)),
  );
  connection.onRequest(
    request('bridgehead/findMessages'),
    ask.guarded('the messages in queues', (params, token) => requests.findMessages(params, token)),
  );
  connection.onRequest(
    request('bridgehead/messageHistory'),
    ask.guarded('the history of a message', (params, token) => requests.messageHistory(params, token)),
  );
}

function answerFailureRequests(connection: Connection, ask: Ask, requests: FailureRequests): void {
  connection.onRequest(
    request('bridgehead/failures'),
    ask.guarded('the analysis of failures', (params, token) => requests.failures(params, token)),
  );
  connection.onRequest(
    request('bridgehead/matrix'),
    ask.guarded('the matrix', (params, token) => requests.matrix(params, token)),
  );
}

function answerImports(connection: Connection, ask: Ask, open: OpenFile): void {
  connection.onRequest(
    request('bridgehead/import'),
    ask.guarded('an import', (params, token) => answerImport(connection, open, params, token)),
  );
  connection.onRequest(
    request('bridgehead/paste'),
    ask.guarded('pasting', (params) => answerPaste(params)),
  );
}

const notOpen = 'This topology is not open. Open its file and try again.';

function request<Method extends keyof Requests>(method: Method) {
  return new RequestType<Requests[Method]['params'], Requests[Method]['result'], void>(method);
}

const didChangeTopology = new NotificationType<Notifications['bridgehead/didChangeTopology']>(
  'bridgehead/didChangeTopology',
);

type ReadFile = ServerRequests['bridgehead/readFile'];
const readFileOfClient = new RequestType<ReadFile['params'], ReadFile['result'], void>('bridgehead/readFile');

function filesOfClient(connection: Connection): FileSystem {
  return { read: (uri) => connection.sendRequest(readFileOfClient, { uri }) };
}
