// What connectors depend on: asked when something fails (which of them to look at again) and when something is edited
// (which of them may work otherwise).

import { addTo } from '#core/model/multimap';
import { hostKey } from '#core/model/host';
import { bridgeheadsOf, masterOf } from '#core/model/lookup';
import type { Connector, Key, Topology } from '#core/model/topology';
import { everyHostOf } from '#core/model/handover';
import type { Carrier, Network } from '../network/network.ts';
import type { Outage } from './outage.ts';

/** What a connector needs, by name, whether that is declared or not. */
export interface Needs {
  /** Its bridgeheads and targets. */
  readonly servers: readonly Key[];
  /** The hosts that it hands mail to, as `hostKey` folds them. */
  readonly hosts: readonly string[];
  /** Routing groups whose members count: its own for `bridgehead any`, those it connects where mail arrives at the master. */
  readonly staff: readonly Key[];
}

/** Everything that decides whether a connector works and where its mail arrives, but for itself and its routing groups. */
export function needsOf(topology: Topology, connector: Connector): Needs {
  const { group, bridgeheads, connects } = connector;
  const isDirect = connector.kind === 'routing group connector';
  const named = [...(bridgeheads === 'any' ? [] : bridgeheads), ...(isDirect ? connector.targets : [])];
  return {
    servers: named.map(({ server }) => server.key),
    hosts: everyHostOf(connector, bridgeheadsOf(topology, connector)).map(hostKey),
    staff: [...(bridgeheads === 'any' ? [group] : []), ...(isDirect ? [] : connects.map((to) => to.group.key))],
  };
}

/** Which connectors depend on a server, a host or, being it, a connector. */
export interface Dependence {
  readonly ofServer: ReadonlyMap<Key, readonly Carrier[]>;
  readonly ofHost: ReadonlyMap<string, readonly Carrier[]>;
  readonly ofConnector: ReadonlyMap<Key, readonly Carrier[]>;
}

/** Sorts the connectors by what they depend on; linear in their number. */
export function dependenceOf(network: Network): Dependence {
  const ofServer = new Map<Key, Carrier[]>();
  const ofHost = new Map<string, Carrier[]>();
  const ofConnector = new Map<Key, Carrier[]>();
  for (const carrier of network.carriers) {
    const { hosts } = needsOf(network.topology, carrier.connector);
    for (const key of serversBehind(network, carrier, hosts)) addTo(ofServer, key, carrier);
    for (const key of new Set(hosts)) addTo(ofHost, key, carrier);
    addTo(ofConnector, carrier.connector.key, carrier);
  }
  return { ofServer, ofHost, ofConnector };
}

/** Bridgeheads, targets, smart hosts that are servers of ours, and masters of the groups that mail arrives in (§13.11). */
function serversBehind(
  { topology, ownHosts }: Network,
  { bridgeheads, targets, connector }: Carrier,
  hosts: readonly string[],
): ReadonlySet<Key> {
  const keys = new Set([...bridgeheads, ...targets].map(({ server }) => server.key));
  for (const host of hosts) {
    const own = ownHosts.get(host);
    if (own !== undefined) keys.add(own.server.key);
  }
  if (connector.kind === 'routing group connector') return keys;
  for (const { group } of connector.connects) {
    const connected = topology.routingGroupByKey.get(group.key);
    const master = connected === undefined ? undefined : masterOf(topology, connected);
    if (master !== undefined) keys.add(master.key);
  }
  return keys;
}

/** The connectors that an outage may concern. */
export function concernedBy({ carriers }: Network, dependence: Dependence, outage: Outage): Iterable<Carrier> {
  if (outage.lines.size > 0) return carriers;
  const { ofServer, ofHost, ofConnector } = dependence;
  const found = new Set<Carrier>();
  const addAll = (some: readonly Carrier[] = []) => {
    for (const carrier of some) found.add(carrier);
  };
  for (const key of serversIn(outage)) addAll(ofServer.get(key));
  for (const host of outage.hosts) addAll(ofHost.get(host));
  for (const key of outage.connectors) addAll(ofConnector.get(key));
  return found;
}

/** Servers that an outage takes, or takes a virtual server of. */
export function serversIn({ servers, virtualServers }: Outage): ReadonlySet<Key> {
  return new Set([...servers, ...[...virtualServers.values()].map(({ server }) => server.key)]);
}
