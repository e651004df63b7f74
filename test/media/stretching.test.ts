// While a person moves or zooms a large drawing, the browser moves and stretches one picture of it. What would have it
// paint anew in every frame is seen in what it counts itself: times that it laid out, layers, and how large they are.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, CDPSession } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { largeScene, marked, sceneMessage } from './scenes.ts';
import { id } from '../element-id.ts';

const size = { width: 1000, height: 700 };
const scene = largeScene(20, 49);

let browser: BrowserContext;
let preview: PreviewPage;
let session: CDPSession;

beforeAll(async () => {
  browser = await launchBrowser(size);
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

async function draw(): Promise<void> {
  preview = await openPreview(browser);
  const groups = scene.nodes.filter(({ kind }) => kind === 'routing group');
  const marks = groups.filter((_, index) => index % 20 === 0).map(({ id }) => marked(id, 'warning', 'Look.'));
  await preview.send(sceneMessage(scene, { marks }));
  await preview.page.locator('.cluster').first().waitFor();
  await painted();
  session = await preview.page.context().newCDPSession(preview.page);
}

const painted = () => preview.page.locator('.drawing:not([aria-busy])').waitFor();

/** Turns the wheel over a point a little in each of some frames. */
function zoom(frames: number, delta: number, at: { x: number; y: number } = { x: 0.45, y: 0.45 }): Promise<void> {
  return preview.page.evaluate(
    async ([frames, delta, at]) => {
      const drawing = document.querySelector('.drawing')!;
      const { x, y, width, height } = drawing.getBoundingClientRect();
      const where = { clientX: x + at.x * width, clientY: y + at.y * height };
      for (let frame = 0; frame < frames; frame++) {
        drawing.dispatchEvent(new WheelEvent('wheel', { ...where, deltaY: delta, bubbles: true, cancelable: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    [frames, delta, at] as const,
  );
}

const rests = () => expect.poll(() => preview.page.locator('.layer').evaluate(({ style }) => style.transform)).toBe('none'); // prettier-ignore

/** How often the browser laid out while something went on. */
async function layoutsOver(act: () => Promise<void>): Promise<number> {
  const layouts = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? NaN;
  };
  const before = await layouts();
  await act();
  return (await layouts()) - before;
}

test.each([
  ['nothing is selected', null],
  ['a group is selected, and chips tell where its ends are', 'routing group Seattle'],
])('nothing is laid out while a drawing is stretched and %s', async (_, element) => {
  await draw();
  await preview.send({ type: 'select', element: element === null ? null : id(element) });
  await painted();
  await session.send('Performance.enable');
  // The tree beside the drawing goes on being built.
  await expect.poll(() => layoutsOver(() => zoom(5, 0))).toBe(0);
  // The first turn begins a movement; what it selects or closes may be laid out.
  await zoom(2, -4);
  expect(await layoutsOver(() => zoom(10, -4))).toBe(0);
  await rests();
});

test('the tree beside the drawing is not built further while it moves, and goes on when it rests', async () => {
  preview = await openPreview(browser);
  await preview.send(sceneMessage(scene));
  await preview.page.locator('.cluster').first().waitFor();
  const rows = preview.page.locator('.outline [role="treeitem"]');
  await zoom(2, -4);
  const before = await rows.count();
  await zoom(30, -4);
  expect(await rows.count()).toBe(before);
  await expect.poll(() => rows.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(scene.nodes.filter(({ kind }) => kind === 'routing group').length); // prettier-ignore
});

test('the drawing is one layer, with no more around the window than is painted, however far one is in it', async () => {
  await draw();
  await session.send('DOM.enable');
  let layers: { width: number; height: number; drawsContent: boolean }[] = [];
  session.on('LayerTree.layerTreeDidChange', (event) => (layers = event.layers ?? layers));
  await session.send('LayerTree.enable');
  for (const [frames, delta] of [
    [14, -60],
    [14, -60],
    [14, -60],
    [28, 60],
  ] as const) {
    await zoom(frames, delta);
    await rests();
    await painted();
    // One of the page, one of the drawing, and one of what stands over it.
    await expect.poll(() => layers.filter(({ drawsContent }) => drawsContent).length).toBeLessThan(6);
    expect(Math.max(...layers.map(({ width }) => width))).toBeLessThanOrEqual(1.6 * size.width + 1);
    expect(Math.max(...layers.map(({ height }) => height))).toBeLessThanOrEqual(1.6 * size.height + 1);
  }
});
