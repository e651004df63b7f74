import { Uri, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateExtension, type ExtensionApi } from './extension.ts';

/** Browsers: the server is a web worker. */
export function activate(context: ExtensionContext): ExtensionApi {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server-web.js').toString(true);
  let worker: Worker | undefined;
  const stop = (): void => {
    worker?.terminate();
  };
  // The reader and the writer are made here: VS Code's extension host has a Worker of its own, which the client library
  // does not take for one.
  const start = (): Promise<{ reader: BrowserMessageReader; writer: BrowserMessageWriter }> => {
    stop();
    worker = new Worker(script, { name: 'Bridgehead language server' });
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  context.subscriptions.push({ dispose: stop });
  return activateExtension(context, (id, name, options) => new LanguageClient(id, name, start, options));
}
