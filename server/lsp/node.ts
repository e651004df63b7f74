// Entry point of the server as a process of its own: over IPC for the desktop and remote client, which reads the files,
// but for logs.

import { createConnection } from 'vscode-languageserver/node';
import { connectionOptions, serve } from './server.ts';
import { logsOnDisk, startStdio } from './stdio.ts';

if (process.argv.includes('--stdio')) startStdio();
else
  serve(createConnection(connectionOptions), {
    files: undefined,
    logs: logsOnDisk,
    defer: (work) => setImmediate(work),
  });
