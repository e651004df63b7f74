import { declarationsAround } from '#core/syntax/places';
import type { Declaration, Tree } from '#core/syntax/tree';
import { connectorId, hostId, routingGroupId, serverId, virtualServerId, type ElementId } from './element.ts';

/** The innermost element that is declared around an absolute offset; undefined outside of all. */
export function elementAt(tree: Tree, offset: number): ElementId | undefined {
  return declarationsAround(tree, offset).reduce<{ readonly id: ElementId | undefined; readonly server: string }>(
    ({ id, server }, declaration) => ({
      id: idOf(declaration, server) ?? id,
      server: declaration.kind === 'server' ? (declaration.name?.value ?? '') : server,
    }),
    { id: undefined, server: '' },
  ).id;
}

function idOf({ kind, name }: Declaration, server: string): ElementId | undefined {
  if (name === undefined) return undefined;
  switch (kind) {
    case 'routing group':
      return routingGroupId(name.value);
    case 'server':
      return serverId(name.value);
    case 'virtual server':
      return virtualServerId(server, name.value);
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
      return connectorId(name.value);
    case 'host':
      return hostId(name.value);
    default:
      return undefined;
  }
}
