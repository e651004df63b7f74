// What the server says that it can do and what it answers are one: a request is wired, and its provider is told.

import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import type { Requests } from '#core/protocol/requests';
import { capabilities } from '../../server/lsp/capabilities.ts';
import { connectionOptions, serve } from '../../server/lsp/server.ts';

type Provider = Extract<keyof ServerCapabilities, `${string}Provider`>;

/** Everything that LSP has a provider for. */
const requestOf: Readonly<Record<Provider, string>> = {
  callHierarchyProvider: 'textDocument/prepareCallHierarchy',
  codeActionProvider: 'textDocument/codeAction',
  codeLensProvider: 'textDocument/codeLens',
  colorProvider: 'textDocument/documentColor',
  completionProvider: 'textDocument/completion',
  declarationProvider: 'textDocument/declaration',
  definitionProvider: 'textDocument/definition',
  diagnosticProvider: 'textDocument/diagnostic',
  documentFormattingProvider: 'textDocument/formatting',
  documentHighlightProvider: 'textDocument/documentHighlight',
  documentLinkProvider: 'textDocument/documentLink',
  documentOnTypeFormattingProvider: 'textDocument/onTypeFormatting',
  documentRangeFormattingProvider: 'textDocument/rangeFormatting',
  documentSymbolProvider: 'textDocument/documentSymbol',
  executeCommandProvider: 'workspace/executeCommand',
  foldingRangeProvider: 'textDocument/foldingRange',
  hoverProvider: 'textDocument/hover',
  implementationProvider: 'textDocument/implementation',
  inlayHintProvider: 'textDocument/inlayHint',
  inlineCompletionProvider: 'textDocument/inlineCompletion',
  inlineValueProvider: 'textDocument/inlineValue',
  linkedEditingRangeProvider: 'textDocument/linkedEditingRange',
  monikerProvider: 'textDocument/moniker',
  referencesProvider: 'textDocument/references',
  renameProvider: 'textDocument/rename',
  selectionRangeProvider: 'textDocument/selectionRange',
  semanticTokensProvider: 'textDocument/semanticTokens/full',
  signatureHelpProvider: 'textDocument/signatureHelp',
  typeDefinitionProvider: 'textDocument/typeDefinition',
  typeHierarchyProvider: 'textDocument/prepareTypeHierarchy',
  workspaceSymbolProvider: 'workspace/symbol',
};

const uri = 'file:///not-open.topo';
const position = { line: 0, character: 0 };
/** What any request of LSP asks for. */
const anything = { textDocument: { uri }, position, positions: [position], range: { start: position, end: position } };
const more = { context: { diagnostics: [], includeDeclaration: true }, query: '', newName: 'A', ch: '', command: '' };

const script = { scenario: null, start: 'Mon 12:00', down: [], actions: [] };

const ours: { readonly [Method in keyof Requests]: Requests[Method]['params'] } = {
  'bridgehead/scene': { uri },
  'bridgehead/drawBlock': { text: '' },
  'bridgehead/drawing': { uri, format: 'svg' },
  'bridgehead/place': { uri, element: 'site A', to: { x: 0, y: 0 } },
  'bridgehead/layOutAnew': { uri },
  'bridgehead/route': { uri, message: { from: 'A', to: 'a@b.example' }, down: [] },
  'bridgehead/suggestions': { uri },
  'bridgehead/locate': { uri, element: 'server A' },
  'bridgehead/elementAt': { uri, position },
  'bridgehead/tests': { uri },
  'bridgehead/coverage': { uri },
  'bridgehead/failures': { uri, down: [] },
  'bridgehead/scenarios': { uri },
  'bridgehead/play': { uri, script, at: 0 },
  'bridgehead/findMessages': {
    uri,
    script,
    at: 0,
    query: { sender: '', recipient: '', state: null, queue: null, limit: 1 },
  },
  'bridgehead/messageHistory': { uri, script, number: 1 },
  'bridgehead/matrix': { uri, down: [], filter: '', sort: { by: 'cost', descending: true }, first: 0, count: 1 },
  'bridgehead/drift': { uri, files: [] },
  'bridgehead/clearDrift': {},
  'bridgehead/compare': { uri, logs: [] },
  'bridgehead/anonymize': { uri },
  'bridgehead/edit': { uri, edit: { kind: 'test', message: { from: 'A', to: 'a@b.example' }, down: [] } },
  'bridgehead/import': { files: [], options: {} },
  'bridgehead/paste': { text: '' },
  'bridgehead/exportOffers': { uri },
  'bridgehead/export': { uri, target: 'exchange', server: null, against: null },
  'bridgehead/wizard': { uri, wizard: 'virtual server', at: null, answers: [] },
};

const [toServer, toClient] = [new PassThrough(), new PassThrough()];
const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
beforeAll(() => {
  const streams = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const;
  serve(createConnection(...streams, connectionOptions), { files: undefined, defer: (work) => setImmediate(work) });
  client.listen();
});
afterAll(() => client.dispose());

async function isAnswered(method: string, params: unknown): Promise<boolean> {
  try {
    await client.sendRequest(method, params);
    return true;
  } catch (error) {
    if (error instanceof ResponseError && error.code === ErrorCodes.MethodNotFound) return false;
    throw error;
  }
}

test.each(Object.entries(requestOf))('%s is told if %s is answered, and only then', async (provider, method) => {
  expect(await isAnswered(method, { ...anything, ...more })).toBe(provider in capabilities);
});

test.each(Object.entries(ours))('%s is answered', async (method, params) => {
  expect(await isAnswered(method, params)).toBe(true);
});
