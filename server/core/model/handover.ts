// Which hosts a connector's mail is handed to.

import { hostsOf } from './lookup.ts';
import type { Connector, Host, Station } from './topology.ts';

/**
 * The hosts that a bridgehead hands a connector's mail to; none when it looks the recipient's domain up in DNS. A connector
 * by DNS on a virtual server with a smart host uses that (§13.10); otherwise the connector's own replace the virtual
 * server's [T-SMTPCONN].
 */
export function handedTo(connector: Connector, { virtualServer }: Pick<Station, 'virtualServer'>): readonly Host[] {
  return isByDns(connector) ? virtualServer.smartHosts : hostsOf(connector);
}

/**
 * The hosts that have the mail first; none where DNS is asked first, also by a virtual server that attempts direct delivery
 * and hands over only what gets nowhere so (§13.22).
 */
export function handedFirst(connector: Connector, station: Pick<Station, 'virtualServer'>): readonly Host[] {
  return triesDnsFirst(connector, station) ? [] : handedTo(connector, station);
}

/** Whether the hosts have only what gets nowhere by DNS. */
export function triesDnsFirst(connector: Connector, { virtualServer }: Pick<Station, 'virtualServer'>): boolean {
  return isByDns(connector) && virtualServer.attemptDirectDelivery;
}

/** Every host that some of these bridgeheads would hand the connector's mail to. */
export function everyHostOf(connector: Connector, bridgeheads: readonly Station[]): readonly Host[] {
  return isByDns(connector) ? bridgeheads.flatMap(({ virtualServer }) => virtualServer.smartHosts) : hostsOf(connector);
}

/** Whether the connector itself names no host and leaves it to DNS. */
export function isByDns(connector: Connector): boolean {
  const canBe = connector.kind === 'smtp connector' || connector.kind === 'send connector';
  return canBe && connector.delivery.kind === 'dns';
}
