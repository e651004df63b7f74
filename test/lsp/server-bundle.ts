// The server as users run it: bundled, for Node and for the browser.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

export interface ServerBundle {
  /** For a process of its own. */
  readonly node: string;
  /** The command line, whose `lsp` command is the server. */
  readonly commandLine: string;
  /** For a web worker. */
  readonly worker: string;
  readonly remove: () => void;
}

const root = resolve(import.meta.dirname, '../..');

export async function bundleServer(): Promise<ServerBundle> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgehead-server-'));
  const shared: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    target: 'es2023',
    outdir: folder,
    logLevel: 'error',
    define: { BRIDGEHEAD_VERSION: '"test"' },
  };
  await Promise.all([
    build({
      ...shared,
      platform: 'node',
      format: 'cjs',
      entryPoints: { server: 'server/lsp/node.ts', cli: 'server/cli/main.ts' },
    }),
    build({ ...shared, platform: 'browser', format: 'iife', entryPoints: { worker: 'server/lsp/worker.ts' } }),
  ]);
  return {
    node: join(folder, 'server.js'),
    commandLine: join(folder, 'cli.js'),
    worker: join(folder, 'worker.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
