// What an administrator does first, from one end to the other.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

const connector = 'Internet Mail SMTP Connector (TAZMANIA)';
const queue = `${connector} - SMARTHOST (SMTP Connector)`;

test('a mistake is underlined, and the quick fix mends it', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await eventually(() => workbench.mistakes()).toEqual([]);

  await workbench.focusEditor();
  await workbench.replace('through smart host SMARTHOST', 'through smart host 192.168.1.20');
  await eventually(() => workbench.squiggles('error')).toBeGreaterThan(0);
  await eventually(async () => (await workbench.problems()).join()).toContain('[192.168.1.20]');
  await workbench.screenshot('squiggle');

  await workbench.focusEditor();
  await workbench.select('192.168.1.20');
  await workbench.quickFix('[192.168.1.20]');
  await eventually(() => workbench.text()).toContain('deliver through smart host [192.168.1.20]');
  // What is left is about the test below, which expects the queue of the host that was there before.
  await eventually(() => workbench.mistakes()).toEqual([
    expect.stringContaining('failed-expectation'),
    expect.stringContaining('unknown-queue'),
  ]);
});

test('a bridgehead is completed from what is declared', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('bridgehead TAZMANIA/SMTP-TAZMANIA', 'bridgehead ');
  await eventually(() => workbench.squiggles('error')).toBeGreaterThan(0);

  expect(await workbench.suggestions()).toContain('TAZMANIA/SMTP-TAZMANIA');
  await workbench.screenshot('completion');
  await workbench.acceptSuggestion('TAZMANIA/SMTP-TAZMANIA');
  await eventually(() => workbench.text()).toContain('bridgehead TAZMANIA/SMTP-TAZMANIA');
  await eventually(() => workbench.mistakes()).toEqual([]);
});

test('a message passes the queue of the smart host, and waits there while the host is off', async ({ workbench }) => {
  const { preview } = workbench;
  await workbench.openFile('tazmania.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await preview.drawn();

  await workbench.sendTestMessage('TAZMANIA', 'someone@fabrikam.com');
  await eventually(() => preview.outcome()).toBe('Delivered');
  expect(await preview.hopQueues()).toContain(queue);
  await workbench.screenshot('delivered');

  await preview.toggle('smart host SMARTHOST');
  await workbench.sendTestMessage('TAZMANIA', 'someone@fabrikam.com');
  await eventually(() => preview.outcome()).toBe('Waits');
  expect(await preview.hopQueues()).toContain(`Waits in ${queue}`);
  await workbench.screenshot('waits');

  await preview.tab('Queues').click();
  await eventually(async () => (await preview.queues()).join()).toMatch(/Retry\s+1\b/);
  await preview.button(queue).click();
  await preview.frame.locator('.queues').getByLabel('Recipient').fill('fabrikam');
  await preview.button('Find Now').click();
  await eventually(() => preview.frame.locator('.queues .results tbody tr').count()).toBeGreaterThan(0);
  await workbench.screenshot('queue');
});
