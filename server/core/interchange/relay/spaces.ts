// From rules in any order to address spaces, of which the closest wins: a host's rules are asked about each domain that they
// name, about somewhere below it, and about a domain that they do not name. What differs from what a wider address space
// says already is an address space of its own.

import { type Decision, domainOf, type RelayHost, type Way, wayText } from './host.ts';

/** A local part and a label that no configuration names. */
const somebody = 'bridgehead-import';

/** What a host says about an address space. */
export interface DecidedSpace {
  /** `d`, `*.d` or `*`. */
  readonly pattern: string;
  readonly decision: Decision;
}

/** An address in a domain whom no rule names. */
export function somebodyAt(domain: string): string {
  return `${somebody}@${domain}`;
}

/** An address in a subdomain that no rule names. */
export function somebodyBelow(domain: string): string {
  return somebodyAt(`${somebody}.${domain}`);
}

/** An address in a domain that no rule names. */
export const somebodyElsewhere = somebodyAt(`${somebody}.invalid`);

/** All addresses that tell a host's rules apart. */
export function probesOf({ domains, users }: Pick<RelayHost, 'domains' | 'users'>): string[] {
  const ofDomains = domains.flatMap((domain) => [somebodyAt(domain), somebodyBelow(domain)]);
  return [...new Set([...ofDomains, somebodyElsewhere, ...users])];
}

/**
 * The address spaces of a host's connectors.
 * @param isOwn - Domains of the organization: no connector asks for their mail.
 */
export function spacesOf(host: RelayHost, isOwn: (domain: string) => boolean): DecidedSpace[] {
  const spaces: DecidedSpace[] = [];
  /** What is said of everything below a domain, by the address spaces so far. */
  const below = new Map<string, string | undefined>();
  const add = (pattern: string, inherited: string | undefined, address: string): string | undefined => {
    const decision = host.decide(address);
    const said = wayText(decision.way);
    if (said === inherited || !leads(decision.way)) return inherited;
    spaces.push({ pattern, decision });
    return said;
  };
  const other = add('*', undefined, somebodyElsewhere);
  for (const domain of host.domains.toSorted((a, b) => a.split('.').length - b.split('.').length)) {
    const parent = parentsOf(domain).find((each) => below.has(each));
    const all = add(`*.${domain}`, parent === undefined ? other : below.get(parent), somebodyBelow(domain));
    below.set(domain, all);
    if (!isOwn(domain)) add(domain, all, somebodyAt(domain));
  }
  return spaces;
}

/** The nearest first. */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'));
}

function leads(way: Way): boolean {
  return way.kind === 'dns' || way.kind === 'hosts';
}

/** Whether an address is of a domain that a host calls itself by. */
export function isOwnName(host: RelayHost, address: string): boolean {
  const domain = domainOf(address);
  return host.names.includes(domain) || /^localhost(?:\.|$)/.test(domain);
}
