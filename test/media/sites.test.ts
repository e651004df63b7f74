// Sites, site links, DAGs, Send and Receive connectors in the preview.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { launchBrowser } from '../browser.ts';
import { written } from '../core/graph/written.ts';
import { id } from '../element-id.ts';
import { openPreview, type PreviewPage } from './preview-page.ts';
import { sceneMessage } from './scenes.ts';
import { themeColours, type Theme } from './themes.ts';

const text = `organization O { model exchange-2013; domain o.example }
site Seattle { hub
  server SEA1 { database DB01 { copy on LON1 }
    receive connector Printers on 10.0.0.1:25 { from 10.0.9.0/24 } }
  edge server EDGE1 }
site London { no inbound mail
  server LON1 }
site link SEA-LON between Seattle, London { cost 50 }
dag DAG1 { member SEA1, LON1 }
send connector Old { source LON1; address space old.example; disabled; deliver through smart host old.example }
foreign connector Fax { source LON1; address space FAX:"*" }`;

const placesOf = (written_: string) => layout(buildGraph(written(written_)));
const places = placesOf(text);
const line = id('line Seattle to London');
const tie = 'dag DAG1 < site Seattle > site London';

let browser: BrowserContext;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser({ width: 1200, height: 800 });
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(preview.complaints).toEqual([]);
  await preview.page.close();
});

async function draw(drawn = places, theme: Theme = 'dark'): Promise<void> {
  preview = await openPreview(browser, { theme });
  await preview.send(sceneMessage(drawn));
  await preview.page.locator('.node').first().waitFor();
}

const item = (name: string) => preview.page.locator(`g[tabindex][data-id="${name}"]`);
const caption = (name: string) => preview.page.locator(`.caption[data-id="${name}"]`);
const card = () => preview.page.locator('.inspector .what p').innerText();
const labels = (selector: string) =>
  preview.page.locator(selector).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));

describe('A site link', () => {
  test('has no head, says between which sites it is, and at which cost', async () => {
    await draw();
    expect(await item(line).locator('.arrow').count()).toBe(0);
    expect(await item(line).getAttribute('aria-label')).toBe('site link SEA-LON, between Seattle and London, cost 50');
    await caption(line).click();
    expect(await preview.page.locator('.inspector h2').innerText()).toBe('SEA-LON');
    expect(await card()).toBe('site link between Seattle and London, cost 50');
  });

  test('has one switch, which turns the line off and on again, also one that was named the other way round', async () => {
    await draw();
    await caption(line).click();
    const power = () => preview.page.locator('.inspector').getByRole('button', { name: /^Switch/ });
    expect(await power().allInnerTexts()).toEqual(['Switch Off']);
    await power().click();
    await expect.poll(() => item(line).getAttribute('class')).toContain('off');
    expect(await card()).toBe('Switched off · site link between Seattle and London, cost 50');
    expect((await preview.state()).script.down).toEqual([line]);
    await power().click();
    await expect.poll(() => item(line).getAttribute('class')).not.toContain('off');
    await preview.send({ type: 'switchOff', elements: [id('line London to Seattle')] });
    await expect.poll(() => item(line).getAttribute('class')).toContain('off');
    await item(line).focus();
    await preview.page.keyboard.press(' ');
    await expect.poll(() => item(line).getAttribute('class')).not.toContain('off');
  });

  test('is out of service with a site, and not with its servers', async () => {
    await draw();
    await preview.send({ type: 'switchOff', elements: [id('server LON1')] });
    await expect.poll(() => item(line).getAttribute('class')).not.toContain('without');
    await preview.send({ type: 'switchOff', elements: [id('site London')] });
    await expect.poll(() => item(line).getAttribute('class')).toContain('without');
  });
});

describe('A DAG', () => {
  test('is a line of its own look from site to site and a tag on its members', async () => {
    await draw();
    expect(await item(tie).getAttribute('class')).toContain('dag dag-0');
    expect(await preview.page.locator('.server .tag.dag-0 text').allTextContents()).toEqual(['DAG1', 'DAG1']);
    expect(await item(tie).getAttribute('aria-label')).toBe('DAG1, across Seattle and London, members SEA1, LON1');
    const pattern = await item(tie)
      .locator('.line')
      .evaluate((path) => getComputedStyle(path).strokeDasharray);
    expect(pattern).not.toBe('none');
  });

  test('can be selected and shown in the text, but has no switch', async () => {
    await draw();
    await caption(tie).click();
    expect(await card()).toBe('database availability group across Seattle and London · members SEA1, LON1');
    expect(
      await preview.page
        .locator('.inspector')
        .getByRole('button', { name: /^Switch/ })
        .count(),
    ).toBe(0);
    expect((await preview.posted()).at(-1)).toMatchObject({ type: 'reveal', element: 'dag DAG1' });
    await item(tie).focus();
    await preview.page.keyboard.press(' ');
    expect((await preview.state()).script.down).toEqual([]);
  });

  test('changes its look with the scene', async () => {
    await draw();
    const changed = text.replace('dag DAG1', 'dag DAG0 { member EDGE1 }\ndag DAG1').replace('hub\n', '\n');
    await preview.send(sceneMessage(layout(buildGraph(written(changed)), places)));
    await expect.poll(() => item(tie).getAttribute('class')).toContain('dag-1');
    expect(await item('site Seattle').getAttribute('class')).not.toContain('hub-site');
    expect(await item('site Seattle').locator('.note').count()).toBe(0);
  });
});

test('Sites and servers say what sets them apart', async () => {
  await draw();
  expect(await labels('.groups .node, .servers .node')).toEqual([
    'hub site Seattle',
    'site London, no inbound mail',
    'server SEA1, in Seattle, database DB01 (copy on LON1), member of DAG1',
    'Edge server EDGE1, in Seattle, source server',
    'server LON1, in London, source server, member of DAG1',
  ]);
  expect(await item('site Seattle').locator('.note').innerHTML()).toBe('hub site');
  expect(await item('site Seattle').locator('.glyph').getAttribute('d')).toBeTruthy();
  expect(await item('server SEA1').locator('.note').innerHTML()).toBe('DB01');
});

test('A disabled connector is pale and says so', async () => {
  await draw();
  expect(await item('connector Old').getAttribute('class')).toContain('disabled');
  expect(await item('connector Old').getAttribute('aria-label')).toContain('disabled');
  expect(await caption('connector Old').innerHTML()).toContain('old.example · 1 · disabled');
});

test('A foreign system is selected and switched with its connector', async () => {
  await draw();
  await item('foreign system Fax').locator('text.name').click();
  expect(await card()).toBe('foreign connector, London → Fax, cost 1 · FAX:*');
  await preview.page
    .locator('.inspector')
    .getByRole('button', { name: /^Switch Off/ })
    .click();
  expect(await item('foreign system Fax').getAttribute('class')).toContain('off');
});

test('A server in a site shows its Receive connectors to whoever asks, and goes on showing them', async () => {
  await draw();
  await item('server SEA1').locator('text.name').click();
  const rows = () => preview.page.locator('.receiving dt').allInnerTexts();
  await preview.page.getByText('6 Receive connectors').click();
  expect(await rows()).toHaveLength(6);
  expect(await preview.page.locator('.receiving dd').first().innerText()).toBe(
    'on all available:25 · Front End Transport · from everybody · made by setup',
  );
  await item('server EDGE1').locator('text.name').click();
  await expect.poll(rows).toEqual(['Default internal receive connector EDGE1']);
  expect(await preview.page.locator('.receiving dl').isVisible()).toBe(true);
  await item('site London').locator('text.name').click();
  expect(await preview.page.locator('.receiving').count()).toBe(0);
});

const focused = () => preview.page.evaluate(() => document.activeElement?.getAttribute('data-id') ?? null);

test('A database that is off is told of its server', async () => {
  await draw();
  await preview.send({ type: 'switchOff', elements: [id('database DB01')] });
  await expect
    .poll(() => item('server SEA1').getAttribute('aria-label'))
    .toContain('member of DAG1, database DB01 switched off');
  await item('server SEA1').locator('text.name').click();
  expect(await card()).toContain('database DB01 switched off');
});

test('The menu knows servers in a site from those in a routing group, whose things they do not have', async () => {
  await draw();
  const kindOf = async (name: string) => {
    const context = await item(name).getAttribute('data-vscode-context');
    return (JSON.parse(context ?? '{}') as { bridgeheadKind?: string }).bridgeheadKind;
  };
  expect(await kindOf('server SEA1')).toBe('server in a site');
  expect(await kindOf(line)).toBe('site link');
});

test('The keyboard comes to site links, DAGs and foreign systems', async () => {
  await draw();
  await item('site London').focus();
  const seen: (string | null)[] = [];
  for (let i = 0; i < 4; i++) {
    await preview.page.keyboard.press('c');
    seen.push(await focused());
  }
  expect(seen.toSorted()).toEqual(['connector Fax', 'connector Old', tie, line]);
  await item(line).focus();
  const [seattle, london] = ['site Seattle', 'site London'].map((name) =>
    places.nodes.find((node) => node.id === name)!,
  );
  const [right, left] = seattle!.x < london!.x ? [london, seattle] : [seattle, london];
  await preview.page.keyboard.press('ArrowLeft');
  expect(await focused()).toBe(left!.id);
  await item(line).focus();
  await preview.page.keyboard.press('ArrowRight');
  expect(await focused()).toBe(right!.id);
});

describe.each(Object.keys(themeColours) as Theme[])('In the theme %s', (theme) => {
  test('the looks of DAGs differ from each other in colour and pattern, and stand out from what is behind them', async () => {
    const sites = [1, 2, 3, 4].map(
      (i) => `site S${i} { server M${i}; server N${i} }\ndag D${i} { member M${i}, N${(i % 4) + 1} }`,
    );
    await draw(placesOf(`organization O { model exchange-2013 }\n${sites.join('\n')}`), theme);
    const looks = await preview.page.locator('.edge.dag .line').evaluateAll(looksInPage);
    expect(looks).toHaveLength(4);
    expect(new Set(looks.map(({ pattern }) => pattern)).size).toBe(4);
    expect(new Set(looks.map(({ colour }) => colour)).size).toBe(4);
    expect(looks.filter(({ contrast }) => contrast < 3)).toEqual([]);
  });
});

interface Look {
  readonly pattern: string;
  readonly colour: string;
  readonly contrast: number;
}

/** How lines look, and their contrast with the ground; computed in the page. */
function looksInPage(lines: readonly Element[]): readonly Look[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const luminance = (colour: string): number => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => {
      const share = each / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const ground = luminance(getComputedStyle(document.body).backgroundColor);
  return lines.map((line) => {
    const { stroke, strokeDasharray } = getComputedStyle(line);
    const own = luminance(stroke);
    const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
    return { pattern: strokeDasharray, colour: stroke, contrast };
  });
}
