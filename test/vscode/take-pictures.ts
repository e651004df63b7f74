// `npm run pictures`: takes the pictures of the README from the real VS Code, with the extension as it is packed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { packageExtension } from '../../scripts/package.mjs';
import { serveVscode } from '../../scripts/vscode-web.mjs';
import { launchBrowser } from '../browser.ts';
import { realistic, topologyOf } from '../core/graph/topologies.ts';
import { openPreview } from '../media/preview-page.ts';
import { sceneMessage } from '../media/scenes.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs/images');

const packed = mkdtempSync(join(tmpdir(), 'bridgehead-pictures-'));
await packageExtension(packed);
const vscode = await serveVscode({
  extensions: [join(packed, 'extension'), join(import.meta.dirname, 'settings')],
  folder: join(root, 'examples'),
});
await takeLarge(1000, 'dark', 'thousand-groups-dark');
await takeLarge(1000, 'light', 'thousand-groups-light');
try {
  await take('Dark Modern', 'preview-dark', messageThatWaits);
  await take('Light Modern', 'preview-light', messageThatWaits);
  await take('Dark High Contrast', 'preview-high-contrast', messageThatWaits);
  await take('Dark Modern', 'route-dark', messageOnItsWay);
  await take('Light Modern', 'route-light', messageOnItsWay);
  await take('Dark Modern', 'simulation-dark', londonDown);
  await take('Light Modern', 'simulation-light', londonDown);
  await takeOfPreview('Dark Modern', 'queue', queueInRetry);
} finally {
  await vscode.close();
  rmSync(packed, { recursive: true });
}

async function take(theme: string, name: string, act: (workbench: Workbench) => Promise<void>): Promise<void> {
  const workbench = await openWorkbench(vscode.url, { width: 1440, height: 840, deviceScaleFactor: 1.5 });
  await workbench.chooseTheme(theme);
  await act(workbench);
  await workbench.screenshot(name, folder);
  await workbench.close();
}

/** The panel of the preview alone, for the walkthrough: it is packed, so it is small. */
async function takeOfPreview(theme: string, name: string, act: (workbench: Workbench) => Promise<void>): Promise<void> {
  const workbench = await openWorkbench(vscode.url, { width: 1440, height: 1240 });
  await workbench.chooseTheme(theme);
  await act(workbench);
  const path = join(root, 'media/walkthrough', `${name}.png`);
  await workbench.preview.frame.locator('.panel').screenshot({ path });
  await workbench.close();
}

/** The page of the preview by itself, with a large organization from afar, and the mouse on one of its regions. */
async function takeLarge(groups: number, theme: 'dark' | 'light', name: string): Promise<void> {
  const browser = await launchBrowser({ width: 1280, height: 760, colorScheme: theme, deviceScaleFactor: 1.5 });
  const preview = await openPreview(browser, { theme });
  await preview.send(sceneMessage(layout(buildGraph(topologyOf(realistic(groups))))));
  await preview.page.locator('.cluster').nth(4).hover();
  await preview.page.locator('.trunk.related').first().waitFor({ state: 'attached' });
  await preview.page.locator('.drawing:not([aria-busy])').waitFor();
  await preview.page.screenshot({ path: join(folder, `${name}.png`) });
  await browser.close();
}

/** London has lost its bridgehead, and mail waits for it. */
async function londonDown(workbench: Workbench): Promise<void> {
  const { preview } = workbench;
  await openBeside(workbench, 'four-cities.topo', 480);
  await workbench.run('Bridgehead: Run Scenario…');
  await preview.frame.getByRole('button', { name: /^10m: server LON-EX01 goes down/ }).click();
  await preview.frame.getByLabel('Go to a time').fill('11m30s');
  await preview.frame.getByLabel('Go to a time').press('Enter');
  await preview.frame.locator('.time').filter({ hasText: '11m30s' }).waitFor();
  await preview.tab('Queues').click();
  await preview.button('Show all').click();
}

/** The smart host is off, and its queue open. */
async function queueInRetry(workbench: Workbench): Promise<void> {
  await messageThatWaits(workbench);
  await workbench.preview.tab('Queues').click();
  await workbench.preview.frame.locator('.queue-list .queue-name').first().click();
  await workbench.preview.frame.locator('.queues .results tbody tr').waitFor();
}

/** One office, and a message that waits because the smart host is switched off. */
async function messageThatWaits(workbench: Workbench): Promise<void> {
  const { preview } = workbench;
  await openBeside(workbench, 'tazmania.topo', 650);
  await preview.toggle('smart host SMARTHOST');
  await workbench.sendTestMessage('TAZMANIA', 'someone@fabrikam.com');
  await preview.frame.locator('.story .result').waitFor();
  await preview.button('Show all').click();
  await workbench.focusEditor();
  await workbench.page.keyboard.press('Control+PageUp');
}

/** A message from Seattle to Brussels, over London. */
async function messageOnItsWay(workbench: Workbench): Promise<void> {
  const { preview } = workbench;
  await openBeside(workbench, 'four-cities.topo', 480);
  await workbench.sendTestMessage('SEA-EX01', 'anna@be.contoso.com');
  await preview.frame.locator('.story .result').waitFor();
  await preview.button('Show all').click();
}

/** The text on the left as far as `right`, the preview beside it. */
async function openBeside(workbench: Workbench, file: string, right: number): Promise<void> {
  const { page } = workbench;
  await workbench.openFile(file);
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  const text = await page.locator('.editor-group-container').first().boundingBox();
  if (text === null) throw new Error('There is no editor on the screen.');
  await page.mouse.move(text.x + text.width, 400);
  await page.mouse.down();
  await page.mouse.move(right, 400, { steps: 5 });
  await page.mouse.up();
}
