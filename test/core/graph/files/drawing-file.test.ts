// What of a topology is drawn into a file, and what lies on it.

import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { compileRouting } from '#core/routing/models';
import { nextBest } from '#core/routing/next-best';
import { readDown, readMessage } from '#core/routing/message/test-message';
import { drawingFile, graphOf, placeIn } from '#core/graph/files/drawing-file';
import { canShow, drawingFormats } from '#core/graph/files/drawing-formats';
import { buildGraph } from '#core/graph/graph';
import { drawio } from '#core/graph/files/drawio';
import { drawnBlock } from '#core/graph/files/fence';
import { layout } from '#core/graph/layout';
import { textWidth } from '#core/graph/text-width';
import { id } from '../../../element-id.ts';
import { chain, topologyOf, type Plan } from '../topologies.ts';
import { example } from '../written.ts';

const fourCities = example('four-cities');
const groupsOf = (node: string, depth: number, plan: Plan = chain(7)) =>
  graphOf(topologyOf(plan), { around: { node: id(node), depth } })
    .nodes.filter(({ parent }) => parent === null)
    .map(({ name }) => name);

test('around a group is what so many connectors lead to, whichever way; the Internet leads no further', () => {
  expect(groupsOf('routing group Tokyo', 0)).toEqual(['Tokyo']);
  expect(groupsOf('routing group Tokyo', 1)).toEqual(['Brussels', 'Tokyo', 'Sydney']);
  expect(groupsOf('routing group London', 2)).toEqual(['Seattle', 'London', 'Brussels', 'Tokyo', 'Internet']);
});

test('a part of a graph names nothing that is not in it', () => {
  const part = graphOf(fourCities, { around: { node: id('routing group London'), depth: 1 } });
  const nodes = new Set(part.nodes.map((node) => node.id));
  for (const { from, to, bridgeheads, targets } of part.edges) {
    for (const each of [from, to, ...bridgeheads, ...targets]) expect(nodes).toContain(each);
  }
});

test('an element is drawn in its group, a connector where it begins, and what is not there nowhere', () => {
  expect(placeIn(fourCities, 'server LON-EX01')).toBe('routing group London');
  expect(placeIn(fourCities, 'connector "Partner Mail"')).toBe('routing group London');
  expect(placeIn(fourCities, 'server Nobody')).toBeUndefined();
});

test('a theme is the only one in the file; without one it is as the reader has it', () => {
  const light = drawingFile(fourCities, { format: 'svg', theme: 'light' });
  const dark = drawingFile(fourCities, { format: 'svg', theme: 'dark' });
  expect(light).not.toContain('prefers-color-scheme');
  expect(light).toContain('--ground: #ffffff');
  expect(dark).toContain('fill: #1b1f24; fill: var(--ground)');
  expect(drawingFile(fourCities, { format: 'svg' })).toContain('prefers-color-scheme: dark');
});

test('what is seen is the part of the file, with what is at least partly in it', () => {
  const places = layout(buildGraph(fourCities));
  const london = places.nodes.find(({ name }) => name === 'London');
  const view = { x: london?.x ?? 0, y: london?.y ?? 0, width: 50, height: 50 };
  const text = drawingFile(fourCities, { format: 'svg', view }, { places });
  expect(text).toContain(`viewBox="${view.x} ${view.y} 50 50"`);
  expect(text).toContain('LON-EX01');
  expect(text).not.toContain('TYO-EX01');
  const all = { x: -50.5, y: -500, width: 9000, height: 9000 };
  const drawn = drawingFile(fourCities, { format: 'svg', view: all }, { places });
  expect(drawn).toContain(`viewBox="0 0 ${places.width} ${places.height}"`);
  expect(drawingFile(fourCities, { format: 'mermaid', view }, { places })).not.toContain('TYO-EX01');
});

function overlay(down: readonly string[]) {
  const off = readDown(down, fourCities);
  const message = readMessage({ from: 'SEA-EX01', to: 'anna@be.contoso.com' }, fourCities);
  if (!off.ok || !message.ok) throw new Error('The message means nothing.');
  const routing = compileRouting(fourCities);
  const route = routing.route(message.value, off.value);
  return { down: down.map(id), route, nextBest: nextBest(routing, message.value, off.value, route) };
}

test('the next best way of a message is dotted, and told to those who do not see it', () => {
  const text = drawingFile(fourCities, { format: 'svg', overlay: overlay([]) });
  const drawn = [...text.matchAll(/<g class="[^"]*\bnext-best\b[^"]*"[^>]*><title>([^,<]*)/g)].map(
    ([, title]) => title,
  );
  expect(drawn).toEqual([expect.stringContaining('Seattle to Tokyo'), expect.stringContaining('Tokyo to Brussels')]);
  expect(text).toMatch(/Next best way: Without connector [^.]*: by Seattle to Tokyo, Tokyo to Brussels, cost 70\./);
  const classes = [...text.matchAll(/ class="([^"]*)"/g)].map(([, names]) => names ?? '');
  expect(classes.filter((names) => names.includes('travelled') && names.includes('next-best'))).toEqual([]);
  const without = drawingFile(fourCities, { format: 'svg', overlay: { ...overlay([]), nextBest: null } });
  expect(without).toContain('Next best way: None: it is not delivered without any one of its connectors.');
  expect(without).not.toMatch(/class="[^"]*next-best/);
});

test('in diagrams.net the next best way is dotted, and what is drawn in is told below the drawing', () => {
  const cells = cellsOf(drawingFile(fourCities, { format: 'drawio', overlay: overlay([]) }));
  const dotted = cells.filter((cell) => cell['edge'] === '1' && cell['style']?.includes('dashPattern=1 2;'));
  expect(dotted.map((cell) => cell['name'])).toEqual(['Seattle to Tokyo · 30', 'Tokyo to Brussels · 40']);
  const [note] = cells.filter((cell) => cell['id'] === 'note');
  expect(note?.['value']).toMatch(/^A message is delivered in 2 steps\..*\nNext best way: Without connector /s);
  const narrow = cellsOf(
    drawio({ places: { ...layout(buildGraph(fourCities)), width: 0 }, marks: [] }, 'X', { overlay: overlay([]) }),
  );
  const lines = narrow.find((cell) => cell['id'] === 'note')?.['value']?.split('\n') ?? [];
  expect(lines.length).toBeGreaterThan(4);
  expect(Math.max(...lines.map((line) => textWidth(line, 12)))).toBeLessThanOrEqual(320);
  expect(lines.join(' ')).toBe(note?.['value']?.replaceAll('\n', ' '));
  expect(note?.['style']).toContain('html=0');
  const plain = cellsOf(drawingFile(fourCities, { format: 'drawio' }));
  expect(plain.filter((cell) => cell['id'] === 'note' || cell['style']?.includes('dashPattern=1 2;'))).toEqual([]);
});

test('what fails is dashed and crossed, what hangs on it is dashed, and the way has numbered steps', () => {
  const text = drawingFile(fourCities, { format: 'svg', overlay: overlay(['server LON-EX01']) });
  expect(text).toMatch(/<g class="server off"[^>]*><title>server LON-EX01, .*\nSwitched off\.<\/title>/);
  expect(text).toMatch(/class="routing-group-connector without"|class="routing-group-connector without aside"/);
  expect(text.match(/class="cross"/g)).toHaveLength(1);
  expect([...text.matchAll(/class="step".*?>(\d+)<\/text>/g)].map(([, step]) => step)).toEqual(['1', '2']);
  expect(text.match(/travelled/g)?.length).toBeGreaterThanOrEqual(2);
  const drawn = drawingFile(fourCities, { format: 'drawio', overlay: overlay(['server LON-EX01']) });
  expect(drawn).toMatch(/<UserObject id="e\d+" label="\(1\) · 30" name="Seattle to Tokyo · 30">/);
  expect(drawn).toMatch(/value="LON-EX01[^"]*" style="[^"]*strokeColor=#c4314b/);
});

test('only formats that are painted show a theme, and those with a place for each thing what lies on it', () => {
  expect(drawingFormats.filter(({ name }) => canShow(name, 'theme')).map(({ name }) => name)).toEqual(['svg', 'html']);
  expect(drawingFormats.filter(({ name }) => canShow(name, 'overlay')).map(({ name }) => name)).toEqual(['svg', 'html', 'drawio']); // prettier-ignore
});

/** The cells of a .drawio file, as an XML parser reads them, each with the data of the object around it. */
function cellsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const cells: Readonly<Record<string, string>>[] = [];
  const parser = new SaxesParser();
  let around: Readonly<Record<string, string>> = {};
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'mxCell') cells.push({ ...around, ...attributes });
    around = name === 'UserObject' ? attributes : {};
  });
  parser.write(text).close();
  return cells;
}

test('in diagrams.net boxes are in boxes, and connectors are joined to those that are there', () => {
  const cells = cellsOf(drawingFile(fourCities, { format: 'drawio' }));
  const ids = new Set(cells.map((cell) => cell['id']));
  const named = (name: string) => cells.find((cell) => cell['value']?.split('\n')[0] === name);
  expect(named('LON-EX01')?.['parent']).toBe(named('London')?.['id']);
  expect(named('London')?.['style']).toContain('container=1');
  const edges = cells.filter((cell) => cell['edge'] === '1');
  expect(edges.length).toBe(buildGraph(fourCities).edges.length);
  for (const { source, target, parent } of edges)
    for (const end of [source, target, parent]) expect(ids).toContain(end);
});

test('a block of Markdown is drawn in light and dark', () => {
  const drawn = drawnBlock(readFileSync('examples/four-cities.topo', 'utf8'));
  if (!drawn.ok) throw new Error(drawn.error);
  expect(drawn.value.light).toContain('--ground: #ffffff');
  expect(drawn.value.dark).toContain('--ground: #1b1f24');
  for (const text of Object.values(drawn.value)) expect(text).not.toContain('prefers-color-scheme');
});

test('a block that cannot be drawn says why', () => {
  const why = (text: string) => {
    const drawn = drawnBlock(text);
    return drawn.ok ? '' : drawn.error;
  };
  expect(why('routing group G { server S {')).toContain('}');
  expect(why('# nothing')).toContain('nothing to draw');
  expect(why(' '.repeat(100_001))).toContain('too long');
});
