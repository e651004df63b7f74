// Queues, named as Exchange's Queue Viewer names them (§7, §13.14).

import { writtenHost } from '#core/model/host';
import type { Connector, Host, RoutingGroup, Server } from '#core/model/topology';
import type { Queue } from '../../queues.ts';

/** The system queues that a message can end or wait in [H-SYSQ, KB-823489]. */
export const systemQueue = {
  directoryLookup: system('Messages awaiting directory lookup'),
  waitingToBeRouted: system('Messages waiting to be routed'),
  unreachable: system('Messages with an unreachable destination'),
  pendingSubmission: system('Messages pending submission'),
  notifications: system('DSN messages pending submission'),
} as const;

function system(name: string): Queue {
  return { kind: 'system', name };
}

/** `contoso.com (Local delivery)`. */
export function localDeliveryQueue(domain: string): Queue {
  return { kind: 'local delivery', name: `${domain} (Local delivery)` };
}

/** `LON-EX01 (SMTP)`: the link within a routing group. */
export function serverQueue(server: Server): Queue {
  return { kind: 'link', name: `${server.name} (SMTP)` };
}

/** `fabrikam.com (SMTP)`: what a virtual server sends by itself, without a connector. */
export function remoteQueue(remote: string): Queue {
  return { kind: 'remote', name: `${remote} (SMTP)` };
}

/** `Seattle to London - London (Routing Group Connector)`. */
export function groupConnectorQueue(connector: Connector, to: RoutingGroup): Queue {
  return { kind: 'connector', name: `${connector.name} - ${to.name} (Routing Group Connector)` };
}

/**
 * `Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)`, as the tutorial's screenshot has it. With
 * several smart hosts the first gives the name, as it is written, with its port.
 */
export function connectorQueue(connector: Connector, hosts: readonly Host[], remote: string): Queue {
  const kind = connector.kind === 'x400 connector' ? 'X.400 Connector' : 'SMTP Connector';
  return {
    kind: 'connector',
    name: `${connector.name} - ${hosts[0] === undefined ? remote : writtenHost(hosts[0])} (${kind})`,
  };
}
