import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { indexPlaces, type SceneIndex } from '#core/graph/scene-index';
import type { Places } from '#core/graph/scene';
import { realistic, topologyOf } from './topologies.ts';

const places = layout(buildGraph(topologyOf(realistic(30))));

/** The same with another cost. */
const edited = ({ edges, ...others }: Places): Places => ({
  ...others,
  edges: edges.map((edge, index) => (index === 0 ? { ...edge, cost: edge.cost + 1 } : edge)),
});

test('what an edit left alone is looked up as before, and what it changed anew', () => {
  const before = indexPlaces(places);
  const after = indexPlaces(edited(places), before);
  expect(after.nodes).toBe(before.nodes);
  expect(after.children).toBe(before.children);
  const [first] = after.places.edges;
  expect(after.edges.get(first!.id)).toBe(first);
  expect(after.edgesOf.get(first!.element)).toContain(first);
  expect(after.edgesAt.get(first!.from)).toContain(first);
  const whole = indexPlaces(after.places);
  expect([after.nodes, after.edges, after.children, after.edgesOf, after.edgesAt, after.standIns]).toEqual([whole.nodes, whole.edges, whole.children, whole.edgesOf, whole.edgesAt, whole.standIns]); // prettier-ignore
});

test('no drawing of before is held by the one of now', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const drawings: WeakRef<SceneIndex>[] = [];
  let now = indexPlaces(places);
  for (let edit = 0; edit < 5; edit++) {
    drawings.push(new WeakRef(now));
    now = indexPlaces(edited(now.places), now);
  }
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(drawings.flatMap((drawing) => drawing.deref() ?? [])).toEqual([]);
  expect(now.children.size).toBeGreaterThan(0);
});
