// Places that a person chose: dragged in the preview, kept in a file, found again by a server that knows nothing else.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';
import type { Workbench } from './workbench.ts';

const host = 'smart host SMARTHOST';

test('a box that is dragged is kept in a file, is there again, and goes home with Reset Layout', async ({
  workbench,
}) => {
  await workbench.openFile('tazmania.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  const home = await place(workbench);

  await drag(workbench, 90, 70);
  await workbench.screenshot('layout-file-dragged');
  const files = workbench.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'tazmania.topo.layout.json' }); // prettier-ignore
  await files.waitFor();
  const put = await place(workbench);
  expect(put).not.toBe(home);
  const group = await place(workbench, 'routing group First Routing Group');

  await workbench.run('Bridgehead: Restart Language Server');
  await workbench.tab('Preview tazmania.topo').click();
  await workbench.run('View: Close Editor');
  await workbench.focusEditor();
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await eventually(() => place(workbench)).toBe(put);
  expect(await place(workbench, 'routing group First Routing Group')).toBe(group);

  await workbench.openFile('tazmania.topo.layout.json');
  const shown = async () => (await workbench.editors.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  await eventually(shown).toContain('"host SMARTHOST": { "x": ');
  expect(await workbench.squiggles('warning')).toBe(0);
  await workbench.screenshot('layout-file-json');
  await workbench.run('View: Close Editor');

  await workbench.tab('Preview tazmania.topo').click();
  await workbench.run('Bridgehead: Reset Layout');
  await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Reset' }).click();
  await eventually(() => place(workbench)).toBe(home);
  await files.waitFor({ state: 'detached' });
}, 120_000);

/** Where something is drawn, in the units of the drawing. */
async function place({ preview }: Workbench, name = host): Promise<string> {
  return (await preview.element(name).getAttribute('transform')) ?? '';
}

/** Drags the host by its name. */
async function drag({ page, preview }: Workbench, dx: number, dy: number): Promise<void> {
  const name = preview.element(host).locator('text.name');
  const box = await name.boundingBox();
  if (box === null) throw new Error('The host is not on the screen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2);
  await page.mouse.move(x + dx, y + dy);
  await page.mouse.up();
}
