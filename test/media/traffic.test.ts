// What message logs tell that connectors carried lies on the drawing until it is put away.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { overlap } from '#core/graph/space';
import { launchBrowser } from '../browser.ts';
import { id } from '../element-id.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCities, sceneMessage } from './scenes.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1000, height: 700 });
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

const london = id('connector "Seattle to London"');
const tokyo = id('connector "Seattle to Tokyo"');

test('each connector says how many messages took it, in a band, in words and to those who cannot see it', async () => {
  preview = await openPreview(browser);
  await preview.send(sceneMessage(fourCities));
  const { page } = preview;
  await page.locator('.node').first().waitFor();
  const hide = page.getByRole('button', { name: 'Hide Traffic' });
  expect(await hide.isVisible()).toBe(false);
  await preview.send({
    type: 'traffic',
    traffic: [
      { element: london, took: 1200, explained: 1200 },
      { element: tokyo, took: 12, explained: 2 },
      { element: id('connector "Not Drawn"'), took: 5, explained: 5 },
    ],
  });
  await page.locator('.carried').first().waitFor();
  expect(await page.locator('.amount').allTextContents()).toEqual(['1,200 messages', '12 messages, 10 otherwise']);
  const widths = await page.locator('.carried').evaluateAll((all) => all.map((each) => Number(each.getAttribute('stroke-width')))); // prettier-ignore
  expect(widths[0]).toBeGreaterThan(widths[1] ?? 0);
  expect(await page.locator('.carried.otherwise').count()).toBe(1);
  const label = (element: string) => page.locator(`.edge[data-id='${element}']`).getAttribute('aria-label');
  expect(await label(tokyo)).toContain('in the logs 12 messages, 10 of them otherwise than the topology says');
  await hide.click();
  expect(await page.locator('.carried').count()).toBe(0);
  expect(await label(tokyo)).not.toContain('in the logs');
  expect(await hide.isVisible()).toBe(false);
});

test('how many there were lies on no cost and on no other number, and above the bands', async () => {
  preview = await openPreview(browser);
  await preview.send(sceneMessage(fourCities));
  const { page } = preview;
  await page.locator('.node').first().waitFor();
  const elements = [...new Set(fourCities.edges.map(({ element }) => element))];
  await preview.send({
    type: 'traffic',
    traffic: elements.map((element, i) => ({ element, took: 1200 + i, explained: 1000 + i })),
  });
  await page.locator('.amount').first().waitFor();
  const boxes = await page.locator('.amount, .caption > rect').evaluateAll((all) =>
    all.map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      // Of a text only what is written, without the room above and below it.
      const inset = each.matches('.amount') ? height * 0.2 : 0;
      return { amount: each.matches('.amount'), x, y: y + inset, width, height: height - 2 * inset };
    }),
  );
  expect(boxes.filter(({ amount }) => amount).length).toBe(fourCities.edges.length);
  const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => (a.amount || b.amount) && overlap(a, b)));
  expect(pairs).toEqual([]);
  expect(await page.locator('.traffic').evaluate((layer) => [...layer.children].map((each) => each.getAttribute('class')))).toEqual(['bands', 'amounts']); // prettier-ignore
});
