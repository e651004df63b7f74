// Entry point of the server as a web worker, for VS Code in a browser. The client reads the files.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { connectionOptions, serve } from './server.ts';

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), connectionOptions);
serve(connection, { files: undefined, defer });

/** A message to oneself queues behind those that have arrived; setTimeout would wait four milliseconds for nothing. */
function defer(work: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    work();
  };
  port2.postMessage(null);
}
