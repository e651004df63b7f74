// How fast the preview is for the eye: the real page in a real browser, from the scene to what is drawn, the frames while
// a person zooms and drags, an edit until it is drawn, memory after many edits, and how large the script is.

import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { groupId } from '#core/model/element';
import { updateSince, type VersionedPlaces } from '#core/graph/places-update';
import type { ToPreview } from '#core/protocol/preview';
import { launchBrowser } from '../browser.ts';
import { topologyOf, type Plan } from '../core/graph/topologies.ts';
import { openPreview } from '../media/preview-page.ts';
import { sceneMessage } from '../media/scenes.ts';
import { regionsPlan } from './large-plans.ts';

interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'KB' | 'MB';
  readonly best?: number;
  readonly p50: number;
  readonly p95: number;
}

const sizes = [
  { groups: 50, connectors: 4 },
  { groups: 200, connectors: 5 },
  { groups: 1000, connectors: 5 },
  { groups: 5000, connectors: 4 },
] as const;
const opened = 3;
const edits = 40;
/** Edits after which memory is looked at; on one size, as it takes a while. */
const manyEdits = { groups: 1000, count: 1000 } as const;

/** `BENCH_GROUPS=1000` measures one size alone. */
export async function benchPreviewPage(): Promise<Measurement[]> {
  const only = process.env['BENCH_GROUPS'];
  const browser = await launchBrowser({ width: 1280, height: 800, reducedMotion: 'no-preference' });
  try {
    const rows = [await scriptSize()];
    for (const size of sizes) {
      if (only !== undefined && Number(only) !== size.groups) continue;
      rows.push(...(await measureSize(browser, size)));
    }
    return rows;
  } finally {
    await browser.close();
  }
}

async function measureSize(
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  size: (typeof sizes)[number],
): Promise<Measurement[]> {
  const what = `${size.groups.toLocaleString('en')} groups`;
  const [before, after] = versionsOf(regionsPlan(size));
  const drawn: number[] = [];
  for (let time = 1; time < opened; time++) {
    const { page } = await openPreview(browser);
    drawn.push(await timeUntilDrawn(page, whole(before)));
    await page.close();
  }
  const { page } = await openPreview(browser);
  drawn.push(await timeUntilDrawn(page, whole(before)));
  // As a person's would be.
  await page.mouse.move(600, 400);
  const zooming = await framesWhile(page, 'zoom');
  await page.evaluate((message) => window.postMessage(message, '*'), hubSelected);
  const zoomingSelected = await framesWhile(page, 'zoom');
  await page.evaluate((message) => window.postMessage(message, '*'), nothingSelected);
  const dragging = await framesWhile(page, 'drag');
  const moving = await framesWhileMoving(page);
  const patches = [
    sceneMessage(after.places, { version: 2, places: updateSince(before.version, after, [before]) }),
    sceneMessage(before.places, { places: updateSince(after.version, before, [after]) }),
  ];
  const edited: number[] = [];
  for (let turn = 0; turn < edits; turn++) edited.push(await timeUntilDrawn(page, patches[turn % 2] ?? patches[0]!));
  const memory = size.groups === manyEdits.groups ? await memoryOver(page, patches) : [];
  await page.close();
  return [
    { ...measured(`scene to drawn, ${what}`, drawn), best: Math.min(...drawn) },
    ...frameRows(`zooming from whole to near and back, ${what}`, zooming),
    ...frameRows(`zooming with a hub selected, ${what}`, zoomingSelected),
    ...frameRows(`dragging, ${what}`, dragging),
    ...(moving.length > 0 ? frameRows(`moving a box, ${what}`, moving) : []),
    measured(`edit to drawn, ${what}`, edited.slice(4)),
    ...memory,
  ];
}

const hubSelected: ToPreview = { type: 'select', element: groupId({ kind: 'routing group', name: 'Region 1' }) };
const nothingSelected: ToPreview = { type: 'select', element: null };

/** The same drawing before and after a cost was changed. */
function versionsOf(plan: Plan): readonly [VersionedPlaces, VersionedPlaces] {
  const places = layout(buildGraph(topologyOf(plan)));
  const connectors = (plan.connectors ?? []).map((each, index) => (index === 0 ? { ...each, cost: 99 } : each));
  const edited = layout(buildGraph(topologyOf({ ...plan, connectors })), places);
  return [
    { version: 'before', places },
    { version: 'after', places: edited },
  ];
}

function whole(places: VersionedPlaces): ToPreview {
  return sceneMessage(places.places, { places: updateSince(null, places, []) });
}

/**
 * From the message to the first frame with all that is to be seen; a page that is not done yet says that it is busy. The
 * message gets into the page as text, as the browser's driver takes a minute for 34 MB of objects.
 */
function timeUntilDrawn(page: Page, message: ToPreview): Promise<number> {
  return page.evaluate(async (text) => {
    const data: unknown = JSON.parse(text);
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const svg = document.querySelector('.drawing');
    const isDrawn = () => svg?.getAttribute('aria-busy') !== 'true' && svg?.querySelector('g[data-id]') !== null;
    await frame();
    let isTold = false;
    window.addEventListener('message', () => (isTold = true), { once: true });
    const start = performance.now();
    window.postMessage(data, '*');
    do await frame();
    while (!isTold || !isDrawn());
    // What this frame shows is on the screen when the next task comes.
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - start;
  }, JSON.stringify(message));
}

type Movement = 'zoom' | 'drag';

/** The time of each frame while the drawing moves, in milliseconds. */
function framesWhile(page: Page, movement: Movement): Promise<readonly number[]> {
  return page.evaluate(async (kind) => {
    const svg = document.querySelector<SVGSVGElement>('.drawing');
    if (svg === null) return [];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const box = svg.getBoundingClientRect();
    const [x, y] = [box.x + box.width * 0.45, box.y + box.height * 0.45];
    const wheel = (deltaY: number) =>
      svg.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: x, clientY: y, bubbles: true, cancelable: true }));
    const mouse = (type: string, at: number, target: EventTarget) => {
      const place = { clientX: x + 200 * Math.sin(at / 12), clientY: y + 120 * Math.sin(at / 17) };
      target.dispatchEvent(new MouseEvent(type, { ...place, view: window, bubbles: true, cancelable: true }));
    };
    const times: number[] = [];
    let before = await frame();
    const next = async (): Promise<void> => {
      const now = await frame();
      // The clock counts tenths of a millisecond.
      times.push(Math.round((now - before) * 10) / 10);
      before = now;
    };
    if (kind === 'zoom') {
      for (const delta of [-22, 22, -22]) {
        for (let step = 0; step < 150; step++) {
          wheel(delta);
          await next();
        }
      }
    } else {
      for (let step = 0; step < 60; step++) {
        wheel(8);
        await next();
      }
      times.length = 0;
      mouse('mousedown', 0, svg);
      for (let step = 0; step < 240; step++) {
        mouse('mousemove', step, window);
        await next();
      }
      mouse('mouseup', 240, window);
    }
    return times;
  }, movement);
}

/** The time of each frame while a group is moved by the mouse, in milliseconds; none where none is in view. */
function framesWhileMoving(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const drawing = document.querySelector('.drawing')?.getBoundingClientRect();
    if (drawing === undefined) return [];
    const isInside = ({ x, y }: DOMRect) =>
      x > drawing.x + 200 && x < drawing.right - 400 && y > drawing.y + 150 && y < drawing.bottom - 250;
    while (document.querySelector('.drawing[aria-busy]') !== null) await frame();
    const shapes = [...document.querySelectorAll('.routing-group > .shape')];
    const box = shapes.find((shape) => isInside(shape.getBoundingClientRect()));
    if (box === undefined) return [];
    const { x, y } = box.getBoundingClientRect();
    const mouse = (type: string, by: number, target: EventTarget) => {
      const place = { clientX: x + 4 + by, clientY: y + 4 + by / 2 };
      target.dispatchEvent(new MouseEvent(type, { ...place, view: window, bubbles: true, cancelable: true }));
    };
    mouse('mousedown', 0, box);
    const times: number[] = [];
    let before = await frame();
    for (let step = 1; step <= 90; step++) {
      mouse('mousemove', step * 2, window);
      const now = await frame();
      times.push(Math.round((now - before) * 10) / 10);
      before = now;
    }
    mouse('mouseup', 180, window);
    return times;
  });
}

/** What the page holds after the edits beyond what it held before, when garbage is gone. */
async function memoryOver(page: Page, patches: readonly ToPreview[]): Promise<Measurement[]> {
  const session = await page.context().newCDPSession(page);
  const used = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const start = await used();
  for (let turn = 0; turn < manyEdits.count; turn++) await timeUntilDrawn(page, patches[turn % 2] ?? patches[0]!);
  const more = (await used()) - start;
  const what = `after ${manyEdits.count.toLocaleString('en')} edits, ${manyEdits.groups.toLocaleString('en')} groups`;
  return [
    { name: `heap when drawn, ${what}`, unit: 'MB', p50: start, p95: start },
    { name: `heap grown by, ${what}`, unit: 'MB', p50: more, p95: more },
  ];
}

async function scriptSize(): Promise<Measurement> {
  const { outputFiles } = await build({
    entryPoints: ['media/main.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    legalComments: 'none',
  });
  const size = (outputFiles[0]?.contents.length ?? 0) / 1000;
  return { name: 'script of the preview, minified', unit: 'KB', p50: size, p95: size };
}

function frameRows(name: string, times: readonly number[]): Measurement[] {
  const worst = Math.max(...times);
  return [measured(`frames while ${name}`, times), { name: `worst frame while ${name}`, unit: 'ms', p50: worst, p95: worst }]; // prettier-ignore
}

function measured(name: string, values: readonly number[]): Measurement {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, unit: 'ms', p50: at(0.5), p95: at(0.95) };
}
