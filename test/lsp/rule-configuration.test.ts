// Severities as the three kinds of clients give them: when they start the server, by telling, and by being asked.

import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { connectionOptions, serve } from '../../server/lsp/server.ts';

const clients: ProtocolConnection[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.dispose()));

interface Started {
  readonly client: ProtocolConnection;
  /** The next severities that are published. */
  readonly severities: () => Promise<readonly (number | undefined)[]>;
  readonly messages: readonly string[];
  readonly registered: readonly string[];
}

async function started(capabilities: ClientCapabilities, initializationOptions?: unknown): Promise<Started> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  clients.push(client);
  const streams = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const;
  serve(createConnection(...streams, connectionOptions), { files: undefined, defer: (work) => setImmediate(work) });
  const published: PublishDiagnosticsParams[] = [];
  let arrived = () => {};
  const [messages, registered]: [string[], string[]] = [[], []];
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    arrived();
  });
  client.onNotification('window/showMessage', ({ message }: { message: string }) => void messages.push(message));
  client.onRequest('client/registerCapability', (params: { registrations: { method: string }[] }) => {
    registered.push(...params.registrations.map(({ method }) => method));
    return null;
  });
  client.onRequest('workspace/configuration', () => [{ 'empty-group': 'info' }]);
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities, initializationOptions });
  await client.sendNotification('initialized', {});
  const textDocument = { uri: 'file:///a.topo', languageId: 'topo', version: 1, text: 'routing group A { }\n' };
  await client.sendNotification('textDocument/didOpen', { textDocument });
  const severities = async () => {
    if (published.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
    return published.shift()!.diagnostics.map(({ severity }) => severity);
  };
  return { client, severities, messages, registered };
}

const tell = (client: ProtocolConnection, settings: unknown) =>
  client.sendNotification('workspace/didChangeConfiguration', { settings });

test('they count from the start, and settings that are told take their place', async () => {
  const { client, severities } = await started({}, { rules: { 'empty-group': 'hint' } });
  expect(await severities()).toEqual([4]);
  await tell(client, { bridgehead: { rules: { 'empty-group': 'error' } } });
  expect(await severities()).toEqual([1]);
  await tell(client, { bridgehead: { inlayHints: {} } });
  await tell(client, { bridgehead: { rules: {} } });
  expect(await severities()).toEqual([2]);
});

test('a client that can be asked is asked', async () => {
  const { client, severities, registered } = await started({
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
  });
  expect(await severities()).toEqual([2]);
  expect(registered).toContain('workspace/didChangeConfiguration');
  await tell(client, null);
  expect(await severities()).toEqual([3]);
});

test('what makes no sense is said once, and the rest counts', async () => {
  const rules = { 'empty-grup': 'off', 'empty-group': 'hint', 'no-target': 'loud' };
  const { client, severities, messages } = await started({}, { rules });
  expect(await severities()).toEqual([4]);
  await tell(client, { bridgehead: { rules: { ...rules, 'empty-group': 'info' } } });
  expect(await severities()).toEqual([3]);
  expect(messages).toEqual([
    expect.stringMatching(/'empty-grup'. Did you mean 'empty-group'\?.*'no-target' is 'loud'/),
  ]);
});
