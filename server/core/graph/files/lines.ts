// What the formats that draw for themselves (DOT, Mermaid) write on a group and on a server, line by line. `write` says how
// a name is written: as it is drawn, or whole.

import type { GraphNode } from '../graph.ts';
import { dagWords } from '../kinds.ts';
import { noInbound } from '../notes.ts';
import { fitted, printable } from '../text-width.ts';

/** How a name is written. */
export type Write = (name: string) => string;

/** Where a name is drawn by others, which would make a box as wide as it. Names that people give are whole. */
export const cut: Write = (name) => fitted(name, 12, 480);

/** Where it is only told of. */
export const whole: Write = printable;

/** The name of a group, and what sets it apart. */
export function titleLine({ name, administrativeGroup, role, noInboundMail }: GraphNode, write: Write): string {
  const holder = administrativeGroup === undefined ? [] : write(administrativeGroup);
  return [write(name), holder, role ?? [], noInboundMail === true ? noInbound : []].flat().join(' · ');
}

/** The name of a server, what it is, its DAG and databases, and what it holds. */
export function serverLines(server: GraphNode, held: readonly GraphNode[], write: Write): readonly string[] {
  const { name, role, dag, databases = [] } = server;
  return [
    write(name),
    ...(role === undefined ? [] : [role]),
    ...(dag === undefined ? [] : [write(dagWords(dag))]),
    ...(databases.length === 0 ? [] : [databases.map((each) => write(each.name)).join(', ')]),
    ...held.map((each) => `· ${write(each.name)}`),
  ];
}
