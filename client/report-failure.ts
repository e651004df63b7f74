import { commands, window, type LogOutputChannel } from 'vscode';
import type { LanguageServer } from './language-server.ts';

interface Reporting {
  readonly log: LogOutputChannel;
  readonly server: LanguageServer;
}

/** Runs what a command does. What goes wrong is said in a sentence, with the way to the log. */
export async function reportFailure<T>(context: Reporting, action: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    context.log.error(error instanceof Error ? error : String(error));
    void offerHelp(context.server, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Says what is wrong, and offers what helps: a restart only where the server does not run. */
export async function offerHelp(server: LanguageServer, message: string): Promise<void> {
  const restart = 'Restart Language Server';
  const showLog = 'Show Log';
  const offers = server.state === 'running' ? [showLog] : [restart, showLog];
  const answer = await window.showErrorMessage(message, ...offers);
  if (answer === restart) await commands.executeCommand('bridgehead.restartServer');
  if (answer === showLog) await commands.executeCommand('bridgehead.showLog');
}
