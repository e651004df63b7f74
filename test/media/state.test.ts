import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import {
  fourCities,
  overLondon,
  routeAnswer,
  sceneMessage,
  smartHostDown,
  tazmania,
  toBrussels,
  toFabrikam,
} from './scenes.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1100, height: 760 });
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

async function draw(message = sceneMessage(fourCities)): Promise<void> {
  await preview.send(message);
  await preview.page.locator('.node').first().waitFor();
}

describe('After the tab was hidden or the window reloaded', () => {
  test('zoom, selection, switches, messages, the drawn route and the panel are as they were', async () => {
    preview = await openPreview(browser);
    await draw();
    await preview.send({ type: 'send', message: toBrussels });
    await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overLondon) });
    await preview.page.locator('.node[data-id="server TYO-EX01"]').click({ position: { x: 40, y: 15 } });
    await preview.page.getByRole('button', { name: 'Switch Off' }).click();
    await preview.page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await preview.page.getByRole('tab', { name: 'Sent' }).click();
    const place = await preview.page.locator('.viewport').getAttribute('transform');

    await preview.page.reload();
    expect(await preview.posted()).toEqual([{ type: 'ready' }]);
    await draw();
    expect(await preview.page.locator('.viewport').getAttribute('transform')).toBe(place);
    expect(await preview.page.locator('.node.selected').getAttribute('data-id')).toBe('server TYO-EX01');
    expect(await preview.page.locator('.node.off').getAttribute('data-id')).toBe('server TYO-EX01');
    expect(await preview.page.locator('.edge.travelled').count()).toBe(2);
    expect(await preview.page.getByRole('tab', { selected: true }).textContent()).toBe('Sent');
    expect(await preview.page.locator('.sent-list li').count()).toBe(1);
    expect(await preview.page.locator('.outcome.delivered').count()).toBe(1);
  });

  test('a message that waits still stands in its queue', async () => {
    preview = await openPreview(browser);
    await draw(sceneMessage(tazmania));
    await preview.send({ type: 'send', message: toFabrikam });
    await preview.answerRoute({ ok: true, value: routeAnswer(toFabrikam, smartHostDown) });
    await preview.page.locator('.pill.waits').waitFor();
    await preview.page.reload();
    await draw(sceneMessage(tazmania));
    expect(await preview.page.locator('.pill.waits').count()).toBe(1);
  });

  test('the document can be found again by the client', async () => {
    preview = await openPreview(browser);
    const message = sceneMessage(tazmania);
    await draw(message);
    expect((await preview.state()).uri).toBe('uri' in message ? message.uri : '');
  });
});

test('the preview of another topology starts anew', async () => {
  preview = await openPreview(browser);
  await draw();
  await preview.page.locator('.node[data-id="server TYO-EX01"]').click({ position: { x: 40, y: 15 } });
  await preview.page.getByRole('button', { name: 'Switch Off' }).click();
  await draw(sceneMessage(tazmania, { root: 'file:///other.topo' }));
  await preview.page.locator('.node[data-id="server TAZMANIA"]').waitFor();
  expect(await preview.state()).toMatchObject({ root: 'file:///other.topo', down: [], selected: null, sent: [] });
});

const broken: readonly (readonly [string, unknown])[] = [
  ['a text', 'zoom'],
  ['a number', 7],
  ['an array', []],
  ['of an older version', { uri: 'file:///a.topo', scale: 2 }],
  ['with values of the wrong kind', { uri: 1, down: [1], sent: 'none', selected: {}, zoom: { k: 'x' }, panel: null }],
  ['with a zoom that cannot be', { zoom: { k: -1, x: 0, y: 0 } }],
  ['with a panel that cannot be', { panel: { open: 'yes', tab: 'x', size: 1e9 } }],
  ['with messages that are none', { sent: [null, {}, { id: 1, down: [], message: {}, route: {} }], shown: 1 }],
  [
    'with a route without its parts',
    { sent: [{ id: 1, down: [], message: toBrussels, route: { outcome: 'delivered' } }] },
  ],
];

test.each(broken)('a kept state that is %s does no harm', async (_, state) => {
  preview = await openPreview(browser, { state });
  await draw();
  expect(await preview.page.locator('.node').count()).toBe(fourCities.nodes.length);
  expect((await preview.state()).sent).toEqual([]);
});

test('what is kept of a large organization stays small: of old messages not every connector considered', async () => {
  const one = overLondon.considered[0]!;
  const route = { ...overLondon, considered: Array.from({ length: 250 }, () => one) };
  const sent = Array.from({ length: 30 }, (_, i) => ({ ...routeAnswer(toBrussels, route), id: i + 1, down: [] }));
  preview = await openPreview(browser, { state: { sent, shown: 30, panel: { open: true, tab: 'route', size: 0.4 } } });
  await draw();
  const kept = (await preview.state()).sent.map((message) => message.route.considered.length);
  expect(kept).toEqual([...Array<number>(10).fill(0), ...Array<number>(20).fill(100)]);
  await preview.page.locator('.considered summary').click();
  await preview.page.getByText('And 50 more.').waitFor();
});

test('what is kept of a message is checked before it is shown', async () => {
  const whole = { ...routeAnswer(toBrussels, overLondon), id: 3, down: [] };
  preview = await openPreview(browser, { state: { sent: [{ ...whole, id: 'x' }, whole], shown: 3 } });
  await draw();
  expect((await preview.state()).sent.map((sent) => sent.id)).toEqual([3]);
  expect(await preview.page.locator('.edge.travelled').count()).toBe(2);
});
