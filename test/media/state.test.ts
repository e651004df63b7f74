import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { id } from '../element-id.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCities, overLondon, routeAnswer, sceneMessage, tazmania, toBrussels, toFabrikam } from './scenes.ts';
import { simulatorOf, tazmaniaText } from './simulator.ts';

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
    await preview.page.getByRole('tab', { name: 'Messages' }).click();
    const place = await preview.page.locator('.viewport').getAttribute('transform');

    await preview.page.reload();
    expect(await preview.posted()).toEqual([{ type: 'ready' }]);
    await draw();
    await expect.poll(async () => (await preview.posted()).map(({ type }) => type)).toEqual(['ready', 'play']);
    expect(await preview.page.locator('.viewport').getAttribute('transform')).toBe(place);
    expect(await preview.page.locator('.node.selected').getAttribute('data-id')).toBe('server TYO-EX01');
    expect(await preview.page.locator('.node.off').getAttribute('data-id')).toBe('server TYO-EX01');
    expect(await preview.page.getByRole('tab', { selected: true }).textContent()).toBe('Messages');
    expect(await preview.page.locator('.sent-list li').count()).toBe(1);
    await preview.page.getByRole('tab', { name: 'Route' }).click();
    expect(await preview.page.locator('.edge.travelled').count()).toBe(2);
    expect(await preview.page.locator('.outcome.delivered').count()).toBe(1);
  });

  test('a message that waits still stands in its queue, at the same moment', async () => {
    const simulator = simulatorOf(tazmaniaText);
    preview = await openPreview(browser);
    await draw(sceneMessage(tazmania));
    await preview.send({ type: 'switchOff', elements: [id('host SMARTHOST')] });
    await preview.send({ type: 'send', message: toFabrikam });
    const waits = () =>
      expect
        .poll(async () => {
          await preview.settle(simulator);
          return preview.page.locator('.pill.waits').count();
        })
        .toBe(1);
    await waits();
    await preview.page.getByRole('button', { name: 'To the next event' }).click();
    await preview.page.reload();
    preview.forget();
    await draw(sceneMessage(tazmania));
    await waits();
    expect(await preview.page.locator('.time').innerText()).toBe('Tue 00:00, 12h');
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
  const { script, ...state } = await preview.state();
  expect(state).toMatchObject({ root: 'file:///other.topo', selected: null, shown: null });
  expect(script).toMatchObject({ down: [], actions: [] });
});

const route = routeAnswer(toBrussels, overLondon);
const send = { at: 0, action: { kind: 'send', message: toBrussels } };

const broken: readonly (readonly [string, unknown])[] = [
  ['a text', 'zoom'],
  ['a number', 7],
  ['an array', []],
  ['of an older version', { uri: 'file:///a.topo', down: ['server LON-EX01'], sent: [{ id: 1, ...route }], shown: 1 }],
  ['with values of the wrong kind', { uri: 1, script: 'none', at: 'x', selected: {}, zoom: { k: 'x' }, panel: null }],
  ['with a zoom that cannot be', { zoom: { k: -1, x: 0, y: 0 } }],
  ['with a panel that cannot be', { panel: { open: 'yes', tab: 'x', size: 1e9 } }],
  ['with a script of the wrong kind', { script: { scenario: 7, start: [], down: [1], actions: {} }, at: -5 }],
  [
    'with actions that are none',
    {
      script: {
        actions: [
          null,
          {},
          { at: -1, action: send.action },
          { at: 0, action: { kind: 'send', message: { from: 'A' } } },
          { at: 0, action: { kind: 'send', message: { ...toBrussels, size: 7 } } },
          { at: 0, action: { kind: 'send', message: { ...toBrussels, system: 'yes' } } },
          { at: 0, action: { kind: 'down', elements: ['nonsense'] } },
          { at: 0, action: { kind: 'freeze', queue: { queue: 1, server: null } } },
          { at: 0, action: { kind: 'delete messages', queue: { queue: 'Q', server: 'S' } } },
          { at: 0, action: { kind: 'delete message', number: 'x', withNdr: true } },
          { at: 0, action: { kind: 'pick up', connector: 1 } },
          { at: 0, action: { kind: 'explode' } },
        ],
      },
    },
  ],
  ['with a message without its parts', { shown: { down: [], message: toBrussels, route: route.route } }],
  ['with a route without its parts', { shown: { down: [], message: route.message, route: { outcome: 'delivered' } } }],
];

test.each(broken)('a kept state that is %s does no harm', async (_, state) => {
  preview = await openPreview(browser, { state });
  await draw();
  expect(await preview.page.locator('.node').count()).toBe(fourCities.nodes.length);
  expect(await preview.posted()).toEqual([{ type: 'ready' }]);
  expect(await preview.state()).toMatchObject({
    script: { scenario: null, down: [], actions: [] },
    at: 0,
    shown: null,
  });
});

test('what is sound of a kept state is kept, whatever stands beside it', async () => {
  const script = { scenario: 'S', start: 'Fri 17:45', down: ['server LON-EX01'], actions: [{ at: 'x' }, send] };
  const shown = { down: [], ...route };
  preview = await openPreview(browser, { state: { script, at: 12.5, shown, selected: 7 } });
  await draw();
  const state = await preview.state();
  expect(state.script).toEqual({ ...script, actions: [send] });
  expect(state).toMatchObject({ at: 12.5, shown: { message: route.message }, selected: null });
});

test('what is kept of a large organization stays small: not every connector that was considered', async () => {
  const one = overLondon.considered[0]!;
  const large = { ...overLondon, considered: Array.from({ length: 250 }, () => one) };
  const shown = { ...routeAnswer(toBrussels, large), down: [] };
  preview = await openPreview(browser, { state: { shown, panel: { open: true, tab: 'route', size: 0.4 } } });
  await draw();
  expect((await preview.state()).shown?.route.considered).toHaveLength(100);
  await preview.page.locator('.considered summary').click();
  await preview.page.getByText('And 50 more.').waitFor();
});
