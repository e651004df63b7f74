import { declarationsAround } from '#core/syntax/places';
import type { Declaration, Tree } from '#core/syntax/tree';
import {
  connectorId,
  dagId,
  databaseId,
  hostId,
  lineId,
  routingGroupId,
  serverId,
  siteId,
  virtualServerId,
  type ElementId,
} from './element.ts';

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

function idOf(declaration: Declaration, server: string): ElementId | undefined {
  const { name } = declaration;
  if (name === undefined) return undefined;
  switch (declaration.kind) {
    case 'routing group':
      return routingGroupId(name.value);
    case 'site':
      return siteId(name.value);
    case 'site link': {
      const [from, to] = declaration.between;
      return from === undefined || to === undefined ? undefined : lineId(from.value, to.value);
    }
    case 'dag':
      return dagId(name.value);
    case 'database':
      return databaseId(name.value);
    case 'server':
    case 'edge server':
      return serverId(name.value);
    case 'virtual server':
      return virtualServerId(server, name.value);
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return connectorId(name.value);
    case 'host':
      return hostId(name.value);
    default:
      return undefined;
  }
}
