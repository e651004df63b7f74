// The preview beside its text: what each makes the other do, and what outlives a reload.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';
import type { Workbench } from './workbench.ts';

const connector = 'Internet Mail SMTP Connector (TAZMANIA)';

test('the button in the editor title opens it, and the focus stays in the text', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.page.getByRole('button', { name: /Open Preview to the Side/ }).click();
  await workbench.preview.drawn();
  await workbench.page.keyboard.type('#');
  await eventually(() => workbench.text()).toContain('#');
});

test('the cursor selects in the drawing, and a click in the drawing shows the text', async ({ workbench }) => {
  const { preview } = await withPreview(workbench, 'tazmania.topo');
  await workbench.focusEditor();
  await workbench.select('address space * cost 1');
  await eventually(() => preview.selected()).toContain(connector);

  await preview.select('server TAZMANIA');
  await eventually(() => preview.selected()).toContain('server TAZMANIA');
  await workbench.focusEditor();
  await eventually(async () => (await workbench.cursor()).line).toBe(11);
});

test('it follows typing, and keeps the last good drawing while a text is broken', async ({ workbench }) => {
  const { preview } = await withPreview(workbench, 'tazmania.topo');
  await workbench.focusEditor();
  await workbench.replace('server TAZMANIA {', 'server HOBART {');
  await preview.element('server HOBART').waitFor();
  await workbench.replace('server HOBART {', 'server HOBART {{{ }');
  await eventually(() => workbench.squiggles('error')).toBeGreaterThan(0);
  expect(await preview.element('routing group First Routing Group').isVisible()).toBe(true);
});

test('switches and sent messages outlive a reload of the window', async ({ workbench }) => {
  const { preview } = await withPreview(workbench, 'tazmania.topo');
  await preview.toggle('smart host SMARTHOST');
  await workbench.sendTestMessage('TAZMANIA', 'someone@fabrikam.com');
  await eventually(() => preview.outcome()).toBe('Waits');

  await workbench.reload();
  await workbench.preview.drawn();
  await eventually(() => workbench.preview.outcome()).toBe('Waits');
  expect(await workbench.preview.element('smart host SMARTHOST').getAttribute('aria-label')).toContain('switched off');
});

test('a click does not hide it behind the text', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.run('Bridgehead: Open Preview');
  await workbench.preview.drawn();
  await workbench.preview.select('smart host SMARTHOST');
  await eventually(() => workbench.editors.count()).toBe(1);
  expect(await workbench.preview.element('smart host SMARTHOST').isVisible()).toBe(true);
});

test('it comes back as it was when its tab was hidden', async ({ workbench }) => {
  const { preview } = await withPreview(workbench, 'tazmania.topo');
  await preview.toggle('smart host SMARTHOST');
  await workbench.tab('Preview tazmania.topo').click();
  await workbench.openFile('four-cities.topo');
  await preview.frame.owner().waitFor({ state: 'hidden' });
  await workbench.tab('Preview tazmania.topo').click();
  await workbench.preview.drawn();
  expect(await workbench.preview.element('smart host SMARTHOST').getAttribute('aria-label')).toContain('switched off');
});

async function withPreview(workbench: Workbench, file: string): Promise<Workbench> {
  await workbench.openFile(file);
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  return workbench;
}
