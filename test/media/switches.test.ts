import { expect, test } from 'vitest';
import { indexPlaces } from '#core/graph/scene-index';
import { powerOf } from '../../media/switches.ts';
import { fourCities } from './scenes.ts';
import { id } from '../element-id.ts';

const index = indexPlaces(fourCities);

/** The connectors that have no power while these elements are off. */
function without(...down: readonly string[]): readonly string[] {
  const off = new Set(down.map(id));
  const found = fourCities.edges.filter((edge) => powerOf(index, edge, off) === 'without');
  return [...new Set(found.map(({ name }) => name))].sort();
}

test('a connector has no power when all of its bridgeheads are off, or all of its remote ones', () => {
  expect(without('server LON-EX01')).toEqual([
    'Brussels to London',
    'London to Brussels',
    'London to Seattle',
    'Partner Mail',
    'Seattle to London',
  ]);
  expect(without('virtual server SEA-EX01/Internet')).toEqual(['Internet Mail']);
});

test('a connector of any server keeps its power until all servers of the group are off', () => {
  expect(without('server SEA-EX01')).not.toContain('Seattle to Tokyo');
  expect(without('server SEA-EX01', 'server SEA-MBX01')).toContain('Seattle to Tokyo');
});
