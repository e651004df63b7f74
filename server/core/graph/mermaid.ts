// Graph -> Mermaid, as Markdown renderers draw it: each routing group a subgraph, each connector an arrow.

import { childrenIn, type Graph, type GraphEdge, type GraphNode } from './graph.ts';
import type { NodeId } from './ids.ts';
import { printable } from './text-width.ts';

/** The text of a Mermaid flowchart; names become numbers there, so that no name can break out of its label. */
export function mermaid(graph: Graph): string {
  const drawn = graph.nodes.filter((node) => !node.implicit);
  const tags = new Map(drawn.map((node, index) => [node.id, `n${index}`]));
  const tag = (id: NodeId) => tags.get(id) ?? 'n';
  const childrenOf = childrenIn(graph);
  const outermost = drawn.filter((node) => node.parent === null);
  return [
    'flowchart LR',
    ...outermost.flatMap((node) =>
      node.kind === 'routing group' ? subgraph(node, childrenOf, tag) : [outside(node, tag)],
    ),
    ...graph.edges.map((edge) => arrow(edge, tag)),
    '',
  ].join('\n');
}

function subgraph(group: GraphNode, childrenOf: (id: NodeId) => readonly GraphNode[], tag: (id: NodeId) => string) {
  const servers = childrenOf(group.id).map((server) => {
    const lines = [server.name, ...childrenOf(server.id).map((virtual) => `· ${virtual.name}`)];
    return `    ${tag(server.id)}["${lines.map(escaped).join('<br/>')}"]`;
  });
  const empty = servers.length === 0 ? [`    ${tag(group.id)}e["no servers"]`] : [];
  return [`  subgraph ${tag(group.id)}["${escaped(group.name)}"]`, ...servers, ...empty, '  end'];
}

function outside(node: GraphNode, tag: (id: NodeId) => string): string {
  const label = `"${escaped(node.name)}"`;
  return `  ${tag(node.id)}${node.kind === 'internet' ? `((${label}))` : `[/${label}/]`}`;
}

function arrow(edge: GraphEdge, tag: (id: NodeId) => string): string {
  return `  ${tag(edge.from)} ${arrows[edge.kind]}|"${edge.cost}"| ${tag(edge.to)}`;
}

const arrows: Readonly<Record<GraphEdge['kind'], string>> = {
  'routing group connector': '-->',
  'smtp connector': '==>',
  'x400 connector': '-.->',
  'send connector': '==>',
  'foreign connector': '-.->',
  'delivery agent connector': '-.->',
  'site link': '---',
};

/** Everything that Mermaid, Markdown or HTML could take for markup becomes a numbered entity of Mermaid. */
function escaped(text: string): string {
  return printable(text).replaceAll(/[^\p{L}\p{M}\p{N} ._·-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
