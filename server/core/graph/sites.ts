// What sites bring into the graph: lines between them, DAGs across them, and what sets one site or server apart.

import { groupId, lineId, serverId, dagId } from '#core/model/element';
import type { SitePair } from '#core/model/site-pairs';
import type { Key, RoutingGroup, Server, Topology } from '#core/model/topology';
import type { GraphDag, GraphEdge, GraphNode } from './graph.ts';
import { edgeId, type NodeId } from './ids.ts';
import { writtenReceiving } from './receiving.ts';

/** One line for each pair of sites that a link joins, as both directions cost the same. */
export function linkEdges(pairs: readonly SitePair[]): readonly GraphEdge[] {
  return pairs.map(({ link, from, to, cost }) => {
    const element = lineId(from.name, to.name);
    return {
      id: edgeId(element, undefined),
      element,
      kind: 'site link',
      name: link.name,
      from: groupId(from),
      to: groupId(to),
      cost,
      carries: [],
      any: true,
      bridgeheads: [],
      targets: [],
    };
  });
}

/** What sets a group apart; nothing of a routing group. */
export function groupTraits(
  { hub, noInboundMail }: RoutingGroup,
  administrativeGroup: string | undefined,
): Partial<GraphNode> {
  return {
    ...(administrativeGroup === undefined ? {} : { administrativeGroup }),
    ...(hub ? { role: 'hub site' as const } : {}),
    ...(noInboundMail ? { noInboundMail: true as const } : {}),
  };
}

/** What sets a server apart; nothing of one in a routing group. */
export function serverTraits(server: Server, dag: string | undefined): Partial<GraphNode> {
  const databases = server.databases.filter(({ implicit }) => !implicit);
  const receives = writtenReceiving(server);
  return {
    ...(server.isEdge ? { role: 'Edge server' as const } : {}),
    ...(databases.length > 0 ? { databases: databases.map(databaseOf) } : {}),
    ...(dag === undefined ? {} : { dag }),
    ...(receives.length > 0 ? { receives } : {}),
  };
}

function databaseOf({ name, copies }: Server['databases'][number]): { name: string; copies: string[] } {
  return { name, copies: copies.map((copy) => copy.name) };
}

/** The name of the first DAG that has a server among its members. */
export function dagNames({ dags }: Topology): ReadonlyMap<Key, string> {
  return new Map(dags.toReversed().flatMap(({ name, members }) => members.map(({ key }) => [key, name] as const)));
}

/** The DAGs with members that are declared. */
export function dagsOf(topology: Topology, pairs: readonly SitePair[]): readonly GraphDag[] {
  const costs = new Map(pairs.flatMap(({ from, to, cost }) => [[pairKey(groupId(from), groupId(to)), cost]]));
  return topology.dags.flatMap((dag) => {
    const members = [...new Set(dag.members.flatMap(({ key }) => topology.serverByKey.get(key) ?? []))];
    if (members.length === 0) return [];
    const sites = members.flatMap(({ group }) => topology.routingGroupByKey.get(group) ?? []).map(groupId);
    return {
      id: dagId(dag.name),
      name: dag.name,
      members: members.map(({ name }) => serverId(name)),
      ties: tiesBetween([...new Set(sites)], (a, b) => costs.get(pairKey(a, b)) ?? Infinity),
    };
  });
}

/** The fewest lines that join all sites: along links where there are some, the cheapest first, else in the given order. */
function tiesBetween(
  sites: readonly NodeId[],
  costBetween: (a: NodeId, b: NodeId) => number,
): readonly (readonly [NodeId, NodeId])[] {
  const ties: (readonly [NodeId, NodeId])[] = [];
  const joined = sites.slice(0, 1);
  const waiting = sites.slice(1);
  while (waiting.length > 0) {
    let best = { from: joined.at(-1) ?? waiting[0], at: 0, cost: Infinity };
    for (const from of joined) {
      for (const [at, to] of waiting.entries()) {
        const cost = costBetween(from, to);
        if (cost < best.cost) best = { from, at, cost };
      }
    }
    const [to] = waiting.splice(best.at, 1);
    if (to === undefined || best.from === undefined) break;
    ties.push([best.from, to]);
    joined.push(to);
  }
  return ties;
}

function pairKey(a: NodeId, b: NodeId): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}
