import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { everyState, fourCities, overLondon, routeAnswer, sceneMessage, toBrussels, marked } from './scenes.ts';
import { themeColours, type Theme } from './themes.ts';

const themes = Object.keys(themeColours) as Theme[];
let browser: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1100, height: 760 });
});
afterAll(() => browser.close());

async function showAll(theme: Theme): Promise<PreviewPage> {
  const preview = await openPreview(browser, { theme });
  const marks = [marked('server LON-EX01', 'error', 'It has no address.')];
  await preview.send(sceneMessage(fourCities, { marks }));
  await preview.send({ type: 'send', message: toBrussels });
  await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
  await preview.page.locator('.outcome').waitFor();
  await preview.page.locator('.considered summary').click();
  return preview;
}

const pages = ['Route', 'Queues', 'Messages', 'Playback'];

/** A message, and a simulation with queues in every state. */
async function showSimulation(theme: Theme): Promise<PreviewPage> {
  const preview = await openPreview(browser, { theme });
  await preview.send(sceneMessage(fourCities));
  await preview.show(everyState);
  await preview.send({ type: 'send', message: toBrussels });
  await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
  await preview.page.locator('.outcome').waitFor();
  return preview;
}

test('every colour of the style sheet is the theme’s', () => {
  const style = readFileSync(resolve(import.meta.dirname, '../../media/preview.css'), 'utf8');
  expect(style.match(/#[\da-f]{3,8}\b|\b(rgb|hsl)a?\(/gi)).toBe(null);
});

/** The contrast of each text with what is behind it, and the text; computed in the page. */
function contrasts(): (readonly [number, string])[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const paint = (layers: readonly string[]): number => {
    canvas.clearRect(0, 0, 1, 1);
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
  const behind = (element: Element | null): string[] =>
    element === null ? ['white'] : [...behind(element.parentElement), getComputedStyle(element).backgroundColor];
  const texts = [
    ...document.querySelectorAll('button, p, h2, h3, dt, dd, td, th, summary, strong, span, b, label, output, pre'),
  ];
  return texts
    .filter((each) => each.checkVisibility() && [...each.childNodes].some((child) => child.nodeType === Node.TEXT_NODE))
    .filter((each) => !(each instanceof HTMLButtonElement && each.disabled))
    .map((each) => {
      const layers = behind(each);
      const [text, ground] = [paint([...layers, getComputedStyle(each).color]), paint(layers)];
      const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
      return [Math.round(ratio * 100) / 100, each.textContent] as const;
    });
}

describe.each(themes)('In the theme %s', (theme) => {
  test('every text stands out from what is behind it', async () => {
    const preview = await showAll(theme);
    const found = await preview.page.evaluate(contrasts);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(([ratio]) => ratio < 4.4)).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.page.close();
  });

  test('every text of a simulation does, on every page', async () => {
    const preview = await showSimulation(theme);
    for (const page of pages) {
      await preview.page.getByRole('tab', { name: page }).click();
      const found = await preview.page.evaluate(contrasts);
      expect(found.length).toBeGreaterThan(20);
      expect(found.filter(([ratio]) => ratio < 4.4)).toEqual([]);
    }
    await preview.page.close();
  });
});

test.each(['high-contrast', 'high-contrast-light'] as const)(
  'in %s a border says that the panel is shown',
  async (theme) => {
    const preview = await showAll(theme);
    const toggle = preview.page.getByRole('button', { name: 'Show or hide the panel' });
    const border = () => toggle.evaluate((button) => getComputedStyle(button).boxShadow);
    expect(await border()).toContain('inset');
    await toggle.click();
    expect(await border()).toBe('none');
    await preview.page.close();
  },
);

test.each([320, 480, 660, 900])('at a width of %i pixels nothing is cut off at the side', async (width) => {
  const preview = await showAll('dark');
  await preview.page.setViewportSize({ width, height: width === 660 ? 500 : 700 });
  expect(await preview.page.evaluate(beyond)).toEqual([]);
  await preview.page.close();
});

test.each([320, 480, 660, 900])('at a width of %i pixels nothing is cut off of a simulation', async (width) => {
  const preview = await showSimulation('dark');
  await preview.page.setViewportSize({ width, height: width === 660 ? 500 : 700 });
  for (const page of pages) {
    await preview.page.getByRole('tab', { name: page }).click();
    expect(await preview.page.evaluate(beyond), page).toEqual([]);
  }
  await preview.page.close();
});

/** What reaches beyond the window, other than what is scrolled by itself; computed in the page. */
function beyond(): string[] {
  const parts = [
    ...document.querySelectorAll(
      '.toolbar, .toolbar button, .panel, .panel header *, .result, .facts, .hop, .transport, .transport *, .pages > * *',
    ),
  ];
  const right = (part: Element): number => part.getBoundingClientRect().right;
  return parts
    .filter((part) => part.closest('svg') === null && part.parentElement?.closest('.scroll') === null)
    .filter((part) => part.checkVisibility() && right(part) > window.innerWidth + 0.5)
    .map((part) => `${part.tagName} ${part.className} ${part.textContent.slice(0, 20)}`);
}

test('beside each other where there is room, else the panel is below', async () => {
  const preview = await showAll('light');
  const places = async () => {
    const [stage, panel] = await Promise.all(
      ['.stage', '.panel'].map((part) => preview.page.locator(part).boundingBox()),
    );
    return { right: panel!.x >= stage!.x + stage!.width, below: panel!.y >= stage!.y + stage!.height };
  };
  expect(await places()).toEqual({ right: true, below: false });
  await preview.page.setViewportSize({ width: 500, height: 760 });
  expect(await places()).toEqual({ right: false, below: true });
  await preview.page.close();
});
