// A topology goes out to a mail system: what is asked, the files that come of it, and what is refused.

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { choose, makeFile, makeFolder, wholeText } from './dialogs.ts';
import { eventually, test } from './fixture.ts';
import type { Workbench } from './workbench.ts';

const dialog = { title: 'Export into a Folder', button: 'Export Here' };
const threeSites = readFileSync(resolve(import.meta.dirname, '../../examples/three-sites.topo'), 'utf8');
const now = threeSites.replace('address space * cost 1', 'address space * cost 7');
let disk = '';

beforeAll(() => {
  disk = mkdtempSync(join(tmpdir(), 'bridgehead-export-'));
  cpSync(resolve(import.meta.dirname, '../../examples'), disk, { recursive: true });
  writeFileSync(join(disk, 'now.topo'), now);
});
afterAll(() => rmSync(disk, { recursive: true }));

test('to Exchange, where nothing is known of it: a plan and a script', async ({ workbench }) => {
  await workbench.chooseTheme('Light Modern');
  await workbench.openFile('three-sites.topo');
  await workbench.run('Bridgehead: Export…');
  await workbench.onStep('Export');
  await workbench.screenshot('export-targets');
  await workbench.pick('Exchange 2007 to Subscription Edition');
  await workbench.onStep('Exchange 2007 to Subscription Edition');
  await workbench.pick('Not known');
  await choose(workbench, dialog, '');
  await workbench.notice('Exported plan.md, apply.ps1 to /. Nothing was run.').waitFor();
  await expectFiles(workbench, await exportedByCommandLine('--to', 'exchange'), ['plan.md', 'apply.ps1']);
  await workbench.screenshot('export-exchange');
});

test('to Exchange, where a topology says what there is: only the difference, and the way back', async ({
  workbench,
}) => {
  await makeFile(workbench, 'now.topo', now);
  await workbench.openFile('three-sites.topo');
  await workbench.run('Bridgehead: Export…');
  await workbench.pick('Exchange 2007 to Subscription Edition');
  await workbench.pick('now.topo');
  await choose(workbench, dialog, '');
  await workbench.notice('Exported plan.md, apply.ps1, undo.ps1').waitFor();
  const expected = await exportedByCommandLine('--to', 'exchange', '--against', 'now.topo');
  expect(expected('plan.md')).toContain('SMTP:*;7');
  expect(expected('plan.md')).not.toContain('Create `');
  await expectFiles(workbench, expected, ['plan.md', 'undo.ps1']);
});

test('to a host of Postfix: its server is asked for, and what Postfix cannot say is told', async ({ workbench }) => {
  await workbench.chooseTheme('Dark High Contrast');
  await workbench.openFile('three-sites.topo');
  await workbench.run('Bridgehead: Export…');
  await workbench.pick('Postfix');
  await workbench.onStep('Postfix');
  await workbench.pick('LON-MBX01');
  await choose(workbench, dialog, '');
  await workbench
    .notice(/to \/\. 2 things cannot be said there; the first file tells which\. Nothing was run\./)
    .waitFor();
  await workbench.screenshot('export-postfix');
  const expected = await exportedByCommandLine('--to', 'postfix', '--server', 'LON-MBX01');
  expect(expected('main.cf')).toContain('Its size limit: Postfix has one for all mail.');
  await expectFiles(workbench, expected, ['main.cf', 'transport']);
});

test('what is there and says something else is asked about, and stays', async ({ workbench }) => {
  await makeFile(workbench, 'apply.ps1', '# Mine\n');
  await exportToExchange(workbench, 'three-sites.topo');
  const question = workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'A file is there' });
  await question.waitFor();
  await workbench.screenshot('export-overwrite');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await workbench.openFile('apply.ps1');
  await eventually(() => wholeText(workbench)).toBe('# Mine\n');
  expect(await workbench.page.getByRole('treeitem', { name: 'plan.md' }).count()).toBe(0);

  // Where a folder has the name of a file, nothing is written either.
  await makeFolder(workbench, 'plan.md');
  await exportToExchange(workbench, 'three-sites.topo');
  await workbench.notice("'plan.md' cannot be read: it is a folder.").waitFor();
  await workbench.screenshot('export-refused');
});

test('a topology with errors, and one without a server, are refused before a folder is asked for', async ({
  workbench,
}) => {
  await makeFile(workbench, 'broken.topo', 'organization X { domain x.example }\nserver {{{\n');
  await workbench.openFile('broken.topo');
  await workbench.run('Bridgehead: Export…');
  await workbench.pick('Exchange 2007 to Subscription Edition');
  await workbench.pick('Not known');
  await workbench.notice(/broken\.topo has \d errors that would leave something out, so nothing is exported/).waitFor();
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.run('Bridgehead: Export…');
  await workbench.pick('Postfix');
  await workbench.notice('broken.topo has no server, and Postfix is about one.').waitFor();
  expect(await workbench.quickInput.input.isVisible()).toBe(false);
});

async function exportToExchange(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(name);
  await workbench.run('Bridgehead: Export…');
  await workbench.pick('Exchange 2007 to Subscription Edition');
  await workbench.pick('Not known');
  await choose(workbench, dialog, '');
}

/** What the packed command line writes of the same topology, by the names of the files. */
async function exportedByCommandLine(...options: readonly string[]): Promise<(name: string) => string> {
  const command = join(inject('commandLineFolder'), 'node_modules/bridgehead/cli.js');
  const argv = [command, 'export', 'three-sites.topo', ...options, '--out', 'out', '--force'];
  await promisify(execFile)(process.execPath, argv, { cwd: disk });
  return (name) => readFileSync(join(disk, 'out', name), 'utf8');
}

/** The editor has no byte-order marks, and the clipboard ends lines in one way. */
async function expectFiles(
  workbench: Workbench,
  expected: (name: string) => string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await workbench.openFile(name);
    const text = async () => (await wholeText(workbench)).replaceAll('\r', '');
    await eventually(text).toBe(expected(name).replace('\ufeff', '').replaceAll('\r', ''));
  }
}
