// Files and folders on disk that an import reads: found, opened, and never more of them in memory than a piece.

import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '#core/interchange/limits';
import type { ExportFile } from '#core/interchange/record';
import { exportFile } from '../lsp/export-file.ts';
import { CallError } from './terminal.ts';

/**
 * The files that are meant by paths: of a folder those in it and in its folders, `limits.folders` levels deep. What is
 * hidden, and what links lead to outside of the folder, is not read.
 */
export async function exportFilesAt(paths: readonly string[]): Promise<ExportFile[]> {
  const found = paths.flatMap(filesAt);
  return Promise.all([...new Set(found)].map((path) => exportFile(path.replaceAll('\\', '/'), () => bytesOf(path))));
}

function filesAt(path: string): readonly string[] {
  try {
    return statSync(path).isDirectory() ? filesIn(path, limits.folders) : [path];
  } catch (error) {
    throw unreadable(path, error);
  }
}

function filesIn(folder: string, depth: number): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return depth > 0 ? filesIn(path, depth - 1) : [];
    return entry.isFile() ? [path] : [];
  });
}

async function* bytesOf(path: string): AsyncIterable<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const piece of stream) if (piece instanceof Uint8Array) yield piece;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    stream.destroy();
  }
}

function unreadable(path: string, error: unknown): CallError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const reason = isMissing ? 'there is no such file' : error instanceof Error ? error.message : String(error);
  return new CallError(`Cannot read '${path}': ${reason}.`);
}
