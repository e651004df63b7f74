// The same window in VS Code's own themes. What a test can tell is little, so the pictures are in test-results/.

import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';

test.for([['Light Modern'], ['Dark Modern'], ['Light High Contrast'], ['Dark High Contrast']] as const)(
  'is drawn in %s',
  async ([theme], { workbench }) => {
    await workbench.chooseTheme(theme);
    await workbench.openFile('four-cities.topo');
    await workbench.run('Bridgehead: Open Preview to the Side');
    await workbench.preview.drawn();
    await workbench.sendTestMessage('SEA-EX01', 'anna@be.contoso.com');
    await eventually(() => workbench.preview.outcome()).toBe('Delivered');
    // The next best way, over Tokyo.
    await eventually(() => workbench.preview.frame.locator('.edge.next-best').count()).toBe(2);
    await workbench.screenshot(theme);
    expect(await workbench.preview.frame.locator('body').getAttribute('data-vscode-theme-name')).toBe(theme);
  },
);
