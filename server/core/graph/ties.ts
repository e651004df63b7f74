// The lines that join the members of a DAG over its sites, as edges of the drawing: they lead nowhere and carry no mail.

import type { Graph, GraphDag, GraphEdge } from './graph.ts';
import { edgeId, type NodeId } from './ids.ts';
import { lookUpLooks } from './notes.ts';

/** An edge as it is drawn; the line of a DAG has that DAG's look, and says who its members are. */
export interface DrawnEdge extends GraphEdge {
  readonly look?: number;
  readonly members?: readonly string[];
}

/** One edge for each two sites that a DAG is drawn across. */
export function drawnTies({ dags = [], nodes }: Graph): readonly DrawnEdge[] {
  if (dags.length === 0) return [];
  const lookOf = lookUpLooks(dags);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const siteOf = (server: NodeId): NodeId | null => byId.get(server)?.parent ?? null;
  return dags.flatMap((dag) => tiesOf(dag, siteOf, { look: lookOf(dag.name), members: namesOf(dag, byId) }));
}

function namesOf({ members }: GraphDag, byId: ReadonlyMap<NodeId, { readonly name: string }>): readonly string[] {
  return members.flatMap((id) => byId.get(id)?.name ?? []);
}

function tiesOf(
  { id, name, members, ties }: GraphDag,
  siteOf: (server: NodeId) => NodeId | null,
  more: Pick<DrawnEdge, 'look' | 'members'>,
): readonly DrawnEdge[] {
  const membersIn = (site: NodeId): readonly NodeId[] => members.filter((member) => siteOf(member) === site);
  return ties.map(([from, to]) => ({
    id: edgeId(id, to, from),
    element: id,
    kind: 'dag',
    name,
    from,
    to,
    cost: 0,
    carries: [],
    any: false,
    bridgeheads: membersIn(from),
    targets: membersIn(to),
    ...more,
  }));
}

/** What there is to say of an edge besides where it leads. */
export function factsOfEdge({ disabled, implicit, members }: DrawnEdge): readonly string[] {
  return [
    ...(disabled === true ? ['disabled'] : []),
    ...(implicit === true ? ['made by the Edge subscription'] : []),
    ...(members === undefined ? [] : [`members ${members.join(', ')}`]),
  ];
}
