// A language client without an editor, and the three ways to reach the server.

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  IPCMessageReader,
  InitializeRequest,
  IPCMessageWriter,
  RequestType,
  StreamMessageReader,
  StreamMessageWriter,
  type DataCallback,
  type Disposable,
  type InitializeResult,
  type Message,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { launchBrowser } from '../browser.ts';
import type { ServerBundle } from './server-bundle.ts';

export type Transport = 'stdio' | 'command line' | 'ipc' | 'worker';

export interface Client {
  readonly connection: ProtocolConnection;
  readonly capabilities: InitializeResult['capabilities'];
  readonly open: (uri: string, text: string, version?: number) => void;
  readonly change: (uri: string, version: number, ...changes: TextDocumentContentChangeEvent[]) => void;
  readonly close: (uri: string) => void;
  /** The next diagnostics of this document that have not been asked for yet, of this version or a later one. */
  readonly diagnostics: (uri: string, version?: number) => Promise<PublishDiagnosticsParams>;
  /** What the server wrote to its log. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
}

const readFileRequest = new RequestType<{ uri: string }, string | null, void>('bridgehead/readFile');

interface Pipe {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly stop: () => Promise<void>;
}

/** `readFile` answers what the server asks of its client; the server over stdio reads the disk itself. */
export async function connect(
  transport: Transport,
  bundle: ServerBundle,
  readFile: (uri: string) => Promise<string | null> = () => Promise.resolve(null),
): Promise<Client> {
  const pipe = await pipes[transport](bundle);
  const connection = createProtocolConnection(pipe.reader, pipe.writer);
  const published = inbox();
  const log: string[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
    published.add(params),
  );
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  connection.onRequest(readFileRequest, ({ uri }) => readFile(uri));
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: {} };
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, params);
  await connection.sendNotification('initialized', {});
  const notify = (method: string, params: unknown): void => void connection.sendNotification(method, params);
  return {
    connection,
    capabilities,
    log,
    open: (uri, text, version = 1) =>
      notify('textDocument/didOpen', { textDocument: { uri, languageId: 'topo', version, text } }),
    change: (uri, version, ...contentChanges) =>
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri) => notify('textDocument/didClose', { textDocument: { uri } }),
    diagnostics: (uri, version) => published.next(uri, version),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await pipe.stop();
      connection.dispose();
    },
  };
}

/** Keeps what was published until somebody asks for it. */
function inbox() {
  let kept: PublishDiagnosticsParams[] = [];
  let waiting: {
    wanted: (params: PublishDiagnosticsParams) => boolean;
    take: (params: PublishDiagnosticsParams) => void;
  }[] = [];
  return {
    add: (params: PublishDiagnosticsParams): void => {
      const one = waiting.find(({ wanted }) => wanted(params));
      if (one === undefined) kept.push(params);
      else {
        waiting = waiting.filter((other) => other !== one);
        one.take(params);
      }
    },
    next: (uri: string, version = 0): Promise<PublishDiagnosticsParams> => {
      const wanted = (params: PublishDiagnosticsParams): boolean =>
        params.uri === uri && (params.version ?? Infinity) >= version;
      const found = kept.find(wanted);
      kept = kept.filter(
        (params) => params.uri !== uri || (found !== undefined && kept.indexOf(params) > kept.indexOf(found)),
      );
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((take) => waiting.push({ wanted, take }));
    },
  };
}

const pipes: Record<Transport, (bundle: ServerBundle) => Promise<Pipe>> = {
  stdio: ({ node }) => overStdio([node, '--stdio']),
  'command line': ({ commandLine }) => overStdio([commandLine, 'lsp', '--stdio']),
  ipc: ({ node }) => {
    const server = fork(node, ['--node-ipc'], { stdio: 'inherit' });
    const exited = once(server, 'exit');
    return Promise.resolve({
      reader: new IPCMessageReader(server),
      writer: new IPCMessageWriter(server),
      stop: async () => void (await exited),
    });
  },
  worker: async ({ worker }) => {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.route('http://bridgehead.test/**', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(worker, 'utf8') })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    );
    const reader = new PageReader();
    await page.exposeFunction('fromServer', (message: Message) => reader.receive(message));
    await page.goto('http://bridgehead.test/');
    await page.evaluate(() => {
      const server = new Worker('/server.js');
      server.onmessage = ({ data }) => (window as unknown as PageWindow).fromServer(data as Message);
      (window as unknown as PageWindow).toServer = (message) => server.postMessage(message);
    });
    const send = (message: Message): Promise<void> =>
      page.evaluate((sent) => (window as unknown as PageWindow).toServer(sent), message);
    return { reader, writer: new PageWriter(send), stop: () => browser.close() };
  },
};

function overStdio(command: readonly string[]): Promise<Pipe> {
  const server = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(server, 'exit');
  return Promise.resolve({
    reader: new StreamMessageReader(server.stdout),
    writer: new StreamMessageWriter(server.stdin),
    stop: async () => void (await exited),
  });
}

interface PageWindow {
  fromServer: (message: Message) => void;
  toServer: (message: Message) => void;
}

class PageReader extends AbstractMessageReader {
  #callback: DataCallback = () => {};
  listen(callback: DataCallback): Disposable {
    this.#callback = callback;
    return { dispose: () => (this.#callback = () => {}) };
  }
  receive(message: Message): void {
    this.#callback(message);
  }
}

class PageWriter extends AbstractMessageWriter {
  readonly #send: (message: Message) => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  constructor(send: (message: Message) => Promise<void>) {
    super();
    this.#send = send;
  }
  /** One after the other, as they were written. */
  write(message: Message): Promise<void> {
    this.#last = this.#last.then(() => this.#send(message)).catch(() => {});
    return this.#last;
  }
  end(): void {}
}
