// Which servers and connectors of the topology a log means. Logs name a server by its FQDN, its short name or its address.

import { keyOf } from '#core/model/keys';
import { hostsOf } from '#core/model/lookup';
import { ownServersOf } from '#core/model/own-hosts';
import { hostNameKey } from '#core/model/host';
import type { Connector, Server, Topology } from '#core/model/topology';
import { kept } from './tracking-log.ts';

/** Where a message was: a server of the topology, or whatever else a log names. */
export interface Stop {
  readonly server: Server | undefined;
  /** As the topology has it, else as the log does. */
  readonly name: string;
  /** Of a host outside; '' where the log does not say. */
  readonly address: string;
}

/** Finds servers and connectors by the names in logs. */
export interface Names {
  /** The host of a row; one stop for each server, so that stops of servers can be compared. */
  stopOf(name: string, address: string, by: Connector | undefined): Stop;
  /** The server whose row it is: of a name in any domain its first label counts. */
  hereOf(name: string): Stop;
  /** Several where an import had to make one out of each site that sends. */
  connectorsOf(name: string): readonly Connector[];
}

const mostRemembered = 100_000;

export function namesIn(topology: Topology): Names {
  const own = ownServersOf(topology);
  const stops = new Map(
    topology.servers.map((server) => [server, { server, name: server.name, address: '' } as const]),
  );
  const remembered = new Map<string, Stop>();
  const connectors = new Map<string, readonly Connector[]>();

  const smartHosts = [
    ...topology.connectors.flatMap(hostsOf),
    ...topology.servers.flatMap(({ virtualServers }) => virtualServers.flatMap((each) => each.smartHosts)),
  ];
  const mayComeBack = smartHosts.some(({ text }) => own.has(hostNameKey(text)));
  /** By it mail goes to hosts that are no servers of ours, though their first label may be the name of one. */
  const leadsOut = (connector: Connector): boolean =>
    !mayComeBack && connector.kind !== 'routing group connector' && connector.connects.length === 0;
  const serverOf = (name: string, address: string, isSurelyOurs: boolean): Server | undefined => {
    const known = own.get(hostNameKey(name)) ?? (address === '' ? undefined : own.get(hostNameKey(address)));
    const dot = name.indexOf('.');
    if (known !== undefined || dot <= 0) return known;
    const byLabel = topology.serverByKey.get(keyOf(name.slice(0, dot)));
    if (byLabel === undefined || isSurelyOurs) return byLabel;
    const { addresses } = byLabel;
    const isElsewhere = address !== '' && addresses.length > 0 && !addresses.some(({ value }) => value === address);
    return isElsewhere ? undefined : byLabel;
  };
  const remember = (key: string, name: string, address: string, isOurs: boolean, mayHaveLabel: boolean): Stop => {
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const server = mayHaveLabel ? serverOf(name, address, isOurs) : own.get(hostNameKey(name));
    const stop: Stop =
      (server === undefined ? undefined : stops.get(server)) ??
      { server: undefined, name: kept(name === '' ? address : name), address: kept(address) }; // prettier-ignore
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(kept(key), stop);
    return stop;
  };
  return {
    stopOf: (name, address, by) => {
      const leaves = by !== undefined && leadsOut(by);
      return remember(`${leaves ? '>' : '-'}${name}\n${address}`, name, address, false, !leaves);
    },
    hereOf: (name) => remember(`=${name}`, name, '', true, true),
    connectorsOf: (name) => {
      const key = keyOf(name);
      let found = connectors.get(key);
      if (found === undefined) {
        found = topology.connectors.filter((each) => isCalled(each.key, key));
        if (connectors.size >= mostRemembered) connectors.clear();
        connectors.set(kept(key), found);
      }
      return found;
    },
  };
}

/**
 * Whether a connector of the topology is what a log calls so: an import writes `Partner (Paris)` or `Partner 2` where a
 * name `Partner` is taken or has to stand in several groups.
 */
function isCalled(declared: string, logged: string): boolean {
  if (declared === logged) return true;
  if (logged === '' || !declared.startsWith(`${logged} `)) return false;
  const more = declared.slice(logged.length + 1);
  return (more.startsWith('(') && more.endsWith(')')) || (more !== '' && Number.isInteger(Number(more)));
}
