import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { writePlaces } from '#core/graph/places-text';
import { readPlaces } from '#core/graph/read-places';
import type { Curve, Places } from '#core/graph/scene';
import { expectAlways } from '../../property.ts';
import { anyPlan } from './any-plan.ts';
import { mesh, realistic, ring, star, tangle, topologyOf } from './topologies.ts';
import { asPlain } from './read-again.ts';
import { written } from './written.ts';

const again = (places: Places): Places => asPlain(readPlaces(writePlaces(places)));
const drawn = (topology: Parameters<typeof buildGraph>[0]): Places => layout(buildGraph(topology));

describe('Places as text', () => {
  test.each([
    ['realistic', realistic(60)],
    ['around a hub', star(40)],
    ['a mesh', mesh(12)],
    ['a ring', ring(9)],
    ['a tangle', tangle(50, 30)],
  ])('are the same again, number for number: %s', (_, plan) => {
    const places = drawn(topologyOf(plan));
    expect(again(places)).toEqual(places);
  });

  const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.topo'),
  );
  test.each(examples)('are the same again: examples/%s', (name) => {
    const places = drawn(written(readFileSync(`examples/${name}`, 'utf8')));
    expect(again(places)).toEqual(places);
  });

  test('are the same again, whatever the plan', () => {
    expectAlways(
      fc.property(anyPlan, (plan) => {
        const places = drawn(topologyOf(plan));
        expect(again(places)).toEqual(places);
      }),
    );
  });

  test('keep any curve in tenths of a unit', () => {
    const places = drawn(topologyOf(realistic(3)));
    const point = fc.record({ x: fc.integer({ min: -3e6, max: 3e6 }), y: fc.integer({ min: -3e6, max: 3e6 }) });
    const near = fc.record({ x: fc.integer({ min: -40, max: 40 }), y: fc.integer({ min: -40, max: 40 }) });
    const segments = fc.array(fc.tuple(fc.oneof(point, near), fc.oneof(point, near), fc.oneof(point, near)), { minLength: 1, maxLength: 5 }); // prettier-ignore
    expectAlways(
      fc.property(point, segments, (start, more) => {
        const curve = [start, ...more.flat()].map(({ x, y }) => ({ x: x / 10, y: y / 10 })) as unknown as Curve;
        const edges = places.edges.map((edge) => ({ ...edge, curve }));
        expect(readPlaces(writePlaces({ ...places, edges })).edges.map((edge) => edge.curve)).toEqual(edges.map(() => curve)); // prettier-ignore
      }),
    );
  });

  test('keep a node that is not drawn by its id', () => {
    const places = drawn(topologyOf(realistic(3)));
    const without = { ...places, nodes: places.nodes.slice(0, 1) };
    expect(again(without)).toEqual(without);
  });

  test('are a good deal shorter than they would be in JSON', () => {
    const places = drawn(topologyOf(realistic(200)));
    expect(writePlaces(places).length).toBeLessThan(0.3 * JSON.stringify(places).length);
  });

  test('say so when they name a node that they do not have', () => {
    const places = drawn(topologyOf(realistic(3)));
    const text = writePlaces(places).replace(/("key":"from","values":\[)\d+/, '$1999');
    expect(() => readPlaces(text)).toThrow('no node 999');
  });
});
