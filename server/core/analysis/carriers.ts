// Send connectors, foreign connectors and delivery agent connectors without their places: what rules compare of them.

import { writtenHost } from '#core/model/host';
import { matchesEverything, meaningOf, readDomainPattern } from '#core/model/address-space';
import { isSending } from '#core/model/send-connectors';
import type { AddressSpace, Connector, Key } from '#core/model/topology';
import { addressSpaceName } from '#core/routing/message/written-values';
import { derived, gist } from './fact.ts';
import { connectors, edgeServers, members } from './facts.ts';

export interface Carrier {
  readonly key: Key;
  readonly name: string;
  readonly scope: 'organization' | 'site';
  readonly limit: number;
  readonly isImplicit: boolean;
  readonly isByDns: boolean;
  /** Smart hosts in lower case, with their ports. */
  readonly hosts: readonly string[];
  readonly spaces: readonly CarriedSpace[];
  /** Servers that are declared. */
  readonly sources: readonly Key[];
  /** Their sites, each once. */
  readonly sites: readonly Key[];
  /** All of them are Edge servers. */
  readonly isEdge: boolean;
}

export interface CarriedSpace extends Pick<AddressSpace, 'type' | 'pattern' | 'cost'> {
  /** In a sentence: `*.fabrikam.com`, `FAX:*`. */
  readonly called: string;
  /** Address spaces with the same one match the same addresses. */
  readonly meaning: string;
  /** What is read of an SMTP pattern. */
  readonly domain: string;
  readonly isForAll: boolean;
}

const said = gist(connectors, (connector: Connector) => {
  if (!isSending(connector)) return undefined;
  const { key, name, scope, limitSizeBytes: limit, implicit: isImplicit, disabled, faulty, bridgeheads } = connector;
  const carrier = {
    key,
    name,
    scope,
    limit,
    isImplicit,
    isByDns: connector.kind === 'send connector' && connector.delivery.kind === 'dns',
    hosts:
      connector.delivery.kind === 'dns' ? [] : connector.delivery.hosts.map((host) => writtenHost(host).toLowerCase()),
    spaces: connector.addressSpaces.map(withoutPlaces),
  };
  const servers = bridgeheads === 'any' ? [] : bridgeheads.map(({ server }) => server.key);
  return { carrier, servers, isOff: disabled, faulty };
});

function withoutPlaces(space: AddressSpace): CarriedSpace {
  const { type, pattern, cost } = space;
  const [meaning, domain] = [meaningOf(space), readDomainPattern(pattern)];
  const called = type === 'SMTP' ? pattern : addressSpaceName(space);
  return { type, pattern, cost, called, meaning, domain, isForAll: matchesEverything(space) };
}

/** Those that are enabled and have a source server, in the order of the text. */
export const carriers = derived(
  { said, members, edgeServers },
  ({ said, members, edgeServers }): readonly Carrier[] => {
    const edges = new Set(edgeServers);
    return said.flatMap((each) => {
      if (each === undefined || each.isOff) return [];
      const { servers, carrier } = each;
      const sources = [...new Set(servers.filter((key) => members.has(key)))];
      const sites = [...new Set(sources.flatMap((key) => members.get(key)?.group ?? []))];
      if (sources.length === 0) return [];
      return [{ ...carrier, sources, sites, isEdge: sources.every((key) => edges.has(key)) }];
    });
  },
);

/** Part of some connector cannot be read: nobody knows what it may carry. */
export const isCarrierUnclear = derived({ said }, ({ said }) => said.some((each) => each?.faulty === true));

/** Whether an SMTP address space holds all that another one does; both as `domain` says them. */
export function holds(wide: string, narrow: string): boolean {
  if (!wide.startsWith('*')) return wide === narrow;
  const rest = wide.slice(1);
  const whole = narrow.startsWith('*') ? narrow.slice(1) : `.${narrow}`;
  return rest === '' || whole === rest || whole.endsWith(rest);
}
