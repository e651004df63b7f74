// Files that a program writes from others are committed, and this tells when they are stale.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const syntax = resolve(import.meta.dirname, '../server/core/syntax');

test('the parser is the one of the grammar; `npm run grammar` writes it anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridgehead-grammar-'));
  try {
    copyFileSync(join(syntax, 'topo.ohm'), join(folder, 'topo.ohm'));
    const generator = resolve(import.meta.dirname, '../node_modules/@ohm-js/cli/index.js');
    execFileSync(process.execPath, [generator, 'generateBundles', '--esm', '--withTypes', 'topo.ohm'], { cwd: folder });
    for (const name of ['topo.ohm-bundle.js', 'topo.ohm-bundle.d.ts']) {
      expect(readFileSync(join(syntax, name), 'utf8'), name).toBe(readFileSync(join(folder, name), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the script of a drawing's page is the one of media/drawing-page; `npm run page` writes it anew", async () => {
  const { pageScript, target } = (await import('../scripts/page.mjs')) as {
    pageScript: () => Promise<string>;
    target: string;
  };
  expect(readFileSync(target, 'utf8')).toBe(await pageScript());
});
