// What the formats that draw for themselves (DOT, Mermaid) write on a group and on a server, line by line.

import type { GraphNode } from '../graph.ts';
import { dagWords } from '../kinds.ts';
import { groupNotes } from '../notes.ts';

/** The name of a group, and what sets it apart. */
export function titleLine(group: GraphNode): string {
  const said = groupNotes(group, 0, 0).notes?.map(({ text }) => text) ?? [];
  return [group.name, ...said].join(' · ');
}

/** The name of a server, what it is, its DAG and databases, and what it holds. */
export function serverLines(server: GraphNode, held: readonly GraphNode[]): readonly string[] {
  const { name, role, dag, databases = [] } = server;
  return [
    name,
    ...(role === undefined ? [] : [role]),
    ...(dag === undefined ? [] : [dagWords(dag)]),
    ...(databases.length === 0 ? [] : [databases.map((each) => each.name).join(', ')]),
    ...held.map((each) => `· ${each.name}`),
  ];
}
