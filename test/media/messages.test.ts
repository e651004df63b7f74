import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import type { Places } from '#core/graph/scene';
import type { Route } from '#core/routing/route';
import type { TestMessage } from '#core/routing/message/test-message';
import { launchBrowser } from '../browser.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import {
  fourCities,
  overLondon,
  overTokyo,
  routeAnswer,
  sceneMessage,
  smartHostDown,
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
      .toBe(`Test message from SEA-EX01 to anna@be.contoso.com: Delivered. ${overLondon.reason}`);
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
    expect((await preview.state()).sent).toEqual([]);
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
    const route = preview.page.locator('.edge.travelled[data-id*="Seattle to London"] > .line');
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
    expect((await preview.state()).down).toEqual(['line London to Brussels']);
    await preview.page.locator('.caption[data-id*="Brussels to London"]').click();
    await button('Switch On Line Brussels – London').click();
    expect((await preview.state()).down).toEqual([]);
  });

  test('the Internet stands for the DNS', async () => {
    await draw(fourCities);
    await switchOff('internet');
    expect((await preview.state()).down).toEqual(['dns']);
  });

  test('all are switched on by one button, which is there while something is off', async () => {
    await draw(fourCities);
    expect(await button(/^Switch \d On$/).count()).toBe(0);
    await switchOff('server LON-EX01');
    await switchOff('host relay.fabrikam.com');
    await button('Switch All 2 On').click();
    expect((await preview.state()).down).toEqual([]);
    expect(await preview.page.locator('.off').count()).toBe(0);
  });

  test('of something that is gone from the text are kept, but not sent', async () => {
    await draw(fourCities);
    await switchOff('server LON-EX01');
    await preview.send(sceneMessage(tazmania, { version: 2 }));
    await preview.page.locator('.node[data-id="server TAZMANIA"]').waitFor();
    expect(await sendMessage(toFabrikam, throughSmartHost)).toMatchObject({ down: [] });
    expect((await preview.state()).down).toEqual(['server LON-EX01']);
    expect(await preview.page.getByRole('button', { name: /^Switch .* On$/ }).count()).toBe(0);
  });
});

describe('Queues', () => {
  test('none before a message was sent', async () => {
    await draw(tazmania);
    await button('Show or hide the panel').click();
    await preview.page.getByRole('tab', { name: 'Queues' }).click();
    await preview.page.getByText('No queues yet.').waitFor();
  });

  test('a delivered message has passed its queue, and nothing waits', async () => {
    await draw(tazmania);
    await sendMessage(toFabrikam, throughSmartHost);
    await preview.page.getByRole('tab', { name: 'Queues' }).click();
    await preview.page.getByText('Nothing waits: every message sent here has passed through.').waitFor();
    expect(await textOf('.queue-list tbody tr')).toMatch(/SMARTHOST \(SMTP Connector\)\s+TAZMANIA\s+Ready\s+0\s+–/);
  });

  test('a message that waits stands in its queue, marked on the server and in the list', async () => {
    await draw(tazmania);
    await sendMessage(toFabrikam, smartHostDown);
    await preview.page.locator('.outcome.queued').waitFor();
    expect(await textOf('.result h2')).toBe('Waits');
    expect(await preview.page.locator('.pill.waits text').textContent()).toContain('1 waits');
    expect(await preview.page.locator('.edge.blocked').count()).toBe(1);
    await preview.page.locator('.pill.waits').click();
    expect(await textOf('.queue-head h2')).toBe(smartHostQueue);
    expect(await textOf('.results tbody tr')).toMatch(
      /postmaster@contoso.com\s+someone@fabrikam.com\s+Retry\s+10KB\s+Mon 12:00/,
    );
  });

  test('Find Messages finds by sender, recipient, state and number', async () => {
    await draw(tazmania);
    await sendMessage(toFabrikam, throughSmartHost);
    await sendMessage({ from: 'TAZMANIA', to: 'anna@litware.com' }, smartHostDown);
    await sendMessage({ from: 'TAZMANIA', to: 'bert@litware.com', sender: 'boss@contoso.com' }, smartHostDown);
    await preview.page.locator('.hop .queue-name').click();
    const found = async (): Promise<string[]> => preview.page.locator('.results tbody td:nth-child(2)').allInnerTexts();
    expect(await found()).toEqual(['anna@litware.com', 'bert@litware.com', toFabrikam.to]);
    await preview.page.getByLabel('Recipient').fill('LITWARE');
    await button('Find Now').click();
    expect(await found()).toEqual(['anna@litware.com', 'bert@litware.com']);
    await preview.page.getByLabel('Sender').fill('boss');
    await preview.page.getByLabel('Sender').press('Enter');
    expect(await found()).toEqual(['bert@litware.com']);
    await preview.page.getByLabel('Sender').fill('');
    await preview.page.getByLabel('Recipient').fill('');
    await preview.page.getByLabel('State').selectOption('Passed');
    await button('Find Now').click();
    expect(await found()).toEqual([toFabrikam.to]);
    await preview.page.getByLabel('State').selectOption('');
    await preview.page.getByLabel('Number to return').fill('1');
    await button('Find Now').click();
    expect(await found()).toEqual(['anna@litware.com']);
    expect(await textOf('.results .quiet')).toBe('1 of 3 messages');
    await preview.page.getByLabel('State').selectOption('Frozen');
    await button('Find Now').click();
    expect(await textOf('.results')).toBe('No message matches. Widen the search.');
  });

  test('a message found in a queue shows its route', async () => {
    await draw(tazmania);
    await sendMessage(toFabrikam, smartHostDown);
    await sendMessage({ from: 'TAZMANIA', to: 'anna@litware.com' }, smartHostDown);
    await preview.page.locator('.hop .queue-name').click();
    await button(toFabrikam.to).click();
    expect(await textOf('.result .ends')).toContain(toFabrikam.to);
  });

  test('Force Connection tries again what waits; it goes when the smart host is back', async () => {
    await draw(tazmania);
    await switchOff('host SMARTHOST');
    expect(await sendMessage(toFabrikam, smartHostDown)).toMatchObject({ down: ['host SMARTHOST'] });
    await button('Switch On').click();
    await preview.page.locator('.hop .queue-name').click();
    await button('Force Connection').click();
    const asked = await preview.answerRoute({ ok: true, value: routeAnswer(toFabrikam, throughSmartHost) });
    expect(asked).toMatchObject({ down: [] });
    await preview.page.getByText('Nothing waits here. One message passed.').waitFor();
    expect(await preview.page.locator('.outcome.delivered').count()).toBe(1);
    expect((await preview.state()).sent).toHaveLength(1);
  });

  test('the name of a queue can be copied', async () => {
    await draw(tazmania);
    await sendMessage(toFabrikam, smartHostDown);
    await preview.page.locator('.hop .queue-name').click();
    await button('Copy the name of the queue').click();
    expect((await preview.posted()).at(-1)).toEqual({ type: 'copy', text: smartHostQueue });
  });
});

describe('Sent messages', () => {
  test('are listed newest first, show their route again, and can be cleared', async () => {
    await draw(fourCities);
    await sendMessage(toBrussels, overLondon);
    await sendMessage({ ...toBrussels, to: 'bob@be.contoso.com' }, overTokyo);
    await preview.page.getByRole('tab', { name: 'Sent' }).click();
    const rows = preview.page.locator('.sent-list button');
    expect(await rows.first().innerText()).toContain('bob@be.contoso.com');
    await rows.nth(1).click();
    expect(await textOf('.result .ends')).toContain('anna@be.contoso.com');
    expect(await preview.page.locator('.edge.travelled[data-id*="London to Brussels"]').count()).toBe(1);
    await preview.page.getByRole('tab', { name: 'Sent' }).click();
    await button('Clear').click();
    await preview.page.getByText('No messages have been sent here yet.').waitFor();
    expect(await preview.page.locator('.travelled, .pill, .outcome').count()).toBe(0);
  });
});
