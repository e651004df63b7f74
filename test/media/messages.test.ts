import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import type { Places } from '#core/graph/scene';
import type { Route } from '#core/routing/route';
import type { TestMessage } from '#core/routing/message/test-message';
import { launchBrowser } from '../browser.ts';
import type { Playback, QueueStand } from '#core/simulation/playback';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { fourCitiesText, simulatorOf, tazmaniaText, type Simulator } from './simulator.ts';
import {
  everyState,
  fourCities,
  overLondon,
  overTokyo,
  routeAnswer,
  sceneMessage,
  smartHostQueue,
  tazmania,
  throughSmartHost,
  toBrussels,
  toFabrikam,
  toSomeone,
  unknownRecipient,
  withoutWay,
} from './scenes.ts';
import { id } from '../element-id.ts';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1200, height: 760 });
});
afterAll(() => browser.close());
beforeEach(async () => {
  preview = await openPreview(browser);
});
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

async function draw(places: Places): Promise<void> {
  await preview.send(sceneMessage(places));
  await preview.page.locator('.node').first().waitFor();
}

async function sendMessage(message: TestMessage, route: Route) {
  await preview.send({ type: 'send', message });
  return preview.answerRoute({ ok: true, value: routeAnswer(message, route) });
}

const textOf = (selector: string): Promise<string> => preview.page.locator(selector).innerText();
const button = (name: string | RegExp) => preview.page.getByRole('button', { name, exact: typeof name === 'string' });

async function switchOff(id: string): Promise<void> {
  await preview.page.locator(`.node[data-id="${id}"]`).click({ position: { x: 50, y: 15 } });
  await button('Switch Off').click();
}

describe('A test message', () => {
  test('is asked for by the button, and from a server by its card', async () => {
    await draw(fourCities);
    await button('Send Test Message…').first().click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'askMessage' });
    await preview.page.locator('.node[data-id="server LON-EX01"]').click({ position: { x: 50, y: 15 } });
    await button('Send from Here…').click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'askMessage', from: 'LON-EX01' });
  });

  test('tells its story: outcome, reason, every hop with its queue, what else was considered', async () => {
    await draw(fourCities);
    const asked = await sendMessage(toBrussels, overLondon);
    expect(asked).toMatchObject({ type: 'route', message: toBrussels, down: [] });
    await preview.page.locator('.result').waitFor();
    expect(await textOf('.result h2')).toBe('Delivered');
    expect(await textOf('.result')).toContain(overLondon.reason);
    expect(await preview.page.locator('.hop').count()).toBe(3);
    expect(await textOf('.hop >> nth=0')).toContain('Seattle to London - London (Routing Group Connector)');
    expect(await textOf('.hop >> nth=0')).toContain('cost 10');
    expect(await textOf('.facts')).toMatch(/Total cost\s+20/);
    await preview.page.locator('.considered summary').click();
    expect(await textOf('.considered tbody >> nth=1')).toContain('Over Tokyo the mail would pay 70 instead of 20.');
  });

  test('draws its way: the connectors in their order, a queue on each server, the outcome at the end', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await preview.page.locator('.outcome.delivered').waitFor();
    const travelled = preview.page.locator('.caption.travelled');
    expect(await travelled.locator('.step text').allTextContents()).toEqual(['1', '2']);
    expect(await preview.page.locator('.edge.travelled').count()).toBe(2);
    expect(await preview.page.locator('.pill').count()).toBe(3);
    expect(await preview.page.locator('.pill title').first().textContent()).toContain('Seattle to London - London');
  });

  test('is told aloud when it has arrived', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await expect
      .poll(() => preview.page.locator('.spoken').textContent())
      .toBe(
        `Test message from SEA-EX01 to anna@be.contoso.com: Delivered. ${overLondon.reason} It passed SEA-EX01, LON-EX01, BRU-EX01.`,
      );
  });

  test('that cannot be delivered shows the code and why', async () => {
    await draw(tazmania);
    await sendMessage({ from: 'TAZMANIA', to: 'nobody@contoso.com' }, unknownRecipient);
    await preview.page.locator('.outcome.undeliverable').waitFor();
    expect(await textOf('.result h2')).toBe('Not delivered · 5.1.1');
    expect(await textOf('.result')).toContain('Add a mailbox, or correct the address.');
  });

  test('that waits for lack of any way shows neither a cost nor a next hop', async () => {
    await draw(fourCities);
    await sendMessage(toSomeone, withoutWay());
    await preview.page.locator('.outcome.queued').waitFor();
    expect(await textOf('.facts')).toContain('Messages with an unreachable destination');
    expect(await textOf('.facts')).not.toMatch(/Cost|Next hop/);
  });

  test('that makes no sense is not sent, and it says why', async () => {
    await draw(tazmania);
    await preview.send({ type: 'send', message: { from: 'NOWHERE', to: 'a@b.c' } });
    await preview.answerRoute({ ok: false, error: "'NOWHERE' is not a server of this topology." });
    expect(await textOf('.note.error')).toContain("'NOWHERE' is not a server of this topology.");
    expect((await preview.state()).script.actions).toEqual([]);
  });

  test('a tie is named as one', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, { ...overLondon, ties: [['Seattle to London', 'Seattle to Tokyo']] });
    expect(await textOf('.note.info')).toContain('Seattle to London, Seattle to Tokyo are as good as each other');
  });

  test('an answer to a question that was not asked is passed over', async () => {
    await draw(tazmania);
    await preview.send({
      type: 'sent',
      request: 99,
      answer: { ok: true, value: routeAnswer(toFabrikam, throughSmartHost) },
    });
    await preview.send({ type: 'select', element: id('server TAZMANIA') });
    await preview.page.locator('.inspector').waitFor();
    expect(await preview.page.locator('.result').count()).toBe(0);
  });
});

describe('Switches', () => {
  test('take part in the next message, which goes the other way', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await switchOff('server LON-EX01');
    expect(await preview.page.locator('.node.off[data-id="server LON-EX01"] .power').count()).toBe(1);
    await preview.page.getByText('have changed since').waitFor();
    const route = preview.page.locator('.edge.travelled[data-id*="Seattle to London"] > .line:not(.joint)');
    expect(await route.evaluate((line) => getComputedStyle(line).opacity)).toBe('0.55');
    await button('Send Again').click();
    const asked = await preview.answerRoute({ ok: true, value: routeAnswer(toBrussels, overTokyo) });
    expect(asked).toMatchObject({ message: { to: toBrussels.to }, down: ['server LON-EX01'] });
    await preview.page.locator('.edge.travelled[data-id*="Tokyo to Brussels"]').waitFor();
    expect(await preview.page.locator('.drawing.outdated').count()).toBe(0);
    expect(await textOf('.facts')).toMatch(/Switched off\s+server LON-EX01/);
  });

  test('what lies in or hangs on something off is out of service with it', async () => {
    await draw(fourCities);
    await switchOff('routing group London');
    expect(await preview.page.locator('.node.without[data-id="server LON-EX01"]').count()).toBe(1);
    expect(await preview.page.locator('.edge.without[data-id*="London to Brussels"]').count()).toBe(1);
    expect(await preview.page.locator('.edge.without[data-id*="Tokyo"]').count()).toBe(0);
  });

  test('a line between two routing groups is switched as one, in both directions', async () => {
    await draw(fourCities);
    await preview.page.locator('.caption[data-id*="London to Brussels"]').click();
    await button('Switch Off Line London – Brussels').click();
    expect(await preview.page.locator('.edge.off').count()).toBe(2);
    expect((await preview.state()).script.down).toEqual(['line London to Brussels']);
    await preview.page.locator('.caption[data-id*="Brussels to London"]').click();
    await button('Switch On Line Brussels – London').click();
    expect((await preview.state()).script.down).toEqual([]);
  });

  test('the Internet stands for the DNS', async () => {
    await draw(fourCities);
    await switchOff('internet');
    expect((await preview.state()).script.down).toEqual(['dns']);
  });

  test('all are switched on by one button, which is there while something is off', async () => {
    await draw(fourCities);
    expect(await button(/^Switch \d On$/).count()).toBe(0);
    await switchOff('server LON-EX01');
    await switchOff('host relay.fabrikam.com');
    await button('Switch All 2 On').click();
    expect((await preview.state()).script.down).toEqual([]);
    expect(await preview.page.locator('.off').count()).toBe(0);
  });

  test('of something that is gone from the text are kept, but not sent', async () => {
    await draw(fourCities);
    await switchOff('server LON-EX01');
    await preview.send(sceneMessage(tazmania, { version: 2 }));
    await preview.page.locator('.node[data-id="server TAZMANIA"]').waitFor();
    expect(await sendMessage(toFabrikam, throughSmartHost)).toMatchObject({ down: [] });
    expect((await preview.state()).script.down).toEqual(['server LON-EX01']);
    expect(await preview.page.getByRole('button', { name: /^Switch .* On$/ }).count()).toBe(0);
  });
});

const queue = smartHostQueue;
const queueRows = () => preview.page.locator('.queues .queue-list tbody tr');
const tab = (name: string) => preview.page.getByRole('tab', { name }).click();

/** The tutorial's smart host is off, and a message to it has been sent. */
async function waitsForSmartHost(simulator: Simulator): Promise<void> {
  await draw(tazmania);
  await switchOff('host SMARTHOST');
  await preview.send({ type: 'send', message: toFabrikam });
  await expect.poll(async () => (await preview.posted()).at(-1)?.type).toBe('route');
  await preview.settle(simulator);
  await preview.page.locator('.transport').waitFor();
  await preview.settle(simulator);
  await preview.page.locator('.pill.waits').waitFor();
}

/** London loses its bridgehead for an hour; time stands still. */
async function runs(simulator: Simulator): Promise<void> {
  await draw(fourCities);
  await preview.send({ type: 'runScenario', scenario: 'London loses its bridgehead for an hour' });
  await until(simulator, () => button('Pause').count(), 1);
  await button('Pause').click();
}

/** Waits until something is so, answering meanwhile. */
async function until(simulator: Simulator, what: () => Promise<unknown>, is: unknown): Promise<void> {
  await expect
    .poll(async () => {
      await preview.settle(simulator);
      return what();
    })
    .toEqual(is);
}

describe('Queues', () => {
  test('none before a message was sent', async () => {
    await draw(tazmania);
    await button('Show or hide the panel').click();
    await tab('Queues');
    await preview.page.getByText('No queues yet.').waitFor();
    expect(await preview.page.locator('.transport').isVisible()).toBe(false);
  });

  test('a queue that waits stands with state, messages, size, oldest and next retry, and on its server', async () => {
    await waitsForSmartHost(simulatorOf(tazmaniaText));
    expect(await preview.page.locator('.pill.state-retry text').textContent()).toContain('1 waits');
    await tab('Queues');
    expect(await preview.page.locator('.queues th').allInnerTexts()).toEqual([
      'Queue',
      'State',
      expect.stringContaining('Messages'),
      'Total KB',
      'Oldest',
      'Next retry',
    ]);
    expect((await queueRows().first().innerText()).split(/\s*[\t\n]\s*/)).toEqual([queue, 'TAZMANIA', 'Retry', '1', '10', '0s', '1m']); // prettier-ignore
  });

  test('are sorted by each column, and filtered by words', async () => {
    const simulator = simulatorOf(fourCitiesText);
    await runs(simulator);
    await preview.page.getByRole('slider').press('End');
    await tab('Queues');
    const names = (): Promise<string[]> => queueRows().locator('.queue-name').allInnerTexts();
    const all = await names();
    expect(all.length).toBeGreaterThan(4);
    await button('Queue').click();
    expect(await names()).toEqual(all.toSorted((one, other) => one.localeCompare(other)));
    await button('Queue').click();
    expect(await names()).toEqual(all.toSorted((one, other) => other.localeCompare(one)));
    expect(await preview.page.locator('th[aria-sort="descending"]').innerText()).toContain('Queue');
    await preview.page.getByLabel('Filter the queues').fill('OUTSIDE');
    expect(await names()).toEqual([]);
    await preview.page.getByLabel('Filter the queues').fill('tokyo sea-ex');
    expect(await names()).toEqual(['Seattle to Tokyo - Tokyo (Routing Group Connector)']);
    await preview.page.getByLabel('Filter the queues').fill('nothing');
    expect(await names()).toEqual([]);
  });

  test.each([
    ['State', 'Active Frozen Ready Remote Retry Scheduled', 'Scheduled Retry Remote Ready Frozen Active'],
    ['Messages', '300 40 5 2 1 0', '0 1 2 5 40 300'],
    ['Total KB', '40 20 10 5 1 –', '– 1 5 10 20 40'],
    ['Oldest', '50s 30s 20s 10s 0s –', '0s 10s 20s 30s 50s –'],
    ['Next retry', '10m 1m – – – –', '1m 10m – – – –'],
  ])('are sorted by %s, either way round, and what has no time comes last', async (title, first, second) => {
    await draw(fourCities);
    await preview.show(everyState);
    await tab('Queues');
    const column = ['Queue', 'State', 'Messages', 'Total KB', 'Oldest', 'Next retry'].indexOf(title) + 1;
    const head = preview.page.locator('.queue-list th').nth(column - 1);
    const cells = async () => (await queueRows().locator(`td:nth-child(${column})`).allInnerTexts()).join(' ');
    const click = () => head.getByRole('button').click();
    // By messages it is sorted already.
    if (title === 'Messages') await head.waitFor();
    else await click();
    expect(await cells()).toBe(first);
    expect(await head.getAttribute('aria-sort')).toBe(title === 'State' ? 'ascending' : 'descending');
    await click();
    expect(await cells()).toBe(second);
    expect(await head.getAttribute('aria-sort')).toBe(title === 'State' ? 'descending' : 'ascending');
    expect(await preview.page.locator('.queue-list th[aria-sort]:not([aria-sort="none"])').count()).toBe(1);
  });

  test('open from the drawing, from the route and from the list, and go back to it', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await preview.page.locator('.pill.waits').click();
    expect(await textOf('.queues .queue-head h2')).toBe(queue);
    await button('All queues').click();
    expect(await preview.page.evaluate(() => document.activeElement?.textContent)).toBe(queue);
    await preview.page.locator('.queue-list .queue-name').click();
    await until(simulator, () => preview.page.locator('.queues .results tbody tr').count(), 1);
    await tab('Route');
    await preview.page.locator('.hop .queue-name').click();
    expect(await textOf('.queues .queue-head h2')).toBe(queue);
    await button('Copy the name of the queue').click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'copy', text: queue });
  });

  test('are frozen, forced and emptied; what is gone cannot be acted on', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await preview.page.locator('.pill.waits').click();
    await button('Freeze').click();
    await until(simulator, () => preview.page.locator('.pill.state-frozen').count(), 1);
    expect(await textOf('.queues')).toContain('Frozen · 1 message · 10 KB');
    await button('Unfreeze').click();
    await until(simulator, () => preview.page.locator('.pill.state-retry').count(), 1);
    await button('Delete All (send NDR)').click();
    await until(simulator, () => textOf('.counts'), expect.stringContaining('1 undeliverable'));
    expect(await button('Freeze').isDisabled()).toBe(true);
    expect(await button('Force Connection').isDisabled()).toBe(true);
    await tab('Playback');
    expect(await preview.page.locator('.done-list li').allInnerTexts()).toEqual([
      expect.stringContaining('send from TAZMANIA'),
      expect.stringContaining('freeze queue'),
      expect.stringContaining('unfreeze queue'),
      expect.stringContaining('delete messages in queue'),
    ]);
  });

  test('that nothing came to after all stand empty, and cannot be acted on', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await preview.send({ type: 'send', message: { from: 'TAZMANIA', to: 'anna@contoso.com' } });
    await until(simulator, () => textOf('.result .ends'), expect.stringContaining('anna@contoso.com'));
    await preview.page.locator('.pill.waits').click();
    await preview.page.locator('.large-chart .depth').waitFor();
    await tab('Messages');
    await preview.page.getByRole('button', { name: `Undo: send from TAZMANIA to ${toFabrikam.to}` }).click();
    await until(simulator, () => preview.page.locator('.pill.waits').count(), 0);
    await tab('Queues');
    await preview.page.getByText('Nothing has come to it yet.').waitFor();
    expect(await preview.page.locator('.large-chart .depth').count()).toBe(0);
    expect(await preview.page.locator('.queues .buttons button:visible:enabled').count()).toBe(0);
    expect(await button('Save the chart as SVG…').isDisabled()).toBe(true);
  });

  test('held for pickup are fetched by the other side', async () => {
    const text = tazmaniaText.replace('scope organization', 'scope organization; hold for pickup');
    const simulator = simulatorOf(text);
    await draw(tazmania);
    await preview.send({ type: 'send', message: toFabrikam });
    await until(simulator, () => preview.page.locator('.pill.state-remote').count(), 1);
    await tab('Queues');
    await preview.page.locator('.queue-list .queue-name').first().click();
    await button('Pick Up (ETRN)').click();
    await until(simulator, () => textOf('.counts'), expect.stringContaining('1 delivered'));
    expect(await button('Pick Up (ETRN)').count()).toBe(0);
  });

  test('let go what waits once the host is on again and the connection is forced', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await button('Switch On').click();
    await preview.settle(simulator);
    await preview.page.locator('.pill.waits').click();
    await button('Force Connection').click();
    await until(simulator, () => textOf('.counts'), expect.stringContaining('1 delivered'));
    expect(await preview.page.locator('.pill.waits').count()).toBe(0);
  });

  test('and what was done in them is saved: the chart, all queues, everything', async () => {
    await waitsForSmartHost(simulatorOf(tazmaniaText));
    const saved = async () => {
      const message = (await preview.posted()).at(-1);
      return message?.type === 'save' ? [message.name, message.text] : [];
    };
    await preview.page.locator('.pill.waits').click();
    await button('Save the chart as SVG…').click();
    expect(await saved()).toEqual(['queue.svg', expect.stringMatching(/^<svg [^>]*xmlns="http:.*SMARTHOST/)]);
    await tab('Playback');
    await button('Save Queues as CSV…').click();
    expect(await saved()).toEqual(['queues.csv', expect.stringContaining(`0,TAZMANIA,${queue}`)]);
    await button('Save as JSON…').click();
    const [, text] = await saved();
    const { scenario, queues } = JSON.parse(text!) as Playback;
    expect([scenario, ...queues.map(({ name }) => name)]).toEqual(['Preview', queue, 'contoso.com (Local delivery)']);
    await button('Copy Summary').click();
    expect((await preview.posted()).at(-1)).toMatchObject({ type: 'copy', text: expect.stringContaining('4.4.7: 1') });
  });
});

describe('Find Messages', () => {
  test('finds by sender, recipient, state and number, on all servers', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    for (const message of [{ to: 'anna@litware.com' }, { to: 'bert@litware.com', sender: 'boss@contoso.com' }]) {
      await preview.send({ type: 'send', message: { from: 'TAZMANIA', ...message } });
      await until(simulator, () => textOf('.result .ends'), expect.stringContaining(message.to));
    }
    await tab('Messages');
    const page = preview.page.locator('.messages');
    const find = async (): Promise<string[]> => {
      const before = (await preview.posted()).filter(({ type }) => type === 'find').length;
      await page.getByRole('button', { name: 'Find Now' }).click();
      await expect.poll(async () => (await preview.posted()).filter(({ type }) => type === 'find').length).toBeGreaterThan(before); // prettier-ignore
      await preview.settle(simulator);
      await page.locator('.results [role="status"]').filter({ hasNotText: 'Looking' }).waitFor();
      return page.locator('.results tbody td:nth-child(3)').allInnerTexts();
    };
    expect(await find()).toEqual([toFabrikam.to, 'anna@litware.com', 'bert@litware.com']);
    expect(await page.locator('.results tbody tr').first().innerText()).toContain(queue);
    await page.getByLabel('Recipient').fill('LITWARE');
    expect(await find()).toEqual(['anna@litware.com', 'bert@litware.com']);
    await page.getByLabel('Sender').fill('boss');
    expect(await find()).toEqual(['bert@litware.com']);
    await page.getByLabel('State').selectOption('Frozen');
    expect(await find()).toEqual([]);
    expect(await page.locator('.results').innerText()).toBe('No message matches. Widen the search.');
    await page.getByLabel('State').selectOption('');
    await page.getByLabel('Sender').fill('');
    await page.getByLabel('Recipient').fill('');
    await page.getByLabel('Number to return').fill('1');
    expect(await find()).toEqual([toFabrikam.to]);
    expect(await page.locator('.results .quiet').first().innerText()).toBe('1 of 3 messages');
  });

  test('leads to what becomes of a message, step by step, each to its moment', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await tab('Messages');
    await preview.page.locator('.sent-list button').first().click();
    const steps = preview.page.locator('.history li');
    expect(await steps.allInnerTexts()).toEqual([
      '0s: sent',
      '0s: arrived at TAZMANIA',
      `0s: queued in '${queue}' on TAZMANIA`,
      `12h: late in '${queue}' on TAZMANIA: its sender is told`,
      '2d: returned at TAZMANIA (4.4.7)',
    ]);
    expect(await preview.page.locator('.history li[data-past]').count()).toBe(3);
    await steps.nth(3).getByRole('button').click();
    expect(await textOf('.time')).toBe('Tue 00:00, 12h');
    expect(await preview.page.locator('.history li[data-past]').count()).toBe(4);
    await button('Close').click();
    expect(await preview.page.locator('.history').isVisible()).toBe(false);
  });

  test('finds in one queue, says why it could not, and deletes one message', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await preview.page.locator('.pill.waits').click();
    const page = preview.page.locator('.queues');
    await until(simulator, () => page.locator('.results tbody tr').count(), 1);
    expect(await page.locator('.results tbody tr').innerText()).not.toContain(queue);
    await page.getByLabel('Recipient').fill('nobody');
    await page.getByLabel('Recipient').press('Enter');
    await until(simulator, () => page.locator('.results').innerText(), 'No message matches. Widen the search.');
    await page.getByLabel('Recipient').fill('');
    await page.getByLabel('State').selectOption('Retry');
    await button('Find Now').click();
    await until(simulator, () => page.locator('.results tbody tr').count(), 1);
    await button('Find Now').click();
    await expect.poll(async () => (await preview.posted()).at(-1)?.type).toBe('find');
    const asked = (await preview.posted()).at(-1);
    expect(asked).toMatchObject({ query: { queue: { queue, server: 'TAZMANIA' }, state: 'Retry' } });
    const request = asked?.type === 'find' ? asked.request : 0;
    await preview.send({ type: 'found', request, answer: { ok: false, error: 'The server is gone.' } });
    await page.locator('.note.error').getByText('The server is gone.').waitFor();
    await page.getByLabel('State').selectOption('');
    await button('Find Now').click();
    await until(simulator, () => page.locator('.results tbody tr').count(), 1);
    await button('Delete message 1 (no NDR)').click();
    await until(simulator, () => textOf('.counts'), expect.stringContaining('1 undeliverable'));
    await until(simulator, () => textOf('.queues .results'), 'Nothing waits here.');
  });
});

describe('Messages that move', () => {
  const moved = async (counts: Readonly<Record<string, number>>): Promise<void> => {
    await draw(fourCities);
    const none: QueueStand = {
      state: 'Ready',
      messages: 0,
      bytes: 0,
      oldest: null,
      next: null,
      passed: 0,
      exists: true,
    };
    const queues = Object.entries(counts).map(([connector, passed]) => {
      return {
        name: connector,
        server: null,
        connector,
        peak: 0,
        peakAt: 0,
        frames: [0, 1],
        stands: [none, { ...none, passed }],
      };
    });
    const off = [{ at: 0, elements: [id('server LON-EX01')] }];
    await preview.show({ ...everyState, playback: { ...everyState.playback, queues, off } });
    await preview.page.getByRole('slider').press('End');
  };

  test('are seen one by one where they are few, and as a stream where they are many, but not through what is off', async () => {
    await moved({ 'Seattle to Tokyo': 2, 'Tokyo to Brussels': 600, 'Seattle to London': 3 });
    await preview.page.locator('.flow').first().waitFor();
    const flows = await preview.page.locator('.flow').evaluateAll((all) => {
      return all.map((flow) => [flow.getAttribute('class'), flow.getAttribute('stroke-dasharray')]);
    });
    expect(flows).toEqual([
      ['flow single', '0 50'],
      ['flow stream', '2 2'],
    ]);
    const width = (kind: string) => preview.page.locator(`.flow.${kind}`).getAttribute('stroke-width').then(Number);
    expect(await width('stream')).toBeCloseTo(3 + 3 * Math.log10(120));
    await preview.page.getByRole('slider').press('Home');
    expect(await preview.page.locator('.flow').count()).toBe(0);
  });
});

describe('Time', () => {
  test('is marked with what happened, what was done, and when most waited', async () => {
    await draw(fourCities);
    await preview.show(everyState);
    const marks = preview.page.locator('.axis .mark');
    const told = await marks.evaluateAll((all) => all.map((mark) => [mark.className, mark.getAttribute('title')]));
    expect(told).toEqual([
      ['mark failure', '0s: failure'],
      ['mark wait', '20s: wait'],
      ['mark return', '40s: return'],
      ['mark repair', '60s: repair'],
      ['mark peak', 'Most are under way: 348'],
    ]);
    expect(await textOf('.counts')).toMatch(/1348 sent\s+800 delivered\s+348 waiting\s+200 undeliverable/);
    expect(await textOf('.playback .failed')).toBe('Mail waited longer than it may.');
    await preview.page.locator('.log button').getByText('60s: repair').click();
    expect(await textOf('.time')).toBe('Mon 00:01, 1m');
    expect(await preview.page.locator('.log li[data-past]').count()).toBe(4);
  });

  test('goes along by keys, from event to event, and by itself', async () => {
    const simulator = simulatorOf(fourCitiesText);
    await runs(simulator);
    const slider = preview.page.getByRole('slider');
    await slider.press('Home');
    expect(await textOf('.time')).toBe('Mon 00:00, 0s');
    await slider.press('ArrowRight');
    expect(await textOf('.time')).not.toBe('Mon 00:00, 0s');
    await button('To the beginning').click();
    await button('To the next event').click();
    expect(await textOf('.time')).toBe('Mon 00:10, 10m');
    expect(await preview.page.locator('.spoken').textContent()).toBe('10m: server LON-EX01 goes down');
    expect(await slider.getAttribute('aria-valuetext')).toBe('10m of 1h39m50s');
    await button('Play').click();
    await preview.page.locator('.moving .flow').first().waitFor();
    await button('Pause').click();
    expect(await preview.page.locator('.marks .failure').count()).toBeGreaterThan(0);
    await slider.press('End');
    expect(await textOf('.counts')).toContain('600 delivered');
  });

  test('shows how far the simulation is, and can be cancelled', async () => {
    await draw(fourCities);
    await preview.send({ type: 'runScenario', scenario: 'S' });
    await expect.poll(async () => (await preview.posted()).at(-1)?.type).toBe('play');
    const asked = (await preview.posted()).at(-1);
    const request = asked?.type === 'play' ? asked.request : 0;
    await preview.send({ type: 'playing', request, done: 0.25 });
    await expect.poll(() => preview.page.getByLabel('Simulating').getAttribute('value')).toBe('0.25');
    await button('Cancel').click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'cancelPlay' });
    await preview.send({ type: 'played', request, answer: null });
    await preview.page.getByText('The simulation was cancelled.').waitFor();
    expect(await preview.page.locator('.pending').isVisible()).toBe(false);
  });

  test('of another scenario stands under its name at once, and what cannot be simulated says why', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await draw(tazmania);
    await preview.send({ type: 'runScenario', scenario: 'First' });
    await preview.page.locator('.scenario').getByText('First').waitFor();
    await preview.send({ type: 'runScenario', scenario: 'Second' });
    await preview.page.locator('.scenario').getByText('Second').waitFor();
    await until(simulator, () => textOf('.transport .fault'), "There is no scenario 'Second'. Play again");
    expect(await preview.page.locator('.spoken').textContent()).toBe(
      "Nothing was simulated. There is no scenario 'Second'.",
    );
  });

  test('says what of it names something that is gone, and simulates the rest', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await draw(tazmania);
    await preview.send({ type: 'switchOff', elements: [id('server GONE'), id('host SMARTHOST')] });
    await preview.send({ type: 'send', message: toFabrikam });
    await until(simulator, () => preview.page.locator('.pill.state-retry').count(), 1);
    expect(await textOf('.transport .fault')).toMatch(/^There is no server 'GONE'\.$/);
  });

  test('what was done is undone, and cleared, and made a scenario', async () => {
    const simulator = simulatorOf(tazmaniaText);
    await waitsForSmartHost(simulator);
    await tab('Playback');
    await button('Make Scenario').click();
    expect((await preview.posted()).at(-1)).toMatchObject({
      type: 'makeScenario',
      made: { cameOf: { undeliverable: 1 } },
    });
    await button('Switch On').click();
    await until(simulator, () => preview.page.locator('.done-list li').count(), 2);
    await button('Undo: up host SMARTHOST').press('Enter');
    await until(simulator, () => preview.page.locator('.done-list li').count(), 1);
    expect(await preview.page.locator('.done button:focus').count()).toBe(1);
    expect(await preview.page.locator('.node.off').count()).toBe(1);
    await preview.page.getByRole('button', { name: 'Undo: send' }).press('Enter');
    expect(await preview.page.locator(':focus').innerText()).toBe('Bring Back What Was Done Before');
    await preview.send({ type: 'send', message: toFabrikam });
    await until(simulator, () => preview.page.locator('.pill.waits').count(), 1);
    await tab('Playback');
    await button('Clear: nothing is sent, nothing done and nothing off').press('Enter');
    expect(await preview.page.locator(':focus').innerText()).toBe('Playback');
    expect(await preview.page.locator('.transport').isVisible()).toBe(false);
    expect(await preview.page.locator('.node.off, .pill').count()).toBe(0);
    await preview.page.getByText('Nothing is simulated yet.').waitFor();
  });
});
