// A topology to be shown to others: another document, in which no name of the first is left.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { makeFile, wholeText } from './dialogs.ts';
import { eventually, test } from './fixture.ts';

const tazmania = readFileSync(resolve(import.meta.dirname, '../../examples/tazmania.topo'), 'utf8');

test('all that tells whose it is is replaced in a new document, and the old one stays', async ({ workbench }) => {
  await workbench.chooseTheme('Light High Contrast');
  await workbench.openFile('tazmania.topo');
  await workbench.run('Bridgehead: Anonymize Topology');
  await workbench.tab('Untitled-1').waitFor();
  await eventually(() => wholeText(workbench)).toContain('organization organization-1 {');
  const text = await wholeText(workbench);
  for (const told of [/tazmania/i, /contoso/i, /fabrikam/i, /smarthost/i, /someone/, /192\.168\.1\./, /#/]) {
    expect(text).not.toMatch(told);
  }
  expect(text).toContain('virtual server "Default SMTP Virtual Server" on all unassigned');
  await eventually(() => workbench.mistakes()).toEqual([]);
  await workbench.screenshot('anonymized');

  await workbench.openFile('tazmania.topo');
  await eventually(() => wholeText(workbench)).toBe(tazmania);
});

test('a topology with errors is not written, as what is not understood cannot be replaced', async ({ workbench }) => {
  await makeFile(workbench, 'broken.topo', 'organization Secret { domain secret.example }\nserver {{{\n');
  await workbench.openFile('broken.topo');
  await workbench.run('Bridgehead: Anonymize Topology');
  await workbench.notice(/broken\.topo/).waitFor();
  await workbench.screenshot('anonymize-refused');
  expect(await workbench.notifications()).toEqual([expect.stringMatching(/error/)]);
  expect(await workbench.tab('Untitled').count()).toBe(0);
});
