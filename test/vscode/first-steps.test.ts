// How a new user comes in: a template, the walkthrough, a topology that is no file yet.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('a template opens as a document without a file, sound and drawn', async ({ workbench }) => {
  await workbench.run('Bridgehead: New Topology from Template…');
  await workbench.pick('Hub and spoke');
  await workbench.tab('Untitled-1').waitFor();
  await eventually(() => workbench.text()).toContain('routing group');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  expect(await workbench.mistakes()).toEqual([]);
});

test('the walkthrough names what an administrator does first', async ({ workbench }) => {
  await workbench.run('Welcome: Open Walkthrough...');
  await workbench.pick('Get Started with Mail Topologies');
  const steps = workbench.page.locator('.getting-started-step .step-title');
  await steps.first().waitFor();
  expect(await steps.allInnerTexts()).toEqual([
    'Start with one office',
    'Create an SMTP virtual server',
    'Make it a bridgehead',
    'Limit the connector',
    'Forward through a smart host',
    'Import the servers you have',
  ]);
  await workbench.screenshot('walkthrough');
});

test('the steps of the walkthrough lead to a queue of the smart host', async ({ workbench }) => {
  await workbench.run('Bridgehead: New Topology from Template…');
  await workbench.pick('First office');
  await workbench.tab('Untitled-1').waitFor();
  for (const [wizard, steps, typed, statement] of [
    ['New SMTP Virtual Server', 3, '', 'virtual server SMTP-TAZMANIA on 192.168.1.11'],
    ['New SMTP Connector', 7, '', 'bridgehead TAZMANIA/SMTP-TAZMANIA'],
    ['Limit Connector to its Routing Group', 2, '', 'scope routing group'],
    ['Forward through Smart Host', 2, 'SMARTHOST', 'deliver through smart host SMARTHOST'],
  ] as const) {
    await workbench.run(`Bridgehead: ${wizard}…`);
    await workbench.acceptProposals(wizard, steps, typed);
    await eventually(() => workbench.text()).toContain(statement);
  }
  // Each stands where it belongs, as deep as its neighbours.
  const indentation = (await workbench.lines()).filter((line) =>
    /^ *(?:virtual server S|smtp|scope|deliver)/.test(line),
  );
  expect(indentation.map((line) => line.length - line.trimStart().length)).toEqual([4, 2, 4, 4]);
  expect(await workbench.mistakes()).toEqual([]);

  await workbench.focusEditor();
  await workbench.sendTestMessage('TAZMANIA', 'someone@fabrikam.com');
  await eventually(() => workbench.preview.outcome()).toBe('Delivered');
  expect(await workbench.preview.hopQueues()).toContain(
    'Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)',
  );
  await workbench.screenshot('walked through');
});
