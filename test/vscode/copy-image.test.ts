// The drawing as a picture in the clipboard.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('Copy as Image puts what is seen into the clipboard, and says so', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await workbench.page.evaluate(() => navigator.clipboard.writeText('before'));
  await workbench.run('Bridgehead: Copy as Image');
  await workbench.page.locator('.statusbar-item', { hasText: 'Copied the drawing as an image.' }).waitFor();
  const kinds = () =>
    workbench.page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types]));
  await eventually(kinds).toContain('image/png');
  expect(await kinds()).not.toContain('text/plain');
});
