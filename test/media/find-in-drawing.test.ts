// Finding things in the drawing: the field, its list, and the flight to what was found.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { whole } from '#core/graph/places-update';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCities, largeScene, namedScene, sceneMessage } from './scenes.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1100, height: 760 });
});
afterAll(() => browser.close());
beforeEach(async () => {
  preview = await openPreview(browser);
  await preview.send(sceneMessage(fourCities));
  await preview.page.locator('.node').first().waitFor();
});
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

const field = () => preview.page.getByRole('combobox', { name: 'Find in the drawing' });
const count = () => preview.page.locator('.find-count').textContent();
const names = () => preview.page.locator('.find-bar .find-name').allTextContents();
const selected = () => preview.page.locator('.inspector h2').textContent();

async function find(text: string): Promise<void> {
  await preview.page.keyboard.press('Control+f');
  await field().fill(text);
}

/** Whether what has this id is in view, wholly. */
async function isInView(id: string): Promise<boolean> {
  const box = await preview.page.locator(`g[tabindex][data-id='${id}'] > .shape`).boundingBox();
  const stage = await preview.page.locator('.stage').boundingBox();
  if (box === null || stage === null) return false;
  const isAcross = box.x >= stage.x && box.x + box.width <= stage.x + stage.width;
  return isAcross && box.y >= stage.y && box.y + box.height <= stage.y + stage.height;
}

test('Ctrl+F opens a field that lists what is found, with what it is, where, and by what', async () => {
  await find('10.2.0');
  expect(await count()).toBe('1 found');
  expect(await preview.page.locator('.find-bar li').textContent()).toBe('LON-EX01server · London · 10.2.0.10');
  await field().fill('nothing like it');
  expect(await count()).toBe('Nothing found');
});

test('Enter and Shift+Enter go from one to the next and select it, Escape closes', async () => {
  await find('tokyo');
  const all = await names();
  expect(all).toEqual([
    'Tokyo',
    'Tokyo to Seattle',
    'Tokyo to Brussels',
    'Seattle to Tokyo',
    'Brussels to Tokyo',
    'TYO-EX01',
    'Default SMTP Virtual Server',
  ]);
  await field().press('Enter');
  expect([await count(), await selected()]).toEqual(['1 of 7', 'Tokyo']);
  await field().press('Enter');
  expect([await count(), await selected()]).toEqual(['2 of 7', 'Tokyo to Seattle']);
  for (let times = 0; times < 3; times += 1) await field().press('Shift+Enter');
  expect([await count(), await selected()]).toEqual(['6 of 7', 'TYO-EX01']);
  await field().press('Escape');
  expect(await preview.page.locator('.find-bar').isVisible()).toBe(false);
  const focused = await preview.page.evaluate(() => document.activeElement?.getAttribute('data-id'));
  expect(focused).toBe('server TYO-EX01');
  expect((await preview.state()).selected).toBe('server TYO-EX01');
  expect((await preview.posted()).filter(({ type }) => type === 'reveal')).toEqual([]);
});

test('a click on one goes there; the button of the toolbar and the command open it too', async () => {
  await preview.page.getByRole('button', { name: /^Find/ }).click();
  await field().fill('fabrikam.com');
  await preview.page.getByRole('option', { name: /Partner Mail/ }).click();
  expect(await selected()).toBe('Partner Mail');
  await preview.page.keyboard.press('Escape');
  await preview.send({ type: 'openFind' });
  await field().waitFor();
  expect(await preview.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
});

test('from far away it flies there, so near that it can be read', async () => {
  await preview.send(sceneMessage(largeScene(8, 24)));
  await preview.page.keyboard.press('Control+f');
  await preview.page.locator('[data-zoom="far"]').waitFor();
  await field().fill('branch 150');
  await field().press('Enter');
  await preview.page.locator('[data-zoom="near"]').waitFor();
  const id = (await preview.state()).selected ?? '';
  expect(id).toContain('routing group');
  await expect.poll(() => isInView(id)).toBe(true);
});

test('what is drawn anew is looked through anew', async () => {
  await find('server');
  const before = await count();
  await preview.send(sceneMessage(namedScene('LONELY'), { version: 2, places: whole({ version: 'second', places: namedScene('LONELY') }) })); // prettier-ignore
  await expect.poll(count).not.toBe(before);
  expect(await names()).toContain('LONELY');
});

test('a hostile name is text', async () => {
  const name = '<img src=x onerror=alert(1)>';
  await preview.send(sceneMessage(namedScene(name), { places: whole({ version: 'odd', places: namedScene(name) }) })); // prettier-ignore
  await find('onerror');
  expect((await names())[0]).toBe(name);
  expect(await preview.page.locator('.find-bar img').count()).toBe(0);
});
