// What breaks if this fails: diagrams.net shows another drawing than ours. It is built on mxGraph, which reads the file here.

import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { buildGraph } from '#core/graph/graph';
import { drawio } from '#core/graph/files/drawio';
import { layout } from '#core/graph/layout';
import type { Places } from '#core/graph/scene';
import { launchBrowser } from '../browser.ts';
import { realistic, topologyOf } from '../core/graph/topologies.ts';
import { fiveCities, fourCities, tazmania } from './scenes.ts';

/** A cell as it is drawn: where, and where what is written on it. */
interface Drawn {
  readonly box: Box;
  readonly label: Box | null;
  readonly isEdge: boolean;
  readonly ends: readonly (string | undefined)[];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const library = createRequire(import.meta.url).resolve('mxgraph/javascript/mxClient.min.js');
let browser: BrowserContext;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** In the page: what mxGraph draws of a file. An object's text is its label, as diagrams.net has it. */
const read = `(file) => {
  const graph = new mxGraph(document.getElementById('graph'));
  graph.convertValueToString = ({ value }) => (value?.getAttribute ? value.getAttribute('label') : value) ?? '';
  const parsed = mxUtils.parseXml(file);
  new mxCodec(parsed).decode(parsed.getElementsByTagName('mxGraphModel')[0], graph.getModel());
  const box = ({ x, y, width, height }) => ({ x, y, width, height });
  return Object.values(graph.getModel().cells)
    .filter((cell) => cell.vertex || cell.edge)
    .map((cell) => {
      const state = graph.view.getState(cell);
      const label = state.text ? box(state.text.boundingBox) : null;
      return { box: box(state), label, isEdge: Boolean(cell.edge), ends: [cell.source, cell.target].map((end) => end?.id) };
    });
}`;

async function drawnBy(file: string): Promise<readonly Drawn[]> {
  const page = await browser.newPage();
  await page.setContent('<div id="graph"></div>');
  await page.evaluate('mxLoadResources = mxLoadStylesheets = false; mxBasePath = "";');
  await page.addScriptTag({ path: library });
  const drawn = await page.evaluate<readonly Drawn[]>(`(${read})(${JSON.stringify(file)})`);
  await page.close();
  return drawn;
}

const apart = (a: Box, b: Box): boolean =>
  a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;

describe('diagrams.net draws', () => {
  test.each<readonly [string, Places]>([
    ['four cities', fourCities],
    ['five cities', fiveCities],
    ['Tazmania', tazmania],
    ['ten groups', layout(buildGraph(topologyOf(realistic(10))))],
  ])('%s as we do: boxes where ours are, connectors between them, and costs on no server', async (_, places) => {
    const drawn = await drawnBy(drawio({ places, marks: [] }));
    const boxes = drawn.filter(({ isEdge }) => !isEdge);
    expect(boxes.map(({ box }) => box)).toEqual(
      places.nodes.map(({ x, y, width, height }) => ({ x, y, width, height })),
    );
    const numbers = new Map(places.nodes.map(({ id }, number) => [id as string, `n${number}`]));
    const edges = drawn.filter(({ isEdge }) => isEdge);
    expect(edges.map(({ ends }) => ends)).toEqual(
      places.edges.map(({ from, to }) => [numbers.get(from), numbers.get(to)]),
    );
    const servers = boxes.filter((_box, index) => places.nodes[index]?.kind === 'server');
    const on = edges.filter(({ label }) => label !== null && servers.some(({ box }) => !apart(label, box)));
    expect(on).toEqual([]);
  });

  test('what is written in a box within it', async () => {
    const drawn = await drawnBy(drawio({ places: fourCities, marks: [] }));
    const wide = drawn.filter(({ isEdge, box, label }) => !isEdge && label !== null && (label.width > box.width || label.height > box.height)); // prettier-ignore
    expect(wide).toEqual([]);
  });
});
