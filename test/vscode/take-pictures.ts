// `npm run pictures`: takes the pictures of the README from the real VS Code, with the extension as it is packed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageExtension } from '../../scripts/package.mjs';
import { serveVscode } from '../../scripts/vscode-web.mjs';
import { openWorkbench, type Workbench } from './workbench.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs/images');

const packed = mkdtempSync(join(tmpdir(), 'bridgehead-pictures-'));
await packageExtension(packed);
const vscode = await serveVscode({
  extensions: [join(packed, 'extension'), join(import.meta.dirname, 'settings')],
  folder: join(root, 'examples'),
});
try {
  for (const [theme, name] of [
    ['Light Modern', 'light'],
    ['Dark Modern', 'dark'],
    ['Dark High Contrast', 'high-contrast'],
  ] as const) {
    const workbench = await openWorkbench(vscode.url, { width: 1440, height: 860, deviceScaleFactor: 1.5 });
    await workbench.chooseTheme(theme);
    await fourCities(workbench);
    await workbench.screenshot(name, folder);
    await workbench.close();
  }
} finally {
  await vscode.close();
  rmSync(packed, { recursive: true });
}

/** A message on its way from Seattle to Brussels, over London. */
async function fourCities(workbench: Workbench): Promise<void> {
  await workbench.openFile('four-cities.topo');
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await workbench.sendTestMessage('SEA-EX01', 'anna@be.contoso.com');
  await workbench.preview.frame.locator('.story .result').waitFor();
}
