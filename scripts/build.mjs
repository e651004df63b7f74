// Bundles everything that ships, as plain .js scripts: into dist/ to work with, elsewhere to pack (package.mjs).
// `--watch` rebuilds on every change, `--production` leaves out what only a developer needs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, context } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** The bundles of the VS Code extension: client and server, each for desktop and web, and the preview. */
export const extension = 'extension';
/** The bundle of the command line, which holds the language server too. */
export const commandLine = 'cli';

/**
 * @param {{ parts: readonly string[], outdir: string, production: boolean }} what
 * @returns {Promise<void>}
 */
export async function bundle(what) {
  await Promise.all(bundles(what).map((options) => build(options)));
}

/**
 * @param {{ parts: readonly string[], outdir: string, production: boolean }} what
 * @returns {import('esbuild').BuildOptions[]}
 */
function bundles({ parts, outdir, production }) {
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    target: 'es2023',
    sourcemap: production ? false : 'linked',
    minify: production,
    logLevel: 'warning',
    legalComments: 'none',
    outdir,
    external: ['vscode'],
    define: { BRIDGEHEAD_VERSION: JSON.stringify(version) },
  };
  /** @type {import('esbuild').BuildOptions} */
  const node = { ...shared, platform: 'node', format: 'cjs' };
  /** @type {import('esbuild').BuildOptions} */
  const browser = { ...shared, platform: 'browser', mainFields: ['browser', 'module', 'main'] };
  /** @type {Record<string, import('esbuild').BuildOptions[]>} */
  const ofPart = {
    [extension]: [
      { ...node, entryPoints: { client: 'client/node.ts', server: 'server/lsp/node.ts' } },
      { ...browser, format: 'cjs', entryPoints: { 'client-web': 'client/web.ts' } },
      {
        ...browser,
        format: 'iife',
        entryPoints: { 'server-web': 'server/lsp/worker.ts', preview: 'media/main.ts', matrix: 'media/matrix.ts' },
      },
    ],
    [commandLine]: [{ ...node, entryPoints: { cli: 'server/cli/main.ts' } }],
  };
  return parts.flatMap((part) => ofPart[part] ?? []);
}

if (process.argv[1] === import.meta.filename) {
  const what = { parts: [extension, commandLine], outdir: 'dist', production: process.argv.includes('--production') };
  if (process.argv.includes('--watch')) {
    for (const options of bundles(what)) await (await context({ ...options, logLevel: 'info' })).watch();
  } else {
    await bundle(what);
  }
}
