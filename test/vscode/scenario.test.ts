// A scenario is played, looked at moment by moment, and played again.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('a scenario is played in the preview, and time can be gone along', async ({ workbench }) => {
  await workbench.chooseTheme('Dark Modern');
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Run Scenario…');
  const playback = workbench.preview.frame.locator('.playback');
  await playback.getByText('London loses its bridgehead for an hour').first().waitFor();
  await workbench.preview.drawn();

  // What happened leads to its moment: London is off, and mail waits for it.
  await playback.getByRole('button', { name: /^13m: .*18 messages rerouted/ }).click();
  await eventually(() => playback.locator('.time').innerText()).toMatch(/^Mon 00:1[3-9], 1[3-9]m/);
  await workbench.screenshot('playback');
  await playback.getByRole('button', { name: '10m: server LON-EX01 goes down' }).click();
  await playback.getByRole('button', { name: 'To the next event' }).click();
  await eventually(() => playback.locator('.queue-list').innerText()).toContain(
    'Seattle to London - London (Routing Group Connector)',
  );
  await playback.getByRole('slider').press('End');
  await eventually(() => playback.locator('.counts').innerText()).toContain('600 delivered');
  expect(await playback.locator('.summary pre').innerText()).toContain('delivered 600, undeliverable 0, waiting 0');
  await workbench.screenshot('playback-end');
});
