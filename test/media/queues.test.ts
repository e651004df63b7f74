// Queues and the messages in them, as people look into them and act on them.

import { describe, expect, test } from 'vitest';
import type { Playback } from '#core/simulation/playback';
import { fourCitiesText, simulatorOf, tazmaniaText } from './simulator.ts';
import { everyState, fourCities, tazmania, toFabrikam } from './scenes.ts';
import {
  preview,
  previewForEach,
  draw,
  textOf,
  button,
  queue,
  queueRows,
  tab,
  waitsForSmartHost,
  runs,
  until,
} from './simulation-page.ts';

previewForEach();

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
