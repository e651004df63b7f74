// Queues, named as Exchange's Queue Viewer names them (§7, §13.14).

import type { Connector, Host, RoutingGroup, Server } from '#core/model/topology';

/** The system queues that a message can end or wait in [H-SYSQ, KB-823489]. */
export const systemQueue = {
  directoryLookup: 'Messages awaiting directory lookup',
  waitingToBeRouted: 'Messages waiting to be routed',
  unreachable: 'Messages with an unreachable destination',
  pendingSubmission: 'Messages pending submission',
} as const;

/** `contoso.com (Local delivery)`. */
export function localDeliveryQueue(domain: string): string {
  return `${domain} (Local delivery)`;
}

/** `LON-EX01 (SMTP)`: the link within a routing group. */
export function serverQueue(server: Server): string {
  return `${server.name} (SMTP)`;
}

/** `fabrikam.com (SMTP)`: what a virtual server sends by itself, without a connector. */
export function remoteQueue(remote: string): string {
  return `${remote} (SMTP)`;
}

/** `Seattle to London - London (Routing Group Connector)`. */
export function groupConnectorQueue(connector: Connector, to: RoutingGroup): string {
  return `${connector.name} - ${to.name} (Routing Group Connector)`;
}

/**
 * `Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)`, as the tutorial's screenshot has it. With
 * several smart hosts the first gives the name, as it is written.
 */
export function connectorQueue(connector: Connector, hosts: readonly Host[], remote: string): string {
  const kind = connector.kind === 'x400 connector' ? 'X.400 Connector' : 'SMTP Connector';
  return `${connector.name} - ${hosts[0]?.text ?? remote} (${kind})`;
}
