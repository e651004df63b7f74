// What breaks if this fails: the analysis, a maintenance, and the matrix of all ways, as an administrator meets them.

import { expect } from 'vitest';
import { ring } from '../ring.ts';
import { eventually, test } from './fixture.ts';

test('an analysis shows the worst first, and a row shows the text and the failure', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Analyze Failures');
  await eventually(async () => (await workbench.failures()).join('\n')).toContain('Single points of failure');
  await workbench.page.locator('.part.panel').getByText('four-cities.topo', { exact: true }).waitFor();
  await workbench.screenshot('failures');

  await workbench.failure('server SEA-EX01').click();
  await workbench.preview.drawn();
  await eventually(() => workbench.preview.element('server SEA-EX01').getAttribute('aria-label')).toContain(
    'switched off',
  );
  await eventually(() => workbench.text()).toContain('server SEA-EX01');
  await workbench.screenshot('failure shown');
});

test('while one writes, a problem tells what strands mail of others when it fails', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await eventually(async () => (await workbench.problems()).join('\n')).toContain('When server SEA-EX01 fails');
  await workbench.focusEditor();
  await workbench.replace('server SEA-EX01', 'server SEA-EX09');
  await eventually(async () => (await workbench.problems()).join('\n')).not.toContain('When server SEA-EX01 fails');
});

test('a long analysis shows what it has found when it is cancelled, and says that there may be more', async ({
  workbench,
}) => {
  await workbench.openFile('four-cities.topo');
  await workbench.focusEditor();
  await workbench.replaceAll(ring(600));
  await workbench.run('Bridgehead: Analyze Failures');
  await eventually(async () => (await workbench.failures()).join('\n')).toMatch(/server S\d+/);
  await workbench.page.getByText('four-cities.topo: The analysis goes on.').waitFor();
  await workbench.page.locator('.notification-toast').getByRole('button', { name: 'Cancel' }).click();
  await workbench.page.getByText('four-cities.topo: The analysis was stopped, so there may be more.').waitFor();
  expect((await workbench.failures()).join('\n')).toContain('so far');
});

test('an edit while an analysis runs makes its results out of date', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.focusEditor();
  await workbench.replaceAll(ring(300));
  await workbench.run('Bridgehead: Analyze Failures');
  await workbench.page.locator('.notification-toast').getByText('Analyzing failures').waitFor();
  await workbench.focusEditor();
  await workbench.page.keyboard.press('Control+End');
  await workbench.insert('routing group Late { }');
  await workbench.page.locator('.notification-toast').waitFor({ state: 'hidden' });
  await workbench.page.getByText('four-cities.topo: The topology has changed since.').waitFor();
});

test('without a topology in front an analysis asks which one, and a matrix in front says which', async ({
  workbench,
}) => {
  await workbench.run('Bridgehead: Show Matrix');
  await workbench.pick('tazmania.topo');
  await workbench.matrix.locator('tbody tr').first().waitFor();
  await workbench.run('Bridgehead: Analyze Failures');
  await workbench.page.locator('.part.panel').getByText('tazmania.topo', { exact: true }).waitFor();
});

test('the results say when the topology has changed since', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Analyze Failures');
  await eventually(async () => (await workbench.failures()).join('\n')).toContain('Single points of failure');
  await workbench.focusEditor();
  await workbench.replace('server TYO-EX01', 'server TYO-EX02');
  await workbench.page.getByText('The topology has changed since.').waitFor();
});

test('a maintenance tells what is stranded and dearer, in the view and in the preview', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Check Maintenance…');
  await workbench.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await workbench.page.keyboard.press('Enter');
  await eventually(async () => (await workbench.notifications()).join('\n')).toContain('Nothing was ticked');
  await workbench.page.keyboard.press('Escape');

  await workbench.run('Bridgehead: Check Maintenance…');
  await workbench.quickInput.input.fill('LON-EX01');
  await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'LON-EX01' }).first().click();
  await workbench.page.keyboard.press('Enter');
  await eventually(async () => (await workbench.failures()).join('\n')).toContain('Off together: server LON-EX01');
  await eventually(async () => (await workbench.failures()).join('\n')).toContain('Dearer');
  await workbench.preview.drawn();
  await eventually(() => workbench.preview.element('server LON-EX01').getAttribute('aria-label')).toContain(
    'switched off',
  );
  await workbench.screenshot('maintenance');

  await workbench.focusEditor();
  await workbench.replace('server LON-EX01', 'server LON-EX09');
  await workbench.page.getByText('The topology has changed since.').waitFor();
  await workbench.page.locator('.part.panel').getByRole('button', { name: 'Analyze Again' }).click();
  await eventually(async () => (await workbench.notifications()).join('\n')).toContain('LON-EX01');
  const toast = workbench.page.locator('.notification-toast');
  expect(await toast.getByRole('button', { name: 'Show Log' }).count()).toBe(1);
  expect(await toast.getByRole('button', { name: 'Restart Language Server' }).count()).toBe(0);
});

test('the matrix sorts and filters every way, by keyboard too', async ({ workbench }) => {
  await workbench.chooseTheme('Light Modern');
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Show Matrix');
  const { matrix } = workbench;
  const rows = matrix.locator('tbody tr');
  await rows.first().waitFor();
  await matrix.getByRole('button', { name: 'Cost' }).focus();
  await workbench.page.keyboard.press('Enter');
  await workbench.page.keyboard.press('Enter');
  await eventually(() => matrix.locator('th[aria-sort="descending"]').innerText()).toContain('Cost');
  await matrix.getByLabel('Filter').fill('seattle brussels');
  await eventually(() => matrix.getByRole('status').innerText()).toMatch(/^\d+ of \d+ ways$/);
  expect(await rows.allInnerTexts()).toContain('Seattle\tBrussels\t20\tSeattle to London › London to Brussels');
  await workbench.screenshot('matrix');
  await matrix.getByRole('button', { name: 'Seattle to London' }).first().click();
  await eventually(() => workbench.text()).toContain('"Seattle to London"');
});

test('the matrix is there again after another tab hid it', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Show Matrix');
  await workbench.matrix.getByLabel('Filter').fill('seattle brussels');
  await eventually(() => workbench.matrix.getByRole('status').innerText()).toMatch(/^\d+ of \d+ ways$/);
  await workbench.tab('four-cities.topo').first().click();
  await workbench.editors.first().waitFor();
  await workbench.tab('Matrix four-cities.topo').click();
  await eventually(() => workbench.matrix.getByRole('status').innerText()).toMatch(/^\d+ of \d+ ways$/);
  expect(await workbench.matrix.getByLabel('Filter').inputValue()).toBe('seattle brussels');
});
