// Which routing groups are cut off from the others: a fact of keys alone, computed anew only when a connector leads
// somewhere else.

import type { Connector, Key, RoutingGroup } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { enabledConnectors, routingGroups } from './facts.ts';
import { reachableFrom, strongComponents, type Graph } from './strong-components.ts';

/** Groups that reach one another, and not (all) the rest. */
export interface Island {
  /** In the order of the text. */
  readonly groups: readonly Key[];
  /** Mail gets here from the mainland. */
  readonly reached: boolean;
  /** Mail gets from here to the mainland. */
  readonly left: boolean;
}

export interface Reachability {
  /** The largest set of groups that all reach one another; the one that is declared first among equals. */
  readonly mainland: readonly Key[];
  /** All others; empty when every group reaches every other one. */
  readonly islands: readonly Island[];
}

/**
 * Reachability by declared connectors, whatever their state: nodes are routing groups that have servers, edges are the
 * groups that connectors lead to. What cannot be known yet is taken to be fine: a connector to a group that is not
 * declared, to its own group, or whose text is faulty, may lead to any group.
 */
export const reachability = derived(
  {
    groups: gist(routingGroups, ({ key, servers, faulty }: RoutingGroup) => ({
      key,
      lives: servers.length > 0,
      faulty,
    })),
    links: gist(enabledConnectors, ({ group, connects, faulty, kind }: Connector) => ({
      from: group,
      to: connects.map((connected) => connected.group.key),
      unclear:
        kind === 'routing group connector' ? connects.every((connected) => connected.group.key === group) : faulty,
    })),
  },
  ({ groups, links }): Reachability => {
    const nodes = groups.filter(({ lives }) => lives).map(({ key }) => key);
    const graph = graphOf(nodes, links, new Set(groups.filter(({ faulty }) => faulty).map(({ key }) => key)));
    const components = strongComponents(graph)
      .map((component) => component.filter((node) => node < nodes.length).sort((one, other) => one - other))
      .filter((component) => component.length > 0)
      .sort((one, other) => other.length - one.length || (one[0] ?? 0) - (other[0] ?? 0));
    return islandsOf(nodes, graph, components);
  },
);

interface Link {
  readonly from: Key;
  readonly to: readonly Key[];
  readonly unclear: boolean;
}

/** Nodes are positions in `nodes`; the last one stands for "anywhere". */
function graphOf(nodes: readonly Key[], links: readonly Link[], faultyGroups: ReadonlySet<Key>): Graph {
  const anywhere = nodes.length;
  const positions = new Map(nodes.map((key, position) => [key, position]));
  const graph: number[][] = Array.from({ length: nodes.length + 1 }, () => []);
  graph[anywhere] = [...nodes.keys()];
  for (const { from, to, unclear } of links) {
    const edges = graph[positions.get(from) ?? -1];
    if (edges === undefined) continue;
    for (const key of to) edges.push(positions.get(key) ?? anywhere);
    if (unclear) edges.push(anywhere);
  }
  for (const key of faultyGroups) graph[positions.get(key) ?? -1]?.push(anywhere);
  return graph;
}

function islandsOf(nodes: readonly Key[], graph: Graph, components: readonly (readonly number[])[]): Reachability {
  const keysOf = (component: readonly number[]): readonly Key[] => component.flatMap((node) => nodes[node] ?? []);
  const [mainland = [], ...others] = components;
  const start = mainland[0];
  if (start === undefined || others.length === 0) return { mainland: keysOf(mainland), islands: [] };
  const reached = reachableFrom(graph, start);
  const islands = others
    .sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0))
    .map((component) => {
      const first = component[0] ?? 0;
      return { groups: keysOf(component), reached: reached.has(first), left: reachableFrom(graph, first).has(start) };
    });
  return { mainland: keysOf(mainland), islands };
}
