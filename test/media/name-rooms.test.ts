// Names that need more room than their box: where they go from afar.

import { expect, test } from 'vitest';
import type { Rectangle } from '#core/graph/space';
import { roomsAmong } from '../../media/name-rooms.ts';
import { fourCities } from './scenes.ts';

const node = fourCities.nodes.find(({ parent }) => parent === null)!;
const box = { x: 0, y: 100, width: 60, height: 20 };
const plate = (place: Rectangle) => ({ ...place, name: 'Boston' }) as never;
const cleared = (...others: readonly Rectangle[]): Rectangle =>
  roomsAmong({ nodes: [], clusters: others.map(plate) }, 1).clear(node, box);

test('a name stays where it lies on nothing', () => {
  expect(cleared({ x: 0, y: 130, width: 500, height: 100 })).toEqual(box);
});

test('a name that would lie on the edge of a cluster stands beside it', () => {
  expect(cleared({ x: 0, y: 112, width: 500, height: 100 })).toEqual({ ...box, y: 91 });
  expect(cleared({ x: 0, y: 20, width: 500, height: 90 })).toEqual({ ...box, y: 111 });
});

test('a name in the midst of a cluster, or between two, stays', () => {
  expect(cleared({ x: 0, y: 0, width: 500, height: 300 })).toEqual(box);
  expect(cleared({ x: 0, y: 90, width: 500, height: 15 }, { x: 0, y: 115, width: 500, height: 90 })).toEqual(box);
});
