// What axe-core finds in the preview, and how its drawn texts stand out, in every theme.

import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import {
  everyState,
  fourCities,
  overLondon,
  routeAnswer,
  sceneMessage,
  tazmania,
  toBrussels,
  toFabrikam,
  marked,
} from './scenes.ts';
import { simulatorOf, tazmaniaText } from './simulator.ts';
import { themeColours, type Theme } from './themes.ts';
import { id } from '../element-id.ts';

const themes = Object.keys(themeColours) as Theme[];
let browser: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1100, height: 760 });
});
afterAll(() => browser.close());

/** The rules that are broken, and where: nothing when all is well. */
async function violations({ page }: PreviewPage): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    return checker.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'cat.aria'],
      // It reads the lines of a box in the drawing as one word.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    });
  });
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join('\n')}`);
}

async function showDelivered(theme: Theme): Promise<PreviewPage> {
  const preview = await openPreview(browser, { theme, reduceMotion: true });
  const marks = [marked('server LON-EX01', 'error', 'It has no address.')];
  await preview.send(sceneMessage(fourCities, { marks, summary: { errors: 1, warnings: 2, infos: 0 } }));
  await preview.send({ type: 'send', message: toBrussels });
  await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
  await preview.send({ type: 'select', element: id('server LON-EX01') });
  await preview.page.locator('.outcome').waitFor();
  return preview;
}

const simulator = simulatorOf(tazmaniaText);

/** How many of these there are, once what was asked is answered. */
async function settled(preview: PreviewPage, selector: string): Promise<number> {
  await preview.settle(simulator);
  return preview.page.locator(selector).count();
}

async function showWaiting(theme: Theme): Promise<PreviewPage> {
  const preview = await openPreview(browser, { theme, reduceMotion: true });
  await preview.send(sceneMessage(tazmania));
  await preview.send({ type: 'switchOff', elements: [id('host SMARTHOST')] });
  await preview.send({ type: 'send', message: toFabrikam });
  await expect.poll(() => settled(preview, '.pill.waits')).toBe(1);
  return preview;
}

async function showEveryState(theme: Theme): Promise<PreviewPage> {
  const preview = await openPreview(browser, { theme, reduceMotion: true });
  await preview.send(sceneMessage(fourCities));
  await preview.show(everyState);
  for (const state of ['retry', 'scheduled', 'frozen', 'remote', 'active']) {
    await preview.page.locator(`.pill.waits.state-${state}`).waitFor();
  }
  return preview;
}

/** The contrast of each text in the drawing that stands on a ground of its own, with that ground; computed in the page. */
function drawnContrasts(): (readonly [number, string])[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const luminance = (layers: readonly string[]): number => {
    for (const layer of layers) {
      canvas.fillStyle = layer;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => {
      const share = each / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const texts = [...document.querySelectorAll('.drawing text')].filter((text) => text.textContent !== '');
  return texts.map((text) => {
    const ground = text.parentElement!.querySelector(':scope > :is(.shape, rect, circle)')!;
    const layers = [paper, getComputedStyle(ground).fill];
    const { fill, opacity } = getComputedStyle(text);
    const ink = `color-mix(in srgb, ${fill} ${Number(opacity) * 100}%, transparent)`;
    const [one, other] = [luminance(layers), luminance([...layers, ink])];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return [Math.round(ratio * 100) / 100, text.textContent] as const;
  });
}

describe.each(themes)('In the theme %s', (theme) => {
  test('a delivered message, a selection and findings break no rule', async () => {
    const preview = await showDelivered(theme);
    await preview.page.locator('.considered summary').click();
    expect(await violations(preview)).toEqual([]);
    await preview.page.getByRole('button', { name: /^Keys and symbols/ }).click();
    expect(await violations(preview)).toEqual([]);
    await preview.page.close();
  });

  test('the outline, what was found, the filter and the ways of a group break no rule', async () => {
    const preview = await showDelivered(theme);
    const { page } = preview;
    await preview.send({ type: 'select', element: id('routing group London') });
    await page.getByRole('button', { name: 'Show or hide the outline' }).click();
    await page.getByRole('treeitem', { name: /^routing group London/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+f');
    await page.getByRole('combobox', { name: 'Find in the drawing' }).fill('london');
    await page.keyboard.press('Enter');
    for (let times = 0; times < 5; times += 1) await page.getByRole('button', { name: /^Zoom in/ }).click();
    expect(await violations(preview)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('checkbox', { name: 'SMTP connectors' }).uncheck();
    expect(await violations(preview)).toEqual([]);
    await page.close();
  });

  test('a message that waits, the queues, the messages and what happened break no rule', async () => {
    const preview = await showWaiting(theme);
    expect(await violations(preview)).toEqual([]);
    await preview.page.locator('.pill').click();
    await expect.poll(() => settled(preview, '.queues .results tbody tr')).toBe(1);
    expect(await violations(preview)).toEqual([]);
    await preview.page.getByRole('button', { name: 'All queues' }).click();
    expect(await violations(preview)).toEqual([]);
    await preview.page.getByRole('tab', { name: 'Messages' }).click();
    await preview.page.locator('.sent-list button').first().click();
    expect(await violations(preview)).toEqual([]);
    await preview.page.getByRole('tab', { name: 'Playback' }).click();
    expect(await violations(preview)).toEqual([]);
    await preview.page.close();
  });

  test('a simulation that is waited for, and one with queues in every state, break no rule', async () => {
    const preview = await showEveryState(theme);
    for (const page of ['Route', 'Queues', 'Messages', 'Playback']) {
      await preview.page.getByRole('tab', { name: page }).click();
      expect(await violations(preview)).toEqual([]);
    }
    await preview.send({ type: 'runScenario', scenario: 'Another' });
    await preview.page.locator('.pending').waitFor();
    expect(await violations(preview)).toEqual([]);
    await preview.page.close();
  });

  test.each([
    ['of a delivered message', showDelivered],
    ['of a waiting message', showWaiting],
    ['of queues in every state', showEveryState],
  ])('every text in the drawing %s stands out', async (_, show) => {
    const preview = await show(theme);
    const found = await preview.page.evaluate(drawnContrasts);
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter(([ratio]) => ratio < 4.4)).toEqual([]);
    await preview.page.close();
  });
});

test('at twice the size in a narrow panel nothing is cut off, and what is touched is large enough', async () => {
  const preview = await openPreview(browser, { theme: 'light', reduceMotion: true });
  const { page } = preview;
  // A panel of 640 by 900 pixels, zoomed to 200 %.
  await page.setViewportSize({ width: 320, height: 450 });
  await preview.send(sceneMessage(fourCities));
  await page.locator('.node').first().waitFor();
  const fits = async (selector: string): Promise<void> => {
    const box = await page.locator(selector).boundingBox();
    expect([selector, box !== null && box.x >= 0 && box.x + box.width <= 320]).toEqual([selector, true]);
  };
  await preview.send({ type: 'select', element: id('routing group London') });
  await fits('.inspector');
  await page.keyboard.press('Control+f');
  await page.getByRole('combobox', { name: 'Find in the drawing' }).fill('london');
  await fits('.find-bar');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.find-bar :is(button, li), .toolbar button, .inspector :is(button, summary)')]
      .map((each) => [each.getBoundingClientRect(), each.textContent] as const)
      .filter(([{ width, height }]) => width > 0 && (width < 24 || height < 24))
      .map(([, text]) => text),
  );
  expect(small).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Filter/ }).click();
  await fits('.filter-box');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show or hide the outline' }).click();
  await fits('.outline');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect((await page.locator('.stage').boundingBox())!.height).toBeGreaterThan(100);
  await page.close();
});

test('a topology of nothing breaks no rule', async () => {
  const preview = await openPreview(browser, { theme: 'dark' });
  await preview.send(sceneMessage({ nodes: [], edges: [], undrawn: [], width: 0, height: 0 }));
  await preview.page.getByText('Nothing to draw yet').waitFor();
  expect(await violations(preview)).toEqual([]);
  await preview.page.close();
});
