// Import from the palette: what is asked, what comes of a folder and of a file, and what is said when nothing does.

import { expect } from 'vitest';
import { choose, makeFile, makeFolder, wholeText } from './dialogs.ts';
import { eventually, test } from './fixture.ts';
import type { Workbench } from './workbench.ts';

const dialog = { title: 'Import Topology', button: 'Import' };

test('a folder becomes an untitled topology with the drawing and the report beside it', async ({ workbench }) => {
  await workbench.chooseTheme('Light Modern');
  await workbench.run('Bridgehead: Import Topology…');
  await workbench.onStep(dialog.title);
  await workbench.screenshot('import-kinds');
  await workbench.pick('Folder…');
  await choose(workbench, dialog, 'exchange-export/');
  await workbench.tab('Untitled-1').waitFor();
  await workbench.preview.drawn();
  expect(await workbench.preview.element('server VIE-EX1').isVisible()).toBe(true);
  await workbench.notice('Imported 18 objects; the report tells what is not as it was (1).').waitFor();

  await workbench.tab('Import Report.txt').click();
  await eventually(() => wholeText(workbench)).toContain('18 objects in 7 files.');
  const report = await wholeText(workbench);
  expect(report).toContain('exchange-export/SendConnector.xml: Clixml, UTF-8');
  // In half a window lines are wrapped, so that all of it can be read.
  const onScreen = await workbench.editors.nth(1).locator('.view-line').count();
  expect(onScreen).toBeGreaterThan(report.split('\n').length);
  await workbench.screenshot('import-report');
});

test('one file becomes as much of a topology as it tells of, and another import another topology', async ({
  workbench,
}) => {
  await importFile(workbench, 'exchange-export/SendConnector.xml');
  await workbench.notice('Imported 3 objects').waitFor();
  await workbench.preview.drawn();
  await workbench.focusEditor();
  const text = await wholeText(workbench);
  expect(text).toContain('send connector Unix {');
  expect(text).toContain('# Only named in the export');
  expect(text).not.toContain('site link');

  await workbench.run('Notifications: Clear All Notifications');
  await importFile(workbench, 'exchange-export/ADSiteLink.xml');
  await workbench.tab('Untitled-2').waitFor();
  await workbench.focusEditor();
  await eventually(() => wholeText(workbench)).toContain('site link PRG-VIE');
  expect(await workbench.tab('Untitled-1').isVisible()).toBe(true);
});

test('what cannot be imported is said in a sentence, and nothing is opened', async ({ workbench }) => {
  await makeFile(workbench, 'notes.txt', 'Nothing of any mail system.\n');
  await importFile(workbench, 'notes.txt');
  await workbench.notice('Nothing was imported. notes.txt: nothing here can be imported.').waitFor();
  await workbench.screenshot('import-no-export');

  await workbench.run('Notifications: Clear All Notifications');
  await makeFolder(workbench, 'nothing');
  await workbench.run('Bridgehead: Import Topology…');
  await workbench.pick('Folder…');
  await choose(workbench, dialog, 'nothing/');
  await workbench.notice('There is no file in that folder, nor in the folders in it.').waitFor();
  expect(await workbench.tab('Untitled').count()).toBe(0);
});

async function importFile(workbench: Workbench, name: string): Promise<void> {
  await workbench.run('Bridgehead: Import Topology…');
  await workbench.pick('Files…');
  await choose(workbench, dialog, name);
}
