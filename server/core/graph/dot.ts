// Graph -> Graphviz: each routing group a cluster of servers, each connector an arrow between clusters.

import { isKind } from '#core/model/element';
import { childrenIn, type Graph, type GraphEdge, type GraphNode } from './graph.ts';
import type { NodeId } from './ids.ts';
import { printable } from './text-width.ts';

/** The text of a DOT file; names become numbers there, so that no name can break out of its label. */
export function dot(graph: Graph, title = 'Mail routing topology'): string {
  const drawn = graph.nodes.filter((node) => !node.implicit);
  const tags = new Map(drawn.map((node, index) => [node.id, `n${index}`]));
  const tag = (id: NodeId) => tags.get(id) ?? 'n';
  const childrenOf = childrenIn(graph);
  const groups = drawn.filter((node) => node.kind === 'routing group');
  const outside = drawn.filter((node) => node.kind === 'host' || node.kind === 'internet');
  return [
    `digraph ${quoted(title)} {`,
    '  compound=true; rankdir=LR; nodesep=0.6; ranksep=1.2;',
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...groups.flatMap((group) => cluster(group, childrenOf, tag)),
    ...outside.map((node) => `  ${tag(node.id)} [label=${quoted(node.name)}, shape=${shapes[node.kind]}];`),
    ...graph.edges.map((edge) => arrow(edge, tag)),
    '}',
    '',
  ].join('\n');
}

const shapes: Readonly<Partial<Record<GraphNode['kind'], string>>> = { host: 'component', internet: 'ellipse' };

/** A cluster has a point without extent in it, as arrows can only lead to nodes and are cut off at the cluster. */
function cluster(group: GraphNode, childrenOf: (id: NodeId) => readonly GraphNode[], tag: (id: NodeId) => string) {
  const servers = childrenOf(group.id).map((server) => {
    const virtualServers = childrenOf(server.id).map((each) => each.name);
    const label = [server.name, ...virtualServers.map((name) => `· ${name}`)].map(escaped).join('\\n');
    const marked = server.bridgehead ? ', penwidth=2' : '';
    return `    ${tag(server.id)} [label="${label}"${marked}];`;
  });
  return [
    `  subgraph cluster_${tag(group.id)} {`,
    `    label=${quoted(group.name)}; style=rounded; fontname="Helvetica-Bold"; fontsize=12;`,
    `    ${tag(group.id)} [shape=point, style=invis, width=0];`,
    ...servers,
    '  }',
  ];
}

function arrow(edge: GraphEdge, tag: (id: NodeId) => string): string {
  const [from, to] = [tag(edge.from), tag(edge.to)];
  const head = isKind(edge.to, 'routing group') || isKind(edge.to, 'site') ? `, lhead=cluster_${to}` : '';
  const tooltip = `, tooltip=${quoted(edge.name)}`;
  return `  ${from} -> ${to} [label="${edge.cost}", ltail=cluster_${from}${head}${tooltip}${edgeStyles[edge.kind]}];`;
}

const edgeStyles: Readonly<Record<GraphEdge['kind'], string>> = {
  'routing group connector': '',
  'smtp connector': ', color="#1f6fb2"',
  'x400 connector': ', color="#8a5a9e", style=dashed',
  'send connector': ', color="#1f6fb2"',
  'foreign connector': ', color="#8a5a9e", style=dashed',
  'delivery agent connector': ', color="#8a5a9e", style=dashed',
  'site link': ', dir=none',
};

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** In a quoted string of DOT only `"` ends it and `\` begins an escape; `&` would begin an HTML entity. */
function escaped(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
