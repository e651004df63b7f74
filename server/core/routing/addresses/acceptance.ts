import type { Address, Topology } from '#core/model/topology';

/** Accepted domains, folded: true for shared ones. */
export type AcceptedDomains = ReadonlyMap<string, boolean>;

/** The domains that an organization accepts mail for. */
export function acceptedDomainsOf({ domains }: Pick<Topology['organization'], 'domains'>): AcceptedDomains {
  return new Map(domains.map(({ domain, shared }) => [domain.toLowerCase(), shared]));
}

/** Whether the organization accepts mail for the recipient's domain: true for a shared domain, undefined when not. */
export function acceptance(
  { domains }: { readonly domains: AcceptedDomains },
  recipient: Address,
): boolean | undefined {
  if (recipient.domain === undefined) return undefined;
  return domains.get(recipient.domain.toLowerCase());
}
