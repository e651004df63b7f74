// A fenced block of topo, in the text of a Markdown file and in VS Code's own Markdown preview.

import { expect } from 'vitest';
import { makeFile } from './dialogs.ts';
import { eventually, test } from './fixture.ts';

const note = `# Mail

\`\`\`topo
routing group Seattle {
  server SEA-EX01 { }
}
\`\`\`

\`\`\`topo
routing group Seattle {
  server
}
\`\`\`
`;

test('a fence of topo is coloured in the text and drawn in the Markdown preview, and a bad one says why not', async ({
  workbench,
}) => {
  await makeFile(workbench, 'note.md', note);
  await workbench.openFile('note.md');
  const [keyword, plain] = ['routing group Seattle {', '# Mail'].map((text) =>
    workbench.editors.first().locator('.view-line').filter({ hasText: text }).first().locator('span span').first(),
  );
  await eventually(async () => (await keyword?.textContent())?.trim()).toMatch(/^routing(\sgroup)?$/);
  expect(await keyword?.getAttribute('class')).not.toBe(await plain?.getAttribute('class'));

  await workbench.run('Markdown: Open Preview to the Side');
  const webview = 'iframe.webview.ready[src*="extensionId=vscode.markdown-language-features"]';
  const page = workbench.page.frameLocator(webview).frameLocator('#active-frame');
  const image = page.locator('.bridgehead-drawing img:visible');
  await image.waitFor();
  // One of the two, and it is decoded: a broken image has no width.
  expect(await image.count()).toBe(1);
  await eventually(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
  expect(await page.locator('.bridgehead-error').count()).toBe(1);
  expect(await page.locator('.bridgehead-error').innerText()).toMatch(/name/i);
  await workbench.screenshot('markdown preview');
});
