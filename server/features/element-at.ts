import { elementAt as declaredElementAt } from '#core/model/element-at';
import { declarationAt } from '#core/syntax/places';
import { hostId } from '#core/model/element';
import type { ElementId } from '#core/model/element';
import { startOf } from '#core/syntax/places';
import type { Declaration, HostNode, Tree } from '#core/syntax/tree';
import type { Snapshot } from './snapshot.ts';

/** The innermost element of the drawing that the offset is in, a smart host before its connector; null outside of all. */
export function elementAt({ source: { tree } }: Snapshot, offset: number): ElementId | null {
  const inner = declarationAt(tree, offset);
  const host = inner && hostAt(tree, inner, offset);
  return host ?? declaredElementAt(tree, offset) ?? null;
}

function hostAt(tree: Tree, { statements }: Declaration, offset: number): ElementId | undefined {
  for (const statement of statements) {
    const start = startOf(tree, statement.piece);
    const host = hostsIn(statement).find(({ span }) => start + span.start <= offset && offset <= start + span.end);
    if (host !== undefined) return hostId(host.text);
  }
  return undefined;
}

function hostsIn(statement: Declaration['statements'][number]): readonly HostNode[] {
  switch (statement.kind) {
    case 'deliver through smart host':
    case 'smart host':
      return statement.hosts;
    case 'remote host':
      return [statement.host];
    default:
      return [];
  }
}
