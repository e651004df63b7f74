import { hostKey } from '#core/model/host';
import { readDomainPattern } from '#core/model/address-space';
import type { Connector } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { enabledConnectors, members, organization } from './facts.ts';
import { ofVirtualServers } from './of-virtual-servers.ts';
import { ownHosts } from './own-hosts.ts';

const smartHosts = ofVirtualServers(({ smartHosts }) =>
  smartHosts.length === 0 ? undefined : smartHosts.map(hostKey),
);

/** Each SMTP address space, with the hosts that its connector names, or the bridgeheads that look for the domain in DNS. */
const carried = derived(
  {
    said: gist(enabledConnectors, (connector: Connector) => {
      if (connector.kind !== 'smtp connector') return [];
      const spaces = connector.addressSpaces.filter(({ type }) => type === 'SMTP');
      const { delivery, bridgeheads } = connector;
      return spaces.map(({ pattern }) => ({
        pattern: readDomainPattern(pattern),
        hosts: delivery.kind === 'dns' ? [] : delivery.hosts.map(hostKey),
        byDns: delivery.kind !== 'dns' || bridgeheads === 'any' ? [] : bridgeheads.map((each) => withoutPlace(each)),
      }));
    }),
  },
  ({ said }) => said.flat(),
);

type Bridgehead = Exclude<Connector['bridgeheads'], 'any'>[number];

function withoutPlace({ server, virtualServer }: Bridgehead): Bridgehead {
  return {
    server: { ...server, place: undefined },
    virtualServer: virtualServer && { ...virtualServer, place: undefined },
    place: undefined,
  };
}

/**
 * The hosts that the connectors which match a domain most closely hand its mail to: their own smart hosts, or those of their
 * bridgeheads, or the mail exchanger of the domain where that is outside (§2, §4).
 */
export const hostsForDomain = derived(
  { carried, smartHosts, organization, members, ownHosts },
  ({ carried, smartHosts, organization, members, ownHosts }) =>
    (domain: string): readonly string[] => {
      const matching = carried.filter(({ pattern }) => matches(pattern, domain));
      const most = Math.max(...matching.map(({ pattern }) => pattern.length));
      const closest = matching.filter(({ pattern }) => pattern.length === most);
      const own = organization.mailExchangersFor.filter((each) => each.domains.some(({ value }) => value === domain));
      const [exchanger] = own.flatMap(({ exchangers }) => exchangers);
      const isOutside =
        exchanger !== undefined && !members.has(exchanger.server.key) && !ownHosts.has(exchanger.server.name);
      const byDns = isOutside ? [exchanger.server.name] : [];
      if (closest.length === 0) return byDns;
      return closest.flatMap(({ hosts, byDns: bridgeheads }) => [
        ...hosts,
        ...bridgeheads.flatMap((each) => smartHosts(each) ?? byDns),
      ]);
    },
);

/** Whether a domain lies in an address space: `*.contoso.com` has contoso.com in it unless the organization says otherwise. */
export function matches(pattern: string, domain: string): boolean {
  if (!pattern.startsWith('*')) return pattern === domain;
  const rest = pattern.slice(1);
  return rest === '' || domain.endsWith(rest) || `.${domain}` === rest;
}
