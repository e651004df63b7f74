// An export becomes a topology: a folder from the explorer, its drawing and its report; and what is pasted.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('a folder of exports becomes a topology with its drawing and a report', async ({ workbench }) => {
  const { preview } = workbench;
  await workbench.chooseTheme('Dark Modern');
  await workbench.runInExplorer('exchange-export', 'Import Topology…');
  await workbench.tab('Untitled-1').waitFor();
  await preview.drawn();
  await eventually(() => workbench.text()).toContain('site link');
  expect(await workbench.mistakes()).toEqual([]);
  await workbench.notice('Imported 18 objects').getByRole('button', { name: 'Show Report' }).click();
  await workbench.tab('Import Report.txt').waitFor();
  await workbench.screenshot('import-folder');
});

test('what was copied from a shell can be pasted as topology', async ({ workbench }) => {
  await workbench.run('Bridgehead: New Topology from Template…');
  await workbench.pick('Three sites with a DAG');
  await workbench.tab('Untitled-1').waitFor();
  await eventually(() => workbench.text()).toContain('model exchange-2013');
  await workbench.cursorAfter('contoso.protection.example\n}');
  await workbench.insert('\n\n');
  await workbench.pasteAs(
    'Name                   : Partner\nAddressSpaces          : {SMTP:partner.example;5}\n' +
      'SmartHosts             : {mx.partner.example}\nDNSRoutingEnabled      : False\n' +
      'SourceTransportServers : {SEA-MBX01}\nEnabled                : True\n',
    'Paste as Topology',
  );
  await eventually(() => workbench.text()).toContain('send connector Partner {');
  expect(await workbench.text()).toContain('address space partner.example cost 5');
  await eventually(() => workbench.mistakes()).toEqual([]);
  await workbench.screenshot('import-pasted');
});

test('a folder of exports that is dropped into an empty topology becomes one', async ({ workbench }) => {
  await workbench.run('Bridgehead: New Topology from Template…');
  await workbench.pick('Three sites with a DAG');
  await workbench.tab('Untitled-1').waitFor();
  await eventually(() => workbench.text()).toContain('model exchange-2013');
  await workbench.focusEditor();
  await workbench.page.keyboard.press('Control+a');
  await workbench.page.keyboard.press('Delete');
  await eventually(() => workbench.text()).toBe('');
  await workbench.dropIntoEditor('exchange-export');
  await eventually(() => workbench.text()).toContain('site link PRG-VIE');
  await workbench.notice('Imported 18 objects').getByRole('button', { name: 'Show Report' }).click();
  await workbench.tab('Import Report.txt').waitFor();
});
