// Where an export of the editor goes: on whatever file system, all of it or nothing, and never over something else unasked.

import { beforeEach, expect, test, vi } from 'vitest';
import { exportTopology } from '../../client/export-topology.ts';
import type { LanguageServer } from '../../client/language-server.ts';
import type { ExportAnswer } from '#core/protocol/requests';
import type { Answer } from '#core/answer';
import type { Uri } from 'vscode';

interface FakeUri {
  readonly scheme: string;
  readonly path: string;
}

const editor = vi.hoisted(() => ({
  files: new Map<string, Uint8Array>(),
  /** What is picked, in order; nothing is turning away. */
  picks: [] as (string | undefined)[],
  folder: undefined as { scheme: string; path: string } | undefined,
  answer: undefined as string | undefined,
  /** Nothing may be written. */
  refused: false,
  offered: [] as string[][],
  said: [] as string[],
  shown: [] as string[],
}));

vi.mock('vscode', () => {
  class FileSystemError extends Error {
    readonly code: string;
    constructor(code: string) {
      super(`EACCES: permission denied, open 'x'`);
      this.code = code;
    }
  }
  const uri = (scheme: string, path: string) => ({ scheme, path, toString: () => `${scheme}:${path}` });
  return {
    FileSystemError,
    Uri: {
      joinPath: ({ scheme, path }: FakeUri, more: string) =>
        uri(scheme, more === '..' ? path.slice(0, path.lastIndexOf('/')) : `${path}/${more}`),
    },
    workspace: {
      openTextDocument: () => Promise.resolve(),
      workspaceFolders: [],
      findFiles: () => Promise.resolve([uri('vscode-vfs', '/mail/main.topo'), uri('vscode-vfs', '/mail/now.topo')]),
      asRelativePath: ({ path }: FakeUri) => path,
      fs: {
        readFile: ({ path }: FakeUri) => {
          const bytes = editor.files.get(path);
          return bytes === undefined ? Promise.reject(new FileSystemError('FileNotFound')) : Promise.resolve(bytes);
        },
        writeFile: ({ path }: FakeUri, bytes: Uint8Array) => {
          if (editor.refused) return Promise.reject(new FileSystemError('NoPermissions'));
          editor.files.set(path, bytes);
          return Promise.resolve();
        },
      },
    },
    window: {
      showQuickPick: (items: readonly { label: string }[]) => {
        editor.offered.push(items.map(({ label }) => label));
        const label = editor.picks.shift();
        return Promise.resolve(items.find((item) => item.label === label));
      },
      showOpenDialog: ({ defaultUri }: { defaultUri?: FakeUri }) => {
        editor.offered.push([defaultUri?.path ?? '']);
        return Promise.resolve(editor.folder && [editor.folder]);
      },
      showTextDocument: ({ path }: FakeUri) => {
        editor.shown.push(path);
        return Promise.resolve();
      },
      showInformationMessage: (message: string) => {
        editor.said.push(message);
        return Promise.resolve();
      },
      showWarningMessage: (message: string, { detail }: { detail: string }) => {
        editor.said.push(`${message} ${detail}`);
        return Promise.resolve(editor.answer);
      },
    },
  };
});

const document = {
  scheme: 'vscode-vfs',
  path: '/mail/main.topo',
  toString: () => 'vscode-vfs:/mail/main.topo',
} as unknown as Uri;
const files: Answer<ExportAnswer> = {
  ok: true,
  value: {
    files: [
      { path: 'plan.md', text: '# Plan\n' },
      { path: 'apply.ps1', text: '\ufeffparam()\r\n' },
    ],
    notes: 2,
  },
};
const asked: unknown[] = [];

function serverWith(answer: Answer<ExportAnswer>, servers = [{ name: 'SEA1', group: 'Seattle' }]): LanguageServer {
  const offers = {
    targets: [
      { name: 'exchange', title: 'Exchange', writes: 'plan.md', isOfServer: false },
      { name: 'postfix', title: 'Postfix', writes: 'main.cf', isOfServer: true },
    ],
    servers,
    hasDrift: true,
  };
  const request = (method: string, params: unknown) => {
    asked.push(params);
    return Promise.resolve(method === 'bridgehead/exportOffers' ? offers : answer);
  };
  return { request } as unknown as LanguageServer;
}

beforeEach(() => {
  editor.files.clear();
  Object.assign(editor, {
    picks: ['Exchange', 'Not known'],
    folder: { scheme: 'vscode-vfs', path: '/out' },
    answer: undefined,
    refused: false,
  });
  for (const list of [editor.offered, editor.said, editor.shown, asked]) list.length = 0;
});

test('files come into the folder byte by byte, and the first is shown', async () => {
  await exportTopology(serverWith(files), document);
  expect(editor.offered).toEqual([
    ['Exchange', 'Postfix'],
    ['The servers, as Check Drift read them', 'Not known', '/mail/now.topo'],
    ['/mail'],
  ]);
  expect(asked[1]).toEqual({ uri: 'vscode-vfs:/mail/main.topo', target: 'exchange', server: null, against: null });
  expect([...editor.files.keys()]).toEqual(['/out/plan.md', '/out/apply.ps1']);
  expect([...(editor.files.get('/out/apply.ps1') ?? [])].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 'p'.charCodeAt(0)]);
  expect(editor.shown).toEqual(['/out/plan.md']);
  expect(editor.said).toEqual([
    'Exported plan.md, apply.ps1 to /out. 2 things cannot be said there; the first file tells which. Nothing was run.',
  ]);
});

test('the server is asked for where the target is about one', async () => {
  editor.picks = ['Postfix', 'SEA1'];
  await exportTopology(serverWith(files), document);
  expect(editor.offered[1]).toEqual(['SEA1']);
  expect(asked[1]).toMatchObject({ target: 'postfix', server: 'SEA1' });
});

test('another topology can say what there is now', async () => {
  editor.picks = ['Exchange', '/mail/now.topo'];
  await exportTopology(serverWith(files), document);
  expect(asked[1]).toMatchObject({ target: 'exchange', against: { topology: 'vscode-vfs:/mail/now.topo' } });
});

test('what the servers said when drift was checked can say what there is now', async () => {
  editor.picks = ['Exchange', 'The servers, as Check Drift read them'];
  await exportTopology(serverWith(files), document);
  expect(asked[1]).toMatchObject({ target: 'exchange', against: 'drift' });
});

test('what says something else is overwritten when the user says so, and else nothing is written', async () => {
  editor.files.set('/out/apply.ps1', new TextEncoder().encode('mine'));
  await exportTopology(serverWith(files), document);
  expect(editor.said).toEqual(['A file is there and says something else. /out/apply.ps1']);
  expect([...editor.files.keys()]).toEqual(['/out/apply.ps1']);
  expect(editor.shown).toEqual([]);
  Object.assign(editor, { picks: ['Exchange', 'Not known'], answer: 'Overwrite' });
  await exportTopology(serverWith(files), document);
  expect(editor.files.size).toBe(2);
  Object.assign(editor, { picks: ['Exchange', 'Not known'], answer: undefined });
  await exportTopology(serverWith(files), document);
  expect(editor.shown).toEqual(['/out/plan.md', '/out/plan.md']);
});

test('turning away writes nothing, and a refusal is said before a folder is asked for', async () => {
  editor.picks = [undefined];
  await exportTopology(serverWith(files), document);
  Object.assign(editor, { picks: ['Exchange', 'Not known'], folder: undefined });
  await exportTopology(serverWith(files), document);
  editor.picks = ['Exchange', 'Not known'];
  editor.offered.length = 0;
  await expect(exportTopology(serverWith({ ok: false, error: 'No.' }), document)).rejects.toThrow('No.');
  expect(editor.offered).toHaveLength(2);
  expect(editor.files.size).toBe(0);
});

test('a topology without a server is refused where one is asked for', async () => {
  editor.picks = ['Postfix'];
  const exported = exportTopology(serverWith(files, []), document);
  await expect(exported).rejects.toThrow('/mail/main.topo has no server, and Postfix is about one.');
  expect(editor.offered).toHaveLength(1);
});

test('a folder that may not be written to is named in a sentence', async () => {
  editor.refused = true;
  const exported = exportTopology(serverWith(files), document);
  await expect(exported).rejects.toThrow("'/out/plan.md' cannot be written: you have no right to.");
  expect(editor.shown).toEqual([]);
});
