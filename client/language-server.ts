// The language server as the client sees it: starting, running or failed, and what it answers. Each start makes a new
// client, so that a restart also helps after a start that failed.

import {
  CancellationTokenSource,
  EventEmitter,
  Uri,
  workspace,
  type CancellationToken,
  type LogOutputChannel,
} from 'vscode';
import {
  CloseAction,
  DidChangeWatchedFilesNotification,
  ErrorAction,
  FileChangeType,
  ProgressType,
  RevealOutputChannelOn,
  State,
  type BaseLanguageClient,
  type CloseHandlerResult,
  type FileEvent,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import type {
  PartialResults,
  InitializationOptions,
  Notifications,
  Requests,
  ServerRequests,
} from '#core/protocol/requests';

/** How a platform makes a client: over a process, or over a web worker. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

export type ServerState = 'starting' | 'running' | 'failed' | 'stopped';

export type TopologyChange = Notifications['bridgehead/didChangeTopology'];

export class LanguageServer {
  readonly #createClient: CreateClient;
  readonly #log: LogOutputChannel;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #topologyChanged = new EventEmitter<TopologyChange>();
  readonly onDidChangeState = this.#stateChanged.event;
  readonly onDidChangeTopology = this.#topologyChanged.event;
  #client: BaseLanguageClient | undefined;
  #started: Promise<void> = Promise.resolve();
  #state: ServerState = 'stopped';
  /** Counts how often the server went away; a restart by hand counts anew. */
  #defaultHandler: ErrorHandler | undefined;

  constructor(createClient: CreateClient, log: LogOutputChannel) {
    this.#createClient = createClient;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Resolves when the server runs or has failed to; the state tells which. */
  start(): Promise<void> {
    const broken = new EventEmitter<Error>();
    const client = this.#createClient('bridgehead', 'Bridgehead', this.#options(broken));
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client && newState !== State.StartFailed) this.#enter(stateNamed[newState]);
    });
    client.onNotification('bridgehead/didChangeTopology', (change: TopologyChange) => {
      this.#topologyChanged.fire(change);
    });
    client.onRequest('bridgehead/readFile', readFile);
    client.onRequest('bridgehead/readBytes', readBytes);
    const cannotStart = new Promise<never>((_, reject) => broken.event(reject));
    this.#started = Promise.race([client.start(), cannotStart]).catch((error: unknown) => {
      if (client === this.#client) this.#fail(error);
    });
    return this.#started;
  }

  /** Stops what runs and starts afresh. */
  async restart(): Promise<void> {
    this.#defaultHandler = undefined;
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#started;
    const client = this.#client;
    this.#client = undefined;
    await client?.dispose().catch((error: unknown) => {
      this.#log.warn('The language server did not stop in time and was left behind.', textOf(error));
    });
    this.#enter('stopped');
  }

  /** Asks the server, once it runs. Throws when it does not run, cannot answer, or was told that nobody waits any more. */
  async request<Method extends keyof Requests & string>(
    method: Method,
    params: Requests[Method]['params'],
    token: CancellationToken = nobodyCancels,
  ): Promise<Requests[Method]['result']> {
    const client = await this.#running();
    return client.sendRequest<Requests[Method]['result']>(method, params, token);
  }

  /** Asks for what takes a while: says how far it is, and stops when it is cancelled; then it throws. */
  async requestWithProgress<Method extends keyof PartialResults>(
    method: Method,
    params: Requests[Method]['params'],
    token: CancellationToken,
    { progressed }: { readonly progressed: (progress: PartialResults[Method]) => void },
  ): Promise<Requests[Method]['result']> {
    const client = await this.#running();
    const partialResultToken = crypto.randomUUID();
    const listening = client.onProgress(new ProgressType<PartialResults[Method]>(), partialResultToken, progressed);
    try {
      return await client.sendRequest<Requests[Method]['result']>(method, { ...params, partialResultToken }, token);
    } finally {
      listening.dispose();
    }
  }

  /** Tells the server that a file was changed or deleted, sooner than whoever watches files does. */
  async fileChanged(uri: Uri): Promise<void> {
    const client = await this.#running();
    const change: FileEvent = { uri: uri.toString(), type: FileChangeType.Changed };
    await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [change] });
  }

  async #running(): Promise<BaseLanguageClient> {
    await this.#started;
    const client = this.#client;
    if (client?.isRunning() !== true) throw new Error('The Bridgehead language server is not running.');
    return client;
  }

  #options(broken: EventEmitter<Error>): LanguageClientOptions {
    return {
      documentSelector: [{ language: 'topo' }],
      outputChannel: this.#log,
      initializationOptions: initializationOptions(),
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: {
        error: (error) => {
          if (this.#state === 'starting') broken.fire(error);
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => this.#closed(),
      },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => {
          next(uri, isPastRevision(uri) ? [] : diagnostics);
        },
      },
    };
  }

  /** The server went away by itself. It is started again, unless it keeps going away. */
  async #closed(): Promise<CloseHandlerResult> {
    this.#defaultHandler ??= this.#client?.createDefaultErrorHandler();
    const result = (await this.#defaultHandler?.closed()) ?? { action: CloseAction.DoNotRestart };
    if (result.action === CloseAction.DoNotRestart) this.#fail(result.message ?? 'The connection was closed.');
    return { ...result, handled: true };
  }

  #fail(reason: unknown): void {
    this.#log.error('The language server does not run.', textOf(reason));
    this.#client = undefined;
    this.#enter('failed');
  }

  #enter(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#log.info(`Language server: ${state}.`);
    this.#stateChanged.fire(state);
  }
}

const nobodyCancels = new CancellationTokenSource().token;

/** The server is told of changes of the settings as it asks to be; with these it need not say first what is off. */
function initializationOptions(): InitializationOptions {
  // What VS Code gives cannot be sent to a web worker as it is.
  const rules: unknown = JSON.parse(JSON.stringify(workspace.getConfiguration('bridgehead').get('rules', {})));
  return {
    commands: [
      'bridgehead.runTest',
      'bridgehead.showTestRoute',
      'bridgehead.runScenario',
      'bridgehead.disableRule',
      'bridgehead.export',
    ],
    rules,
  };
}

const stateNamed: Record<Exclude<State, State.StartFailed>, ServerState> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
};

/** The old side of a comparison: nobody can mend what is written there, so it has no problems to show. */
function isPastRevision(uri: Uri): boolean {
  return workspace.fs.isWritableFileSystem(uri.scheme) === false;
}

/** The text of a file that the server has not been told of, as an editor has it or as it is saved; null when there is none. */
async function readFile({
  uri,
}: ServerRequests['bridgehead/readFile']['params']): Promise<ServerRequests['bridgehead/readFile']['result']> {
  const open = workspace.textDocuments.find((document) => document.isDirty && document.uri.toString() === uri);
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri, true)));
  } catch {
    return null;
  }
}

/** The bytes of an export that the server cannot read itself; null when there is none. */
async function readBytes({
  uri,
}: ServerRequests['bridgehead/readBytes']['params']): Promise<ServerRequests['bridgehead/readBytes']['result']> {
  try {
    const bytes = await workspace.fs.readFile(Uri.parse(uri, true));
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  } catch {
    return null;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
