// Writes the script of the page that shows a drawing into core, which writes that page: `npm run page`. The command line
// and the language server both make such pages, and neither has the other's files at hand.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
export const target = resolve(root, 'server/core/graph/files/page-script.ts');

/** @returns {Promise<string>} */
export async function pageScript() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['media/drawing-page/main.ts'],
    bundle: true,
    write: false,
    minify: true,
    charset: 'ascii',
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
  });
  const script = outputFiles[0]?.text.trim() ?? '';
  if (/<\/script|<!--/i.test(script)) throw new Error('The script would end the element that it stands in.');
  return [
    '// Written by `npm run page` from media/drawing-page; test/generated.test.ts tells when it is stale.',
    '',
    '/** The script of a page that shows a drawing. */',
    `export const pageScript = ${JSON.stringify(script)};`,
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, await pageScript());
