// Today's Exchange from a template to a queue: a mistake and its fix, a site that is off, where its mail waits.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('a template of today, a word of 2003 mended, and mail that waits as close to a site that is off as it gets', async ({
  workbench,
}) => {
  const { preview } = workbench;
  await workbench.chooseTheme('Dark Modern');
  await workbench.run('Bridgehead: New Topology from Template…');
  await workbench.pick('Three sites with a DAG');
  await workbench.tab('Untitled-1').waitFor();
  await eventually(() => workbench.text()).toContain('model exchange-2013');
  expect(await workbench.mistakes()).toEqual([]);

  // What an administrator of 2003 would write is said to be another model's word, and mended.
  await workbench.focusEditor();
  await workbench.cursorAfter('domain contoso.com');
  await workbench.insert('\nshared domain unix.contoso.com');
  await eventually(async () => (await workbench.problems()).join()).toContain(
    "'shared domain' belongs to model exchange-2003",
  );
  await workbench.focusEditor();
  await workbench.cursorAfter('shared dom');
  await workbench.quickFix("Write 'internal relay domain'");
  await eventually(() => workbench.text()).toContain('internal relay domain unix.contoso.com');
  await workbench.replace('internal relay domain unix.contoso.com', '');
  await eventually(() => workbench.mistakes()).toEqual([]);

  await workbench.run('Bridgehead: Open Preview to the Side');
  await preview.drawn();
  await workbench.screenshot('today-drawn');
  await preview.toggle('site Tokyo');
  await workbench.sendTestMessage('SEA-MBX01', 'taro@contoso.com');
  await eventually(() => preview.outcome()).toBe('Waits');
  await eventually(() => preview.frame.locator('.hops').innerText()).toContain('SmtpRelayToMailboxDeliveryGroup');
  await workbench.screenshot('today-waits');

  // The queue is on the server in London, and can be suspended and resumed there.
  await preview.tab('Queues').click();
  await eventually(async () => (await preview.queues()).join()).toMatch(
    /site:Tokyo;version:15.*LON-MBX01|LON-MBX01.*site:Tokyo/s,
  );
  await preview.frame.locator('.queues button[data-server="LON-MBX01"]').first().click();
  await preview.button('Suspend').click();
  await eventually(() => preview.frame.locator('.queues').innerText()).toContain('Resume');
  await workbench.screenshot('today-suspended');
  await preview.button('Resume').click();
  await preview.toggle('site Tokyo');
  await preview.button('Retry').click();
  await eventually(() => preview.frame.locator('.counts').innerText()).toContain('1 delivered');
  await workbench.screenshot('today-delivered');
});

test('a hub and its branches play a site that fails, in a light theme', async ({ workbench }) => {
  const { preview } = workbench;
  await workbench.chooseTheme('Light High Contrast');
  await workbench.run('Bridgehead: New Topology from Template…');
  await workbench.pick('Hub site and branches');
  await workbench.tab('Untitled-1').waitFor();
  await eventually(() => workbench.text()).toContain('Headquarters');
  await workbench.run('Bridgehead: Run Scenario…');
  await preview.frame.locator('.playback').getByText('The line to South fails for an hour').first().waitFor();
  await preview.drawn();
  await preview.frame.getByRole('slider').press('End');
  await eventually(() => preview.frame.locator('.counts').innerText()).toContain('60 delivered');
  await workbench.screenshot('today-scenario');
});
