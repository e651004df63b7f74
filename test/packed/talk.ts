import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';

export interface Talk {
  readonly capabilities: InitializeResult['capabilities'];
  readonly diagnostics: PublishDiagnosticsParams;
  readonly exitCode: number;
}

/** An editor's whole talk with a language server, from hello to goodbye: opens `text` and hears what is wrong with it. */
export async function talk(server: ChildProcess, transport: 'ipc' | 'stdio', text: string): Promise<Talk> {
  const exited = once(server, 'exit');
  const connection = createProtocolConnection(...ends(server, transport));
  connection.listen();
  const uri = pathToFileURL(resolve('tazmania.topo')).href;
  const diagnosed = new Promise<PublishDiagnosticsParams>((resolve) => {
    connection.onNotification('textDocument/publishDiagnostics', resolve);
  });
  const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'topo', version: 1, text },
  });
  const diagnostics = await diagnosed;
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  const [exitCode] = (await exited) as [number];
  connection.dispose();
  return { capabilities, diagnostics, exitCode };
}

function ends(server: ChildProcess, transport: 'ipc' | 'stdio'): [MessageReader, MessageWriter] {
  if (transport === 'ipc') return [new IPCMessageReader(server), new IPCMessageWriter(server)];
  return [new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!)];
}

export function example(name: string): string {
  return readFileSync(resolve(import.meta.dirname, '../../examples', name), 'utf8');
}
