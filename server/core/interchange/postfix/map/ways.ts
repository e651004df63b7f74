// The ways that a host's mail takes: what goes to the same next hop is one connector.

import { parseDomainPattern } from '#core/syntax/values';
import { compareText } from '../../ledger.ts';
import { below, outsideDomain, somebodyIn } from '../first-hop.ts';
import { namesIn } from '../host.ts';
import { type Domains, isAddress } from './domains.ts';
import { type GivenHost, hopKey, type Hop, type Hosts } from './hosts.ts';

/** One connector of a host. */
export interface Way {
  readonly hop: Extract<Hop, { kind: 'own' | 'outside' | 'dns' }>;
  /** `d`, `*.d` or `*`. */
  readonly spaces: string[];
  readonly isDefault: boolean;
}

/** The ways of a host: first those with names, at last what everything else takes. */
export function waysOf(host: GivenHost, hosts: Hosts, { accepted, mailboxes }: Domains): Way[] {
  const ways = new Map<string, Way>();
  const add = (hop: Hop, space: string | undefined) => {
    if (hop.kind === 'here' || hop.kind === 'ends') return;
    const key = hopKey(hop);
    const way = ways.get(key) ?? { hop, spaces: [], isDefault: false };
    ways.set(key, way);
    if (space !== undefined && !way.spaces.includes(space)) way.spaces.push(space);
  };
  const usual = hosts.hopOf(host, somebodyIn(outsideDomain));
  const keys = domainKeysOf(host);
  // What domains below a domain get, by domain; '' is what all get that nothing is said of.
  const belowHops = new Map<string, Hop>([['', usual]]);
  for (const domain of candidates(host, keys, accepted)) {
    const exact = hosts.hopOf(host, somebodyIn(domain));
    const under = hosts.hopOf(host, somebodyIn(below(domain)));
    const inherited = belowHops.get(nearestAbove(domain, belowHops)) ?? usual;
    belowHops.set(domain, under);
    const coversBelow = keys.has(`.${domain}`) || hopKey(under) !== hopKey(inherited);
    if (coversBelow) add(under, `*.${domain}`);
    if (accepted.get(domain)?.isShared === false) {
      if (exact.kind === 'own') add(exact, undefined);
      continue;
    }
    const isCovered = hopKey(exact) === hopKey(coversBelow ? under : inherited);
    if (!isCovered || (keys.has(domain) && !coversBelow)) add(exact, domain);
  }
  for (const [home, patterns] of mailboxes) {
    if (home === host) continue;
    for (const pattern of patterns) {
      const hop = pattern.startsWith('*') ? undefined : hosts.hopOf(host, pattern);
      if (hop?.kind === 'own') add(hop, undefined);
    }
  }
  const named = [...ways.values()].map((way) => ({ ...way, spaces: way.spaces.toSorted(compareSpaces) }));
  if (usual.kind === 'here' || usual.kind === 'ends') return named;
  return [...named, { hop: usual, spaces: ['*'], isDefault: true }];
}

/** The keys of its tables that mean domains. */
export function domainKeysOf({ postfix }: GivenHost): ReadonlySet<string> {
  const keys = postfix.transportMaps.flatMap(({ entries }) => [...(entries?.keys() ?? [])]);
  return new Set(keys.filter((key) => key !== '*' && !isAddress(key) && isPattern(key)));
}

function isPattern(key: string): boolean {
  return !key.includes('*') && parseDomainPattern(key.replace(/^\./, '')).ok;
}

/** Every domain that something may be said about, those with fewer labels first. */
function candidates(host: GivenHost, keys: ReadonlySet<string>, accepted: Domains['accepted']): string[] {
  const relayed = namesIn(host.postfix.relayDomains).filter((name) => isPattern(name));
  const all = new Set([...keys, ...relayed, ...accepted.keys()].map((key) => key.replace(/^\./, '')));
  return [...all].toSorted((a, b) => a.split('.').length - b.split('.').length || compareText(a, b));
}

function nearestAbove(domain: string, known: ReadonlyMap<string, Hop>): string {
  for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
    const parent = domain.slice(dot + 1);
    if (known.has(parent)) return parent;
  }
  return '';
}

function compareSpaces(a: string, b: string): number {
  return compareText(a.replace(/^\*\./, ''), b.replace(/^\*\./, '')) || compareText(a, b);
}
