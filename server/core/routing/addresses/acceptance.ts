import type { Address, Topology } from '#core/model/topology';

/** Accepted domains, folded, `*.contoso.com` and `*` as they are: true for those that are not authoritative. */
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
  return acceptedAs(domains, recipient.domain);
}

/** What is said of a domain: by its own name, else by the closest `*.contoso.com` that holds it, which contoso.com is in. */
export function acceptedAs<T>(domains: ReadonlyMap<string, T>, domain: string): T | undefined {
  const name = domain.toLowerCase();
  const own = domains.get(name) ?? domains.get(`*.${name}`);
  if (own !== undefined) return own;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const said = domains.get(`*${name.slice(dot)}`);
    if (said !== undefined) return said;
  }
  return domains.get('*');
}
