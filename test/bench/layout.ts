// How long layout takes: cold at three sizes, and after an edit.

import { buildGraph, type Graph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { regions, star, tangle, topologyOf, type Plan } from '../core/graph/topologies';

interface Result {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
}

/** Nodes are groups and servers, half each. */
export async function benchLayout(): Promise<Result[]> {
  const results = [
    ...[50, 200, 1000].flatMap((nodes) => [
      measured(`layout, ${nodes} nodes, hub and spokes`, cold(star(nodes / 2))),
      measured(`layout, ${nodes} nodes, no particular shape`, cold(tangle(nodes / 2, nodes / 6))),
    ]),
    measured('layout, 1000 nodes, hubs with branches', cold(regions(10, 49))),
    ...[200, 1000].map((nodes) =>
      measured(`layout after an edit, ${nodes} nodes`, edited(tangle(nodes / 2, nodes / 6))),
    ),
  ];
  return Promise.resolve(results);
}

function graphOf(plan: Plan): Graph {
  return buildGraph(topologyOf(plan));
}

function cold(plan: Plan): () => void {
  const graph = graphOf(plan);
  return () => void layout(graph);
}

/** A group is added and taken away in turn. */
function edited(plan: Plan): () => void {
  const link = { name: 'New link', in: 'New', to: [plan.groups[3]?.name ?? ''] };
  const added = {
    groups: [...plan.groups, { name: 'New', servers: ['NEW-EX01'] }],
    connectors: [...(plan.connectors ?? []), link],
  };
  const graphs = [graphOf(added), graphOf(plan)];
  let scene = layout(graphOf(plan));
  let turn = 0;
  return () => {
    const graph = graphs[turn++ % 2];
    if (graph !== undefined) scene = layout(graph, scene);
  };
}

function measured(name: string, run: () => void): Result {
  for (let warm = 0; warm < 10; warm++) run();
  const times = Array.from({ length: 40 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
  return { name, p50: at(0.5), p95: at(0.95), unit: 'ms' };
}
