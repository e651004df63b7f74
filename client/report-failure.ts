import { commands, window, type LogOutputChannel } from 'vscode';

/** Runs what a command does. What goes wrong is said in a sentence, with the way to the log. */
export async function reportFailure<T>(log: LogOutputChannel, action: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void offerHelp(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Says what is wrong, and offers what helps. */
export async function offerHelp(message: string): Promise<void> {
  const restart = 'Restart Language Server';
  const showLog = 'Show Log';
  const answer = await window.showErrorMessage(message, restart, showLog);
  if (answer === restart) await commands.executeCommand('bridgehead.restartServer');
  if (answer === showLog) await commands.executeCommand('bridgehead.showLog');
}
