// What a server's routes say, as rules in the order in which Exim has to ask: single recipients, single domains, then what is
// below a domain, the longest first, then everything.

import { readDomainPattern } from '#core/model/address-space';
import type { AddressPattern, Server, Topology } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import { compareText } from '../../ledger.ts';
import { type FirstWay, firstWay } from '../../relay/first-way.ts';
import { wayText } from '../../relay/host.ts';
import { somebodyAt, somebodyBelow, somebodyElsewhere } from '../../relay/spaces.ts';

/** Where mail for a domain pattern, or for one local part in a domain, goes. */
export interface ExportRule {
  /** `d`, `*.d` or `*`. */
  readonly pattern: string;
  /** `anna` or `a*`; undefined for everybody. */
  readonly localPart: string | undefined;
  readonly first: FirstWay;
}

/** All that a host has to be told. */
export interface ExportRules {
  readonly rules: readonly ExportRule[];
  /** Domains, or `*.d`, whose mail stays on the host. */
  readonly kept: readonly string[];
  /** Connectors that some of the mail goes by. */
  readonly used: ReadonlySet<string>;
  /** Mailboxes that no list of Exim can name. */
  readonly unwritable: readonly AddressPattern[];
}

/** Asks routing about each domain that the topology names, about somewhere below it, and about another one. */
export function rulesOf(routing: Routing, server: Server): ExportRules {
  const { topology } = routing;
  const used = new Set<string>();
  const ask = (address: string): FirstWay => {
    const found = firstWay(routing, server, address);
    if (found.connector !== undefined) used.add(found.connector);
    return found;
  };
  const other = ask(somebodyElsewhere);
  const exact: ExportRule[] = [];
  const wild: ExportRule[] = [];
  const below = new Map<string, string>();
  const byDomain = new Map<string, string>();
  for (const pattern of domainsIn(topology)) {
    const parent = parentsOf(pattern).find((each) => below.has(each));
    const inherited = parent === undefined ? textOf(other) : (below.get(parent) ?? '');
    const [at, under] = [ask(somebodyAt(pattern)), ask(somebodyBelow(pattern))];
    below.set(pattern, textOf(under));
    byDomain.set(pattern, textOf(at));
    // What is below a domain is not the domain, so both go by what is wider.
    if (textOf(at) !== inherited) exact.push({ pattern, localPart: undefined, first: at });
    if (textOf(under) !== inherited) wild.push({ pattern: `*.${pattern}`, localPart: undefined, first: under });
  }
  const { users, unwritable } = usersOf(topology, ask, (domain) => byDomain.get(domain));
  const all: ExportRule = { pattern: '*', localPart: undefined, first: other };
  const rules = [...users, ...exact, ...wild.toReversed(), all];
  const kept = rules.filter(({ first, localPart }) => localPart === undefined && first.way.kind === 'here');
  return { rules, kept: kept.map(({ pattern }) => pattern).toSorted(compareText), used, unwritable };
}

/** Ways that need the same router. */
export function textOf({ way, status }: FirstWay): string {
  return way.kind === 'nowhere' ? `nowhere ${status ?? ''}` : wayText(way);
}

/** Every domain that the topology says something about, those with fewer labels first. */
function domainsIn({ organization, servers, connectors, mailSystems }: Topology): string[] {
  const spaces = connectors.flatMap((connector) => ('addressSpaces' in connector ? connector.addressSpaces : []));
  const named = [
    ...spaces.filter(({ type }) => type === 'SMTP').map(({ pattern }) => readDomainPattern(pattern)),
    ...organization.domains.map(({ domain }) => domain),
    ...servers.flatMap(({ mailboxes }) => mailboxes.flatMap(({ domain }) => domain ?? [])),
    ...mailSystems.flatMap(({ accepts }) => accepts.map(({ value }) => value)),
  ];
  return [...new Set(named.map((each) => each.toLowerCase().replace(/^\*\.?/, '')))]
    .filter((domain) => /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(domain))
    .toSorted((a, b) => a.split('.').length - b.split('.').length || compareText(a, b));
}

function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'));
}

/** Mailboxes that are not a whole domain, the closest first, where they go another way than their domain. */
function usersOf(
  { servers }: Topology,
  ask: (address: string) => FirstWay,
  ofDomain: (domain: string) => string | undefined,
): { readonly users: readonly ExportRule[]; readonly unwritable: readonly AddressPattern[] } {
  const patterns = servers
    .flatMap(({ mailboxes }) => mailboxes)
    .filter(({ type, local }) => type === 'SMTP' && local !== undefined && local !== '*');
  const isWritable = ({ local = '', domain = '' }: AddressPattern) =>
    /^[\w.+=*-]+$/.test(local) && ofDomain(domain) !== undefined;
  const literal = ({ local = '' }: AddressPattern) => local.replaceAll('*', '').length;
  const inOrder = patterns
    .filter(isWritable)
    .toSorted(
      (a, b) =>
        Number(a.local?.includes('*')) - Number(b.local?.includes('*')) ||
        literal(b) - literal(a) ||
        compareText(a.pattern, b.pattern),
    );
  const users = inOrder.map(({ local = '', domain = '' }): ExportRule => {
    const first = ask(`${local.replaceAll('*', 'bridgehead')}@${domain}`.toLowerCase());
    return { pattern: domain, localPart: local.toLowerCase(), first };
  });
  const wildDomains = new Set(inOrder.filter(({ local }) => local?.includes('*')).map(({ domain }) => domain));
  return {
    // Where patterns overlap all of them are written, as the closest must be found first.
    users: users.filter((rule) => wildDomains.has(rule.pattern) || textOf(rule.first) !== ofDomain(rule.pattern)),
    unwritable: patterns.filter((each) => !isWritable(each)),
  };
}
