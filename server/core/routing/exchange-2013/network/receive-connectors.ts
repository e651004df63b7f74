// Which Receive connector takes a connection (§7.1, §13.14).

import { receiveConnectorsOf } from '#core/model/receive-connectors';
import type { ReceiveConnector, Server } from '#core/model/topology';
import { isInRange, rangeSize } from '#core/syntax/ip-network';

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
