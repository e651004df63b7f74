// A topology is held against what happened: a log of messages, its report, and what went where on the drawing.

import { expect } from 'vitest';
import { head, log, received, sent, started } from '../core/interchange/compare/logs.ts';
import { choose, makeFile, wholeText } from './dialogs.ts';
import { eventually, test } from './fixture.ts';
import type { Workbench } from './workbench.ts';

const dialog = { title: 'Compare with Message Log', button: 'Compare' };
const to = 'bob@fabrikam.com';
const out = { connector: 'Internet' };
const text = log(
  started('TYO-MBX01', 'a', to),
  sent('TYO-MBX01', 'SEA-MBX01', 'a', to),
  received('SEA-MBX01', 'TYO-MBX01', 'a', to),
  sent('SEA-MBX01', 'filter1.example.net', 'a', to, out),
  started('SEA-MBX02', 'b', to),
  sent('SEA-MBX02', 'filter2.example.net', 'b', to, out),
  started('SEA-MBX01', 'c', to),
  sent('SEA-MBX01', 'contoso.protection.example', 'c', to, { connector: 'Outbound to Microsoft 365' }),
);

test.for([['Light Modern'], ['Dark High Contrast']] as const)(
  'a log becomes a report and traffic on the drawing, in %s',
  { timeout: 120_000 },
  async ([theme], { workbench }) => {
    const { preview } = workbench;
    await workbench.chooseTheme(theme);
    await makeFile(workbench, 'MSGTRK2026030208-1.LOG', text);
    await workbench.openFile('three-sites.topo');
    await compareWith(workbench, 'MSGTRK2026030208-1.LOG');
    await workbench.tab('Message Log Comparison').waitFor();
    await preview.frame.locator('.amount').first().waitFor();
    await workbench.screenshot(`compare-${theme}`);

    const carried = await preview.frame.locator('.amount').allTextContents();
    expect(carried.toSorted()).toEqual([
      '1 message',
      '1 message',
      '1 message, 1 otherwise',
      '2 messages',
      '2 messages',
    ]);
    await workbench.tab('Message Log Comparison').click();
    await eventually(() => wholeText(workbench)).toContain('3 messages on 3 ways');
    const report = await wholeText(workbench);
    expect(report).toContain('1 way differs.');
    expect(report).toContain('2  connector Internet');
    expect(report).not.toContain('Top secret');

    await preview.frame.getByRole('button', { name: 'Hide Traffic' }).click();
    await preview.frame.locator('.amount').first().waitFor({ state: 'detached' });
  },
);

test('what is no log is said in a sentence, and what was compared before stays', async ({ workbench }) => {
  await makeFile(workbench, 'good.log', text);
  await makeFile(workbench, 'empty.log', '');
  await makeFile(workbench, 'notes.log', 'Some words of a person.\n');
  await workbench.openFile('three-sites.topo');
  await workbench.until(workbench.tab('Message Log Comparison'), () => compareWith(workbench, 'good.log'));
  const carried = workbench.preview.frame.locator('.amount');
  await carried.first().waitFor();
  const before = await carried.count();

  const none =
    'this is no message tracking log: it has neither a #Fields line nor the names of columns of Exchange 2003.';
  for (const [name, sentence] of [
    ['empty.log', `empty.log, line 1: ${none}`],
    ['notes.log', `notes.log, line 1: ${none}`],
  ] as const) {
    await workbench.until(workbench.notice(sentence), () => compareWith(workbench, name));
    await workbench.screenshot(`compare-${name}`);
    await workbench.run('Notifications: Clear All Notifications');
  }
  expect(await carried.count()).toBe(before);
  await workbench.tab('Message Log Comparison').click();
  await eventually(() => wholeText(workbench)).toContain('3 messages on 3 ways');
}, 120_000);

test('a folder without logs, and logs without a message', async ({ workbench }) => {
  await makeFile(workbench, 'quiet.log', head);
  await workbench.openFile('three-sites.topo');
  await workbench.run('Bridgehead: Compare with Message Log…');
  await workbench.pick('Folder…');
  await choose(workbench, dialog, 'exchange-export/');
  await workbench.notice('There is no .log file in that folder, nor in the folders in it.').waitFor();
  expect(await workbench.tab('Message Log Comparison').count()).toBe(0);
  await workbench.run('Notifications: Clear All Notifications');

  await workbench.until(workbench.tab('Message Log Comparison'), () => compareWith(workbench, 'quiet.log'));
  await workbench.tab('Message Log Comparison').click();
  await eventually(() => wholeText(workbench)).toContain('The logs tell of no message on its way.');
});

async function compareWith(workbench: Workbench, name: string): Promise<void> {
  await workbench.run('Bridgehead: Compare with Message Log…');
  await workbench.pick('Files…');
  await choose(workbench, dialog, name);
}
