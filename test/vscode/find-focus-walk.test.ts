// Finding one's way in the preview, in VS Code: search and fly, what belongs together, the filter, and all of it by keyboard.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { eventually, test } from './fixture.ts';
import type { Preview } from './preview.ts';
import type { Workbench } from './workbench.ts';

const fourCitiesText = readFileSync(resolve(import.meta.dirname, '../../examples/four-cities.topo'), 'utf8');

test('Ctrl+F in the preview finds, and Enter flies there and selects', async ({ workbench }) => {
  const preview = await fourCities(workbench);
  await preview.select('server SEA-EX01');
  for (let times = 0; times < 3; times += 1) await preview.button('Zoom in (+)').click();
  await eventually(() => isInView(preview, 'server TYO-EX01')).toBe(false);

  await preview.element('server SEA-EX01').focus();
  await workbench.page.keyboard.press('Control+f');
  await field(preview).fill('TYO-EX01');
  await workbench.page.keyboard.press('Enter');
  await eventually(() => preview.selected()).toBe('server TYO-EX01');
  await eventually(() => isInView(preview, 'server TYO-EX01')).toBe(true);
  await workbench.screenshot('found and flown to');

  await workbench.page.keyboard.press('Escape');
  await field(preview).waitFor({ state: 'hidden' });
  await workbench.run('Bridgehead: Find in Preview');
  await eventually(() => field(preview).evaluate((input) => input.matches(':focus'))).toBe(true);
  await workbench.page.keyboard.type('Partner');
  await workbench.page.keyboard.press('Enter');
  await eventually(() => preview.selected()).toContain('connector "Partner Mail"');
});

test('a group that is selected brings its connectors forward, and its ways in and out are listed', async ({
  workbench,
}) => {
  const preview = await fourCities(workbench);
  expect(await preview.frame.locator('.edge.related').count()).toBe(0);
  await preview.select('routing group London');
  await eventually(() => preview.selected()).toBe('routing group London');
  await eventually(() => connectors(preview, '.related')).toEqual([
    'connector "Brussels to London"',
    'connector "London to Brussels"',
    'connector "London to Seattle"',
    'connector "Partner Mail"',
    'connector "Seattle to London"',
  ]);
  const card = preview.frame.getByLabel('Selected element');
  expect(await card.locator('.ways summary').innerText()).toBe('4 ways out, 2 ways in');
  const into = card.getByRole('region', { name: 'In, 2' }).locator('.way-end');
  expect([...(await into.allInnerTexts())].sort()).toEqual(['Brussels', 'Seattle']);
  await workbench.screenshot('group in focus');

  await into.filter({ hasText: 'Brussels' }).click();
  await eventually(() => preview.selected()).toBe('connector "Brussels to London"');
});

test('what the filter leaves out steps back, and nothing moves', async ({ workbench }) => {
  const preview = await fourCities(workbench);
  const before = await places(preview);
  await preview.button('Filter').click();
  await preview.frame.getByLabel('Routing group connectors').uncheck();
  await eventually(() => connectors(preview, '.filtered')).toEqual([
    'connector "Brussels to London"',
    'connector "Brussels to Tokyo"',
    'connector "London to Brussels"',
    'connector "London to Seattle"',
    'connector "Seattle to London"',
    'connector "Seattle to Tokyo"',
    'connector "Tokyo to Brussels"',
    'connector "Tokyo to Seattle"',
  ]);
  expect(await preview.frame.locator('.filter-box [role="status"]').innerText()).toBe('8 connectors step back.');
  expect(await places(preview)).toEqual(before);
  await workbench.screenshot('filtered');
  await preview.button('Show Everything').click();
  await eventually(() => connectors(preview, '.filtered')).toEqual([]);
});

test('the keyboard walks along connectors, goes to the source, and to the problems', async ({ workbench }) => {
  const preview = await fourCities(workbench);
  const { keyboard } = workbench.page;
  // A second problem: the virtual server listens on an address that its server has not.
  await workbench.focusEditor();
  await workbench.replace('address 10.3.0.10', 'address 10.3.0.99');
  await eventually(() => workbench.squiggles('error')).toBeGreaterThan(0);
  // What the cursor in the text selects is what the keyboard comes to.
  await eventually(() => preview.selected()).toBe('server BRU-EX01');
  await preview.button('Keys and symbols (?)').focus();
  await eventually(async () => {
    if ((await focused(preview)) === '') await keyboard.press('Tab');
    return focused(preview);
  }).toBe('server BRU-EX01');

  await keyboard.press('Home');
  await keyboard.press('c');
  await eventually(() => focused(preview)).toMatch(/^connector /);
  const first = await focused(preview);
  await keyboard.press('c');
  await eventually(() => focused(preview)).not.toBe(first);
  const connector = await focused(preview);
  await workbench.screenshot('walked to a connector');
  await keyboard.press('Enter');
  await eventually(async () => (await workbench.cursor()).line).toBe(lineOf(connector));

  await preview.frame.locator('g[tabindex="0"]').first().focus();
  await keyboard.press('F8');
  await eventually(() => announced(preview)).toMatch(/^Problem 1 of \d+, /);
  const problem = await preview.selected();
  await keyboard.press('F8');
  await eventually(() => announced(preview)).toMatch(/^Problem 2 of \d+, /);
  expect(await preview.selected()).not.toBe(problem);
  await workbench.screenshot('next problem');
});

test('arrow keys walk to what stands there, along a connector to its end, and into a box and out again', async ({
  workbench,
}) => {
  const preview = await fourCities(workbench);
  const { keyboard } = workbench.page;
  const middle = (id: string) =>
    preview.element(id).evaluate((element) => {
      const { x, width } = element.getBoundingClientRect();
      return x + width / 2;
    });
  await preview.element('routing group Seattle').focus();
  await keyboard.press('ArrowRight');
  await eventually(() => focused(preview)).not.toBe('routing group Seattle');
  const right = await focused(preview);
  expect(right).toMatch(/^routing group /);
  expect(await middle(right)).toBeGreaterThan(await middle('routing group Seattle'));
  await keyboard.press('ArrowLeft');
  await eventually(() => focused(preview)).toBe('routing group Seattle');

  await keyboard.press('Alt+ArrowDown');
  await eventually(() => focused(preview)).toBe('server SEA-EX01');
  await keyboard.press('Alt+ArrowUp');
  await eventually(() => focused(preview)).toBe('routing group Seattle');

  await keyboard.press('c');
  await eventually(() => focused(preview)).toMatch(/^connector "(Seattle to|.* to Seattle)/);
  const [, from, to] = /^connector "(\w+) to (\w+)"$/.exec(await focused(preview)) ?? [];
  await keyboard.press('ArrowRight');
  await eventually(() => focused(preview)).toBe(`routing group ${to}`);
  expect([from, to]).toContain('Seattle');
  await workbench.screenshot('walked along a connector');
});

async function fourCities(workbench: Workbench): Promise<Preview> {
  await workbench.openFile('four-cities.topo');
  await workbench.run('Bridgehead: Open Preview to the Side');
  await workbench.preview.drawn();
  return workbench.preview;
}

function field(preview: Preview) {
  return preview.frame.getByRole('combobox', { name: 'Find in the drawing' });
}

/** The connectors with this class, in order of their names. */
async function connectors(preview: Preview, selector: string): Promise<readonly string[]> {
  const ids = await preview.frame
    .locator(`.edge${selector}[data-id]`)
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-id') ?? ''));
  return [...new Set(ids.map((id) => id.replace(/^((?:connector )"[^"]*").*$/, '$1')))].sort();
}

/** Where everything stands on the screen. */
function places(preview: Preview): Promise<readonly string[]> {
  return preview.frame.locator('g[tabindex][data-id] > .shape').evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height].map(Math.round).join(' ');
    }),
  );
}

/** Whether what has this id is in view, wholly. */
async function isInView(preview: Preview, id: string): Promise<boolean> {
  const box = await preview.frame.locator(`g[tabindex][data-id='${id}'] > .shape`).boundingBox();
  const stage = await preview.frame.locator('.stage').boundingBox();
  if (box === null || stage === null) return false;
  const isAcross = box.x >= stage.x && box.x + box.width <= stage.x + stage.width;
  return isAcross && box.y >= stage.y && box.y + box.height <= stage.y + stage.height;
}

/** What of the drawing has the keyboard focus. */
function focused(preview: Preview): Promise<string> {
  return preview.frame
    .locator('body')
    .evaluate(({ ownerDocument }) => ownerDocument.activeElement?.getAttribute('data-id') ?? '');
}

function announced(preview: Preview): Promise<string> {
  return preview.frame.locator('[aria-live]').first().innerText();
}

/** The line of the example that declares a connector, from one. The editor shows a part of the lines only. */
function lineOf(connector: string): number {
  const declaration = /connector "[^"]*"/.exec(connector)?.[0] ?? connector;
  return fourCitiesText.split('\n').findIndex((line) => line.includes(declaration)) + 1;
}
