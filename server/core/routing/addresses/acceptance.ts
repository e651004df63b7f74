// Which addresses an organization accepts mail for.

import { acceptedAs, byAcceptedDomain } from '#core/model/accepted-domains';
import type { Address, Organization } from '#core/model/topology';

/** Accepted domains by name, for `acceptedAs`: true for those that are not authoritative. */
export type AcceptedDomains = ReadonlyMap<string, boolean>;

/** The domains that an organization accepts mail for. */
export function acceptedDomainsOf(
  organization: Pick<Organization, 'domains' | 'wildcardIncludesItsDomain'>,
): AcceptedDomains {
  return byAcceptedDomain(organization, ({ shared }) => shared);
}

/** Whether the organization accepts mail for the recipient's domain: true for a shared domain, undefined when not. */
export function acceptance(
  { domains }: { readonly domains: AcceptedDomains },
  recipient: Address,
): boolean | undefined {
  if (recipient.domain === undefined) return undefined;
  return acceptedAs(domains, recipient.domain);
}
