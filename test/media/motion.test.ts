import { afterEach, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser, type BrowserOptions } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCities, overLondon, routeAnswer, sceneMessage, tazmania, toBrussels } from './scenes.ts';
import { fourCitiesText, simulatorOf } from './simulator.ts';

let browser: BrowserContext;
let preview: PreviewPage;

afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await browser.close();
});

async function send(options: BrowserOptions, reduceMotion: boolean): Promise<void> {
  browser = await launchBrowser({ width: 1100, height: 760, ...options });
  preview = await openPreview(browser, { reduceMotion });
  await preview.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const added of change.addedNodes)
          if (added instanceof Element) seen.push(added.getAttribute('class') ?? '');
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  await preview.send(sceneMessage(fourCities));
  await preview.page.locator('.node').first().waitFor();
  await preview.send({ type: 'send', message: toBrussels });
  await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
}

const sawEnvelope = (): Promise<boolean> =>
  preview.page.evaluate(() => (window as unknown as { seen: string[] }).seen.includes('envelope'));

describe('A message travels', () => {
  test('hop by hop: first one server has its queue, in the end all have', async () => {
    await send({ reducedMotion: 'no-preference' }, false);
    await preview.page.locator('.envelope').waitFor();
    expect(await preview.page.locator('.pill').count()).toBeLessThan(3);
    await preview.page.locator('.outcome.delivered').waitFor();
    expect(await preview.page.locator('.pill').count()).toBe(3);
    expect(await preview.page.locator('.envelope').count()).toBe(0);
  });

  test('and is where it ends at once when the topology changes under it', async () => {
    await send({ reducedMotion: 'no-preference' }, false);
    await preview.page.locator('.envelope').waitFor();
    await preview.send(sceneMessage(tazmania, { version: 2 }));
    await preview.page.locator('.envelope').waitFor({ state: 'detached' });
    await preview.send(sceneMessage(fourCities, { version: 3 }));
    await preview.page.locator('.outcome.delivered').waitFor();
  });

  test.each([
    ['the system asks for reduced motion', { reducedMotion: 'reduce' }, false],
    ['VS Code asks for reduced motion', { reducedMotion: 'no-preference' }, true],
  ] as const)('without moving when %s', async (_, options, reduceMotion) => {
    await send(options, reduceMotion);
    await preview.page.locator('.outcome.delivered').waitFor();
    expect(await preview.page.locator('.edge.travelled').count()).toBe(2);
    expect(await sawEnvelope()).toBe(false);
  });
});

describe('Messages of a simulation', () => {
  const moving = async (options: BrowserOptions, reduceMotion: boolean): Promise<string> => {
    const simulator = simulatorOf(fourCitiesText);
    browser = await launchBrowser({ width: 1100, height: 760, ...options });
    preview = await openPreview(browser, { reduceMotion });
    await preview.send(sceneMessage(fourCities));
    await preview.send({ type: 'runScenario', scenario: 'London loses its bridgehead for an hour' });
    const flows = preview.page.locator('.moving .flow');
    await expect
      .poll(
        async () => {
          await preview.settle(simulator);
          return flows.count();
        },
        { timeout: 15_000 },
      )
      .toBeGreaterThan(0);
    return flows.first().evaluate((flow) => {
      const { animationName, animationPlayState } = getComputedStyle(flow);
      return `${animationName} ${animationPlayState}`;
    });
  };

  test('move while time goes on', async () => {
    expect(await moving({ reducedMotion: 'no-preference' }, false)).toBe('flow running');
    await preview.page.getByRole('button', { name: 'Pause' }).click();
    expect(await preview.page.locator('.moving').count()).toBe(0);
  });

  test.each([
    ['the system asks for reduced motion', { reducedMotion: 'reduce' }, false],
    ['VS Code asks for reduced motion', { reducedMotion: 'no-preference' }, true],
  ] as const)('stand still when %s', async (_, options, reduceMotion) => {
    expect(await moving(options, reduceMotion)).toMatch(/^none/);
  });
});
