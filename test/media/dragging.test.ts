// Boxes are taken and put elsewhere: with the mouse and with keys, in the real page.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import type { FromPreview } from '#core/protocol/preview';
import { launchBrowser } from '../browser.ts';
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

const item = (id: string) => preview.page.locator(`g[tabindex][data-id="${id.replaceAll('"', '\\"')}"]`);
const transform = (id: string) => item(id).getAttribute('transform');
const view = () => preview.page.locator('.viewport').getAttribute('transform');
const lineOf = (id: string) => item(id).locator('path').first().getAttribute('d');
const placed = async () =>
  (await preview.posted()).filter((message): message is Extract<FromPreview, { type: 'place' }> => message.type === 'place'); // prettier-ignore
const london = fourCities.nodes.find((node) => node.id === 'routing group London')!;

async function draw(scene = fourCities): Promise<void> {
  preview = await openPreview(browser, { reduceMotion: true });
  await preview.send(sceneMessage(scene));
  await preview.page.locator('.node').first().waitFor();
}

/** Presses on the name of an item and moves the mouse, without letting go. */
async function take(id: string, dx: number, dy: number): Promise<void> {
  const box = (await item(id).locator('text.name').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await preview.page.mouse.move(x, y);
  await preview.page.mouse.down();
  await preview.page.mouse.move(x + dx / 2, y + dy / 2);
  await preview.page.mouse.move(x + dx, y + dy);
}

describe('the mouse', () => {
  test('takes a box with what is in it, its lines follow, and where it is let go is told', async () => {
    await draw();
    const zoom = Number(/scale\(([\d.]+)\)/.exec((await view()) ?? '')?.[1]);
    const [server, line, seen] = [await transform('server LON-EX01'), await lineOf('connector "London to Brussels"'), await view()]; // prettier-ignore
    await take('routing group London', 120, 60);
    expect(await transform('server LON-EX01')).not.toBe(server);
    expect(await lineOf('connector "London to Brussels"')).not.toBe(line);
    expect(await view()).toBe(seen);
    expect(await placed()).toEqual([]);
    await preview.page.mouse.up();
    const [told, ...others] = await placed();
    expect(others).toEqual([]);
    expect(told?.element).toBe('routing group London');
    expect(Math.abs((told?.to.x ?? 0) - (london.x + 120 / zoom))).toBeLessThanOrEqual(2);
    expect(Math.abs((told?.to.y ?? 0) - (london.y + 60 / zoom))).toBeLessThanOrEqual(2);
    expect((await preview.posted()).some(({ type }) => type === 'reveal')).toBe(false);
    expect(await transform('routing group London')).toBe(`translate(${told?.to.x},${told?.to.y})`);
  });

  test('keeps what it took where it holds it, also when somebody turns the wheel meanwhile', async () => {
    await draw();
    await take('routing group London', 120, 60);
    const held = await transform('routing group London');
    const before = await view();
    await preview.page.mouse.wheel(0, -400);
    await expect.poll(view).not.toBe(before);
    expect(await transform('routing group London')).toBe(held);
    await preview.page.keyboard.press('Escape');
    expect(await transform('routing group London')).toBe(`translate(${london.x},${london.y})`);
    await preview.page.mouse.up();
  });

  test('takes the group when it is on a server', async () => {
    await draw();
    await take('server LON-EX01', 40, 40);
    await preview.page.mouse.up();
    expect((await placed()).map(({ element }) => element)).toEqual(['routing group London']);
  });

  test('clicks, double clicks and moves the view as ever', async () => {
    await draw();
    await take('routing group London', 2, 1);
    await preview.page.mouse.up();
    await item('routing group London').locator('text.name').dblclick();
    const before = await view();
    await preview.page.mouse.move(8, 300);
    await preview.page.mouse.down();
    await preview.page.mouse.move(60, 340);
    await preview.page.mouse.up();
    expect(await view()).not.toBe(before);
    expect(await placed()).toEqual([]);
    const revealed = (await preview.posted()).filter((message) => message.type === 'reveal');
    expect(revealed.map(({ focus }) => focus)).toContain(true);
    expect(revealed[0]).toMatchObject({ element: 'routing group London', focus: false });
  });

  test('puts it back with Escape, whatever the mouse does then', async () => {
    await draw();
    const before = await transform('routing group London');
    await take('routing group London', 100, 100);
    await preview.page.keyboard.press('Escape');
    expect(await transform('routing group London')).toBe(before);
    await preview.page.mouse.move(500, 500);
    await preview.page.mouse.up();
    expect(await transform('routing group London')).toBe(before);
    expect(await placed()).toEqual([]);
  });

  test('cannot take it out of the drawing', async () => {
    await draw();
    await take('routing group London', -5000, -5000);
    await preview.page.mouse.up();
    expect((await placed())[0]?.to).toEqual({ x: 32, y: 32 });
  });
});

test('a box that could not be put there is where it was, and why is said', async () => {
  await draw();
  const before = await transform('routing group London');
  await take('routing group London', 100, 100);
  await preview.page.mouse.up();
  await preview.send({ type: 'notPlaced', message: 'Save the topology first.' });
  await expect.poll(() => transform('routing group London')).toBe(before);
  expect(await preview.page.locator('[aria-live]').allTextContents()).toContain('Save the topology first.');
});

test('a new drawing says where everything is', async () => {
  await draw();
  await take('routing group London', 100, 100);
  await preview.page.mouse.up();
  await preview.send(sceneMessage({ ...fourCities, nodes: [...fourCities.nodes] }));
  expect(await transform('routing group London')).toBe(`translate(${london.x},${london.y})`);
});

describe('keys', () => {
  test('move the box of what has the focus step by step, and it is told once', async () => {
    await draw();
    await item('routing group London').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await preview.page.keyboard.press(`Alt+Shift+${key}`);
    expect(await transform('routing group London')).toBe(`translate(${london.x + 48},${london.y + 24})`);
    expect(await preview.page.locator('[aria-live]').allTextContents()).toContain('London: down.');
    await expect.poll(placed).toHaveLength(1);
    expect((await placed())[0]?.to).toEqual({ x: london.x + 48, y: london.y + 24 });
  });

  test('put it back with Escape', async () => {
    await draw();
    await item('routing group London').focus();
    await preview.page.keyboard.press('Alt+Shift+ArrowRight');
    await preview.page.keyboard.press('Escape');
    expect(await transform('routing group London')).toBe(`translate(${london.x},${london.y})`);
    await preview.page.waitForTimeout(800);
    expect(await placed()).toEqual([]);
  });
});
