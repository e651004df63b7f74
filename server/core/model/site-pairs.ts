// Which sites are joined by which IP site link, at which cost.

import type { RoutingGroup, SiteLink, Topology } from './topology.ts';

/** Two sites that a link joins, the one that is written first in it before the other. */
export interface SitePair {
  readonly link: SiteLink;
  readonly from: RoutingGroup;
  readonly to: RoutingGroup;
  readonly cost: number;
}

/** What mail pays on a link: the Exchange cost where there is one (routing-exchange-2013.md §1.2) [MS-RBADS]. */
export function costOf({ cost, exchangeCost }: SiteLink): number {
  return (exchangeCost ?? cost).value;
}

/**
 * Each two sites that some link joins, once; of several links the cheapest counts [MS-RBADS], of equal ones the one with the
 * larger limit, then the first (§13.16).
 */
export function sitePairsOf({ siteLinks, routingGroupByKey }: Topology): readonly SitePair[] {
  const pairs = new Map<string, SitePair>();
  for (const link of siteLinks) {
    const cost = costOf(link);
    const sites = [...new Set(link.sites.flatMap(({ key }) => routingGroupByKey.get(key) ?? []))];
    for (const [i, from] of sites.entries()) {
      for (const to of sites.slice(i + 1)) {
        const key = [from.key, to.key].sort().join('\n');
        const known = pairs.get(key);
        if (known === undefined || isBetter({ link, cost }, known)) pairs.set(key, { link, from, to, cost });
      }
    }
  }
  return [...pairs.values()];
}

function isBetter(one: Pick<SitePair, 'link' | 'cost'>, other: SitePair): boolean {
  return one.cost < other.cost || (one.cost === other.cost && one.link.limitSizeBytes > other.link.limitSizeBytes);
}
