// Which routing groups are cut off from the others: a fact of keys alone, computed anew only when a connector leads
// somewhere else.

import type { Connector, Key, RoutingGroup } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { enabledConnectors, routingGroups } from './facts.ts';
import { groupRoles, type GroupRoles } from './group-roles.ts';
import { reachableFrom, strongComponents, type Graph } from './strong-components.ts';

/** Groups that reach one another, and not (all) the rest. */
export interface Island {
  /** In the order of the text. */
  readonly groups: readonly Key[];
  /** Mail from the mainland that is meant for these groups does not get here. */
  readonly misses: boolean;
  /** Mail that starts here does not get to those of the mainland that it can be meant for. */
  readonly loses: boolean;
  /** Some way leads here from the mainland, whether mail needs it or not. */
  readonly reached: boolean;
}

export interface Reachability {
  /** Of the sets of groups that all reach one another that with the most that mail is meant for, the first among equals. */
  readonly mainland: readonly Key[];
  /** All others; empty when every group reaches every other one. What mail needs no way to or from neither misses nor loses. */
  readonly islands: readonly Island[];
}

/**
 * Reachability by declared connectors, whatever their state: nodes are routing groups that have servers, edges are the
 * groups that connectors lead to. What cannot be known yet is taken to be fine: a connector to a group that is not
 * declared, to its own group, or whose text is faulty, may lead to any group. A way that no mail needs is not missing: a relay
 * of whose servers nobody has a mailbox needs none back, and what it is handed for the outside never asks for one (§2).
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
    roles: groupRoles,
  },
  ({ groups, links, roles }): Reachability => {
    const nodes = groups.filter(({ lives }) => lives).map(({ key }) => key);
    const graph = graphOf(nodes, links, new Set(groups.filter(({ faulty }) => faulty).map(({ key }) => key)));
    const meant = (component: readonly number[]) =>
      component.filter((node) => roles.isMeant(nodes[node] ?? nowhere)).length;
    const components = strongComponents(graph)
      .map((component) => component.filter((node) => node < nodes.length).sort((one, other) => one - other))
      .filter((component) => component.length > 0)
      .sort((one, other) => meant(other) - meant(one) || other.length - one.length || (one[0] ?? 0) - (other[0] ?? 0));
    return islandsOf(nodes, graph, { components, roles });
  },
);

const nowhere = '' as Key;

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

interface Parts {
  /** The mainland first. */
  readonly components: readonly (readonly number[])[];
  readonly roles: GroupRoles;
}

function islandsOf(nodes: readonly Key[], graph: Graph, { components, roles }: Parts): Reachability {
  const keysOf = (component: readonly number[]): readonly Key[] => component.flatMap((node) => nodes[node] ?? []);
  const [first = [], ...others] = components;
  const mainland = keysOf(first);
  const start = first[0];
  if (start === undefined || others.length === 0) return { mainland, islands: [] };
  const reached = reachableFrom(graph, start);
  const islands = others
    .sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0))
    .map((component): Island => {
      const [node = 0] = component;
      const groups = keysOf(component);
      const isReached = reached.has(node);
      return {
        groups,
        misses: !isReached && mainland.some(roles.sends) && groups.some(roles.isMeant),
        loses: groups.some(roles.sends) && mainland.some(roles.isMeant) && !reachableFrom(graph, node).has(start),
        reached: isReached,
      };
    });
  return { mainland, islands };
}
