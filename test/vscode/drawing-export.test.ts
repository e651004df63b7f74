// A drawing leaves the editor: as a file that is there to open, as a picture, and in a Markdown preview.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('the drawing is exported as SVG and opened', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await workbench.run('Bridgehead: Export Drawing…');
  await workbench.pick(/^SVG/);
  await workbench.pick('Everything');
  await workbench.pick(/^Light/);
  await eventually(() => workbench.quickInput.input.inputValue()).toMatch(/four-cities\.svg$/);
  await workbench.quickInput.input.press('Enter');
  await workbench.page.getByRole('button', { name: 'Open', exact: true }).click();
  await workbench.page.getByRole('tab', { name: /four-cities\.svg/ }).waitFor();
  await workbench.screenshot('drawing exported');
  expect(await workbench.text()).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
});

test('the drawing is exported as a picture, of what is seen', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  await workbench.run('Bridgehead: Export Drawing…');
  await workbench.pick(/^PNG/);
  await workbench.pick('What is seen');
  await workbench.pick('As the editor');
  await eventually(() => workbench.quickInput.input.inputValue()).toMatch(/four-cities\.png$/);
  await workbench.quickInput.input.press('Enter');
  // VS Code's viewer of pictures asks a server of its own for them here, so the picture is not opened.
  await workbench.page.getByText('Exported the drawing to four-cities.png').first().waitFor();
  await workbench.screenshot('drawing as picture');
});
