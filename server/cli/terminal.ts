// What a command may touch of the outside world, so that commands can be tested without a process.

import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Terminal {
  /** Bytes of a file; `-` is standard input. Throws a `CallError` when there is none. */
  read(path: string): string;
  /** The same for all paths that lead to one file; `-` is standard input. */
  identify(path: string): string;
  write(path: string, text: string): void;
  /** Findings and results. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  readonly color: boolean;
}

/** The call or a file was wrong: exit status 2. The message is one sentence that says what to do. */
export class CallError extends Error {}

export function processTerminal(): Terminal {
  return {
    read: (path) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(readBytes(path)),
    identify: (path) => (path === '-' ? path : realPath(path)),
    write: (path, text) => writeBytes(path, text),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    color: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
  };
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    if (path === '-' && codeOf(error) === 'EOF') return new Uint8Array();
    throw new CallError(`Cannot read '${path}': ${reasonOf(error)}.`);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    // Where there is no file, reading it says so.
    return resolve(path);
  }
}

function writeBytes(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CallError(`Cannot write '${path}': ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
