// Activation, shared by desktop and web. What differs between them is the argument `createClient`.

import { commands, window, type ExtensionContext } from 'vscode';
import { LanguageServer, type CreateClient } from './language-server.ts';

export function activateExtension(context: ExtensionContext, createClient: CreateClient): void {
  const log = window.createOutputChannel('Bridgehead', { log: true });
  const server = new LanguageServer(createClient, log);
  context.subscriptions.push(
    log,
    { dispose: () => server.stop() },
    commands.registerCommand('bridgehead.restartServer', () => server.restart()),
    commands.registerCommand('bridgehead.showLog', () => {
      log.show();
    }),
  );
  void server.start();
}
