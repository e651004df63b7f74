// What the kinds of things in the drawing have in common, and what they are called.

import type { EdgeKind, NodeKind, SceneNode } from './scene.ts';

/** Whether it holds servers. */
export function isGroup(kind: NodeKind | undefined): boolean {
  return kind === 'routing group' || kind === 'site';
}

/** Whether it stands outside of all groups: what mail is handed to. */
export function isOutside(kind: NodeKind | undefined): boolean {
  return kind === 'host' || kind === 'internet' || kind === 'foreign system';
}

/** Whether it joins two sites without leading from one to the other. */
export function isUndirected(kind: EdgeKind): boolean {
  return kind === 'site link' || kind === 'dag';
}

/** Whether its sources stand in sites. */
export function isSendingKind(kind: EdgeKind): boolean {
  return kind === 'send connector' || isForeignKind(kind);
}

/** Whether it leads to a system that takes its mail by other means than SMTP. */
export function isForeignKind(kind: EdgeKind): boolean {
  return kind === 'foreign connector' || kind === 'delivery agent connector';
}

/** What a node is called before its name; '' for the Internet, which is its own word. */
export function wordOf({ kind, role, detail }: Pick<SceneNode, 'kind' | 'role' | 'detail'>): string {
  if (kind === 'internet') return '';
  return kind === 'host' ? detail || 'smart host' : (role ?? kind);
}

/** A DAG by its name, which often says already what it is. */
export function dagWords(name: string): string {
  return /dag/i.test(name) ? name : `DAG ${name}`;
}

/** What the server of a connector is called, by the node that holds it. */
export function bridgeheadWord(holder: NodeKind | undefined): string {
  return holder === 'site' ? 'source server' : 'bridgehead';
}
