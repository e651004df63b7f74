// What the extension tells the preview to show: the route of a test with its switches, and a failure.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCities, overLondon, routeAnswer, sceneMessage, toBrussels } from './scenes.ts';
import { id } from '../element-id.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1200, height: 760 });
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

async function down(): Promise<readonly string[]> {
  return (await preview.state()).script.down;
}

test('a message that brings its switches is sent with exactly these off', async () => {
  await preview.send({ type: 'switchOff', elements: [id('server TYO-EX01')] });
  await preview.send({ type: 'send', message: toBrussels, down: [id('server LON-EX01')] });
  const asked = await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
  expect(asked.down).toEqual(['server LON-EX01']);
  await expect.poll(down).toEqual(['server LON-EX01']);
});

test('a message without switches of its own leaves them as they are', async () => {
  await preview.send({ type: 'switchOff', elements: [id('server TYO-EX01')] });
  await preview.send({ type: 'send', message: toBrussels });
  const asked = await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
  expect(asked.down).toEqual(['server TYO-EX01']);
});

test('a failure is switched off, selected and told, and everything else is on', async () => {
  await preview.send({ type: 'switchOff', elements: [id('server TYO-EX01')] });
  await preview.send({ type: 'switchOff', elements: [id('server LON-EX01')] });
  await expect.poll(down).toEqual(['server LON-EX01']);
  expect((await preview.state()).selected).toBe('server LON-EX01');
  await expect.poll(() => preview.page.locator('.spoken').textContent()).toBe('server LON-EX01 is switched off.');
});

describe('Make Test', () => {
  test('gives the message that is shown, with its switches', async () => {
    await preview.send({ type: 'send', message: toBrussels, down: [id('server TYO-EX01')] });
    await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
    await preview.page.getByRole('button', { name: 'Make Test' }).click();
    const { message } = routeAnswer(toBrussels, overLondon);
    expect((await preview.posted()).at(-1)).toEqual({ type: 'makeTest', sent: { message, down: ['server TYO-EX01'] } });
  });

  test('says that nothing was sent', async () => {
    await preview.send({ type: 'makeTest' });
    await expect.poll(async () => (await preview.posted()).at(-1)).toEqual({ type: 'makeTest', sent: null });
  });
});
