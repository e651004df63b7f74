// What a command may touch of the outside world, so that commands can be tested without a process.

import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { ended } from '#core/syntax/wording';

export interface Terminal {
  /** Bytes of a file; `-` is standard input. Throws a `CallError` when there is none. */
  read(path: string): string;
  /** The same for all paths that lead to one file; `-` is standard input. */
  identify(path: string): string;
  write(path: string, text: string): void;
  /** The same as `read`; undefined where there is nothing of that name. */
  readIfThere(path: string): string | undefined;
  /** Writes a new file, with the folders that it lies in. Throws a `CallError` when there is something of that name. */
  create(path: string, text: string): void;
  /** Findings and results. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  readonly color: boolean;
  /** Somebody is looking at what is written to `err`. */
  readonly showsProgress: boolean;
}

/** The call or a file was wrong: exit status 2. The message is one sentence that says what to do. */
export class CallError extends Error {}

export function processTerminal(): Terminal {
  return {
    read: (path) => decoded(readBytes(path)),
    identify: (path) => (path === '-' ? path : realPath(path)),
    write: (path, text) => writeBytes(path, text),
    readIfThere: (path) => (existsSync(path) ? decoded(readBytes(path)) : undefined),
    create: (path, text) => createFile(path, text),
    out: writerTo(1),
    err: writerTo(2),
    color: isatty(1) && (process.env['NO_COLOR'] ?? '') === '',
    showsProgress: isatty(2),
  };
}

/**
 * Writes at once, and waits for a reader that is slower: a matrix of millions of rows would not fit into memory. Whoever
 * reads may have read enough, as in `analyze FILE | head`: the rest is not written, and that is no fault.
 */
function writerTo(descriptor: number): (text: string) => void {
  let isOpen = true;
  return (text) => {
    let rest: Uint8Array = Buffer.from(text);
    while (isOpen && rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        if (codeOf(error) === 'EPIPE') isOpen = false;
        else if (codeOf(error) === 'EAGAIN') waitForReader();
        else throw error;
      }
    }
  };
}

function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    if (path === '-' && codeOf(error) === 'EOF') return new Uint8Array();
    throw new CallError(ended(`Cannot read '${path}': ${reasonOf(error)}`));
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
    throw new CallError(ended(`Cannot write '${path}': ${reasonOf(error)}`));
  }
}

/** A link that leads nowhere is something of that name, too. */
function createFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new CallError(ended(`Cannot write '${path}': ${reasonOf(error)}`));
  }
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EEXIST':
      return 'there is something of that name';
    case 'ENOTDIR':
      return 'it is in no folder';
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
