// The drawing of one topology in the server: prepared before anybody asks, and what becomes of that.

import { expect, test, vi } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { noLayout, type LayoutFile } from '#core/graph/layout-file';
import { Drawing } from '../../server/lsp/drawing.ts';
import { realistic, topologyOf } from '../core/graph/topologies.ts';

vi.mock('#core/graph/layout', { spy: true });

const large = topologyOf(realistic(320));
const drawn = layout(buildGraph(large));
const afterEachStep = () => true;

/** Prepares to the end; how many steps that takes. */
function prepared(drawing: Drawing, topology = large): number {
  let steps = 0;
  for (; drawing.isDue(topology); steps++) drawing.prepare(topology, noLayout, afterEachStep);
  return steps;
}

test('the first drawing of a large topology is prepared in steps, and is what anybody would have got', () => {
  const drawing = new Drawing();
  expect(prepared(drawing)).toBeGreaterThan(300);
  const { now, update } = drawing.update(large, null);
  expect(now.places).toEqual(drawn);
  expect(update).toMatchObject({ kind: 'whole', version: now.version });
  expect(drawing.draw(large, noLayout)).toBe(now);
});

test('what is prepared is used as it is: nothing is laid out when somebody asks', () => {
  const drawing = new Drawing();
  prepared(drawing);
  vi.mocked(layout).mockClear();
  drawing.update(large, null);
  expect(layout).not.toHaveBeenCalled();
  new Drawing().update(large, null);
  expect(layout).toHaveBeenCalledOnce();
});

test('who asks meanwhile gets the whole drawing', () => {
  const drawing = new Drawing();
  for (let steps = 0; steps < 20; steps++) drawing.prepare(large, noLayout, afterEachStep);
  expect(drawing.draw(large, noLayout).places).toEqual(drawn);
  expect(drawing.isDue(large)).toBe(false);
});

test('nothing of it shows when the topology has changed since, or people put things elsewhere', () => {
  const drawing = new Drawing();
  prepared(drawing);
  const other = topologyOf(realistic(330));
  expect(drawing.draw(other, noLayout).places).toEqual(layout(buildGraph(other)));
  const moved = new Drawing();
  prepared(moved);
  const file: LayoutFile = { ...noLayout };
  expect(moved.draw(large, file).file).toBe(file);
  // Laid out as if there had been none before.
  expect(vi.mocked(layout).mock.lastCall?.[1]).toBeUndefined();
});

test('an edit while it is being prepared begins it anew', () => {
  const drawing = new Drawing();
  for (let steps = 0; steps < 20; steps++) drawing.prepare(large, noLayout, afterEachStep);
  const other = topologyOf(realistic(330));
  prepared(drawing, other);
  expect(drawing.draw(other, noLayout).places).toEqual(layout(buildGraph(other)));
});

test('a small one is not prepared, nor one that somebody has looked at', () => {
  expect(new Drawing().isDue(topologyOf(realistic(40)))).toBe(false);
  const drawing = new Drawing();
  drawing.draw(large, noLayout);
  expect(drawing.isDue(large)).toBe(false);
});
