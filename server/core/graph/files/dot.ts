// Graph -> Graphviz: each routing group a cluster of servers, each connector an arrow between clusters.

import { isKind } from '#core/model/element';
import { childrenIn, type Graph, type GraphNode } from '../graph.ts';
import type { NodeId } from '../ids.ts';
import { isGroup, isOutside } from '../kinds.ts';
import { cut, serverLines, titleLine, whole, type Write } from './lines.ts';
import { drawnTies, type DrawnEdge } from '../ties.ts';
import { printable } from '../text-width.ts';

/** The text of a DOT file; names become numbers there, so that no name can break out of its label. */
export function dot(graph: Graph, title = 'Mail routing topology'): string {
  const drawn = graph.nodes.filter((node) => !node.implicit);
  const tags = new Map(drawn.map((node, index) => [node.id, `n${index}`]));
  const tag = (id: NodeId) => tags.get(id) ?? 'n';
  const childrenOf = childrenIn(graph);
  const groups = drawn.filter((node) => isGroup(node.kind));
  const outside = drawn.filter((node) => isOutside(node.kind));
  return [
    `digraph ${quoted(title)} {`,
    '  compound=true; rankdir=LR; nodesep=0.6; ranksep=1.2;',
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...groups.flatMap((group) => cluster(group, childrenOf, tag)),
    ...outside.map((node) => {
      const label = labelled((write) => [write(node.name)]);
      return `  ${tag(node.id)} [${[...label, `shape=${shapes[node.kind]}`].join(', ')}];`;
    }),
    ...[...graph.edges, ...drawnTies(graph)].map((edge) => arrow(edge, tag)),
    '}',
    '',
  ].join('\n');
}

const shapes: Readonly<Partial<Record<GraphNode['kind'], string>>> = {
  host: 'component',
  internet: 'ellipse',
  'foreign system': 'note',
};

/** A cluster has a point without extent in it, as arrows can only lead to nodes and are cut off at the cluster. */
function cluster(group: GraphNode, childrenOf: (id: NodeId) => readonly GraphNode[], tag: (id: NodeId) => string) {
  const servers = childrenOf(group.id).map((server) => {
    const label = labelled((write) => serverLines(server, childrenOf(server.id), write));
    return `    ${tag(server.id)} [${[...label, ...(server.bridgehead ? ['penwidth=2'] : [])].join(', ')}];`;
  });
  const look = [
    ...labelled((write) => [titleLine(group, write)]),
    'style=rounded',
    ...(group.role === undefined ? [] : ['penwidth=2']),
    'fontname="Helvetica-Bold"',
    'fontsize=12',
  ];
  return [
    `  subgraph cluster_${tag(group.id)} {`,
    `    ${look.join('; ')};`,
    `    ${tag(group.id)} [shape=point, style=invis, width=0];`,
    ...servers,
    '  }',
  ];
}

/** Lines as a label; what is cut there is whole in its tooltip. */
function labelled(linesBy: (write: Write) => readonly string[]): readonly string[] {
  const written = (write: Write) => `"${linesBy(write).map(escaped).join('\\n')}"`;
  const [label, told] = [written(cut), written(whole)];
  return [`label=${label}`, ...(label === told ? [] : [`tooltip=${told}`])];
}

function arrow(edge: DrawnEdge, tag: (id: NodeId) => string): string {
  const [from, to] = [tag(edge.from), tag(edge.to)];
  const head = isKind(edge.to, 'routing group') || isKind(edge.to, 'site') ? `, lhead=cluster_${to}` : '';
  const tooltip = `, tooltip=${quoted(edge.name)}`;
  const style = edge.disabled === true ? disabled : edgeStyles[edge.kind];
  return `  ${from} -> ${to} [label=${labelOf(edge)}, ltail=cluster_${from}${head}${tooltip}${style}];`;
}

/** The name where an edge has one for both ways, and the cost where there is one. */
function labelOf({ kind, name, cost, disabled }: DrawnEdge): string {
  if (kind === 'dag') return quoted(cut(name));
  if (kind === 'site link') return quoted(`${cut(name)} · ${cost}`);
  return `"${cost}${disabled === true ? ' · disabled' : ''}"`;
}

const disabled = ', color="#9aa4b0", fontcolor="#66727f", style=dotted';

const edgeStyles: Readonly<Record<DrawnEdge['kind'], string>> = {
  'routing group connector': '',
  'smtp connector': ', color="#1f6fb2"',
  'x400 connector': ', color="#8a5a9e", style=dashed',
  'send connector': ', color="#1f6fb2"',
  'foreign connector': ', color="#8a5a9e", style=dashed',
  'delivery agent connector': ', color="#8a5a9e", style=dashed',
  'site link': ', dir=none',
  dag: ', dir=none, style=dotted, constraint=false',
};

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** In a quoted string of DOT only `"` ends it and `\` begins an escape; `&` would begin an HTML entity. */
function escaped(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
}
