// The tree beside the drawing, and what else there is for people who work by keyboard or listen.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { whole } from '#core/graph/places-update';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import {
  fourCities,
  largeScene,
  marked,
  namedScene,
  overLondon,
  routeAnswer,
  sceneMessage,
  toBrussels,
} from './scenes.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1100, height: 760 });
});
afterAll(() => browser.close());
beforeEach(async () => {
  preview = await openPreview(browser);
  const marks = [marked('server LON-EX01', 'error', 'It has no address.'), marked('connector "Partner Mail"', 'warning', 'It costs nothing.')]; // prettier-ignore
  await preview.send(sceneMessage(fourCities, { marks }));
  await preview.page.getByRole('treeitem').first().waitFor({ state: 'attached' });
});
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

const focused = () => preview.page.evaluate(() => document.activeElement?.querySelector('.row-name')?.textContent);
const spoken = () => preview.page.locator('.spoken').textContent();

async function press(...keys: readonly string[]): Promise<string | null | undefined> {
  for (const key of keys) await preview.page.keyboard.press(key);
  return focused();
}

/** Puts the focus on the first line, as Tab does. */
async function enter(): Promise<void> {
  await preview.page.locator('[role="treeitem"][tabindex="0"]').focus();
}

describe('The outline', () => {
  test('is there for those who listen, comes forward with the focus, and can be kept open', async () => {
    const outline = preview.page.locator('.outline');
    expect((await outline.boundingBox())?.width).toBe(1);
    await enter();
    expect((await outline.boundingBox())?.width).toBeGreaterThan(200);
    await press('Escape');
    expect((await outline.boundingBox())?.width).toBe(1);
    await preview.page.getByRole('button', { name: 'Show or hide the outline' }).click();
    expect((await outline.boundingBox())?.width).toBeGreaterThan(200);
    expect((await preview.state()).outline).toBe(true);
  });

  test('holds all of a large drawing, in its order, however few lines are made at once', async () => {
    await preview.page.close();
    preview = await openPreview(browser);
    const scene = largeScene(20, 9);
    await preview.send(sceneMessage(scene));
    const outermost = scene.nodes.filter(({ parent }) => parent === null).map(({ id }) => id);
    const lines = preview.page.locator('[role="tree"] > [role="treeitem"]');
    await expect.poll(() => lines.count()).toBe(outermost.length);
    const keys = () => lines.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['key']));
    expect(await keys()).toEqual(outermost);
    const without = { ...scene, nodes: scene.nodes.filter(({ id }) => id !== outermost[3]) };
    await preview.send(sceneMessage(without, { version: 2 }));
    await expect.poll(() => lines.count()).toBe(outermost.length - 1);
    expect(await keys()).toEqual(outermost.filter((id) => id !== outermost[3]));
    expect(await lines.nth(3).getAttribute('aria-posinset')).toBe('4');
  });

  test('holds groups, servers, virtual servers and connectors; arrows open and close them', async () => {
    await enter();
    expect(await focused()).toBe('Seattle');
    expect(await press('ArrowRight', 'ArrowRight')).toBe('SEA-EX01');
    expect(await press('ArrowRight', 'ArrowRight')).toBe('Default SMTP Virtual Server');
    expect(await press('ArrowLeft')).toBe('SEA-EX01');
    const lines = await preview.page.locator('[aria-level="2"] > .row .row-name').allTextContents();
    expect(lines).toContain('→ London, cost 10');
    expect(lines).toContain('← London, cost 10');
    expect(await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toBe('Seattle');
    expect(await preview.page.locator('[aria-level="2"]').count()).toBe(0);
    expect(await press('End')).toBe('[192.0.2.25]');
    expect(await press('l')).toBe('London');
  });

  test('is walked along connectors, and what has the focus comes forward in the drawing', async () => {
    await enter();
    await press('ArrowRight');
    while ((await focused()) !== '→ London, cost 10') await press('ArrowDown');
    await preview.page
      .locator('.edge.related[data-id=\'connector "Seattle to London"\']')
      .waitFor({ state: 'attached' });
    expect(await press('ArrowRight')).toBe('London');
    await preview.page.locator('.node.related[data-id="routing group London"]').waitFor();
  });

  test('Enter selects and goes there, Space switches off', async () => {
    await enter();
    await press('ArrowDown', 'Enter');
    expect(await preview.page.locator('.inspector h2').textContent()).toBe('London');
    expect(await preview.page.locator('[role="treeitem"][aria-selected="true"] > .row .row-name').textContent()).toBe(
      'London',
    );
    await press(' ');
    expect((await preview.state()).script.down).toEqual(['routing group London']);
    await expect.poll(() => preview.page.getByRole('treeitem', { name: /London, switched off/ }).count()).toBe(1);
    expect(await focused()).toBe('London');
  });

  test('says what is wrong, and takes names as text', async () => {
    await enter();
    await press('ArrowDown', 'ArrowRight', 'ArrowDown');
    expect(await preview.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('It has no address.'); // prettier-ignore
    const name = '<img src=x onerror=alert(1)>';
    await preview.send(sceneMessage(namedScene(name), { places: whole({ version: 'odd', places: namedScene(name) }) })); // prettier-ignore
    await expect.poll(() => press('Home', 'ArrowRight', 'ArrowDown')).toBe(name);
    expect(await preview.page.locator('.outline img').count()).toBe(0);
  });
});

test('F8 goes from problem to problem and tells them', async () => {
  await preview.page.keyboard.press('F8');
  expect(await preview.page.locator('.inspector h2').textContent()).toBe('LON-EX01');
  expect(await spoken()).toMatch(/^Problem 1 of 2, error: server LON-EX01, in London.*It has no address\.$/);
  await preview.page.keyboard.press('F8');
  expect(await preview.page.locator('.inspector h2').textContent()).toBe('Partner Mail');
  await preview.page.keyboard.press('F8');
  await preview.page.keyboard.press('Shift+F8');
  expect(await spoken()).toMatch(/^Problem 2 of 2, warning: smtp connector Partner Mail/);
});

test('the servers that a message passed are told', async () => {
  await preview.send({ type: 'send', message: toBrussels });
  await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
  await expect.poll(spoken).toContain('It passed SEA-EX01, LON-EX01, BRU-EX01.');
});

describe('What an item has to do with', () => {
  const lines = (rule: string) => preview.page.locator(`.edge${rule}`).count();

  test('comes forward while the pointer rests on it', async () => {
    await preview.page.locator('.node[data-id="routing group Brussels"] > .name').hover();
    await preview.page.locator('.drawing.focusing').waitFor();
    expect(await lines('.related')).toBe(4);
    expect(await preview.page.locator('.node.related[data-id="routing group Seattle"]').count()).toBe(0);
    expect(await preview.page.locator('.caption.related').count()).toBe(4);
    await preview.page.mouse.move(1000, 700);
    await expect.poll(() => preview.page.locator('.drawing.focusing').count()).toBe(0);
    expect(await lines('.related')).toBe(0);
  });

  test('comes forward when it is selected; its ways are listed and lead there', async () => {
    await preview.send({ type: 'select', element: 'routing group Brussels' as never });
    expect(await lines('.related')).toBe(4);
    expect(await preview.page.locator('.ways summary').textContent()).toBe('2 ways out, 2 ways in');
    expect(await preview.page.locator('.ways .way-end').allTextContents()).toEqual([
      'London',
      'Tokyo',
      'London',
      'Tokyo',
    ]);
    await preview.page.locator('.ways .way').nth(1).click();
    expect(await preview.page.locator('.inspector h2').textContent()).toBe('Brussels to Tokyo');
    expect((await preview.state()).selected).toBe('connector "Brussels to Tokyo"');
  });

  test('what lies beyond the border is named there, and a click flies to it', async () => {
    await preview.send(sceneMessage(largeScene(8, 24)));
    await preview.send({ type: 'select', element: 'connector "Branch 15 to Seattle"' as never });
    await preview.page.locator('.edge.selected').waitFor({ state: 'attached' });
    expect(await preview.page.locator('.chip:visible').count()).toBe(0);
    await preview.page.keyboard.press('Control+f');
    await preview.page.getByRole('combobox').fill('branch 15');
    await preview.page.keyboard.press('Enter');
    await preview.page.keyboard.press('Escape');
    await preview.send({ type: 'select', element: 'connector "Branch 15 to Seattle"' as never });
    await preview.page.locator('.edge.selected').waitFor({ state: 'attached' });
    for (let times = 0; times < 5; times += 1) await preview.page.getByRole('button', { name: /^Zoom in/ }).click();
    const chip = preview.page.getByRole('button', { name: 'Go to Seattle' });
    await chip.click();
    await expect.poll(() => chip.isVisible()).toBe(false);
    expect((await preview.state()).selected).toBe('connector "Branch 15 to Seattle"');
  });
});

describe('The filter', () => {
  const open = () => preview.page.getByRole('button', { name: /^Filter/ }).click();
  const box = (name: string) => preview.page.getByRole('checkbox', { name });

  test('lets what is left out step back, or hides it; nothing moves, and it is kept', async () => {
    const before = await preview.page.locator('.viewport').getAttribute('transform');
    await open();
    await box('SMTP connectors').uncheck();
    expect(await preview.page.locator('.edge.filtered').count()).toBe(3);
    expect(await preview.page.locator('.filter-box [role="status"]').textContent()).toBe('3 connectors and 3 others step back.'); // prettier-ignore
    expect(await preview.page.locator('.edge.filtered').first().isVisible()).toBe(true);
    await box('Hide the rest instead of letting it step back').check();
    expect(await preview.page.locator('.edge.filtered:visible').count()).toBe(0);
    expect(await preview.page.locator('.viewport').getAttribute('transform')).toBe(before);
    await preview.page.reload();
    await preview.send(sceneMessage(fourCities));
    await expect.poll(() => preview.page.locator('.edge.filtered').count()).toBe(3);
    await preview.page.getByRole('button', { name: 'Filter (something is left out)' }).click();
    await preview.page.getByRole('button', { name: 'Show Everything' }).click();
    expect(await preview.page.locator('.filtered').count()).toBe(0);
  });

  test('leaves what has problems, and what the shown message could use', async () => {
    await open();
    await box('Only what has problems').check();
    expect(await preview.page.locator('.edge:not(.filtered)').count()).toBe(2);
    await box('Only what has problems').uncheck();
    expect(await box('Only what the shown message could use').isDisabled()).toBe(true);
    await preview.send({ type: 'send', message: toBrussels });
    await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
    await box('Only what the shown message could use').check();
    expect(await preview.page.locator('.edge.travelled.filtered').count()).toBe(0);
    expect(await preview.page.locator('.edge.filtered').count()).toBeGreaterThan(4);
    await preview.page.keyboard.press('Escape');
    expect(await preview.page.locator('.filter-box').isVisible()).toBe(false);
  });
});
