import { endOf, pointOn } from '#core/graph/lines/course';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import type { Places, SceneNode } from '#core/graph/scene';
import { centre, overlap, type Rectangle } from '#core/graph/space';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPlan } from './any-plan';
import { boxesOf, linesOf, sharedLinesOf } from './drawn-lines';
import { crossingsOf, linesThroughBoxes, overlapping } from './quality';
import { chain, mesh, network, realistic, regions, ring, star, tangle, topologyOf, type Plan } from './topologies';
import { example } from './written';
import { expectAlways } from '../../property.ts';

const drawn = (plan: Plan, previous?: Places) => layout(buildGraph(topologyOf(plan)), previous);

const shapes: readonly (readonly [string, Plan])[] = [
  ['no groups', { groups: [] }],
  ['one group', star(1)],
  ['a pair', chain(2)],
  ['5 in a star', star(5)],
  ['20 in a star', star(20)],
  ['200 in a star', star(200)],
  ['1000 in a star', star(1000)],
  ['a ring of 3', ring(3)],
  ['a ring of 8', ring(8)],
  ['a ring of 41', ring(41)],
  ['a mesh of 5', mesh(5)],
  ['a mesh of 20', mesh(20)],
  ['a chain of 23', chain(23)],
  ['hubs with branches', regions(4, 6)],
  ['many hubs with many branches', regions(8, 24)],
  ['a tangle of 50', tangle(50, 15)],
  ['a tangle of 200', tangle(200, 60)],
  ['an organization of 50', realistic(50)],
  ['an organization of 200', realistic(200)],
  ['groups without connectors', network(7, [])],
  ['a group of 30 servers', network(2, [[0, 1]], 30)],
];

const outermost = (scene: Places) => scene.nodes.filter((node) => node.parent === null);

function inside(inner: SceneNode, outer: SceneNode): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function expectSound(scene: Places) {
  expect(overlapping(outermost(scene))).toEqual([]);
  const byId = new Map(scene.nodes.map((node) => [node.id, node]));
  const siblings = new Map<string, SceneNode[]>();
  for (const node of scene.nodes) {
    if (node.parent !== null) siblings.set(node.parent, [...(siblings.get(node.parent) ?? []), node]);
  }
  for (const each of siblings.values()) expect(overlapping(each)).toEqual([]);
  expect(scene.nodes.filter((node) => node.parent !== null && !inside(node, byId.get(node.parent)!))).toEqual([]);
  const bad = scene.nodes.filter(
    (node) => node.x < 0 || node.y < 0 || node.x + node.width > scene.width || node.y + node.height > scene.height,
  );
  expect(bad).toEqual([]);
  for (const edge of scene.edges) {
    expect(onBorder(edge.curve[0], byId.get(edge.from)!), `${edge.id} starts at its border`).toBe(true);
    expect(onBorder(endOf(edge.curve), byId.get(edge.to)!), `${edge.id} ends at its border`).toBe(true);
    const course = Array.from({ length: 21 }, (_, step) => pointOn(edge.curve, step / 20));
    const out = course.filter(({ x, y }) => x < 0 || y < 0 || x > scene.width || y > scene.height);
    expect(out, `${edge.id} stays in the drawing`).toEqual([]);
  }
  expectClear(scene);
}

/** Lines and the heads of their arrows keep off all boxes but their own two. */
function expectClear(scene: Places) {
  expect(linesThroughBoxes(boxesOf(scene), linesOf(scene)).map(({ from, to }) => `${from} > ${to}`)).toEqual([]);
  const heads = scene.edges.map(({ from, to, arrow: [tip, ...wings] }) => ({ from, to, course: [...wings, tip] }));
  expect(linesThroughBoxes(boxesOf(scene), heads)).toEqual([]);
}

function onBorder({ x, y }: { x: number; y: number }, box: SceneNode): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= 0.6;
  const across = x >= box.x - 0.6 && x <= box.x + box.width + 0.6;
  const down = y >= box.y - 0.6 && y <= box.y + box.height + 0.6;
  return (
    (across && (near(y, box.y) || near(y, box.y + box.height))) ||
    (down && (near(x, box.x) || near(x, box.x + box.width)))
  );
}

const labelBox = (edge: Places['edges'][number]): Rectangle => ({
  x: edge.label.x - edge.captionWidth / 2,
  y: edge.label.y - edge.captionHeight / 2,
  width: edge.captionWidth,
  height: edge.captionHeight,
});

describe('layout', () => {
  it.each(shapes)('%s: nothing overlaps, all is inside', (_, plan) => {
    expectSound(drawn(plan));
  });

  it('of any topology: nothing overlaps, all is inside', () => {
    expectAlways(
      fc.property(anyPlan, (plan) => expectSound(drawn(plan))),
      { runs: 150 },
    );
  });

  it('of many connectors back to their own group, each leaves and comes back at its border', () => {
    const back = Array.from({ length: 30 }, (_, cost) => ({ name: `Back ${cost}`, in: 'A', to: ['A'], cost }));
    expectSound(drawn({ groups: [{ name: 'A', servers: [] }], connectors: back }));
  });

  it('after any change: nothing overlaps, all is inside', () => {
    expectAlways(
      fc.property(anyPlan, anyPlan, (before, after) => expectSound(drawn(after, drawn(before)))),
      { runs: 150 },
    );
  });

  it.each(shapes)('%s: the same every time', (_, plan) => {
    expect(drawn(plan)).toEqual(drawn(plan));
  });

  it.each(shapes.filter(([, plan]) => plan.groups.length >= 20))('%s: about as wide as a screen', (_, plan) => {
    const { width, height } = drawn(plan);
    expect(width / height).toBeGreaterThan(0.9);
    expect(width / height).toBeLessThan(2.4);
  });

  it.each(shapes.filter(([, plan]) => plan.groups.length <= 28))(
    '%s: labels keep clear of boxes and each other',
    (_, plan) => {
      const scene = drawn(plan);
      const labels = scene.edges.map(labelBox);
      const onBoxes = labels.filter((label) => outermost(scene).some((box) => overlap(label, box)));
      expect(onBoxes).toEqual([]);
      expect(overlapping(labels).length).toBeLessThanOrEqual(labels.length / 20);
    },
  );

  it.each(['four-cities', 'tazmania'])('%s: every label is clear', (name) => {
    const scene = layout(buildGraph(example(name)));
    const labels = scene.edges.map(labelBox);
    expect(overlapping([...labels, ...outermost(scene)])).toEqual([]);
  });

  it('gathers branches around the hub that they hang on', () => {
    const plan = realistic(200);
    const scene = drawn(plan);
    const middles = new Map(outermost(scene).map((node) => [node.name, centre(node)]));
    const near = (a: string, b: string) =>
      Math.hypot(middles.get(a)!.x - middles.get(b)!.x, middles.get(a)!.y - middles.get(b)!.y);
    const hubs = plan.groups.slice(1, 12).map(({ name }) => name);
    const branches = plan.groups.slice(12).map(({ name }) => name);
    const hubOf = new Map(
      plan.connectors!.filter((each) => hubs.includes(each.in)).map((each) => [each.to?.[0] ?? '', each.in]),
    );
    const astray = branches.filter((branch) => {
      const own = hubOf.get(branch);
      return own === undefined || hubs.some((hub) => near(branch, hub) < near(branch, own));
    });
    expect(astray.length).toBeLessThan(branches.length / 10);
  });

  it.each([
    [7, 28, 23],
    [12, 40, 400],
    [16, 61, 1300],
  ])('lets few lines of %d hubs with %d branches each cross', (hubs, branches, most) => {
    expect(crossingsOf(sharedLinesOf(drawn(regions(hubs, branches))))).toBeLessThanOrEqual(most);
  });

  it.each([
    [50, 3],
    [200, 85],
    [1000, 1400],
  ])('lets few lines of an organization of %d cross', (count, most) => {
    expect(crossingsOf(sharedLinesOf(drawn(realistic(count))))).toBeLessThanOrEqual(most);
  });

  it.each([
    [50, 45],
    [200, 720],
  ])('lets fewer lines of a mesh of %d cross than a grid that is only filled by rough coordinates', (count, most) => {
    expect(crossingsOf(sharedLinesOf(drawn(tangle(count, count / 2))))).toBeLessThanOrEqual(most);
  });

  it('draws the two ways between two groups apart', () => {
    const scene = drawn(chain(2));
    const [there, back] = scene.edges.filter((edge) => edge.kind === 'routing group connector');
    const [a, b] = [pointOn(there!.curve, 0.5), pointOn(back!.curve, 0.5)];
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(16);
  });

  it('cuts long names and keeps them whole beside', () => {
    const name = 'A very long name of a routing group that nobody would want to see in full length in a drawing';
    const scene = drawn({ groups: [{ name, servers: ['X'.repeat(300)] }] });
    const [group, server] = scene.nodes;
    expect(group).toMatchObject({ name, label: 'A very long name of a routing g…' });
    expect(server!.label).toMatch(/^X+…$/);
    expect(Math.max(...scene.nodes.map((node) => node.width))).toBeLessThan(320);
  });

  it('does not draw what nobody wrote, and says which node stands for it', () => {
    const scene = drawn({ groups: [{ name: 'A', servers: ['S'] }] });
    expect(scene.nodes.map((node) => node.kind)).toEqual(['routing group', 'server', 'internet']);
    expect(scene.undrawn).toEqual([{ element: 'virtual server S/"Default SMTP Virtual Server"', node: 'server S' }]);
  });
});

/** Ids of the outermost nodes that are in both scenes and stand elsewhere now. */
function movers(before: Places, after: Places): readonly string[] {
  const places = new Map(before.nodes.map((node) => [node.id, node]));
  return outermost(after)
    .filter((node) => {
      const old = places.get(node.id);
      return old !== undefined && (old.x !== node.x || old.y !== node.y);
    })
    .map((node) => node.id);
}

const addGroup = (plan: Plan, name: string, near: string): Plan => ({
  groups: [...plan.groups, { name, servers: [`${name}-EX01`] }],
  connectors: [...(plan.connectors ?? []), { name: `${name} link`, in: name, to: [near] }],
});

const addServers = (plan: Plan, at: number, count: number): Plan => ({
  ...plan,
  groups: plan.groups.map((group, index) => {
    if (index !== at) return group;
    return {
      ...group,
      servers: [...(group.servers ?? []), ...Array.from({ length: count }, (_, each) => `NEW-${each}`)],
    };
  }),
});

describe('layout after an edit', () => {
  const big: readonly (readonly [string, Plan])[] = [
    ['a star', star(200)],
    ['a tangle', tangle(200, 60)],
    ['hubs', regions(8, 24)],
  ];

  it.each(big)('of %s of 200: nothing moves when nothing changed', (_, plan) => {
    const scene = drawn(plan);
    expect(drawn(plan, scene)).toEqual(scene);
  });

  it.each(big)('of %s of 200: a new group moves nobody', (_, plan) => {
    const before = drawn(plan);
    const after = drawn(addGroup(plan, 'Novosibirsk', plan.groups[5]!.name), before);
    expect(movers(before, after)).toEqual([]);
    expectSound(after);
  });

  it('a new group stands near the one that it is linked to', () => {
    const before = drawn(tangle(30, 5));
    const after = drawn(addGroup(tangle(30, 5), 'New', 'Tokyo'), before);
    const at = (name: string) => after.nodes.find((node) => node.name === name)!;
    expect(Math.hypot(at('New').x - at('Tokyo').x, at('New').y - at('Tokyo').y)).toBeLessThan(after.width / 2);
  });

  it.each(big)('of %s of 200: a new server moves less than one in a hundred', (_, plan) => {
    const before = drawn(plan);
    const after = drawn(addServers(plan, 100, 1), before);
    expect(movers(before, after).length).toBeLessThan(2);
    expectSound(after);
  });

  it.each(big)('of %s of 200: many servers in one group push its neighbours only', (_, plan) => {
    const before = drawn(plan);
    const after = drawn(addServers(plan, 100, 12), before);
    expect(movers(before, after).length).toBeLessThan(30);
    expectSound(after);
  });

  it('removing a group moves nobody', () => {
    const plan = star(50);
    const before = drawn(plan);
    const without = { ...plan, groups: plan.groups.filter((_, index) => index !== 7) };
    expect(movers(before, drawn(without, before))).toEqual([]);
  });

  it('a new name for a group leaves it where it was', () => {
    const plan = star(50);
    const before = drawn(plan);
    const after = drawn(
      { ...plan, groups: plan.groups.map((group, index) => (index === 7 ? { ...group, name: 'Praha' } : group)) },
      before,
    );
    const [old, renamed] = [
      before.nodes.find((node) => node.name === plan.groups[7]!.name)!,
      after.nodes.find((node) => node.name === 'Praha')!,
    ];
    expect([renamed.x, renamed.y]).toEqual([old.x, old.y]);
    expect(movers(before, after)).toEqual([]);
  });

  it('a new cost moves no label of another connector', () => {
    const plan = tangle(60, 20);
    const before = drawn(plan);
    const after = drawn(
      { ...plan, connectors: plan.connectors!.map((each, index) => (index === 9 ? { ...each, cost: 99 } : each)) },
      before,
    );
    const labels = new Map(before.edges.map((edge) => [edge.id, edge.label]));
    const moved = after.edges.filter(
      (edge) => labels.get(edge.id)?.x !== edge.label.x || labels.get(edge.id)?.y !== edge.label.y,
    );
    expect(moved.length).toBeLessThanOrEqual(1);
  });

  it.each(big)('of %s of 200: what stays is drawn as it would be alone', (_, plan) => {
    const connectors = plan.connectors!.filter((_, index) => index % 10 !== 3);
    const after = drawn({ ...plan, connectors }, drawn(plan));
    const afresh = drawn({ ...plan, connectors }, { ...after, edges: [] });
    expect(after.edges.map((edge) => edge.curve)).toEqual(afresh.edges.map((edge) => edge.curve));
  });

  it('starts afresh when most is new', () => {
    expect(drawn(star(50), drawn(star(3)))).toEqual(drawn(star(50)));
  });
});
