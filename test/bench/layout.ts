// How long layout takes: cold at three sizes, and after an edit.

import { buildGraph, type Graph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { regions, star, tangle, topologyOf, type Plan } from '../core/graph/topologies.ts';

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
    ...[200, 1000].flatMap((nodes) => [
      measured(`layout after a new group, ${nodes} nodes`, edited(tangle(nodes / 2, nodes / 6), withNewGroup)),
      measured(`layout after a new cost, ${nodes} nodes`, edited(tangle(nodes / 2, nodes / 6), withNewCost)),
    ]),
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

/** The edit is made and undone in turn. */
function edited(plan: Plan, edit: (plan: Plan) => Plan): () => void {
  const graphs = [graphOf(edit(plan)), graphOf(plan)];
  let scene = layout(graphOf(plan));
  let turn = 0;
  return () => {
    const graph = graphs[turn++ % 2];
    if (graph !== undefined) scene = layout(graph, scene);
  };
}

function withNewGroup(plan: Plan): Plan {
  const link = { name: 'New link', in: 'New', to: [plan.groups[3]?.name ?? ''] };
  const groups = [...plan.groups, { name: 'New', servers: ['NEW-EX01'] }];
  return { groups, connectors: [...(plan.connectors ?? []), link] };
}

function withNewCost(plan: Plan): Plan {
  const connectors = plan.connectors?.map((each, index) => (index === 7 ? { ...each, cost: 99 } : each)) ?? [];
  return { ...plan, connectors };
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
