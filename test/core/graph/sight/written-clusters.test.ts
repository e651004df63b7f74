import { describe, expect, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { writePlaces } from '#core/graph/places-text';
import { readPlaces } from '#core/graph/read-places';
import type { Places } from '#core/graph/scene';
import { clustersOf } from '#core/graph/sight/clusters';
import { chain, mesh, realistic, regions, star, tangle, topologyOf } from '../topologies.ts';

describe('Clusters that come with a drawing', () => {
  test.each([
    ['hubs with branches', regions(6, 12)],
    ['a realistic one', realistic(150)],
    ['around a hub', star(200)],
    ['of no particular shape', tangle(120, 60)],
    ['a chain', chain(80)],
    ['a mesh', mesh(40)],
    ['too few for any', regions(3, 4)],
  ])('are those of what was sent: %s', (_, plan) => {
    const read = readPlaces(writePlaces(layout(buildGraph(topologyOf(plan)))));
    // Places that nobody knows: their clusters are worked out.
    const unknown: Places = { ...read };
    const [came, made] = [clustersOf(read), clustersOf(unknown)];
    expect(came.clusters).toEqual(made.clusters);
    expect(came.trunks).toEqual(made.trunks);
    expect([...came.clusterOf].map(([id, { name }]) => [id, name])).toEqual([...made.clusterOf].map(([id, { name }]) => [id, name])); // prettier-ignore
    expect(came.clusters.flatMap(({ groups }) => groups).every((group) => read.nodes.includes(group))).toBe(true);
  });

  test('are not worked out by who gets them', () => {
    const places = layout(buildGraph(topologyOf(regions(6, 12))));
    const text = writePlaces(places).replaceAll('"name":"Seattle"', '"name":"Emerald City"');
    expect(clustersOf(readPlaces(text)).clusters.map(({ name }) => name)).toContain('Emerald City');
  });

  test('after an edit are worked out from them: what did not change is the same object', () => {
    const read = readPlaces(writePlaces(layout(buildGraph(topologyOf(regions(6, 12))))));
    const before = clustersOf(read);
    const [first, ...others] = read.edges;
    const edges = first === undefined ? others : others.map((edge, index) => (index === 0 ? { ...edge, curve: edge.curve, arrow: edge.arrow, cost: 99 } : edge)); // prettier-ignore
    const after = clustersOf({ ...read, edges }, before);
    expect(after.clusters.every((cluster, index) => cluster === before.clusters[index])).toBe(true);
  });

  test('that name what is not there are a fault', () => {
    const text = writePlaces(layout(buildGraph(topologyOf(regions(6, 12)))));
    expect(() => readPlaces(text.replace(/"groups":\[\d+/, '"groups":[99999'))).toThrow('what is not in its drawing');
  });
});
