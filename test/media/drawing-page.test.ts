// The page that `Export Drawing` and `bridgehead graph --format html` write, in a browser: nothing loads, nothing is
// refused, everything can be found, read and walked without a mouse.

import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawingFile } from '#core/graph/files/drawing-file';
import { launchBrowser } from '../browser.ts';
import { makeOrganization } from '#core/model/make';
import { topologyOf } from '../core/graph/topologies.ts';
import { example } from '../core/graph/written.ts';

let browser: BrowserContext;
beforeAll(async () => {
  browser = await launchBrowser({ width: 1100, height: 700, colorScheme: 'light' });
});
afterAll(() => browser.close());

interface Opened {
  readonly page: Page;
  /** What was asked of the network, and what the browser complained about. */
  readonly complaints: readonly string[];
}

async function open(html: string): Promise<Opened> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**/*', (route) => {
    const address = route.request().url();
    if (address === 'http://drawing.test/') return route.fulfill({ contentType: 'text/html', body: html });
    if (!address.endsWith('/favicon.ico')) complaints.push(address);
    return route.fulfill({ status: 404 });
  });
  await page.goto('http://drawing.test/');
  return { page, complaints };
}

const viewBox = (page: Page) => page.locator('#drawing > svg').getAttribute('viewBox');

test('finds by name and address, tells about what is found, and leads on to what it has to do with', async () => {
  const { page, complaints } = await open(drawingFile(example('four-cities'), { format: 'html' }));
  const whole = await viewBox(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('lon-ex01');
  await expect.poll(() => page.locator('#count').innerText()).toMatch(/^[1-9]\d* found$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#details h2').innerText()).toBe('LON-EX01');
  expect(await page.locator('#details').innerText()).toContain('server LON-EX01, in London');
  expect(await viewBox(page)).not.toBe(whole);
  await page.locator('#details').getByRole('button', { name: 'London' }).first().click();
  expect(await page.locator('#details h2').innerText()).toBe('London');
  expect(await page.locator('#details h3').allInnerTexts()).toEqual(['Holds', 'Ways out', 'Ways in']);
  await page.screenshot({ path: 'test-results/drawing-page-light.png' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: 'test-results/drawing-page-dark.png' });
  await page.keyboard.press('Escape');
  expect(await page.locator('#details').isVisible()).toBe(false);
  await page.keyboard.press('0');
  expect(await viewBox(page)).toBe(whole);
  expect(complaints).toEqual([]);
});

test('pans and zooms by wheel, drag and keys; a drag selects nothing, a click does', async () => {
  const { page, complaints } = await open(drawingFile(example('four-cities'), { format: 'html' }));
  const seen = async () => ((await viewBox(page)) ?? '').split(' ').map(Number);
  const [x = 0, , width = 0] = await seen();
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await seen())[2]).toBeLessThan(width);
  await page.locator('#fit').click();
  await page.mouse.move(500, 400);
  await page.mouse.down();
  await page.mouse.move(600, 420, { steps: 4 });
  await page.mouse.up();
  expect((await seen())[0]).toBeLessThan(x);
  expect(await page.locator('#details').isVisible()).toBe(false);
  await page.locator('#fit').click();
  await page.locator('#drawing > svg').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('+');
  expect((await seen())[0]).toBeGreaterThan(x);
  await page.keyboard.press('Home');
  await page
    .locator('.boxes .server')
    .first()
    .click({ position: { x: 4, y: 4 } });
  expect(await page.locator('#details').isVisible()).toBe(true);
  await page.locator('.labels > g').first().click();
  expect(await page.locator('#details h3').first().innerText()).toBe('From');
  expect(complaints).toEqual([]);
});

test('is accessible in light and dark', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const { page } = await open(drawingFile(example('three-sites'), { format: 'html', theme }));
    await page.locator('#find').fill('server');
    await page.keyboard.press('Enter');
    await page.evaluate(`${axe.source}; undefined`).catch(() => undefined);
    const { violations } = await runAxe(page);
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  }
});

async function runAxe(page: Page): Promise<axe.AxeResults> {
  return page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run('body'));
}

const hostile = [
  '</script><script>document.title = 1</script>',
  '<img src=x onerror=alert(1)>',
  '\u202eright to left\u202c',
  '📮 post & "mail"',
  'x'.repeat(10_000),
];

test.each(hostile.map((name) => [name.slice(0, 30), name]))('%s is text, and runs nothing', async (_, name) => {
  const topology = topologyOf({ groups: [{ name, servers: [{ name: `server ${name}` }] }] });
  const { page, complaints } = await open(drawingFile(topology, { format: 'html' }));
  expect(await page.locator('img, script:not(#data)').count()).toBe(1);
  await page.locator('#find').fill('routing group');
  await page.keyboard.press('Enter');
  const shown = await page.locator('#details h2').textContent();
  expect(shown).toBe(name.replaceAll(/\p{Bidi_Control}/gu, ''));
  expect(complaints).toEqual([]);
});

test('names of ten thousand letters leave room for the drawing, and for what else was found', async () => {
  const name = 'x'.repeat(10_000);
  const groups = [{ name, servers: [{ name: `server ${name}` }] }, { name: 'Other' }];
  const topology = { ...topologyOf({ groups }), organization: makeOrganization({ name }) };
  const { page } = await open(drawingFile(topology, { format: 'html' }));
  const heightOf = async (selector: string) => (await page.locator(selector).first().boundingBox())?.height ?? 0;
  expect(await heightOf('#drawing')).toBeGreaterThan(500);
  expect(await page.locator('h1').textContent()).toBe(`Mail routing of ${name}`);
  await page.locator('#find').fill('x');
  expect(await heightOf('#found li')).toBeLessThan(150);
  await page.keyboard.press('Enter');
  expect(await page.locator('#details h2').textContent()).toBe(name);
});
