// The Receive connectors of a server, with those that setup makes (routing-exchange-2013.md §1.5).

import { keyOf } from './keys.ts';
import { makeBinding, makeReceiveConnector } from './make.ts';
import type { ReceiveConnector, Server } from './topology.ts';
import { isInRange, rangeSize } from '#core/syntax/ip-network';

/** What of a server says which Receive connectors it has. */
export type Receiver = Pick<Server, 'name' | 'isEdge' | 'receiveConnectors'>;

/** The Receive connectors of a server: those that setup makes, unless one of that name is written, and those written [MS-RECV]. */
export function receiveConnectorsOf(server: Receiver): readonly ReceiveConnector[] {
  const written = new Set(server.receiveConnectors.map(({ key }) => key));
  const made = (server.isEdge ? edgeDefaults : mailboxDefaults)(server);
  return [...made.filter(({ key }) => !written.has(key)), ...server.receiveConnectors];
}

function mailboxDefaults(server: Receiver): readonly ReceiveConnector[] {
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

function edgeDefaults(server: Receiver): readonly ReceiveConnector[] {
  const name = `Default internal receive connector ${server.name}`;
  return [madeBySetup(server, { name, port: 25, service: 'transport', limitRecipients: undefined })];
}

interface Setup extends Pick<ReceiveConnector, 'name' | 'service'> {
  readonly port: number;
  readonly limitRecipients: number | undefined;
}

function madeBySetup(server: Receiver, { name, port, service, limitRecipients }: Setup): ReceiveConnector {
  const bindings = [makeBinding('all available', { port })];
  return makeReceiveConnector(name, keyOf(server.name), { implicit: true, service, bindings, limitRecipients });
}

/**
 * The connector that takes a connection from a remote address at a port: of those that are bound there and enabled, the one
 * with the smallest range that holds the address; then one bound to an address of its own, then by name (§13.14).
 */
export function receiverOf(server: Server, port: number, from: string): ReceiveConnector | undefined {
  const bound = receiveConnectorsOf(server).flatMap((connector) => {
    const bindings = connector.bindings.filter((each) => each.port === port);
    const size = smallestRange(connector, from);
    if (connector.stopped || bindings.length === 0 || size === undefined) return [];
    return [{ connector, size, isExplicit: bindings.some(({ address }) => address !== 'all available') }];
  });
  bound.sort(
    (one, other) =>
      Number(one.size > other.size) - Number(one.size < other.size) ||
      Number(other.isExplicit) - Number(one.isExplicit) ||
      (one.connector.key < other.connector.key ? -1 : 1),
  );
  return bound[0]?.connector;
}

/** How many addresses the smallest range has that holds the address; undefined when none does. */
function smallestRange({ from }: ReceiveConnector, address: string): bigint | undefined {
  if (from.length === 0) return everybody;
  const sizes = from.filter((range) => isInRange(address, range)).map(rangeSize);
  return sizes.length === 0 ? undefined : sizes.reduce((least, size) => (size < least ? size : least));
}

const everybody = 1n << 128n;
