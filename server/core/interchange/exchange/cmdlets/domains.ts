// Accepted domains, where mail for them arrives, and addresses without a mailbox here.

import type { AcceptedDomain, AddressPattern, Organization, VirtualServerReference } from '#core/model/topology';
import { writtenAddress } from '#core/routing/message/written-values';
import { writtenVirtualServer } from '#core/syntax/words';
import { setting, type State } from './object.ts';
import { joined, objectOf, toDo } from './state.ts';
import { nameProblem } from './limits.ts';
import { text } from './value.ts';

/** What both models say of an organization. */
export function domainsOf(organization: Organization): State {
  return joined([
    ...organization.domains.map(acceptedDomain),
    ...mailExchangers(organization),
    ...organization.contacts.map(({ address, target }) =>
      toDo(
        `contact ${writtenAddress(address.value)}`,
        `a mail contact for ${writtenAddress(target.value)}`,
        address.place,
      ),
    ),
    ...organization.remoteMailboxes.flatMap(({ patterns, domain }) =>
      patterns.map((pattern) =>
        toDo(`remote mailbox ${writtenPattern(pattern)}`, `remote routing address in ${domain.value}`, pattern.place),
      ),
    ),
  ]);
}

const types = {
  authoritative: 'Authoritative',
  shared: 'InternalRelay',
  'internal relay': 'InternalRelay',
  'external relay': 'ExternalRelay',
} as const satisfies Record<AcceptedDomain['authority'], string>;

function acceptedDomain({ domain, authority, place }: AcceptedDomain): Partial<State> {
  const name = domain === '*' ? 'All domains' : domain.replace(/^\*\.(.*)$/, '$1 and subdomains');
  const problem = nameProblem(name);
  if (problem !== undefined) {
    return toDo(`accepted domain ${domain}`, `${types[authority]}; ${problem}`, place);
  }
  return objectOf({
    kind: 'accepted domain',
    name: domain,
    place,
    creation: [
      { name: 'Name', value: text(name) },
      { name: 'DomainName', value: text(domain) },
    ],
    settings: [setting('DomainType', text(types[authority]))],
  });
}

function mailExchangers({ mailExchangers, mailExchangersFor }: Organization): readonly Partial<State>[] {
  return [
    toDo('MX records in the DNS', hosts(mailExchangers), mailExchangers[0]?.place),
    ...mailExchangersFor.flatMap(({ domains, exchangers }) =>
      domains.map(({ value, place }) => toDo(`MX records of ${value} in the DNS`, hosts(exchangers), place)),
    ),
  ];
}

function hosts(exchangers: readonly VirtualServerReference[]): string {
  return exchangers
    .map(({ server, virtualServer }) => writtenVirtualServer(server.name, virtualServer?.name))
    .join(', ');
}

export function writtenPattern({ type, pattern }: AddressPattern): string {
  return type === 'SMTP' ? pattern : `${type}:${pattern}`;
}
