// What people put somewhere is there, whatever else happens, and nothing overlaps.

import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import type { NodeId } from '#core/graph/ids';
import type { Pins } from '#core/graph/places/places';
import type { Places, Point, SceneNode } from '#core/graph/scene';
import { overlap, type Rectangle } from '#core/graph/space';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyEdits, anyPlan } from './any-plan';
import { chain, regions, star, tangle, topologyOf, type Plan } from './topologies';
import { expectAlways } from '../../property.ts';

const drawn = (plan: Plan, previous?: Places, pins?: Pins) => layout(buildGraph(topologyOf(plan)), previous, pins);
const outermost = ({ nodes }: Places) => nodes.filter((node) => node.parent === null);
const placeOf = (places: Places, id: string): Point | undefined => {
  const node = places.nodes.find((each) => each.id === id);
  return node && { x: node.x, y: node.y };
};

function overlaps(places: Places): readonly string[] {
  const boxes = outermost(places);
  return boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`${one.id} and ${other.id}`] : [])),
  );
}

/** Pins that do not overlap each other when the boxes are as big as these. */
function apart(nodes: readonly SceneNode[], wanted: readonly (readonly [number, Point])[]): Pins {
  const taken: Rectangle[] = [];
  const pins = new Map<NodeId, Point>();
  for (const [which, place] of wanted) {
    const node = nodes[which % nodes.length];
    if (node === undefined || pins.has(node.id)) continue;
    const box = { ...place, width: node.width, height: node.height };
    if (taken.some((other) => overlap(other, box))) continue;
    taken.push(box);
    pins.set(node.id, place);
  }
  return pins;
}

/** Without a second group of one name: it would be drawn on top of the first, as it has its id. */
function distinct(plan: Plan): Plan {
  const names = new Set<string>();
  return { ...plan, groups: plan.groups.filter(({ name }) => !names.has(name) && names.add(name)) };
}

const anyWanted = fc.array(
  fc.tuple(fc.nat(59), fc.record({ x: fc.integer({ min: 32, max: 3000 }), y: fc.integer({ min: 32, max: 2000 }) })),
  { minLength: 1, maxLength: 60 },
);

it('has boxes where people put them, and none overlaps another, drawn anew and after a drop', () => {
  expectAlways(
    fc.property(anyPlan, anyWanted, (plan, wanted) => {
      const free = drawn(plan);
      const pins = apart(outermost(free), wanted);
      for (const places of [drawn(plan, undefined, pins), drawn(plan, free, pins)]) {
        for (const [id, place] of pins) expect(placeOf(places, id)).toEqual(place);
        expect(overlaps(places)).toEqual([]);
      }
    }),
  );
});

it('keeps what people chose through edits, and nothing overlaps', () => {
  expectAlways(
    fc.property(anyPlan, anyWanted, anyEdits, (plan, wanted, edits) => {
      let now = plan;
      let places = drawn(plan);
      const pins = apart(outermost(places), wanted);
      for (const edit of edits) {
        now = distinct(edit(now));
        places = drawn(now, places, pins);
        expect(overlaps(places)).toEqual([]);
      }
      // A pinned box may have grown into another pinned one; the first of all is in nobody's way.
      const first = outermost(places).find((node) => pins.has(node.id));
      if (first !== undefined) expect(placeOf(places, first.id)).toEqual(pins.get(first.id));
    }),
  );
});

it('moves nothing that is not in the way of what was put down', () => {
  const plan = star(200);
  const before = drawn(plan);
  const [hub, moved] = outermost(before);
  if (hub === undefined || moved === undefined) throw new Error('Nothing is drawn.');
  const after = drawn(plan, before, new Map([[moved.id, { x: 32, y: before.height + 100 }]]));
  const others = outermost(before).filter((node) => node !== moved);
  expect(others.filter((node) => !outermost(after).includes(node))).toEqual([]);
});

it('puts the later one of two that were put at one place beside the other', () => {
  const plan = star(3);
  const [one, other] = outermost(drawn(plan));
  if (one === undefined || other === undefined) throw new Error('Nothing is drawn.');
  const place = { x: 500, y: 500 };
  const places = drawn(plan, undefined, new Map([[one.id, place], [other.id, place]])); // prettier-ignore
  expect(placeOf(places, one.id)).toEqual(place);
  expect(placeOf(places, other.id)).not.toEqual(place);
  expect(overlaps(places)).toEqual([]);
});

it('draws anew what was drawn when a box was dragged', () => {
  for (const plan of [chain(2), star(20), regions(3, 6), tangle(60, 20)]) {
    const before = drawn(plan);
    let pins: Pins = new Map();
    let places = before;
    for (const node of outermost(before).slice(0, 12)) {
      pins = new Map([...pins, [node.id, { x: node.x + 12, y: node.y + before.height }]]);
      places = drawn(plan, places, pins);
    }
    expect(outermost(drawn(plan, undefined, pins))).toEqual(outermost(places));
  }
});

it('places what is new near what it is linked to, wherever that was put', () => {
  const plan = regions(3, 6);
  const before = drawn(plan);
  const far = new Map(outermost(before).map((node): [NodeId, Point] => [node.id, { x: node.x + 4000, y: node.y }]));
  const anchor = plan.groups[5]?.name ?? '';
  const grown = {
    groups: [...plan.groups, { name: 'New', servers: ['NEW'] }],
    connectors: [...(plan.connectors ?? []), { name: 'To new', in: 'New', to: [anchor] }],
  };
  const places = drawn(grown, drawn(plan, before, far), far);
  const [fresh, near] = ['routing group New', `routing group ${anchor}`].map((id) => placeOf(places, id));
  expect(Math.hypot((fresh?.x ?? 0) - (near?.x ?? 0), (fresh?.y ?? 0) - (near?.y ?? 0))).toBeLessThan(800);
});
