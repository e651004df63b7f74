import { startStdio } from '../lsp/stdio.ts';
import type { Command } from './command.ts';
import { CallError } from './terminal.ts';

export const lsp: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: 'Runs the language server on standard input and output, for any editor.',
  options: { stdio: 'flag' },
  formats: [],
  files: 'none',
  run(call) {
    if (!call.flags.has('stdio'))
      throw new CallError('The language server speaks on --stdio. Usage: bridgehead lsp --stdio');
    // It goes on until the editor says exit; the exit status is then the protocol's.
    startStdio();
    return 0;
  },
};
