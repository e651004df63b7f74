// The server alone, over standard input and output, for any editor: `bridgehead lsp --stdio`.

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { encodingOf } from '#core/interchange/compare/log-names';
import { type LogSource, MissingLog } from './compare-requests.ts';
import { connectionOptions, serve } from './server.ts';
import type { FileSystem } from './session.ts';

export function startStdio(): void {
  const connection = createConnection(process.stdin, process.stdout, connectionOptions);
  serve(connection, { files: disk, logs: logsOnDisk, defer: (work) => setImmediate(work) });
}

const disk: FileSystem = {
  read: async (uri) => {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return null;
    return await readFile(fsPath, 'utf8').catch(() => null);
  },
};

/** Logs can be large, so the server reads those on its own disk itself. */
export const logsOnDisk: LogSource = {
  pieces: (uri) => {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? piecesOf(fsPath) : undefined;
  },
};

const pieceBytes = 256 * 1024;

async function* piecesOf(path: string): AsyncIterable<string> {
  let decoder: TextDecoder | undefined;
  const stream = createReadStream(path, { highWaterMark: pieceBytes });
  try {
    for await (const bytes of stream as AsyncIterable<Uint8Array>) {
      decoder ??= new TextDecoder(encodingOf(bytes));
      yield decoder.decode(bytes, { stream: true });
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new MissingLog(error.message);
    throw error;
  }
  yield decoder?.decode() ?? '';
}
