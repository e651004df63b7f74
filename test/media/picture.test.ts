// What the page of a preview answers to an export of it: what is seen, and pictures.

import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { id } from '../element-id.ts';
import { openPreview } from './preview-page.ts';
import { fourCities, sceneMessage } from './scenes.ts';

let browser: BrowserContext;
beforeAll(async () => {
  browser = await launchBrowser({ width: 900, height: 600 });
});
afterAll(() => browser.close());

const svg = (width: number, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="9" height="9" fill="red"/></svg>`;

test('paints the text of an SVG file twice as large, at most as large as browsers can, and answers by number', async () => {
  const preview = await openPreview(browser);
  const paint = async (request: number, text: string) => {
    await preview.send({ type: 'paint', request, svg: text, copy: false });
    const painted = async () =>
      (await preview.posted()).find((each) => each.type === 'painted' && each.request === request);
    await expect.poll(painted).toBeDefined();
    const message = await painted();
    return message?.type === 'painted' ? message.answer : undefined;
  };
  const sizeOf = (png: string) => [16, 20].map((at) => Buffer.from(png, 'base64').readUInt32BE(at));
  const small = await paint(1, svg(30, 20));
  expect(small?.ok === true && sizeOf(small.value)).toEqual([60, 40]);
  const large = await paint(2, svg(10_000, 100));
  expect(large?.ok === true && sizeOf(large.value)).toEqual([8192, 82]);
  const none = await paint(3, 'no drawing');
  expect(none?.ok === false && none.error).toContain('Export it as SVG instead');
  expect(preview.complaints).toEqual([]);
});

test('waits for the focus before it writes to the clipboard, and for nothing when it has come', async () => {
  const preview = await openPreview(browser);
  await preview.page.evaluate(() => {
    const [at, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
    const written: string[] = [];
    const waiting = new Set<unknown>();
    const set = (handler: () => void, after: number) => {
      const timer = at(handler, after);
      if (after >= 1000) waiting.add(timer);
      return timer;
    };
    Object.assign(window, { written, waiting, setTimeout: set });
    window.clearTimeout = (timer) => {
      waiting.delete(timer);
      clear(timer);
    };
    class Item {
      readonly types: readonly string[];
      constructor(kinds: object) {
        this.types = Object.keys(kinds);
      }
    }
    Object.assign(window, { ClipboardItem: Item });
    const clipboard = { write: (items: readonly Item[]) => Promise.resolve(written.push(...(items[0]?.types ?? []))) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard });
    document.hasFocus = () => false;
  });
  const written = () => preview.page.evaluate(() => (window as unknown as { written: string[] }).written);
  const waiting = () => preview.page.evaluate(() => (window as unknown as { waiting: Set<number> }).waiting.size);
  const before = await waiting();
  await preview.send({ type: 'paint', request: 1, svg: svg(30, 20), copy: true });
  await expect.poll(waiting).toBe(before + 1);
  expect(await written()).toEqual([]);
  await preview.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(written).toEqual(['image/png']);
  expect(await waiting()).toBe(before);
});

test('tells what is seen, selected and off', async () => {
  const preview = await openPreview(browser);
  await preview.send(sceneMessage(fourCities));
  await preview.send({ type: 'switchOff', elements: [id('server TYO-EX01')] });
  await preview.send({ type: 'select', element: id('server LON-EX01') });
  await preview.send({ type: 'look', request: 7 });
  const looked = async () => (await preview.posted()).find((each) => each.type === 'looked');
  await expect.poll(looked).toMatchObject({
    request: 7,
    look: { selected: 'server LON-EX01', down: ['server TYO-EX01'], message: null },
  });
  const message = await looked();
  const { width = 0, height = 0 } = message?.type === 'looked' ? message.look.view : {};
  expect(width).toBeGreaterThan(fourCities.width);
  expect(height).toBeGreaterThan(100);
});
