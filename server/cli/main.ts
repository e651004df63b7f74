#!/usr/bin/env node
// The command line: arguments in, exit status out.

import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

/** Put in by the bundler from package.json. */
declare const BRIDGEHEAD_VERSION: string;

void run(process.argv.slice(2), processTerminal(), BRIDGEHEAD_VERSION).then((status) => {
  process.exitCode = status;
});
