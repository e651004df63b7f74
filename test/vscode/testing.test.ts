// Topology tests where VS Code has tests: listed, run, followed, covered; from code lenses; and made from a message.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

const overLondon = 'Seattle reaches Brussels through London';
const overTokyo = "With London's bridgehead gone, Tokyo carries the mail";

test('the Testing view lists the tests of the workspace, opened or not', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.openTesting('four-cities.topo');
  await eventually(async () => (await workbench.tests()).join('\n')).toContain('four-cities.topo');
  await workbench.run('Test: Run All Tests');
  await workbench.test(overLondon, 'Passed').waitFor();
  await workbench.test('tazmania.topo', 'Passed').waitFor();
  await workbench.screenshot('testing');
});

test('a test that fails says at its expectation what happened instead', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.openTesting('four-cities.topo');
  await workbench.focusEditor();
  await workbench.replace('expect cost 20', 'expect cost 30');
  await workbench.run('Test: Run All Tests');
  await workbench.test(overLondon, 'Failed').waitFor();
  await workbench.test(overTokyo, 'Passed').waitFor();
  await workbench.page.locator('.test-error-content-widget').getByText('cost 20 != cost 30').waitFor();
  await workbench.screenshot('test failed');
});

test('a continuous run follows every edit', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.openTesting('four-cities.topo');
  await workbench.test(overLondon).waitFor();
  await workbench.run('Test: Start Continuous Run');
  await workbench.test(overLondon, 'Passed').waitFor();
  await workbench.focusEditor();
  await workbench.replace('expect cost 20', 'expect cost 30');
  await workbench.test(overLondon, 'Failed').waitFor();
  await workbench.replace('expect cost 30', 'expect cost 20');
  await workbench.test(overLondon, 'Passed').waitFor();
});

test('coverage shows what no test has touched', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.openTesting('four-cities.topo');
  await workbench.test(overLondon).waitFor();
  await workbench.run('Test: Run All Tests with Coverage');
  await workbench.run('Test: Toggle Inline Coverage');
  const coverage = workbench.page.locator('.test-coverage-list-item');
  await eventually(async () => (await coverage.allInnerTexts()).join()).toContain('four-cities.topo');
  await workbench.screenshot('coverage');
});

test('the lenses of a test run it and show its route in the preview', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.select(overTokyo);
  await workbench.lens('Show Route').last().click();
  await workbench.preview.drawn();
  await eventually(() => workbench.preview.outcome()).toBe('Delivered');
  expect(await workbench.preview.element('server LON-EX01').getAttribute('aria-label')).toContain('switched off');
  await workbench.screenshot('test route');
});

test('a message that was sent becomes a test, which an undo takes away again', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await workbench.sendTestMessage('TYO-EX01', 'anna@be.contoso.com');
  await eventually(() => workbench.preview.outcome()).toBe('Delivered');
  await workbench.focusEditor();
  await workbench.run('Bridgehead: Make Test from Last Message');
  await eventually(() => workbench.text()).toContain('send from TYO-EX01');
  await eventually(() => workbench.text()).toContain('expect via "Tokyo to Brussels"');
  expect(await workbench.squiggles('error')).toBe(0);
  await workbench.screenshot('test made');
  await workbench.run('Undo');
  await eventually(() => workbench.text()).not.toContain('send from TYO-EX01');
});
