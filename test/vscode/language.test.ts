// What the language server does, seen in the editor: the ways in which VS Code asks it, and what a user gets to see.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('hovering over a connector tells what it carries', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.select('Internet Mail SMTP Connector (TAZMANIA)');
  await workbench.page.keyboard.press('ArrowLeft');
  await workbench.hover();
  await eventually(() => workbench.hoverText()).toContain('deliver through smart host SMARTHOST');
  await workbench.screenshot('hover');
});

test('the outline is the tree of System Manager', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  const outline = await workbench.outline();
  expect(outline).toEqual(
    expect.arrayContaining(['Contoso', 'First Routing Group', 'TAZMANIA', 'Internet Mail SMTP Connector (TAZMANIA)']),
  );
});

test('a name leads to its declaration', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.cursorAfter('bridgehead TAZMANIA/SMTP-TAZ');
  await workbench.run('Go to Definition');
  await eventually(async () => (await workbench.cursor()).line).toBe(
    await lineOf(workbench, 'virtual server SMTP-TAZMANIA'),
  );
});

test('a rename reaches every use', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.cursorAfter('virtual server SMTP-TAZ');
  await workbench.run('Rename Symbol');
  await workbench.page.locator('.rename-box input').fill('SMTP-OUT');
  await workbench.page.keyboard.press('Enter');
  await eventually(() => workbench.text()).toContain('bridgehead TAZMANIA/SMTP-OUT');
  expect(await workbench.text()).toContain('virtual server SMTP-OUT on 192.168.1.11');
  expect(await workbench.mistakes()).toEqual([]);
});

test('formatting restores the canonical layout', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  const canonical = await workbench.text();
  await workbench.replace('    bridgehead TAZMANIA', 'bridgehead    TAZMANIA');
  await workbench.replace('organization Contoso {', 'organization   Contoso {');
  await workbench.run('Format Document');
  await eventually(() => workbench.text()).toBe(canonical);
});

test('a restarted server goes on where it was', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('TAZMANIA/SMTP-TAZMANIA', 'TAZMANIA/SMTP-TASMANIA');
  await eventually(() => workbench.squiggles('error')).toBeGreaterThan(0);

  await workbench.run('Bridgehead: Restart Language Server');
  await workbench.replace('TAZMANIA/SMTP-TASMANIA', 'TAZMANIA/SMTP-TAZMANIA');
  await eventually(() => workbench.text()).toContain('bridgehead TAZMANIA/SMTP-TAZMANIA');
  await eventually(() => workbench.squiggles('error')).toBe(0);
  await workbench.replace('TAZMANIA/SMTP-TAZMANIA', 'TAZMANIA/SMTP-TASMANIA');
  await eventually(() => workbench.squiggles('error')).toBeGreaterThan(0);
});

test('no two tools write the same thing: each problem stands once', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('TAZMANIA/SMTP-TAZMANIA', 'TAZMANIA/SMTP-TASMANIA');
  await eventually(async () => (await workbench.problems()).length).toBeGreaterThan(0);
  const problems = await workbench.problems();
  expect(new Set(problems).size).toBe(problems.length);
});

async function lineOf(workbench: { lines(): Promise<readonly string[]> }, text: string): Promise<number> {
  return (await workbench.lines()).findIndex((line) => line.includes(text)) + 1;
}
