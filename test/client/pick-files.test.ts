// The files of a folder that a user hands over, and what is said of folders that cannot be read.

import { beforeEach, expect, test, vi } from 'vitest';
import type { Uri } from 'vscode';
import { filesAt } from '../../client/pick-files.ts';

const disk = vi.hoisted(() => ({
  /** Folders have their entries; files have none. */
  entries: new Map<string, readonly [string, number][] | undefined>(),
  locked: new Set<string>(),
}));

vi.mock('vscode', () => {
  class FileSystemError extends Error {
    readonly code: string;
    constructor(code: string) {
      super(`EACCES: permission denied, scandir 'x'`);
      this.code = code;
    }
  }
  const uri = (path: string) => ({ path, toString: () => `file:${path}` });
  const entriesAt = (path: string) => {
    if (!disk.entries.has(path)) throw new FileSystemError('FileNotFound');
    return disk.entries.get(path);
  };
  return {
    FileSystemError,
    FileType: { File: 1, Directory: 2, SymbolicLink: 64 },
    Uri: { joinPath: ({ path }: { path: string }, more: string) => uri(`${path}/${more}`) },
    window: {},
    workspace: {
      asRelativePath: ({ path }: { path: string }) => path,
      fs: {
        stat: async ({ path }: { path: string }) => ({ type: entriesAt(path) === undefined ? 1 : 2 }),
        readDirectory: async ({ path }: { path: string }) => {
          if (disk.locked.has(path)) throw new FileSystemError('NoPermissions');
          return entriesAt(path) ?? [];
        },
      },
    },
  };
});

const at = (path: string): Uri => ({ path, toString: () => `file:${path}` }) as unknown as Uri;

beforeEach(() => {
  disk.locked.clear();
  disk.entries.clear();
  disk.entries.set('/logs', [['a.log', 1], ['.hidden', 1], ['link', 65], ['SEA', 2]]); // prettier-ignore
  disk.entries.set('/logs/SEA', [['b.log', 1]]);
  disk.entries.set('/c.log', undefined);
});

test('files, and those in folders, without links and what is hidden', async () => {
  const files = await filesAt([at('/logs'), at('/c.log')]);
  expect(files.map(({ path }) => path)).toEqual(['logs/a.log', 'logs/SEA/b.log', 'c.log']);
});

test('a folder that may not be read is named, wherever it lies, and so is what is not there any more', async () => {
  disk.locked.add('/logs/SEA');
  await expect(filesAt([at('/logs')])).rejects.toThrow("'/logs/SEA' cannot be read: you have no right to.");
  await expect(filesAt([at('/gone')])).rejects.toThrow("'/gone' cannot be read: it is not there.");
});
