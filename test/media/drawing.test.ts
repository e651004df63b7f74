import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { updateSince, type PlacesUpdate } from '#core/graph/places-update';
import { parse } from '#core/syntax/parse';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fiveCities, fourCities, largeScene, marked, namedScene, sceneMessage, tazmania } from './scenes.ts';
import { id } from '../element-id.ts';

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

const item = (id: string): string => `g[tabindex][data-id="${CSS_escape(id)}"]`;
const CSS_escape = (text: string): string => text.replaceAll('"', '\\"');

async function draw(message: Parameters<PreviewPage['send']>[0]): Promise<void> {
  preview = await openPreview(browser);
  await preview.send(message);
  await preview.page.locator('.node').first().waitFor();
}

const placeOf = (id: string): Promise<string | null> =>
  preview.page
    .locator('.viewport')
    .getAttribute('transform')
    .then(async (zoom) => `${zoom} ${await preview.page.locator(item(id)).getAttribute('transform')}`);

test('what an empty preview shows to begin with is written in the language', async () => {
  preview = await openPreview(browser);
  await preview.send(sceneMessage({ nodes: [], edges: [], undrawn: [], width: 0, height: 0 }));
  const { pieces, faults, declarations } = parse(await preview.page.locator('.empty pre').innerText());
  expect([...pieces.flatMap((piece) => piece.faults), ...faults]).toEqual([]);
  expect(declarations).toHaveLength(1);
});

describe('What is drawn', () => {
  test('every node and every connector of the scene, one after the other in the tab order', async () => {
    await draw(sceneMessage(fourCities));
    expect(await preview.page.locator('.node').count()).toBe(fourCities.nodes.length);
    expect(await preview.page.locator('.edge').count()).toBe(fourCities.edges.length);
    expect(await preview.page.locator('.drawing [tabindex="0"]').count()).toBe(1);
  });

  test('says what it is to those who cannot see it', async () => {
    await draw(sceneMessage(fourCities));
    const label = (id: string) => preview.page.locator(item(id)).getAttribute('aria-label');
    expect(await label('server LON-EX01')).toBe('server LON-EX01, in London, bridgehead, 10.2.0.10');
    expect(await label('connector "London to Brussels"')).toBe(
      'routing group connector London to Brussels, to Brussels, cost 10',
    );
    expect(await label('host relay.fabrikam.com')).toContain('smart host relay.fabrikam.com');
  });

  test('names are text, whatever they look like', async () => {
    const name = '<img src=x onerror=alert(1)>&amp;';
    await draw(sceneMessage(namedScene(name)));
    expect(await preview.page.locator('img').count()).toBe(0);
    await preview.send({ type: 'select', element: id(`server "${name}"`) });
    expect(await preview.page.locator('.inspector h2').textContent()).toBe(name);
  });

  test('a name of 10,000 characters stays in its box', async () => {
    await draw(sceneMessage(namedScene('x'.repeat(10_000))));
    const box = await preview.page.locator('.server .shape').first().boundingBox();
    const text = await preview.page.locator('.server .name').first().boundingBox();
    expect(text!.x + text!.width).toBeLessThanOrEqual(box!.x + box!.width);
  });

  test('findings mark what they concern, in shape, description and card', async () => {
    const text = 'LON-EX01 has two virtual servers on 10.2.0.10:25.';
    const marks = [
      marked('server LON-EX01', 'error', text),
      marked('connector "Seattle to Tokyo"', 'warning', 'Only one bridgehead.'),
    ];
    await draw(sceneMessage(fourCities, { marks, summary: { errors: 1, warnings: 1, infos: 0 } }));
    expect(await preview.page.locator(`${item('server LON-EX01')} .badge.error`).count()).toBe(1);
    expect(await preview.page.locator('.caption[data-id*="Seattle to Tokyo"] .badge.warning').count()).toBe(1);
    expect(await preview.page.locator(item('server LON-EX01')).getAttribute('aria-label')).toContain(text);
    await preview.page.locator(item('server LON-EX01')).click({ position: { x: 60, y: 15 } });
    expect(await preview.page.locator('.inspector .problems').textContent()).toBe(text);
    expect(await preview.page.locator('.problems-summary').innerText()).toMatch(/1\s*1/);
  });

  test('nothing yet: a sentence that helps', async () => {
    preview = await openPreview(browser);
    await preview.send({ type: 'scene', uri: 'file:///a.topo', answer: null, moved: false });
    await preview.page.getByText('Declare a routing group with a server').waitFor();
    expect(await preview.page.getByRole('button', { name: 'Send Test Message…' }).first().isDisabled()).toBe(true);
  });

  test('out of date: it says so and why, until the next scene', async () => {
    await draw(sceneMessage(tazmania));
    await preview.send({ type: 'error', message: 'The file was deleted.' });
    await preview.page.getByText('The file was deleted.').waitFor();
    expect(await preview.page.locator('.node').count()).toBe(tazmania.nodes.length);
    await preview.send(sceneMessage(tazmania));
    await preview.page.getByText('The file was deleted.').waitFor({ state: 'hidden' });
  });
});

describe('A new scene', () => {
  test('keeps elements, zoom, selection and focus, and moves nothing that it need not', async () => {
    await draw(sceneMessage(fourCities));
    await preview.page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await preview.page.locator(item('server LON-EX01')).click({ position: { x: 60, y: 15 } });
    await preview.page.evaluate(() => Object.assign(window, { before: document.activeElement }));
    const before = await placeOf('routing group London');
    await preview.send(sceneMessage(fiveCities));
    await preview.page.locator(item('server OSL-EX01')).waitFor();
    expect(await placeOf('routing group London')).toBe(before);
    expect(await preview.page.locator('.node.selected').getAttribute('data-id')).toBe('server LON-EX01');
    const kept = () => document.activeElement === (window as unknown as { before: Element }).before;
    expect(await preview.page.evaluate(kept)).toBe(true);
    await preview.send(sceneMessage(fourCities));
    await preview.page.locator(item('server OSL-EX01')).waitFor({ state: 'detached' });
    expect(await preview.page.locator('.node').count()).toBe(fourCities.nodes.length);
  });

  test('may come with its text in bytes', async () => {
    await draw(sceneMessage(tazmania));
    const { answer, ...scene } = sceneMessage(fourCities);
    const update = answer!.places as Extract<PlacesUpdate, { kind: 'whole' }>;
    const places = { ...update, text: '' };
    await preview.page.evaluate(
      ([message, text]) =>
        window.postMessage({ ...(message as object), text: new TextEncoder().encode(text as string) }, '*'),
      [{ ...scene, answer: { ...answer, places } }, update.text],
    );
    await preview.page.locator(item('server LON-EX01')).waitFor();
    expect(await preview.page.locator('.node').count()).toBe(fourCities.nodes.length);
  });

  test('may come as what changed; what builds on a missed one is asked for whole', async () => {
    await draw(sceneMessage(fourCities));
    const [first, second] = [
      { version: 'first', places: fourCities },
      { version: 'second', places: fiveCities },
    ];
    await preview.send(sceneMessage(fiveCities, { places: updateSince('first', second, [first]) }));
    await preview.page.locator(item('server OSL-EX01')).waitFor();
    expect(await preview.page.locator('.edge').count()).toBe(fiveCities.edges.length);
    await preview.send(sceneMessage(tazmania, { places: { kind: 'unchanged', version: 'third' } }));
    await expect.poll(async () => (await preview.posted()).map(({ type }) => type)).toEqual(['ready', 'ready']);
    expect(await preview.page.locator(item('server OSL-EX01')).count()).toBe(1);
  });

  test('of a drawing that nobody moved stays whole in view', async () => {
    await draw(sceneMessage(tazmania));
    await preview.send(sceneMessage(largeScene(3, 8)));
    await preview.page.locator(item('routing group London')).waitFor();
    const stage = (await preview.page.locator('.stage').boundingBox())!;
    const drawn = (await preview.page.locator('.groups').boundingBox())!;
    expect(drawn.x).toBeGreaterThanOrEqual(stage.x);
    expect(drawn.x + drawn.width).toBeLessThanOrEqual(stage.x + stage.width);
    expect(drawn.y + drawn.height).toBeLessThanOrEqual(stage.y + stage.height);
  });
});

describe('The mouse', () => {
  test('a click selects and shows the source, a double click goes there', async () => {
    await draw(sceneMessage(fourCities));
    await preview.page.locator(item('server BRU-EX01')).dblclick({ position: { x: 60, y: 15 } });
    expect(await preview.page.locator('.inspector h2').textContent()).toBe('BRU-EX01');
    const reveals = (await preview.posted()).filter((message) => message.type === 'reveal');
    expect(reveals.at(0)).toEqual({ type: 'reveal', element: 'server BRU-EX01', focus: false });
    expect(reveals.at(-1)).toEqual({ type: 'reveal', element: 'server BRU-EX01', focus: true });
  });

  test('a connector is caught by its caption as well', async () => {
    await draw(sceneMessage(fourCities));
    await preview.page.locator('.caption[data-id*="London to Brussels"]').click();
    expect(await preview.page.locator('.inspector h2').textContent()).toBe('London to Brussels');
    expect((await preview.posted()).at(-1)).toMatchObject({ element: 'connector "London to Brussels"' });
  });

  test('the wheel zooms and a drag pans; both are kept', async () => {
    await draw(sceneMessage(fourCities));
    await preview.page.mouse.move(500, 120);
    await preview.page.mouse.wheel(0, -200);
    await expect.poll(async () => (await preview.state())?.zoom?.k ?? 0).toBeGreaterThan(1);
    const zoomed = (await preview.state()).zoom!;
    await preview.page.mouse.down();
    await preview.page.mouse.move(540, 150, { steps: 3 });
    await preview.page.mouse.up();
    await expect.poll(async () => Math.round((await preview.state()).zoom!.x - zoomed.x)).toBe(40);
    expect(Math.round((await preview.state()).zoom!.y - zoomed.y)).toBe(30);
  });
});

describe('The cursor in the source', () => {
  test('selects in the drawing without taking the focus or moving what is in view', async () => {
    await draw(sceneMessage(fourCities));
    const before = await placeOf('routing group Tokyo');
    await preview.send({ type: 'select', element: id('server TYO-EX01') });
    await preview.page.locator('.node.selected').waitFor();
    expect(await placeOf('routing group Tokyo')).toBe(before);
    expect(await preview.page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect((await preview.posted()).filter((message) => message.type === 'reveal')).toEqual([]);
  });

  test('brings into view what is not', async () => {
    await draw(sceneMessage(fourCities));
    for (let times = 0; times < 5; times += 1) await preview.page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await preview.send({ type: 'select', element: id('host [192.0.2.25]') });
    const inView = async (): Promise<boolean> => {
      const stage = (await preview.page.locator('.stage').boundingBox())!;
      const box = (await preview.page.locator(item('host [192.0.2.25]')).boundingBox())!;
      return box.x >= stage.x && box.x + box.width <= stage.x + stage.width && box.y >= stage.y;
    };
    await expect.poll(inView).toBe(true);
  });

  test('in something that has no place of its own selects what stands for it', async () => {
    const scene = { ...fourCities, undrawn: [{ element: id('connector Loose'), node: id('routing group London') }] };
    await draw(sceneMessage(scene));
    await preview.send({ type: 'select', element: id('connector Loose') });
    expect(await preview.page.locator('.inspector h2').textContent()).toBe('London');
  });
});

describe('In a large drawing, seen from far away,', () => {
  const scene = largeScene(20, 49);
  const server = id(scene.nodes.findLast(({ kind }) => kind === 'server')!.id);
  const zoom = () => preview.page.locator('.drawing').getAttribute('data-zoom');
  /** How wide it is on the screen, in pixels. */
  const strokeOf = (id: string) =>
    preview.page
      .locator(`${item(id)} > .shape`)
      .evaluate(
        (shape) =>
          Number.parseFloat(getComputedStyle(shape).strokeWidth) *
          ((shape as SVGGraphicsElement).getScreenCTM()?.a ?? 0),
      );

  test('what is selected or switched off is seen, and the zoom stays the user’s', async () => {
    await draw(sceneMessage(scene));
    expect(await preview.page.locator(item(server)).isVisible()).toBe(false);
    await preview.send({ type: 'select', element: server });
    await preview.page.locator(`${item(server)}.selected > .shape`).waitFor();
    expect(await strokeOf(server)).toBeCloseTo(3, 1);
    expect(await zoom()).toBe('far');
    await preview.page.getByRole('button', { name: 'Switch Off' }).click();
    await preview.send({ type: 'select', element: null });
    await preview.page.locator(`${item(server)}.off:not(.selected) > .power`).waitFor();
    expect(await zoom()).toBe('far');
  });

  test('a failure that is shown comes so near that it can be read', async () => {
    await draw(sceneMessage(scene));
    await preview.send({ type: 'switchOff', elements: [server] });
    await expect.poll(zoom).toBe('near');
    await preview.page.locator(`${item(server)}.off > .name`).waitFor();
    const [stage, box] = await Promise.all(
      ['.stage', item(server)].map((part) => preview.page.locator(part).boundingBox()),
    );
    expect(box!.x).toBeGreaterThanOrEqual(stage!.x);
    expect(box!.x + box!.width).toBeLessThanOrEqual(stage!.x + stage!.width);
  });
});

describe('1,000 routing groups', () => {
  const scene = largeScene(20, 49);
  const clusters = () => preview.page.locator('.cluster');
  const painted = () => preview.page.locator('.drawing:not([aria-busy])').waitFor();

  test('are clusters from far away, each with its hub, its counts and its worst problem', async () => {
    await draw(
      sceneMessage(scene, { marks: [marked(scene.nodes.find(({ kind }) => kind === 'server')!.id, 'error', 'Bad.')] }),
    );
    await painted();
    expect(await clusters().count()).toBe(20);
    expect(await clusters().first().getAttribute('aria-label')).toMatch(/^cluster \w+, 50 groups, 50 servers/);
    expect(await preview.page.locator('.cluster.error').count()).toBe(1);
    expect(await preview.page.locator('.trunk').count()).toBe(190 + 1);
    expect(await preview.page.locator('.routing-group').count()).toBeLessThan(5);
  });

  test('open when one flies into a cluster, and no more is painted than can be looked at', async () => {
    await draw(sceneMessage(scene));
    await clusters().nth(3).click();
    await preview.page.locator('.routing-group .name').nth(10).waitFor();
    await painted();
    expect(await preview.page.locator('.drawing :is(.node, .edge, .cluster)').count()).toBeLessThan(1600);
    const size = await preview.page
      .locator('.routing-group .name')
      .nth(5)
      .evaluate((name) => {
        const scale = (name as SVGGraphicsElement).getScreenCTM()?.a ?? 0;
        return scale * Number.parseFloat(getComputedStyle(name).fontSize);
      });
    expect(size).toBeGreaterThanOrEqual(10.9);
  });

  test('are moved and stretched as a picture while somebody zooms, and painted at their own size when it rests', async () => {
    await draw(sceneMessage(scene));
    await painted();
    const drawing = preview.page.locator('.drawing');
    const box = (await drawing.boundingBox())!;
    const layer = () => preview.page.locator('.layer').evaluate(({ style }) => style.transform);
    const place = () => preview.page.locator('.viewport').getAttribute('transform');
    const before = await place();
    const [during, after] = await drawing.evaluate(
      (element, at) => {
        const all = { ...at, deltaY: -60, bubbles: true, cancelable: true };
        element.dispatchEvent(new WheelEvent('wheel', all));
        const moved = element.querySelector<HTMLElement>('.layer')?.style.transform;
        return [moved, element.querySelector('.viewport')?.getAttribute('transform')];
      },
      { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 },
    );
    expect(during).toMatch(/scale\(1\.0\d+\)$/);
    expect(after).toBe(before);
    await expect.poll(layer).toBe('none');
    expect(await place()).not.toBe(before);
    await painted();
  });

  test('have a map, in which a click moves the view', async () => {
    await draw(sceneMessage(scene));
    const place = () => preview.page.locator('.viewport').getAttribute('transform');
    const before = await place();
    await preview.page.locator('.minimap svg').click({ position: { x: 5, y: 5 } });
    await expect.poll(place).not.toBe(before);
    expect(await preview.page.locator('.minimap .dot').count()).toBeGreaterThanOrEqual(20);
  });

  test('are come to by keyboard, wherever they are', async () => {
    await draw(sceneMessage(scene));
    await preview.page.locator('.drawing .node[tabindex="0"]').focus();
    await preview.page.keyboard.press('End');
    const last = preview.page.locator(item(scene.nodes.at(-1)!.id));
    await last.locator('.shape').waitFor({ state: 'attached' });
    expect(await last.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
