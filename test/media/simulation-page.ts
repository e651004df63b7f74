// A page with a preview, and what people do with messages in it, for the tests of messages, queues and time.

import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import type { Places } from '#core/graph/scene';
import type { Route } from '#core/routing/route';
import type { TestMessage } from '#core/routing/message/test-message';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { type Simulator } from './simulator.ts';
import { fourCities, routeAnswer, sceneMessage, smartHostQueue, tazmania, toFabrikam } from './scenes.ts';

let browser: BrowserContext;
/** Of the test that runs. */
export let preview: PreviewPage;

/** Each test of a file has a page of its own, which complains of nothing. */
export function previewForEach(): void {
  beforeAll(async () => {
    browser = await launchBrowser({ width: 1200, height: 760 });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    preview = await openPreview(browser);
  });
  afterEach(async () => {
    expect(preview.complaints).toEqual([]);
    await preview.page.close();
  });
}

export async function draw(places: Places): Promise<void> {
  await preview.send(sceneMessage(places));
  await preview.page.locator('.node').first().waitFor();
}

export async function sendMessage(message: TestMessage, route: Route) {
  await preview.send({ type: 'send', message });
  return preview.answerRoute({ ok: true, value: routeAnswer(message, route) });
}

export const textOf = (selector: string): Promise<string> => preview.page.locator(selector).innerText();
export const button = (name: string | RegExp) =>
  preview.page.getByRole('button', { name, exact: typeof name === 'string' });

export async function switchOff(id: string): Promise<void> {
  await preview.page.locator(`.node[data-id="${id}"]`).click({ position: { x: 50, y: 15 } });
  await button('Switch Off').click();
}

export const queue = smartHostQueue;
export const queueRows = () => preview.page.locator('.queues .queue-list tbody tr');
export const tab = (name: string) => preview.page.getByRole('tab', { name }).click();

/** The tutorial's smart host is off, and a message to it has been sent. */
export async function waitsForSmartHost(simulator: Simulator): Promise<void> {
  await draw(tazmania);
  await switchOff('host SMARTHOST');
  await preview.send({ type: 'send', message: toFabrikam });
  await expect.poll(async () => (await preview.posted()).at(-1)?.type).toBe('route');
  await preview.settle(simulator);
  await preview.page.locator('.transport').waitFor();
  await preview.settle(simulator);
  await preview.page.locator('.pill.waits').waitFor();
}

/** London loses its bridgehead for an hour; time stands still. */
export async function runs(simulator: Simulator): Promise<void> {
  await draw(fourCities);
  await preview.send({ type: 'runScenario', scenario: 'London loses its bridgehead for an hour' });
  await until(simulator, () => button('Pause').count(), 1);
  await button('Pause').click();
}

/** Waits until something is so, answering meanwhile. */
export async function until(simulator: Simulator, what: () => Promise<unknown>, is: unknown): Promise<void> {
  await expect
    .poll(async () => {
      await preview.settle(simulator);
      return what();
    })
    .toEqual(is);
}
