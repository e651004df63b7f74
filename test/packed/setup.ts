// Before the tests of what users install: packs it, unpacks it into a temporary folder, and serves a real VS Code with
// the unpacked extension. The tests never see the source folder.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { packageCommandLine, packageExtension } from '../../scripts/package.mjs';
import { serveVscode } from '../../scripts/vscode-web.mjs';
import { unzip } from './unzip.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder into which the VSIX was unpacked. */
    extensionFolder: string;
    /** The folder into which the command line was installed, with nothing else in it. */
    commandLineFolder: string;
    /** The VSIX and the npm package themselves. */
    packages: { readonly vsix: string; readonly commandLine: string };
    /** Where VS Code is served, with the unpacked extension and a copy of `examples/`. */
    vscodeUrl: string;
  }
}

const root = resolve(import.meta.dirname, '../..');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgehead-packed-'));
  const [vsix, commandLine] = await Promise.all([packageExtension(folder), packageCommandLine(folder)]);
  await Promise.all([unzip(vsix, join(folder, 'unpacked')), installAlone(commandLine, join(folder, 'installed'))]);

  const extensionFolder = join(folder, 'unpacked', 'extension');
  const vscode = await serveVscode({
    extensions: [extensionFolder, join(root, 'test/vscode/settings')],
    folder: join(root, 'examples'),
  });
  project.provide('extensionFolder', extensionFolder);
  project.provide('commandLineFolder', join(folder, 'installed'));
  project.provide('packages', { vsix, commandLine });
  project.provide('vscodeUrl', vscode.url);
  return async () => {
    await vscode.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** As a user does, but without a registry: a package that needed another one would fail here. */
async function installAlone(tarball: string, folder: string): Promise<void> {
  await promisify(execFile)(
    'npm',
    ['install', '--prefix', folder, '--offline', '--no-audit', '--no-fund', '--no-package-lock', tarball],
    { shell: process.platform === 'win32' },
  );
}
