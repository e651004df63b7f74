// The server alone, over standard input and output, for any editor: `bridgehead lsp --stdio`.

import { readFile } from 'node:fs/promises';
import { createConnection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { connectionOptions, serve } from './server.ts';
import type { FileSystem } from './session.ts';

export function startStdio(): void {
  const connection = createConnection(process.stdin, process.stdout, connectionOptions);
  serve(connection, { files: disk, defer: (work) => setImmediate(work) });
}

const disk: FileSystem = {
  read: async (uri) => {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return null;
    return await readFile(fsPath, 'utf8').catch(() => null);
  },
};
