// The Receive connectors that a server has: those that setup makes, and those that are written.

import { keyOf } from './keys.ts';
import { makeBinding, makeReceiveConnector } from './make.ts';
import type { ReceiveConnector, Server } from './topology.ts';

/**
 * The Receive connectors of a server: those that setup makes, unless one of that name is written, and those written
 * (routing-exchange-2013.md §1.5) [MS-RECV].
 */
export function receiveConnectorsOf(server: Server): readonly ReceiveConnector[] {
  const written = new Set(server.receiveConnectors.map(({ key }) => key));
  const made = (server.isEdge ? edgeDefaults : mailboxDefaults)(server);
  return [...made.filter(({ key }) => !written.has(key)), ...server.receiveConnectors];
}

function mailboxDefaults(server: Server): readonly ReceiveConnector[] {
  const made = (name: string, port: number, service: ReceiveConnector['service'], limitRecipients?: number) =>
    madeBySetup(server, { name: `${name} ${server.name}`, port, service, limitRecipients });
  return [
    made('Default Frontend', 25, 'frontend'),
    made('Client Frontend', 587, 'frontend'),
    made('Outbound Proxy Frontend', 717, 'frontend'),
    made('Default', 2525, 'transport', 5000),
    made('Client Proxy', 465, 'transport'),
  ];
}

function edgeDefaults(server: Server): readonly ReceiveConnector[] {
  const name = `Default internal receive connector ${server.name}`;
  return [madeBySetup(server, { name, port: 25, service: 'transport', limitRecipients: undefined })];
}

interface Setup extends Pick<ReceiveConnector, 'name' | 'service'> {
  readonly port: number;
  readonly limitRecipients: number | undefined;
}

function madeBySetup(server: Server, { name, port, service, limitRecipients }: Setup): ReceiveConnector {
  const bindings = [makeBinding('all available', { port })];
  return makeReceiveConnector(name, keyOf(server.name), { implicit: true, service, bindings, limitRecipients });
}
