// What file systems refuse, in a sentence: their own words are of system calls and of codes.

import { FileSystemError, type Uri } from 'vscode';
import { shownName } from './topologies.ts';

/** What the action gives; where it throws, the sentence of `cannotBe` is thrown. */
export async function told<T>(uri: Uri, done: 'read' | 'written', action: () => Thenable<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw cannotBe(done, uri, error);
  }
}

export function cannotBe(done: 'read' | 'written', uri: Uri, error: unknown): Error {
  return new Error(`'${shownName(uri)}' cannot be ${done}: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
  const code = error instanceof FileSystemError ? error.code : undefined;
  if (code !== undefined && Object.hasOwn(reasons, code)) return `${reasons[code] ?? ''}.`;
  return error instanceof Error ? error.message : String(error);
}

/** By the codes of `FileSystemError`. */
const reasons: Readonly<Record<string, string>> = {
  FileNotFound: 'it is not there',
  FileIsADirectory: 'it is a folder',
  FileNotADirectory: 'it is no folder',
  NoPermissions: 'you have no right to',
  Unavailable: 'its file system cannot be reached',
};
