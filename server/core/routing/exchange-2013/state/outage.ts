// What is off, as elements say it.

import { hostKey, hostNameKey } from '#core/model/host';
import type { Element, Host, Key } from '#core/model/topology';
import { virtualServerKey } from '#core/model/keys';
import type { Network } from '../network/network.ts';

/** A state of the network: what does not answer. Dead servers, hosts and lines change no choice; only `disabled` does (§13.3). */
export interface Outage {
  readonly servers: ReadonlySet<Key>;
  readonly sites: ReadonlySet<Key>;
  /** Pairs of sites without SMTP between them. */
  readonly lines: ReadonlySet<string>;
  readonly databases: ReadonlySet<Key>;
  readonly hosts: ReadonlySet<string>;
  readonly isDnsDown: boolean;
  /** Connectors that are switched off, besides those that say so. */
  readonly disabled: ReadonlySet<Key>;
}

/** What is off while these elements are. */
export function outageOf(off: readonly Element[]): Outage {
  const found = {
    servers: new Set<Key>(),
    sites: new Set<Key>(),
    lines: new Set<string>(),
    databases: new Set<Key>(),
    hosts: new Set<string>(),
    isDnsDown: false,
    disabled: new Set<Key>(),
  };
  for (const element of off) {
    switch (element.kind) {
      case 'server':
        found.servers.add(element.server.key);
        break;
      case 'virtual server':
        found.servers.add(element.reference.server.key);
        break;
      case 'connector':
        found.disabled.add(element.connector.key);
        break;
      case 'routing group':
      case 'site':
        found.sites.add(element.group.key);
        break;
      case 'database':
        found.databases.add(element.database.key);
        break;
      case 'line':
        found.lines.add(lineKey(element.from.key, element.to.key));
        break;
      case 'host':
        found.hosts.add(hostNameKey(element.host));
        break;
      case 'dns':
        found.isDnsDown = true;
    }
  }
  return found;
}

function lineKey(one: Key, other: Key): string {
  return virtualServerKey(one < other ? one : other, one < other ? other : one);
}

/** Whether a station runs. */
export function isRunning({ stations }: Network, outage: Outage, station: number): boolean {
  const server = stations[station]?.server;
  return server !== undefined && !outage.servers.has(server.key) && !outage.sites.has(server.group);
}

/** Whether one station can connect to another: it runs, and SMTP passes between their sites. */
export function answers(network: Network, outage: Outage, from: number, to: number): boolean {
  if (!isRunning(network, outage, to)) return false;
  const [here, there] = [network.siteOf[from] ?? -1, network.siteOf[to] ?? -1];
  return here === there || !isCut(network, outage, here, there);
}

/** Whether no SMTP passes between two sites. */
export function isCut({ sites }: Network, { lines }: Outage, one: number, other: number): boolean {
  const [here, there] = [sites[one], sites[other]];
  return lines.size > 0 && here !== undefined && there !== undefined && lines.has(lineKey(here.key, there.key));
}

/** Whether a host outside answers. */
export function isHostUp({ hosts }: Outage, host: Host): boolean {
  return !hosts.has(hostKey(host)) && !hosts.has(hostNameKey(host.text));
}

/** Whether DNS finds a domain and its host answers. */
export function isDomainUp({ hosts, isDnsDown }: Outage, domain: string): boolean {
  return !isDnsDown && !hosts.has(domain.toLowerCase());
}
