// Files and folders by the dialogs of a browser's VS Code: an input at the top with a button.

import { eventually } from './fixture.ts';
import type { Workbench } from './workbench.ts';

interface Dialog {
  readonly title: string;
  readonly button: string;
}

/** Chooses a file, or a folder whose name ends in `/`, of the workspace; the workspace itself by no name. */
export async function choose(workbench: Workbench, { title, button }: Dialog, name: string): Promise<void> {
  const { page, quickInput } = workbench;
  await workbench.onStep(title);
  await eventually(() => quickInput.input.inputValue()).toMatch(/\/$/);
  const chosen = `${await quickInput.input.inputValue()}${name}`;
  // A dialog that still reads a folder takes no click, and writes the name of that folder over what was typed.
  for (let tries = 0; tries < 5; tries++) {
    await quickInput.input.fill(chosen);
    await eventually(async () => {
      const value = await quickInput.input.inputValue();
      if (value !== chosen) await quickInput.input.fill(chosen);
      return value;
    }).toBe(chosen);
    await page.locator('.quick-input-widget').getByRole('button', { name: button }).click();
    const isClosed = await quickInput.input.waitFor({ state: 'hidden', timeout: 4000 }).then(
      () => true,
      () => false,
    );
    if (isClosed) return;
  }
  await quickInput.input.waitFor({ state: 'hidden' });
}

/** Saves a text as a file of the workspace, and closes it. */
export async function makeFile(workbench: Workbench, name: string, text: string): Promise<void> {
  const { page, quickInput } = workbench;
  await workbench.run('File: New Untitled Text File');
  await workbench.tab('Untitled-1').waitFor();
  if (text !== '') await workbench.insert(text);
  await workbench.run('File: Save As...');
  await workbench.onStep('Save As');
  const folder = (await quickInput.input.inputValue()).replace(/[^/]*$/, '');
  await workbench.answer(`${folder}${name}`);
  await quickInput.input.waitFor({ state: 'hidden' });
  await workbench.tab(name).waitFor();
  await workbench.tab('Untitled-1').waitFor({ state: 'hidden' });
  await workbench.run('View: Close Editor');
  await page.locator('.explorer-folders-view').getByRole('treeitem', { name }).waitFor();
}

/** Makes an empty folder in the workspace. */
export async function makeFolder(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  const explorer = page.locator('.explorer-folders-view');
  await explorer.getByRole('treeitem', { name: 'tazmania.topo' }).click();
  await workbench.run('File: New Folder...');
  await explorer.locator('input').fill(name);
  await page.keyboard.press('Enter');
  await explorer.getByRole('treeitem', { name }).waitFor();
}

/** All of the text of the editor that has the focus, also what is not on the screen. */
export async function wholeText({ page }: Workbench): Promise<string> {
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  return page.evaluate(() => navigator.clipboard.readText());
}
