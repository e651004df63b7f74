// The server alone, over standard input and output, for any editor: `bridgehead lsp --stdio`.

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { connectionOptions, serve } from './server.ts';
import type { FileSystem } from './session.ts';

export function startStdio(): void {
  const connection = createConnection(process.stdin, process.stdout, connectionOptions);
  serve(connection, { files: disk, open: openFile, defer: (work) => setImmediate(work) });
}

const disk: FileSystem = {
  read: async (uri) => {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return null;
    return await readFile(fsPath, 'utf8').catch(() => null);
  },
};

/** The bytes of a file on disk; undefined for what is elsewhere. An error where there is none comes when it is read. */
export function openFile(uri: string): AsyncIterable<Uint8Array> | undefined {
  const { scheme, fsPath } = URI.parse(uri);
  return scheme === 'file' ? bytesOf(fsPath) : undefined;
}

async function* bytesOf(path: string): AsyncIterable<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const piece of stream) if (piece instanceof Uint8Array) yield piece;
  } finally {
    stream.destroy();
  }
}
