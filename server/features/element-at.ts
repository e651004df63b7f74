import { connectorId, hostId, routingGroupId, serverId, virtualServerId } from '#core/model/element';
import type { ElementId } from '#core/model/element';
import { declarationRange, startOf } from '#core/syntax/places';
import type { Declaration, HostNode, Tree } from '#core/syntax/tree';
import type { Snapshot } from './snapshot.ts';

/** The innermost element of the drawing that the offset is in; null outside of all. */
export function elementAt({ source }: Snapshot, offset: number): ElementId | null {
  let found: ElementId | null = null;
  let server: Declaration | undefined;
  for (const declaration of declarationsAround(source.tree, offset)) {
    if (declaration.kind === 'server') server = declaration;
    found = hostAt(source.tree, declaration, offset) ?? idOf(declaration, server) ?? found;
  }
  return found;
}

/** The declarations that hold the offset, outermost first. */
export function declarationsAround(tree: Tree, offset: number): Declaration[] {
  const around: Declaration[] = [];
  let declarations = tree.declarations;
  for (;;) {
    const next = declarations.find((declaration) => {
      const { start, end } = declarationRange(tree, declaration);
      return start <= offset && offset <= end;
    });
    if (next === undefined) return around;
    around.push(next);
    declarations = next.children;
  }
}

function idOf({ kind, name }: Declaration, server: Declaration | undefined): ElementId | undefined {
  if (name === undefined) return undefined;
  switch (kind) {
    case 'routing group':
      return routingGroupId(name.value);
    case 'server':
      return serverId(name.value);
    case 'virtual server':
      return server?.name && virtualServerId(server.name.value, name.value);
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
      return connectorId(name.value);
    case 'organization':
    case 'administrative group':
    case 'test':
    case 'scenario':
      return undefined;
  }
}

function hostAt(tree: Tree, declaration: Declaration, offset: number): ElementId | undefined {
  for (const statement of declaration.statements) {
    const start = startOf(tree, statement.piece);
    const hosts: readonly HostNode[] =
      statement.kind === 'deliver through smart host' || statement.kind === 'smart host'
        ? statement.hosts
        : statement.kind === 'remote host'
          ? [statement.host]
          : [];
    const host = hosts.find(({ span }) => start + span.start <= offset && offset <= start + span.end);
    if (host !== undefined) return hostId(host.text);
  }
  return undefined;
}
