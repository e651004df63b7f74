// Imports: files of other mail systems to a topology. The server reads them itself where it can, else the client does.

import { ProgressType, RequestType, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Answer } from '#core/answer';
import { serversOf } from '#core/interchange/drift/drift';
import type { Side } from '#core/interchange/drift/objects';
import { importFiles, pastedStatements } from '#core/interchange/import';
import { lostIn } from '#core/interchange/ledger';
import { UnreadableFile, type ExportFile } from '#core/interchange/record';
import { reportText } from '#core/interchange/report-text';
import type { GivenFile, PartialResults, Requests, ServerRequests } from '#core/protocol/requests';
import { exportFile } from './export-file.ts';

type Import = Requests['bridgehead/import'];

/** Opens the bytes of a file; undefined for a scheme that only the client can read. */
export type OpenFile = (uri: string) => AsyncIterable<Uint8Array> | undefined;

/** The files of an import, as far as they are there; an error says which one is not. */
async function openExports(connection: Connection, open: OpenFile, files: readonly GivenFile[]): Promise<ExportFile[]> {
  const opened: ExportFile[] = [];
  for (const { uri, path } of files) {
    opened.push(await exportFile(path, () => bytesAt(connection, open, { uri, path })));
  }
  return opened;
}

/** Answers with a topology and a report; null when nobody waits any more. */
export async function answerImport(
  connection: Connection,
  open: OpenFile,
  { files, options, partialResultToken }: Import['params'],
  token: CancellationToken,
): Promise<Import['result']> {
  try {
    const exports = await openExports(connection, open, files);
    const imported = await importFiles(exports, options, {
      read: (count) => {
        if (token.isCancellationRequested) throw new Cancelled();
        if (partialResultToken !== undefined) void connection.sendProgress(importProgress, partialResultToken, count);
      },
    });
    if (!imported.ok) return imported;
    const { text, report } = imported.value;
    const objects = report.sources.reduce((sum, { records }) => sum + records, 0);
    return { ok: true, value: { text, report: reportText(report), objects, lost: lostIn(report) } };
  } catch (error) {
    if (error instanceof Cancelled) return null;
    if (error instanceof UnreadableFile) return { ok: false, error: `${error.file}: ${error.message}` };
    throw error;
  }
}

/** What the servers say by these files; an error says which file is to blame. */
export async function serversAt(
  connection: Connection,
  open: OpenFile,
  files: readonly GivenFile[],
): Promise<Answer<Side>> {
  try {
    return await serversOf(await openExports(connection, open, files));
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, error: `${error.file}: ${error.message}` };
    throw error;
  }
}

export async function answerPaste({ text }: Requests['bridgehead/paste']['params']): Promise<string | null> {
  return (await pastedStatements(text)) ?? null;
}

class Cancelled extends Error {}

const importProgress = new ProgressType<PartialResults['bridgehead/import']>();

type ReadBytes = ServerRequests['bridgehead/readBytes'];
const readBytesOfClient = new RequestType<ReadBytes['params'], ReadBytes['result'], void>('bridgehead/readBytes');

/** The bytes of a file, read here or by the client; it throws `UnreadableFile` when they are asked for and there are none. */
export function bytesAt(connection: Connection, open: OpenFile, { uri, path }: GivenFile): AsyncIterable<Uint8Array> {
  return told(path, open(uri) ?? bytesOfClient(connection, uri));
}

async function* bytesOfClient(connection: Connection, uri: string): AsyncIterable<Uint8Array> {
  const base64 = await connection.sendRequest(readBytesOfClient, { uri });
  if (base64 === null) throw new Error('the client cannot read it');
  yield Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** What cannot be read is the file's fault, and it is told by its name. */
async function* told(path: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* bytes;
  } catch {
    throw new UnreadableFile('The file cannot be read.', path);
  }
}
