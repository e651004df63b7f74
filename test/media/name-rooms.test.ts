// Names that need more room than their box: where they go from afar.

import { expect, test } from 'vitest';
import type { SceneNode } from '#core/graph/scene';
import type { Rectangle } from '#core/graph/space';
import { nameHeight, roomsAmong, type Room } from '../../media/name-rooms.ts';
import { fourCities } from './scenes.ts';

/** A box of a single pixel around (0, 0), as a hub among large clusters is from afar. */
const hub = { ...fourCities.nodes[0]!, x: -0.5, y: -0.5, width: 1, height: 1, parent: null } satisfies SceneNode;
const plate = (place: Rectangle) => ({ ...place, groups: [] }) as never;
const roomAmong = (plates: readonly Rectangle[], { wider = 60, always = false } = {}): Room =>
  roomsAmong({ nodes: [hub], clusters: plates.map(plate) }, 1)(hub, wider, always);
const half = nameHeight / 2;

test('a name that lies on nothing stays in the middle of its box', () => {
  expect(roomAmong([])).toEqual({ beside: 104.5, lift: 0 });
  expect(roomAmong([{ x: -300, y: half, width: 600, height: 100 }])).toEqual({ beside: 104.5, lift: 0 });
});

test('a name that would lie on the edge of a cluster stands beside it', () => {
  expect(roomAmong([{ x: -300, y: half - 2, width: 600, height: 100 }])).toEqual({ beside: 104.5, lift: -3 });
  expect(roomAmong([{ x: -300, y: -100, width: 600, height: 103 - half }])).toEqual({ beside: 104.5, lift: 4 });
});

test('a name between clusters goes where there is room for it', () => {
  const above = { x: -300, y: -103, width: 600, height: 100 };
  expect(roomAmong([above])).toEqual({ beside: 104.5, lift: half - 2 });
  const besides = [40, -140].map((x) => ({ x, y: -8, width: 100, height: 16 }));
  expect(roomAmong([above, ...besides], { wider: 30 })).toEqual({ beside: 34, lift: half - 2 });
});

test('a name in the midst of a cluster has no room, but one that is always seen', () => {
  const around = [{ x: -300, y: -300, width: 600, height: 600 }];
  expect(roomAmong(around)).toEqual({ beside: 0, lift: 0 });
  expect(roomAmong(around, { always: true })).toEqual({ beside: 110, lift: 0 });
});

test('a name that is always seen stays where it is when there is no place without another', () => {
  const both = [-1, 1].map((side) => ({ x: -300, y: side * (half + 20) - 25, width: 600, height: 50 }));
  expect(roomAmong(both, { always: true }).lift).toBe(0);
});
