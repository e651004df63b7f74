// Send connectors belong to the organization. Where they are drawn and listed, the site of their first source server says.

import type { Connector, Key, SendConnector, Server } from './topology.ts';

export function isSending(connector: Connector): connector is SendConnector {
  return ['send connector', 'foreign connector', 'delivery agent connector'].includes(connector.kind);
}

/** A connector with the site of its first source server that is declared; the same object where it has that. */
export function withSite(connector: Connector, servers: ReadonlyMap<Key, Server>): Connector {
  if (!isSending(connector) || connector.bridgeheads === 'any') return connector;
  const group = connector.bridgeheads.map(({ server }) => servers.get(server.key)).find((each) => each !== undefined)?.group; // prettier-ignore
  return group === undefined || group === connector.group ? connector : { ...connector, group };
}
