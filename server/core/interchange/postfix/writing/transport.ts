// The lines of a transport table that say what the routes say (transport(5)): `d` for a domain, `.d` for what is below it,
// `user@d` for one recipient, and expressions for mailboxes with `*`.

import { readDomainPattern } from '#core/model/address-space';
import type { AddressPattern, Topology } from '#core/model/topology';
import { compareText } from '../../ledger.ts';
import { below, outsideDomain } from '../first-hop.ts';
import { byDns, kept, type Ways } from './ways.ts';

export interface Transports {
  /** What everything goes by that no line is about. */
  readonly usual: string;
  /** Key and value, in order. */
  readonly lines: readonly (readonly [key: string, value: string])[];
  /** Expression and value, the closest first. */
  readonly expressions: readonly (readonly [expression: string, value: string])[];
  /** Domains of ours with mailboxes on this host, and the others. */
  readonly kept: readonly string[];
  readonly relayed: readonly string[];
  /** What cannot be a key. */
  readonly unwritable: readonly AddressPattern[];
}

/** All that has to be said so that Postfix does what the routes of one server say. */
export function transportsOf(topology: Topology, isHere: (pattern: AddressPattern) => boolean, ways: Ways): Transports {
  const patterns = topology.servers.flatMap(({ mailboxes }) => mailboxes).filter(({ type }) => type === 'SMTP');
  const own = ownDomainsOf(topology, patterns);
  const usual = ways.to(`*@${outsideDomain}`);
  const keptDomains = new Set<string>();
  const lines: [string, string][] = [];
  const exact = new Map<string, string>();
  // What a line about the domains below one says, by domain.
  const belowLines = new Map<string, string>();
  for (const domain of domainsIn(topology, own)) {
    const here = ways.to(`*@${domain}`);
    const under = ways.to(`*@${below(domain)}`);
    exact.set(domain, here);
    const line = nearest(domain, belowLines);
    if (own.has(domain) && (here === kept || patterns.some((each) => each.domain === domain && isHere(each)))) {
      keptDomains.add(domain);
    }
    if (here !== (line ?? byClass(domain, keptDomains, own, usual))) lines.push([domain, here]);
    if (under !== (line ?? byClass(below(domain), keptDomains, own, usual))) {
      lines.push([`.${domain}`, under]);
      belowLines.set(domain, under);
    }
  }
  const { users, expressions, unwritable } = forMailboxes(patterns, exact, ways);
  return {
    usual,
    lines: [...lines, ...users],
    expressions,
    kept: [...keptDomains].toSorted(compareText),
    relayed: [...own].filter((domain) => !keptDomains.has(domain)).toSorted(compareText),
    unwritable,
  };
}

/** Accepted domains, and those of mailboxes; of `*.d` the part behind the star, with a dot in front for what is below. */
function ownDomainsOf({ organization }: Topology, patterns: readonly AddressPattern[]): Set<string> {
  const accepted = organization.domains.flatMap(({ domain }) => (domain.startsWith('*.') ? [domain.slice(2), domain.slice(1)] : [domain])); // prettier-ignore
  return new Set([...accepted, ...patterns.flatMap(({ domain }) => domain ?? [])].filter((domain) => domain !== '*'));
}

/** Every domain that something is said about, those with fewer labels first. */
function domainsIn({ connectors, mailSystems }: Topology, own: ReadonlySet<string>): string[] {
  const spaces = connectors.flatMap((connector) => ('addressSpaces' in connector ? connector.addressSpaces : []));
  const named = spaces
    .filter(({ type }) => type === 'SMTP')
    .map(({ pattern }) => readDomainPattern(pattern).replace(/^\*?\.?/, ''));
  const accepted = mailSystems.flatMap(({ accepts }) => accepts.map(({ value }) => value));
  const all = new Set([...named, ...accepted, ...[...own].map((domain) => domain.replace(/^\./, ''))]);
  return [...all]
    .filter((domain) => domain !== '' && !domain.includes('*'))
    .toSorted((a, b) => a.split('.').length - b.split('.').length || compareText(a, b));
}

/** The line about a domain's parents that Postfix finds first. */
function nearest(domain: string, lines: ReadonlyMap<string, string>): string | undefined {
  for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
    const found = lines.get(domain.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What Postfix does where no line says anything: by the class of the domain. */
function byClass(domain: string, keptDomains: ReadonlySet<string>, own: ReadonlySet<string>, usual: string): string {
  if (keptDomains.has(domain)) return kept;
  const dot = domain.indexOf('.');
  const isRelayed = own.has(domain) || (dot > 0 && parents(domain).some((parent) => own.has(`.${parent}`)));
  return isRelayed && usual.startsWith('error:') ? byDns : usual;
}

function parents(domain: string): string[] {
  return domain.split('.').map((_, at, labels) => labels.slice(at + 1).join('.'));
}

function forMailboxes(patterns: readonly AddressPattern[], exact: ReadonlyMap<string, string>, ways: Ways) {
  const users: [string, string][] = [];
  const starred: { readonly pattern: string; readonly value: string }[] = [];
  const unwritable: AddressPattern[] = [];
  for (const each of patterns) {
    const { local = '', domain = '' } = each;
    if (local === '*') continue;
    if (local.includes('*')) {
      if (/["\\\s/$]/.test(local)) unwritable.push(each);
      else starred.push({ pattern: `${local}@${domain}`.toLowerCase(), value: ways.to(`${local.replaceAll('*', 'bridgehead-probe')}@${domain}`) }); // prettier-ignore
      continue;
    }
    const address = `${local}@${domain}`.toLowerCase();
    const value = ways.to(address);
    // A line with a `#` in front is a comment, and blanks end a key.
    if (/["\\\s]|^#|[^\x20-\x7e]/.test(local)) unwritable.push(each);
    else if (value !== exact.get(domain) || patterns.some((other) => other.domain === domain && other !== each && other.local?.includes('*') === true && other.local !== '*')) users.push([address, value]); // prettier-ignore
  }
  const length = ({ pattern }: { readonly pattern: string }) => pattern.replaceAll('*', '').length;
  const expressions = starred
    .toSorted((a, b) => length(b) - length(a) || compareText(a.pattern, b.pattern))
    .map(({ pattern, value }): [string, string] => [`/^${expressionOf(pattern)}$/`, value]);
  return { users: users.toSorted(([a], [b]) => compareText(a, b)), expressions, unwritable };
}

function expressionOf(pattern: string): string {
  return pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
}
