// What the editor shows between and beside the words: hints, files that are missing, the flow of mail.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('hints say what is not written, while their keys are held', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('TAZMANIA/SMTP-TAZMANIA', 'TAZMANIA');
  await workbench.focusEditor();
  expect(await workbench.text()).not.toContain('TAZMANIA/Default SMTP');
  await workbench.page.keyboard.down('Control');
  await workbench.page.keyboard.down('Alt');
  const shown = async (): Promise<string> => (await workbench.lines()).join('\n');
  await eventually(shown).toContain('bridgehead TAZMANIA/Default SMTP Virtual Server');
  expect(await shown()).toContain("to someone@fabrikam.comvia 'Internet Mail SMTP Connect…, cost 1");
  await workbench.screenshot('hints');
  await workbench.page.keyboard.up('Alt');
  await workbench.page.keyboard.up('Control');
});

test('a file that an include names is made by its quick fix', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('# One office, one', 'include "offices.topo"\n# One office, one');
  await eventually(() => workbench.squiggles('error')).toBe(1);
  await workbench.cursorAfter('include "offi');
  await workbench.quickFix("Create 'offices.topo'");
  await eventually(() => workbench.squiggles('error')).toBe(0);
});

test('the call hierarchy is the flow of mail', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.cursorAfter('routing group connector "');
  await workbench.run('Peek Call Hierarchy');
  const tree = workbench.page.locator('.call-hierarchy .monaco-list-row');
  await eventually(() => tree.count()).toBeGreaterThan(1);
  await workbench.screenshot('mail-flow');
});
