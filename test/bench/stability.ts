// How far an edit moves what it does not concern: by kind of edit, in shares of the drawing. The aim of an edit that
// adds something is that most stays and the mean move is within one percent.

import { buildGraph } from '#core/graph/graph';
import type { NodeId } from '#core/graph/ids';
import { layout } from '#core/graph/layout';
import type { Pins } from '#core/graph/places/places';
import type { Places, SceneNode } from '#core/graph/scene';
import { regions, star, tangle, topologyOf, type ConnectorPlan, type Plan } from '../core/graph/topologies.ts';

interface Result {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly unit: '%';
}

const shapes: readonly (readonly [string, Plan])[] = [
  ['hub', star(999)],
  ['hubs with branches', regions(20, 49)],
  ['no shape', tangle(1000, 300)],
];

/** Each gives the plan after the edit. */
const edits: readonly (readonly [string, (plan: Plan) => Plan])[] = [
  ['a new group', withNewGroup],
  ['a group less', ({ groups, connectors = [] }) => ({ groups: groups.toSpliced(500, 1), connectors })],
  ['a group renamed', renamed],
  ['a new server', withNewServer],
  ['a new connector', (plan) => withConnector(plan, { name: 'New', in: nameAt(plan, 7), to: [nameAt(plan, 700)] })],
  ['a new smart host', (plan) => withConnector(plan, toHost(nameAt(plan, 300)))],
  ['a new cost', withNewCost],
];

export function benchStability(): Promise<Result[]> {
  const results = shapes.flatMap(([shape, plan]) => {
    const before = drawn(plan);
    const edited = edits.map(([edit, change]) => [edit, drawn(change(plan), before)] as const);
    return [...edited, ['a box dragged', dragged(plan, before)] as const].flatMap(([edit, after]) =>
      rowsOf(`after ${edit}, 1,000 groups, ${shape}`, before, after),
    );
  });
  return Promise.resolve(results);
}

function drawn(plan: Plan, previous?: Places, pins?: Pins): Places {
  return layout(buildGraph(topologyOf(plan)), previous, pins);
}

/** One box is put right of another one, where there may be more. */
function dragged(plan: Plan, before: Places): Places {
  const boxes = outermost(before);
  const [box, beside] = [boxes[500], boxes[20]];
  if (box === undefined || beside === undefined) return before;
  const pins = new Map<NodeId, { x: number; y: number }>([[box.id, { x: beside.x + beside.width + 24, y: beside.y }]]);
  const after = drawn(plan, before, pins);
  // What the person moved is no surprise to them.
  return { ...after, nodes: after.nodes.filter((node) => node.id !== box.id) };
}

function rowsOf(name: string, before: Places, after: Places): Result[] {
  const diagonal = Math.hypot(before.width, before.height);
  const was = new Map(outermost(before).map((node) => [node.id, node]));
  const moves = outermost(after).flatMap((node) => {
    const old = was.get(node.id);
    return old === undefined ? [] : [(100 * Math.hypot(node.x - old.x, node.y - old.y)) / diagonal];
  });
  moves.sort((one, other) => one - other);
  const at = (share: number) => moves[Math.floor(moves.length * share)] ?? 0;
  const mean = moves.reduce((sum, move) => sum + move, 0) / Math.max(1, moves.length);
  return [
    { name: `move ${name}`, p50: at(0.5), p95: at(0.95), unit: '%' },
    { name: `mean move ${name}`, p50: mean, p95: mean, unit: '%' },
  ];
}

function outermost({ nodes }: Places): readonly SceneNode[] {
  return nodes.filter((node) => node.parent === null);
}

function nameAt({ groups }: Plan, index: number): string {
  return groups[index]?.name ?? '';
}

function withConnector({ groups, connectors = [] }: Plan, connector: ConnectorPlan): Plan {
  return { groups, connectors: [...connectors, connector] };
}

function toHost(group: string): ConnectorPlan {
  return { name: 'New', in: group, kind: 'smtp connector', spaces: ['*'], hosts: ['new.example.com'] };
}

function withNewGroup(plan: Plan): Plan {
  const groups = [...plan.groups, { name: 'New', servers: ['NEW-EX01'] }];
  return withConnector({ ...plan, groups }, { name: 'New link', in: 'New', to: [nameAt(plan, 3)] });
}

function renamed({ groups, connectors = [] }: Plan): Plan {
  const old = groups[500]?.name;
  const named = (name: string) => (name === old ? 'Another name' : name);
  return {
    groups: groups.map((group) => ({ ...group, name: named(group.name) })),
    connectors: connectors.map((each) => ({ ...each, in: named(each.in), ...(each.to && { to: each.to.map(named) }) })),
  };
}

function withNewServer({ groups, connectors = [] }: Plan): Plan {
  const grown = groups.map((group, index) =>
    index === 500 ? { ...group, servers: [...(group.servers ?? []), 'NEW-EX01', 'NEW-EX02'] } : group,
  );
  return { groups: grown, connectors };
}

function withNewCost(plan: Plan): Plan {
  const connectors = plan.connectors?.map((each, index) => (index === 7 ? { ...each, cost: 99 } : each)) ?? [];
  return { ...plan, connectors };
}
