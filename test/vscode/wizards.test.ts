// The wizards of the palette and of the drawing's menu, answered by keyboard and mouse as a user does.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

const dark = 'Dark Modern';

test('a virtual server is made step by step, and taken back at once', async ({ workbench }) => {
  await workbench.chooseTheme(dark);
  await workbench.openFile('tazmania.topo');
  const before = await workbench.text();
  const { page, quickInput } = workbench;

  // Escape changes nothing, at whichever step.
  await workbench.run('Bridgehead: New SMTP Virtual Server…');
  await workbench.onStep('New SMTP Virtual Server (1/3)');
  await workbench.screenshot('wizard-virtual-server-1');
  await page.keyboard.press('Enter');
  await workbench.onStep('(2/3)');
  await page.keyboard.press('Escape');
  await quickInput.input.waitFor({ state: 'hidden' });
  expect(await workbench.text()).toBe(before);

  await workbench.run('Bridgehead: New SMTP Virtual Server…');
  await workbench.onStep('(1/3)');
  await page.keyboard.press('Enter');
  await workbench.onStep('(2/3)');
  await quickInput.input.fill('smtp-tazmania');
  await eventually(() => quickInput.message.innerText()).toContain('already. Choose another name.');
  await workbench.screenshot('wizard-virtual-server-2');
  await quickInput.input.fill('Newsletters');
  await page.keyboard.press('Enter');
  await workbench.onStep('(3/3)');
  await workbench.screenshot('wizard-virtual-server-3');
  // Back, where the name still stands, and on again.
  await page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
  await workbench.onStep('(2/3)');
  expect(await quickInput.input.inputValue()).toBe('Newsletters');
  await page.keyboard.press('Enter');
  await workbench.onStep('(3/3)');
  await quickInput.input.fill('192.168.1.10:26');
  await eventually(() => quickInput.options.first().innerText()).toContain('connect to port 25');
  await workbench.screenshot('wizard-virtual-server-4');
  await page.keyboard.press('Enter');
  await eventually(() => workbench.text()).toContain('    virtual server Newsletters on 192.168.1.10:26');
  await page.keyboard.press('Control+z');
  await eventually(() => workbench.text()).toBe(before);
});

test('connectors are made, limited and forwarded with what is proposed, each taken back at once', async ({
  workbench,
}) => {
  await workbench.chooseTheme(dark);
  await workbench.openFile('four-cities.topo');
  const before = await workbench.text();
  const undone = async (): Promise<void> => {
    await workbench.page.keyboard.press('Control+z');
    await workbench.page.keyboard.press('Control+Home');
    await eventually(() => workbench.text()).toBe(before);
  };

  await workbench.run('Bridgehead: New SMTP Connector…');
  await workbench.acceptProposals('New SMTP Connector', 7);
  await eventually(() => workbench.text()).toContain('smtp connector "Internet Mail SMTP Connector (SEA-EX01)" {');
  await workbench.screenshot('wizard-smtp-connector-written');
  await undone();

  await workbench.run('Bridgehead: New Routing Group Connector…');
  await workbench.acceptProposals('New Routing Group Connector', 6);
  await eventually(() => workbench.text()).toContain('routing group connector "Seattle to');
  await workbench.screenshot('wizard-routing-group-connector-written');
  await undone();

  await workbench.run('Bridgehead: Limit Connector to its Routing Group…');
  await workbench.onStep('(1/2)');
  await workbench.screenshot('wizard-limit-1');
  await workbench.page.keyboard.press('Enter');
  await workbench.onStep('(2/2)');
  await workbench.screenshot('wizard-limit-2');
  await workbench.page.keyboard.press('Enter');
  await eventually(() => workbench.text()).toContain('scope routing group');
  await undone();

  await workbench.run('Bridgehead: Forward through Smart Host…');
  await workbench.onStep('(1/2)');
  await workbench.page.keyboard.press('Enter');
  await workbench.onStep('(2/2)');
  await workbench.quickInput.input.fill('192.0.2.25');
  await eventually(() => workbench.quickInput.options.first().innerText()).toContain('[192.0.2.25]');
  await workbench.screenshot('wizard-forward-2');
  await workbench.page.keyboard.press('Enter');
  await eventually(() => workbench.text()).toContain('deliver through smart host [192.0.2.25]');
  await undone();
});

test('a connector and the one back are one edit, also in two files', async ({ workbench }) => {
  await workbench.chooseTheme(dark);
  await workbench.openFile('tazmania.topo');
  await workbench.focusEditor();
  await workbench.replaceAll('include "four-cities.topo"\n\nrouting group Hub {\n  server HUB { }\n}\n');
  await workbench.cursorAfter('server HUB');
  await workbench.run('Bridgehead: New Routing Group Connector…');
  await workbench.acceptProposals('New Routing Group Connector', 6);
  await eventually(() => workbench.text()).toContain('routing group connector "Hub to Seattle" to Seattle {');
  await workbench.openFile('four-cities.topo');
  await eventually(() => workbench.text()).toContain('routing group connector "Seattle to Hub" to Hub {');
  await workbench.openFile('tazmania.topo');
  await workbench.focusEditor();
  await workbench.page.keyboard.press('Control+z');
  await eventually(() => workbench.text()).not.toContain('Hub to Seattle');
  await workbench.openFile('four-cities.topo');
  await eventually(() => workbench.text()).not.toContain('Seattle to Hub');
});

test('the menu of the drawing offers what fits what was clicked', async ({ workbench }) => {
  await workbench.chooseTheme(dark);
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await workbench.preview.element('server LON-EX01').locator('text.name').click({ button: 'right' });
  const menu = workbench.page.locator('.context-view .monaco-menu');
  await menu.getByText('New SMTP Virtual Server…').waitFor();
  await workbench.screenshot('wizard-menu');
  expect(await menu.getByText('Limit Connector').count()).toBe(0);
  // A menu takes no clicks in its first moment, but keys.
  for (const key of ['ArrowDown', 'Enter']) await workbench.page.keyboard.press(key);
  await workbench.onStep('(1/3)');
  const chosen = workbench.page.locator('.quick-input-list .monaco-list-row.focused');
  await eventually(() => chosen.innerText()).toContain('LON-EX01');
  await workbench.page.keyboard.press('Escape');

  // What is written comes into sight, and the keyboard stays in the drawing.
  await workbench.preview.element('server LON-EX01').locator('text.name').click({ button: 'right' });
  await menu.getByText('New SMTP Connector…').waitFor();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await workbench.page.keyboard.press(key);
  await workbench.acceptProposals('New SMTP Connector', 7);
  await eventually(() => workbench.text()).toContain('smtp connector "Internet Mail SMTP Connector (LON-EX01)" {');
  await workbench.screenshot('wizard-menu-written');
});
