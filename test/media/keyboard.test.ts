import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCities, overLondon, routeAnswer, sceneMessage, toBrussels } from './scenes.ts';

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

const focused = (): Promise<string | null | undefined> =>
  preview.page.evaluate(() => document.activeElement?.getAttribute('data-id'));

async function press(...keys: readonly string[]): Promise<string | null | undefined> {
  for (const key of keys) await preview.page.keyboard.press(key);
  return focused();
}

async function focus(id: string): Promise<void> {
  await preview.page.evaluate(
    (item) => document.querySelector<SVGGElement>(`[tabindex][data-id='${item}']`)?.focus(),
    id,
  );
  await preview.page.locator(`[tabindex="0"][data-id='${id}']`).waitFor();
}

describe('Walking', () => {
  test('Tab comes to the drawing once, and leaves it again', async () => {
    const stops: (string | null | undefined)[] = [];
    for (let times = 0; times < 12; times += 1) stops.push(await press('Tab'));
    expect(stops.filter((stop) => stop === 'routing group Seattle')).toHaveLength(1);
    expect(stops.filter((stop) => stop !== null && stop !== undefined)).toHaveLength(1);
  });

  test('arrows lead to the nearest of its kind in their direction', async () => {
    const centre = (id: string) => {
      const node = fourCities.nodes.find((each) => each.id === id)!;
      return { x: node.x + node.width / 2, y: node.y + node.height / 2 };
    };
    await focus('routing group Seattle');
    const next = await press('ArrowRight');
    expect(centre(next!).x).toBeGreaterThan(centre('routing group Seattle').x);
    expect(await press('ArrowLeft')).toBe('routing group Seattle');
  });

  test('Alt and an arrow lead into a thing and out of it', async () => {
    await focus('routing group Seattle');
    expect(await press('Alt+ArrowDown')).toBe('server SEA-EX01');
    expect(await press('Alt+ArrowDown')).toContain('virtual server SEA-EX01/');
    expect(await press('Alt+ArrowUp', 'Alt+ArrowUp')).toBe('routing group Seattle');
  });

  test('C follows the connectors of a thing, arrows lead to their ends', async () => {
    await focus('routing group Brussels');
    const first = await press('c');
    expect(first).toContain('connector');
    const seen = [first, await press('c'), await press('c'), await press('c')];
    expect(new Set(seen).size).toBe(4);
    expect(await press('c')).toBe(first);
    expect(await press('Shift+C')).toBe(seen[3]);
    const edge = fourCities.edges.find((each) => each.id === seen[3])!;
    expect(await press('ArrowRight')).toBe(edge.to);
  });

  test('Home and End lead to the first and the last', async () => {
    await focus('routing group London');
    expect(await press('End')).toBe(fourCities.nodes.at(-1)!.id);
    expect(await press('Home')).toBe(fourCities.nodes[0]!.id);
  });
});

describe('Acting', () => {
  test('Enter selects and goes to the source', async () => {
    await focus('server TYO-EX01');
    await press('Enter');
    expect((await preview.posted()).at(-1)).toEqual({ type: 'reveal', element: 'server TYO-EX01', focus: true });
    expect(await preview.page.locator('.inspector h2').textContent()).toBe('TYO-EX01');
  });

  test('Space switches off and on, is told, and keeps the focus', async () => {
    await focus('server TYO-EX01');
    expect(await press(' ')).toBe('server TYO-EX01');
    expect((await preview.state()).script.down).toEqual(['server TYO-EX01']);
    expect(await preview.page.locator('.spoken').textContent()).toBe('server TYO-EX01 is switched off.');
    await press(' ');
    expect((await preview.state()).script.down).toEqual([]);
  });

  test('plus, minus and zero zoom', async () => {
    await focus('routing group London');
    const zoom = async (): Promise<number> => {
      const transform = (await preview.page.locator('.viewport').getAttribute('transform')) ?? '';
      return Number(/scale\(([\d.]+)\)/.exec(transform)?.[1]);
    };
    const before = await zoom();
    await press('+');
    await expect.poll(zoom).toBeCloseTo(before * 1.4);
    await press('-', '-');
    await expect.poll(zoom).toBeCloseTo(before / 1.4);
    await press('0');
    await expect.poll(zoom).toBeCloseTo(before, 1);
  });

  test('Escape clears the selection, then the route', async () => {
    await preview.send({ type: 'send', message: toBrussels });
    await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
    await preview.page.locator('.outcome').waitFor();
    await focus('server LON-EX01');
    await press('Enter');
    await press('Escape');
    expect((await preview.state()).selected).toBe(null);
    expect(await preview.page.locator('.outcome').count()).toBe(1);
    await press('Escape');
    expect(await preview.page.locator('.outcome, .travelled').count()).toBe(0);
  });

  test('a question mark shows the keys', async () => {
    await focus('server LON-EX01');
    await press('?');
    expect(await preview.page.locator('.help').isVisible()).toBe(true);
    await press('Escape');
    expect(await preview.page.locator('.help').isVisible()).toBe(false);
  });

  test('the panel is resized and its tabs are walked with arrows', async () => {
    await preview.page.getByRole('button', { name: 'Show or hide the panel' }).click();
    const width = async (): Promise<number> => (await preview.page.locator('.panel').boundingBox())!.width;
    const before = await width();
    await preview.page.locator('.splitter').focus();
    await press('ArrowLeft');
    expect(await width()).toBeGreaterThan(before);
    await preview.page.getByRole('tab', { name: 'Route' }).focus();
    await press('ArrowRight');
    expect(await preview.page.getByRole('tab', { selected: true }).textContent()).toBe('Queues');
  });
});
