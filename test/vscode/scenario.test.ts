// Mail in motion: a scenario is run, looked at, acted in, and made a scenario of again; a test message waits, and leaves.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

const outage = 'London loses its bridgehead for an hour';
const toLondon = 'Seattle to London - London (Routing Group Connector)';

test('a scenario is run, time gone along, a queue opened, an element switched, and all that made a scenario', async ({
  workbench,
}) => {
  const { preview } = workbench;
  const playback = preview.frame.locator('.playback');
  const counts = () => preview.frame.locator('.counts').innerText();
  await workbench.chooseTheme('Dark Modern');
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Run Scenario…');
  await playback.getByText(outage).first().waitFor();
  await preview.drawn();

  // What happened leads to its moment: London is off, and mail waits for it.
  await playback.getByRole('button', { name: /^13m: .*18 messages rerouted/ }).click();
  await eventually(() => preview.frame.locator('.time').innerText()).toMatch(/^Mon 00:1[3-9], 1[3-9]m/);
  await workbench.screenshot('playback');
  await playback.getByRole('button', { name: '10m: server LON-EX01 goes down' }).click();
  await preview.button('One moment back').click();
  await preview.button('To the next event').click();
  await preview.tab('Queues').click();
  await eventually(async () => (await preview.queues()).join()).toContain(toLondon);
  await preview.frame.getByRole('slider').press('End');
  await eventually(counts).toContain('600 delivered');

  // In the middle of it, a queue and its messages, and one of them step by step.
  await preview.tab('Playback').click();
  await playback.getByRole('button', { name: '10m: server LON-EX01 goes down' }).click();
  await preview.tab('Queues').click();
  await preview.button(toLondon).click();
  await preview.frame.locator('.results tbody tr').first().waitFor();
  await workbench.screenshot('playback-queue');
  await preview.frame.locator('.queues .results tbody button').first().click();
  await eventually(() => preview.frame.locator('.history').innerText()).toContain('delivered');
  await workbench.screenshot('playback-history');

  // The bridgehead comes back at once: the simulation goes on from there.
  await preview.frame.locator('.history').getByRole('button', { name: 'Close' }).click();
  await preview.toggle('server LON-EX01');
  await preview.tab('Playback').click();
  await playback.getByRole('button', { name: '10m1s: up server LON-EX01' }).waitFor();
  await preview.frame.getByRole('slider').press('End');
  await eventually(counts).toContain('600 delivered');
  await eventually(() => playback.innerText()).not.toContain('messages rerouted');
  const summary = await playback.locator('.summary pre').innerText();

  // It becomes a scenario, and that gives the same.
  await preview.button('Make Scenario').click();
  await eventually(() => workbench.text()).toContain(`scenario "${outage} and what was done" {`);
  await eventually(() => workbench.text()).toContain('at 10m1s  up server LON-EX01');
  await workbench.screenshot('scenario-made');
  await workbench.runScenario(`${outage} and what was done`);
  await playback.getByText(`${outage} and what was done`).first().waitFor();
  await eventually(() => playback.locator('.summary pre').innerText()).toBe(
    summary.replace(outage, `${outage} and what was done`),
  );
  expect(await playback.locator('.failed').count()).toBe(0);
});

const queue = 'Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)';

test('a test message waits in the queue of the smart host, is found there, and leaves once that is back', async ({
  workbench,
}) => {
  const { preview } = workbench;
  await workbench.chooseTheme('Light Modern');
  await workbench.openFile('tazmania.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await preview.drawn();
  await preview.toggle('smart host SMARTHOST');
  await workbench.sendTestMessage('TAZMANIA', 'someone@fabrikam.com');
  await eventually(() => preview.outcome()).toBe('Waits');

  await preview.tab('Queues').click();
  await eventually(async () => (await preview.queues()).join()).toMatch(/Retry\s+1\b.*\b1m\b/s);
  await workbench.screenshot('queue-in-retry');
  await preview.tab('Messages').click();
  await preview.frame.locator('.messages').getByLabel('Recipient').fill('fabrikam');
  await preview.button('Find Now').click();
  await eventually(() => preview.frame.locator('.results tbody').innerText()).toContain(queue);
  await preview.frame.locator('.sent-list button').first().click();
  await eventually(() => preview.frame.locator('.history').innerText()).toContain('12h: late');
  await eventually(() => preview.frame.locator('.history').innerText()).toContain('2d: returned');
  await workbench.screenshot('message-history');

  // After a while the host is back, and somebody forces the connection.
  await preview.button('To the next event').click();
  await eventually(() => preview.frame.locator('.time').innerText()).toContain('12h');
  await preview.toggle('smart host SMARTHOST');
  await preview.tab('Queues').click();
  await preview.button(queue).click();
  await preview.button('Force Connection').click();
  await eventually(() => preview.frame.locator('.counts').innerText()).toContain('1 delivered');
  await preview.tab('Playback').click();
  await eventually(() => preview.frame.locator('.done-list').innerText()).toContain(
    `force queue "${queue}" on TAZMANIA`,
  );
  await workbench.screenshot('queue-forced');
});
