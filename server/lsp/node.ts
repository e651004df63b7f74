// Entry point of the server as a process of its own: over IPC for the desktop and remote client, which reads the files.

import { createConnection } from 'vscode-languageserver/node';
import { connectionOptions, serve } from './server.ts';
import { openFile, startStdio } from './stdio.ts';

if (process.argv.includes('--stdio')) startStdio();
else
  serve(createConnection(connectionOptions), { files: undefined, open: openFile, defer: (work) => setImmediate(work) });
