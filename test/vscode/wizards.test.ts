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
