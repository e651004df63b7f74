// What the editor shows between and beside the words: hints, files that are missing, the flow of mail.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test('hints say what is not written, while their keys are held', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('TAZMANIA/SMTP-TAZMANIA', 'TAZMANIA');
  await workbench.focusEditor();
  expect(await workbench.text()).not.toContain('TAZMANIA/Default SMTP');
  await workbench.holdForHints('TAZMANIA/Default SMTP Virtual Server');
  const shown = await workbench.text();
  expect(shown).toContain('bridgehead TAZMANIA/Default SMTP Virtual Server');
  expect(shown).toContain("to someone@fabrikam.comvia 'Internet Mail SMTP Connect…, cost 1");
  await workbench.screenshot('hints');
  await workbench.releaseHints();
});

test('a file that an include names is made by its quick fix', async ({ workbench }) => {
  await workbench.openFile('tazmania.topo');
  await workbench.replace('# One office, one', 'include "offices.topo"\n# One office, one');
  await eventually(() => workbench.squiggles('error')).toBe(1);
  await workbench.cursorAfter('include "offi');
  await workbench.quickFix("Create 'offices.topo'");
  await eventually(() => workbench.squiggles('error')).toBe(0);
});

test('the call hierarchy is the flow of mail', async ({ workbench }) => {
  await workbench.openFile('four-cities.topo');
  await workbench.cursorAfter('routing group connector "');
  await workbench.run('Peek Call Hierarchy');
  const tree = workbench.page.locator('.call-hierarchy .monaco-list-row');
  await eventually(() => tree.count()).toBeGreaterThan(1);
  await workbench.screenshot('mail-flow');
});

test('a finding is silenced in its line with a reason, and the others of its kind are mended at once', async ({
  workbench,
}) => {
  await workbench.openFile('tazmania.topo');
  const connector = (name: string, host: string): string =>
    `  smtp connector ${name} { bridgehead A1; address space ${name}.example; deliver through smart host ${host} }`;
  const lines = [connector('One', '192.0.2.1'), connector('Two', '192.0.2.2'), connector('Three', '192.0.2.3')];
  await workbench.replaceAll(
    [
      'routing group A {',
      '  server A1 { }',
      ...lines,
      connector('Out', 'relay.example').replace('Out.example', '*'),
      '}',
      '',
    ].join('\n'),
  );
  const found = async (): Promise<number> => {
    const mistakes = await workbench.mistakes();
    return mistakes.filter((each) => each.includes('unbracketed-smart-host')).length;
  };
  await eventually(found).toBe(3);

  await workbench.focusEditor();
  await workbench.cursorAfter('smart host 192.0.2.1');
  await workbench.quickFix('Disable unbracketed-smart-host for this line');
  await eventually(() => workbench.text()).toContain('# bridgehead-disable-next-line unbracketed-smart-host: ');
  // The reason is selected, so what is typed takes its place.
  await workbench.page.keyboard.type('our own DNS knows this name');
  await eventually(() => workbench.text()).toContain('unbracketed-smart-host: our own DNS knows this name\n');
  await workbench.screenshot('disable-comment');
  await eventually(found).toBe(2);

  await workbench.focusEditor();
  await workbench.cursorAfter('smart host 192.0.2.2');
  await workbench.quickFix('Fix all of this kind in the file (2)');
  await eventually(() => workbench.text()).toContain('smart host [192.0.2.2]');
  expect(await workbench.text()).toContain('smart host [192.0.2.3]');
  expect(await workbench.text()).toContain('smart host 192.0.2.1 ');
  await eventually(found).toBe(0);
  const problems = async (): Promise<string> => (await workbench.problems()).join('\n');
  expect(await problems()).not.toContain('unused-disable');

  await workbench.focusEditor();
  await workbench.replace('smart host 192.0.2.1', 'smart host [192.0.2.1]');
  await eventually(problems).toContain('unused-disable');
});
