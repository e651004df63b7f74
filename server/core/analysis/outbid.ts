// Which connectors no mail takes, as others for the same address space are cheaper from everywhere.

import type { Key } from '#core/model/topology';
import { carriers, isCarrierUnclear, type CarriedSpace, type Carrier } from './carriers.ts';
import { derived } from './fact.ts';
import { organization } from './facts.ts';
import { siteMap, type SiteMap } from './site-map.ts';

/** A connector that others are cheaper than from everywhere. */
export interface Outbid {
  readonly carrier: Carrier;
  /** Address spaces that it is so for. */
  readonly patterns: readonly string[];
  readonly isForAllOfThem: boolean;
  readonly cost: number;
  /** One that is chosen instead, and what it costs from the same site. */
  readonly other: Pick<Carrier, 'key' | 'name' | 'isImplicit' | 'sites'>;
  readonly otherCost: number;
}

const largest = derived({ organization }, ({ organization: { limitSendSizeBytes } }) => limitSendSizeBytes);

/** Those that are so, in the order of the text. */
export const outbid = derived(
  { carriers, isCarrierUnclear, siteMap, largest },
  ({ carriers, isCarrierUnclear, siteMap, largest }): readonly Outbid[] => {
    if (isCarrierUnclear || siteMap.isUnclear) return [];
    const rivals = rivalsByMeaning(carriers);
    return carriers.flatMap((carrier): readonly Outbid[] => {
      if (carrier.scope !== 'organization') return [];
      const lost = carrier.spaces.flatMap((space) => {
        const better = betterThan(carrier, space, rivals.get(space.meaning) ?? [], { siteMap, largest });
        return better === undefined ? [] : [{ ...better, space }];
      });
      const [first] = lost;
      if (first === undefined) return [];
      const { carrier: other, cost: otherCost, space } = first;
      return [
        {
          carrier,
          patterns: lost.map((each) => each.space.called),
          isForAllOfThem: lost.length === carrier.spaces.length,
          cost: space.cost,
          other,
          otherCost,
        },
      ];
    });
  },
);

interface Rival {
  readonly carrier: Carrier;
  readonly cost: number;
}

function rivalsByMeaning(carriers: readonly Carrier[]): ReadonlyMap<string, readonly Rival[]> {
  const found = new Map<string, Rival[]>();
  for (const carrier of carriers) {
    if (carrier.scope !== 'organization') continue;
    for (const { meaning, cost } of carrier.spaces) {
      const rivals = found.get(meaning);
      if (rivals === undefined) found.set(meaning, [{ carrier, cost }]);
      else rivals.push({ carrier, cost });
    }
  }
  return found;
}

/**
 * A rival that is cheaper at each site of the connector's own sources. Whoever is farther off pays the way there for both, so
 * it is cheaper from everywhere.
 */
function betterThan(
  { key, sites, limit }: Carrier,
  { cost }: CarriedSpace,
  rivals: readonly Rival[],
  { siteMap, largest }: { readonly siteMap: SiteMap; readonly largest: number },
): Rival | undefined {
  const cheaper = rivals.filter(
    (rival) =>
      rival.carrier.key !== key &&
      rival.cost < cost &&
      Math.min(rival.carrier.limit, largest) >= Math.min(limit, largest),
  );
  if (cheaper.length === 0) return undefined;
  const best = sites.map((site) => {
    const costs = cheaper.map((rival) => ({ ...rival, cost: rival.cost + distanceTo(siteMap, site, rival.carrier) }));
    return costs.reduce((one, other) => (other.cost < one.cost ? other : one));
  });
  return best.every((rival) => rival.cost < cost) ? best[0] : undefined;
}

function distanceTo(siteMap: SiteMap, from: Key, { sites }: Carrier): number {
  return Math.min(...sites.map((site) => siteMap.distance(from, site)?.cost ?? Infinity));
}
