// Bundles everything that ships into dist/, as plain .js scripts. `--watch` rebuilds on every change.
import { readFileSync } from 'node:fs';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  target: 'es2023',
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'info',
  legalComments: 'none',
  outdir: 'dist',
  define: { BRIDGEHEAD_VERSION: JSON.stringify(version) },
};
const node = { ...shared, platform: 'node', format: 'cjs', external: ['vscode'] };
const browser = { ...shared, platform: 'browser', mainFields: ['browser', 'module', 'main'], external: ['vscode'] };

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: { client: 'client/node.ts', server: 'server/lsp/node.ts', cli: 'server/cli/main.ts' } },
  { ...browser, format: 'cjs', entryPoints: { 'client-web': 'client/web.ts' } },
  {
    ...browser,
    format: 'iife',
    entryPoints: { 'server-web': 'server/lsp/worker.ts', preview: 'media/main.ts' },
  },
];

if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
