// Graph -> Mermaid, as Markdown renderers draw it: each routing group a subgraph, each connector an arrow.

import { childrenIn, type Graph, type GraphNode } from '../graph.ts';
import type { NodeId } from '../ids.ts';
import { isGroup } from '../kinds.ts';
import { cut, serverLines, titleLine } from './lines.ts';
import { drawnTies, type DrawnEdge } from '../ties.ts';
import { printable } from '../text-width.ts';

/** The text of a Mermaid flowchart; names become numbers there, so that no name can break out of its label. */
export function mermaid(graph: Graph): string {
  const drawn = graph.nodes.filter((node) => !node.implicit);
  const tags = new Map(drawn.map((node, index) => [node.id, `n${index}`]));
  const tag = (id: NodeId) => tags.get(id) ?? 'n';
  const childrenOf = childrenIn(graph);
  const outermost = drawn.filter((node) => node.parent === null);
  return [
    'flowchart LR',
    ...outermost.flatMap((node) => (isGroup(node.kind) ? subgraph(node, childrenOf, tag) : [outside(node, tag)])),
    ...[...graph.edges, ...drawnTies(graph)].map((edge) => arrow(edge, tag)),
    '',
  ].join('\n');
}

function subgraph(group: GraphNode, childrenOf: (id: NodeId) => readonly GraphNode[], tag: (id: NodeId) => string) {
  const servers = childrenOf(group.id).map((server) => {
    const lines = serverLines(server, childrenOf(server.id), cut);
    return `    ${tag(server.id)}["${lines.map(escaped).join('<br/>')}"]`;
  });
  const empty = servers.length === 0 ? [`    ${tag(group.id)}e["no servers"]`] : [];
  return [`  subgraph ${tag(group.id)}["${escaped(titleLine(group, cut))}"]`, ...servers, ...empty, '  end'];
}

function outside(node: GraphNode, tag: (id: NodeId) => string): string {
  const label = `"${escaped(cut(node.name))}"`;
  return `  ${tag(node.id)}${node.kind === 'internet' ? `((${label}))` : `[/${label}/]`}`;
}

function arrow(edge: DrawnEdge, tag: (id: NodeId) => string): string {
  const line = edge.disabled === true ? '-.->' : arrows[edge.kind];
  return `  ${tag(edge.from)} ${line}|"${labelOf(edge)}"| ${tag(edge.to)}`;
}

/** The name where an edge has one for both ways, and the cost where there is one. */
function labelOf({ kind, name, cost, disabled }: DrawnEdge): string {
  if (kind === 'dag') return escaped(cut(name));
  if (kind === 'site link') return escaped(`${cut(name)} · ${cost}`);
  return `${cost}${disabled === true ? ' · disabled' : ''}`;
}

const arrows: Readonly<Record<DrawnEdge['kind'], string>> = {
  'routing group connector': '-->',
  'smtp connector': '==>',
  'x400 connector': '-.->',
  'send connector': '==>',
  'foreign connector': '-.->',
  'delivery agent connector': '-.->',
  'site link': '---',
  dag: '-.-',
};

/** Everything that Mermaid, Markdown or HTML could take for markup becomes a numbered entity of Mermaid. */
function escaped(text: string): string {
  return printable(text).replaceAll(/[^\p{L}\p{M}\p{N} ._·-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
