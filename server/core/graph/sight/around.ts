// One group and those around it: a part of a topology's graph, for a picture of one place.

import { addTo } from '#core/model/multimap';
import type { Graph, GraphEdge } from '../graph.ts';
import type { NodeId } from '../ids.ts';
import { isGroup } from '../kinds.ts';

/**
 * The graph of what is at most `depth` connectors away from a node, whichever way they lead. What is outside, such as the
 * Internet, is shown where it is met and leads no further: it would join everything.
 */
export function around(graph: Graph, start: NodeId, depth: number): Graph {
  const groups = new Set(graph.nodes.filter(({ kind }) => isGroup(kind)).map(({ id }) => id));
  const neighbours = neighboursIn(graph);
  const kept = new Set([start]);
  let edge: readonly NodeId[] = [start];
  for (let away = 0; away < depth && edge.length > 0; away++) {
    const next = new Set<NodeId>();
    for (const id of edge) {
      if (id !== start && !groups.has(id)) continue;
      for (const near of neighbours.get(id) ?? []) if (!kept.has(near)) next.add(near);
    }
    for (const id of next) kept.add(id);
    edge = [...next];
  }
  return partOf(graph, kept);
}

/** The graph of some of its outermost nodes: with all that is in them, and what joins them. */
export function partOf(graph: Graph, outermost: ReadonlySet<NodeId>): Graph {
  const kept = new Set(outermost);
  const nodes = graph.nodes.filter(({ id, parent }) => {
    if (parent !== null && kept.has(parent)) kept.add(id);
    return kept.has(id);
  });
  const dags = graph.dags?.flatMap((dag) => {
    const members = dag.members.filter((id) => kept.has(id));
    const ties = dag.ties.filter(([one, other]) => kept.has(one) && kept.has(other));
    return members.length === 0 ? [] : [{ ...dag, members, ties }];
  });
  return {
    nodes,
    edges: graph.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)).map((edge) => within(edge, kept)),
    loose: graph.loose.filter(({ node }) => kept.has(node)),
    ...(dags === undefined || dags.length === 0 ? {} : { dags }),
  };
}

function within(edge: GraphEdge, kept: ReadonlySet<NodeId>): GraphEdge {
  const isKept = (id: NodeId) => kept.has(id);
  return { ...edge, bridgeheads: edge.bridgeheads.filter(isKept), targets: edge.targets.filter(isKept) };
}

function neighboursIn({ edges, dags = [] }: Graph): ReadonlyMap<NodeId, readonly NodeId[]> {
  const neighbours = new Map<NodeId, NodeId[]>();
  const pairs = [...edges.map(({ from, to }) => [from, to] as const), ...dags.flatMap(({ ties }) => ties)];
  for (const [one, other] of pairs) {
    addTo(neighbours, one, other);
    addTo(neighbours, other, one);
  }
  return neighbours;
}
