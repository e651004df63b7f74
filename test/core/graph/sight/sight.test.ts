import { describe, expect, test } from 'vitest';
import { clustersOf } from '#core/graph/sight/clusters';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import type { SceneEdge } from '#core/graph/scene';
import { indexPlaces } from '#core/graph/scene-index';
import { mostSeen, sightOf } from '#core/graph/sight/sight';
import { centre, overlap } from '#core/graph/space';
import { network, realistic, regions, star, tangle, topologyOf, type Plan } from '../topologies.ts';

const placesOf = (plan: Plan, before?: ReturnType<typeof layout>) => layout(buildGraph(topologyOf(plan)), before);
const nothing = { nodes: [], edges: [] };

describe('Clusters', () => {
  test('are none in a small drawing', () => {
    expect(clustersOf(placesOf(regions(3, 9))).clusters).toEqual([]);
  });

  test('are hubs with their branches, and trunks hold what leads from one to another', () => {
    const { clusters, trunks } = clustersOf(placesOf(regions(4, 10)));
    expect(clusters.map(({ name, groups }) => [name, groups.length])).toEqual([
      ['Seattle', 11],
      ['London', 11],
      ['Brussels', 11],
      ['Tokyo', 11],
    ]);
    const between = trunks.filter(({ from, to }) => 'groups' in from && 'groups' in to);
    expect(between.map(({ edges }) => edges.length >= 1)).toEqual(Array.from({ length: 6 }, () => true));
  });

  test.each([
    ['around one hub', star(300)],
    ['of no particular shape', tangle(300, 60)],
  ])('of 300 groups %s hold each group once, and none holds too many', (_, plan) => {
    const { clusters } = clustersOf(placesOf(plan));
    const held = clusters.flatMap(({ groups }) => groups.map(({ id }) => id));
    expect(new Set(held).size).toBe(held.length);
    expect(held.length).toBeGreaterThan(150);
    expect(Math.max(...clusters.map(({ groups }) => groups.length))).toBeLessThanOrEqual(120);
  });

  test.each([50, 200])('of a realistic drawing of %i groups have nothing of others in them', (count) => {
    const places = placesOf(realistic(count));
    const { clusters } = clustersOf(places);
    expect(clusters.length).toBeGreaterThan(3);
    const groups = places.nodes.filter(({ kind }) => kind === 'routing group');
    for (const cluster of clusters) {
      const own = new Set(cluster.groups.map(({ id }) => id));
      const inside = groups.filter((group) => overlap(cluster, { ...centre(group), width: 1, height: 1 }));
      expect(inside.filter(({ id }) => !own.has(id)).map(({ name }) => name)).toEqual([]);
    }
  });

  test.each([200, 1000])(
    'of a realistic drawing of %i groups are whole: only what joins hubs stands alone',
    (count) => {
      const places = placesOf(realistic(count));
      const { clusters, clusterOf } = clustersOf(places);
      const groups = places.nodes.filter(({ kind }) => kind === 'routing group');
      expect(groups.filter(({ id }) => !clusterOf.has(id)).map(({ name }) => name)).toEqual([groups[0]?.name]);
      const hubs = Math.round(Math.sqrt(count) * 0.8);
      expect(clusters.map(({ name }) => name)).toEqual(groups.slice(1, hubs + 1).map(({ name }) => name));
    },
  );

  test('are named after the hub with a number where one hub has too many branches for one', () => {
    const { clusters } = clustersOf(placesOf(star(300)));
    const names = clusters.map(({ name }) => name);
    expect(names).toContain('Seattle');
    expect(names.filter((name) => /^Seattle \(\d\)$/.test(name))).toHaveLength(clusters.length - 1);
  });

  test.each([
    ['without a hub', tangle(300, 80)],
    ['around one hub', star(300)],
  ])('of 300 groups %s are no strips: each has room for its name when all is in view', (_, plan) => {
    const places = placesOf(plan);
    const { clusters } = clustersOf(places);
    const zoom = Math.min(1224 / places.width, 700 / places.height);
    const slim = clusters.filter(({ width, height }) => Math.min(width, height) * zoom < 24);
    expect(slim.map(({ name }) => name)).toEqual([]);
    const strips = clusters.filter(({ width, height }) => Math.max(width / height, height / width) > 6);
    expect(strips.length).toBeLessThanOrEqual(1);
  });

  test('do not lie on each other where their groups stand close together', () => {
    const places = placesOf(regions(6, 8));
    const { clusters, clusterOf } = clustersOf(places);
    // Two of which one stands below the other, the lower one brought so near that their groups are 4 apart.
    const [upper, lower] =
      clusters.flatMap((a) => clusters.map((b) => [a, b] as const)).find(([a, b]) => b.y > a.y + a.height) ?? [];
    expect(lower).toBeDefined();
    const edge = Math.max(...(upper?.groups ?? []).map(({ y, height }) => y + height));
    const by = edge + 4 - Math.min(...(lower?.groups ?? []).map(({ y }) => y));
    const moved = places.nodes.map((node) => (clusterOf.get(node.id) === lower ? { ...node, y: node.y + by } : node));
    const now = clustersOf({ ...places, nodes: moved }).clusters;
    expect(now.map(({ groups }) => groups.length)).toEqual(clusters.map(({ groups }) => groups.length));
    const meeting = now.flatMap((a, index) => now.slice(index + 1).filter((b) => overlap(a, b)).map(({ name }) => name)); // prettier-ignore
    expect(meeting).toEqual([]);
  });

  test('name the hosts outside that only they lead to; one that is on the way of a message is seen from anywhere', () => {
    const plan = regions(4, 10);
    const partner = (name: string, group: string) =>
      ({ name, in: group, kind: 'smtp connector', spaces: [`${name}.example`], hosts: [`relay.${name}.example`] }) as const; // prettier-ignore
    const shared = { ...partner('b', 'Tokyo'), name: 'b2' };
    const more = [partner('a', 'London'), partner('b', 'London'), shared];
    const places = placesOf({ ...plan, connectors: [...(plan.connectors ?? []), ...more] });
    const clusters = clustersOf(places);
    const named = clusters.clusters.flatMap(({ name, outside }) => outside.map(({ label }) => `${name}: ${label}`));
    expect(named).toEqual(['London: relay.a.example']);
    const sight = sightOf(indexPlaces(places), clusters);
    const look = { view: { x: 0, y: 0, width: places.width, height: places.height }, zoom: 0.05 };
    const host = clusters.clusters.flatMap(({ outside }) => outside)[0];
    const edges = places.edges.filter(({ to }) => to === host?.id).map(({ id }) => id);
    const hosts = (pinned: typeof edges) => sight(look, { nodes: [], edges: pinned }).nodes.map(({ label }) => label);
    expect(hosts([])).not.toContain('relay.a.example');
    expect(hosts(edges)).toContain('relay.a.example');
  });

  test('cover what is selected in them until they open', () => {
    const places = placesOf(regions(4, 10));
    const clusters = clustersOf(places);
    const sight = sightOf(indexPlaces(places), clusters);
    const group = clusters.clusters[1]!.groups[3]!;
    const view = { x: 0, y: 0, width: places.width, height: places.height };
    const seenFrom = (zoom: number) => sight({ view, zoom }, { nodes: [group.id], edges: [] });
    expect([...seenFrom(0.05).covered]).toEqual([group.id]);
    expect(seenFrom(0.05).nodes).toContain(group);
    expect([...seenFrom(1).covered]).toEqual([]);
  });

  test('far out of view are no trunks: what leads by above or below is not seen either', () => {
    const places = placesOf(regions(4, 10));
    const clusters = clustersOf(places);
    const sight = sightOf(indexPlaces(places), clusters);
    const zoom = 0.05;
    const all = sight({ view: { x: 0, y: 0, width: places.width, height: places.height }, zoom }, nothing).trunks;
    expect(all).toEqual(clusters.trunks);
    for (const cluster of clusters.clusters) {
      const { trunks } = sight({ view: { ...centre(cluster), width: 1, height: 1 }, zoom }, nothing);
      expect(trunks.filter(({ from, to }) => from === cluster || to === cluster).length).toBeGreaterThan(1);
      expect(trunks.length).toBeLessThan(all.length);
    }
  });

  test('of a thousand groups without a hub are few, and leave none out', () => {
    const wide = 32;
    const lines = Array.from({ length: wide * wide }, (_, index) => index).flatMap((index) => [
      ...((index + 1) % wide === 0 ? [] : [[index, index + 1] as const]),
      ...(index + wide < wide * wide ? [[index, index + wide] as const] : []),
    ]);
    const { clusters } = clustersOf(placesOf(network(wide * wide, lines)));
    expect(clusters.reduce((sum, { groups }) => sum + groups.length, 0)).toBe(wide * wide);
    expect(clusters.length).toBeLessThan(100);
    expect(Math.max(...clusters.map(({ groups }) => groups.length))).toBeLessThanOrEqual(120);
  });

  test('that an edit does not concern are the same objects', () => {
    const plan = regions(5, 12);
    const places = placesOf(plan);
    const before = clustersOf(places);
    const connectors = (plan.connectors ?? []).map((each, i) => (i === 0 ? { ...each, cost: 77 } : each));
    const after = clustersOf(placesOf({ ...plan, connectors }, places), before);
    expect(after.clusters.every((cluster, i) => cluster === before.clusters[i])).toBe(true);
    expect(after.trunks.filter((trunk) => !before.trunks.includes(trunk)).length).toBeLessThanOrEqual(1);
  });

  test('after any edit are those of the drawing as it is then', () => {
    const plan = regions(5, 12);
    const connectors = plan.connectors ?? [];
    const edits: readonly (readonly [string, Plan])[] = [
      ['another cost', { ...plan, connectors: connectors.map((each) => ({ ...each, cost: 77 })) }],
      [
        'another end',
        { ...plan, connectors: connectors.map((each, i) => (i === 30 ? { ...each, to: ['Paris'] } : each)) },
      ],
      ['one less', { ...plan, connectors: connectors.slice(0, -5) }],
      [
        'a server more',
        { ...plan, groups: plan.groups.map((each, i) => (i === 9 ? { ...each, servers: ['A', 'B'] } : each)) },
      ],
    ];
    const places = placesOf(plan);
    for (const [what, edited] of edits) {
      const now = placesOf(edited, places);
      expect(clustersOf(now, clustersOf(places)), what).toEqual(clustersOf(now));
    }
  });
});

describe('What is seen', () => {
  const places = placesOf(regions(20, 49));
  const clusters = clustersOf(places);
  const sight = sightOf(indexPlaces(places), clusters);
  const whole = { x: 0, y: 0, width: places.width, height: places.height };

  test('from far away is every cluster, and no group', () => {
    const seen = sight({ view: whole, zoom: 0.05 }, nothing);
    expect(seen.clusters).toHaveLength(20);
    expect(seen.nodes.filter(({ kind }) => kind !== 'internet')).toEqual([]);
    expect(seen.edges).toEqual([]);
  });

  test.each([0.05, 0.25, 0.4, 0.6, 0.9, 2])('at zoom %d is bounded, and the same for the same look', (zoom) => {
    const look = { view: whole, zoom };
    const seen = sight(look, nothing);
    expect(seen.clusters.length + seen.nodes.length + seen.edges.length).toBeLessThanOrEqual(mostSeen);
    expect(sight(look, nothing)).toEqual(seen);
  });

  test('is what is pinned, with what holds it, wherever it is', () => {
    const server = places.nodes.findLast(({ kind }) => kind === 'server');
    const seen = sight({ view: whole, zoom: 0.05 }, { nodes: server === undefined ? [] : [server.id], edges: [] });
    expect(seen.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([server?.id, server?.parent]));
  });

  test('has the caption of a connector that is asked for, also where there is no room for it', () => {
    const found = [0.3, 0.4, 0.5, 0.6, 0.7].flatMap((zoom) => {
      const { edges, captions } = sight({ view: whole, zoom }, nothing);
      return edges.filter((edge) => !captions.includes(edge)).map((edge) => ({ zoom, edge }));
    });
    const [first] = found;
    if (first === undefined) throw new Error('All captions have room.');
    const { captions } = sight({ view: whole, zoom: first.zoom }, { nodes: [], edges: [first.edge.id] });
    expect(captions).toContain(first.edge);
  });

  test('from half way are connectors of a cluster; those that lead out of it step back', () => {
    const [cluster] = clusters.clusters;
    if (cluster === undefined) throw new Error('There are no clusters.');
    const seen = sight({ view: cluster, zoom: 0.5 }, nothing);
    const inSight = new Set(seen.nodes.map(({ id }) => id));
    const isWithin = ({ from, to }: SceneEdge) => clusters.clusterOf.get(from) === clusters.clusterOf.get(to);
    const within = seen.edges.filter((edge) => isWithin(edge) && inSight.has(edge.from));
    expect(within.length).toBeGreaterThan(40);
    expect(within.filter(({ id }) => seen.aside.has(id))).toEqual([]);
    const passing = seen.edges.filter(({ from, to }) => !inSight.has(from) && !inSight.has(to));
    const leaving = seen.edges.filter((edge) => edge.kind === 'routing group connector' && !isWithin(edge));
    expect(leaving.length).toBeGreaterThan(0);
    expect([...passing, ...leaving].filter(({ id }) => !seen.aside.has(id))).toEqual([]);
    expect(seen.captions.filter((edge) => passing.includes(edge))).toEqual([]);
  });
});

test('What only passes by is not seen, and costs out of view are not either', () => {
  const places = placesOf(realistic(200));
  const clusters = clustersOf(places);
  const sight = sightOf(indexPlaces(places), clusters);
  const hub = places.nodes.find(({ kind }) => kind === 'routing group')!;
  const view = { x: hub.x - 300, y: hub.y - 300, width: hub.width + 600, height: hub.height + 600 };
  const { nodes, edges, captions } = sight({ view, zoom: 1.1 }, nothing);
  const inSight = new Set<string>(nodes.map(({ id }) => id));
  expect(edges.length).toBeGreaterThan(5);
  expect(edges.filter(({ from, to }) => !inSight.has(from) && !inSight.has(to)).map(({ id }) => id)).toEqual([]);
  const isWithin = ({ from, to }: SceneEdge) => clusters.clusterOf.get(from) === clusters.clusterOf.get(to);
  const passing = places.edges.find((edge) => !inSight.has(edge.from) && !inSight.has(edge.to) && isWithin(edge))!;
  const asked = sight({ view, zoom: 1.1 }, { nodes: [], edges: [passing.id] });
  expect(asked.edges).toContain(passing);
  expect(asked.aside).not.toContain(passing.id);
  expect(captions.length).toBeGreaterThan(0);
  for (const { label } of captions) expect(overlap(view, { ...label, width: 60, height: 30 })).toBe(true);
});
