// Files and folders of logs on disk -> text in pieces, with memory for one piece.

import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { encodingOf, inReadingOrder, isLogName } from '#core/interchange/compare/log-names';
import { CallError } from './terminal.ts';

/** Where logs come from; tests bring texts of their own. */
export interface LogFiles {
  /** The files that are meant: of a folder those in it and in its folders, one level deep. Throws a `CallError`. */
  list(path: string): readonly string[];
  /** The text of one, in pieces. Throws a `CallError`. */
  read(path: string): Iterable<string>;
}

export const logFilesOnDisk: LogFiles = { list, read };

function list(path: string): readonly string[] {
  return told(path, () => {
    if (!statSync(path).isDirectory()) return [path];
    const below = entriesOf(path).flatMap((entry) => (entry.isFolder ? entriesOf(entry.path) : [entry]));
    const files = below.filter(({ isFolder, path: file }) => !isFolder && isLogName(file)).map((each) => each.path);
    if (files.length === 0) throw new CallError(`There is no .log file in '${path}', nor in its folders.`);
    return files.sort(inReadingOrder);
  });
}

function entriesOf(folder: string): readonly { readonly path: string; readonly isFolder: boolean }[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    return { path, isFolder: entry.isDirectory() || (entry.isSymbolicLink() && statSync(path).isDirectory()) };
  });
}

const pieceBytes = 1024 * 1024;

/** UTF-8 unless a byte-order mark says UTF-16. */
function* read(path: string): Iterable<string> {
  const file = told(path, () => openSync(path, 'r'));
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes);
    let decoder: TextDecoder | undefined;
    for (;;) {
      const length = told(path, () => readSync(file, buffer, 0, pieceBytes, null));
      if (length === 0) break;
      const bytes = buffer.subarray(0, length);
      decoder ??= new TextDecoder(encodingOf(bytes));
      yield decoder.decode(bytes, { stream: true });
    }
    const rest = decoder?.decode() ?? '';
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}

function told<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof CallError) throw error;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new CallError(`Cannot read '${path}': ${isMissing ? 'there is no such file' : String(error)}.`);
  }
}
