#!/usr/bin/env node
// The command line: arguments in, exit status out.

import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

/** Put in by the bundler from package.json. */
declare const BRIDGEHEAD_VERSION: string;

// Whoever reads the output may have read enough, as in `analyze FILE | head`; the exit status stays what it is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), processTerminal(), BRIDGEHEAD_VERSION).then((status) => {
  process.exitCode = status;
});
