// What servers say otherwise than a topology: it is compared, shown where it is written, and taken over.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('a cost that the servers have otherwise is a problem, and its fix takes it over', async ({ workbench }) => {
  await workbench.runInExplorer('exchange-export', 'Import Topology…');
  await workbench.notice('Imported 18 objects').waitFor();
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.focusEditor();
  await eventually(() => workbench.text()).toContain('{ cost 20 }');
  await workbench.replace('cost 20', 'cost 10');

  await workbench.run('Bridgehead: Check Drift…');
  await workbench.pick('Folder…');
  await workbench.onStep('Check Drift');
  const folder = await workbench.quickInput.input.inputValue();
  await workbench.quickInput.input.fill(`${folder}exchange-export/`);
  await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'Compare' }).click();
  await workbench.notice('1 difference between').waitFor();

  await eventually(() => workbench.problems()).toContainEqual(expect.stringContaining('cost: topology 10, servers 20'));
  await workbench.screenshot('drift');
  await workbench.focusEditor();
  await workbench.quickFix(/^Take over/);
  await eventually(() => workbench.text()).toContain('{ cost 20 }');
  await eventually(() => workbench.problems()).not.toContainEqual(expect.stringContaining('servers 20'));
});
