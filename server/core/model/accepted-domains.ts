// Which accepted domain an address is in: by its own name, or by `*.contoso.com`, which holds all below it.

import type { AcceptedDomain, Organization } from './topology.ts';

/**
 * What is said of each accepted domain, by its name in lower case, for `acceptedAs`. `*.contoso.com` is contoso.com too, as an
 * address space is, unless `wildcard includes its domain no`; a name of its own goes before it.
 */
export function byAcceptedDomain<T>(
  { domains, wildcardIncludesItsDomain }: Pick<Organization, 'domains' | 'wildcardIncludesItsDomain'>,
  say: (accepted: AcceptedDomain) => T,
): ReadonlyMap<string, T> {
  const found = new Map(domains.map((accepted) => [accepted.domain.toLowerCase(), say(accepted)] as const));
  if (!wildcardIncludesItsDomain) return found;
  for (const accepted of domains) {
    const own = accepted.domain.toLowerCase().replace(/^\*\./, '');
    if (!found.has(own)) found.set(own, say(accepted));
  }
  return found;
}

/** What is said of a domain: by its own name, else by the closest `*.contoso.com` above it, else by `*`. */
export function acceptedAs<T>(said: ReadonlyMap<string, T>, domain: string): T | undefined {
  const name = domain.toLowerCase();
  const own = said.get(name);
  if (own !== undefined) return own;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const above = said.get(`*${name.slice(dot)}`);
    if (above !== undefined) return above;
  }
  return said.get('*');
}

/** A domain that addresses can have: contoso.com of `*.contoso.com`; undefined of `*`. */
export function plainDomain({ domain }: Pick<AcceptedDomain, 'domain'>): string | undefined {
  return domain === '*' ? undefined : domain.replace(/^\*\./, '');
}

/** Those of the accepted domains that are accepted themselves, and not only what is below them; each once. */
export function plainDomains(
  domains: readonly AcceptedDomain[],
  accepted: ReadonlyMap<string, unknown>,
): readonly string[] {
  const plain = domains.flatMap((each) => plainDomain(each) ?? []);
  return [...new Set(plain)].filter((domain) => acceptedAs(accepted, domain) !== undefined);
}
