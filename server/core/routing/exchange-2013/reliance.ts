// What steps of messages rely on, as keys: what an element takes away when it is off.

import { hostNameKey } from '#core/model/host';
import type { Element, Key, Topology } from '#core/model/topology';
import type { Network } from './network/network.ts';

export const serverKey = (key: Key) => `server ${key}`;
export const connectorKey = (key: Key) => `connector ${key}`;
export const databaseKey = (key: Key) => `database ${key}`;
export const hostKeyOf = (host: string) => `host ${hostNameKey(host)}`;
/** Between two sites by number, whichever is named first. */
export const lineKeyOf = (one: number, other: number) =>
  one < other ? `line ${one} ${other}` : `line ${other} ${one}`;
export const dnsKey = 'dns';

/** What messages rely on that an element takes away. */
export function keysOf({ routingGroupByKey }: Topology, { sites }: Network, element: Element): readonly string[] {
  switch (element.kind) {
    case 'server':
      return [serverKey(element.server.key)];
    case 'virtual server':
      return [serverKey(element.reference.server.key)];
    case 'connector':
      return [connectorKey(element.connector.key)];
    case 'site':
    case 'routing group':
      return (routingGroupByKey.get(element.group.key)?.servers ?? []).map(serverKey);
    case 'database':
      return [databaseKey(element.database.key)];
    case 'line': {
      const [one = -1, other = -1] = [element.from, element.to].map(({ key }) =>
        sites.findIndex((site) => site.key === key),
      );
      return [lineKeyOf(one, other)];
    }
    case 'host':
      return [hostKeyOf(element.host)];
    case 'dns':
      return [dnsKey];
  }
}
