import { connectorId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { carriers, isCarrierUnclear, type CarriedSpace, type Carrier } from './carriers.ts';
import { derived } from './fact.ts';
import { groupNames, organization } from './facts.ts';
import type { Finding } from './finding.ts';
import { rule } from './rule.ts';
import { siteMap, type SiteMap } from './site-map.ts';
import { listed, quoted } from './wording.ts';

/** A connector that others are cheaper than from everywhere. */
interface Outbid {
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

const outbid = derived(
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

/**
 * A connector is dearer than another one for the same address space wherever mail comes from, so no mail takes it. As a
 * standby it is of no use: a connector does not step in for one whose source servers or smart hosts are down, only for one
 * that is disabled (§5, §13.3) [MS-2010REROUTE, MS-2007AD]. The connector that an Edge subscription makes costs 100, so that
 * any other one for `*` nearby leaves the Edge servers idle [MS-EDGESUB]; and where site links are cheap, mail leaves by a
 * connector far off rather than by a dear one next door.
 */
export const outbidConnector = rule({
  code: 'outbid-connector',
  severity: 'warning',
  over: outbid,
  reads: { groupNames },
  *check(each, { groupNames }) {
    if (each.carrier.isEdge) yield idleEdge(each, groupNames);
    else if (each.carrier.sites.some((site) => each.other.sites.includes(site))) yield uselessStandby(each);
    else yield farButCheaper(each, groupNames);
  },
});

function idleEdge(
  { carrier, patterns, cost, other, otherCost }: Outbid,
  groupNames: ReadonlyMap<Key, string>,
): Finding {
  const site = plain(groupNames.get(carrier.sites[0] ?? carrier.key) ?? '');
  const what = listed(patterns);
  const of = { kind: 'connector', key: carrier.isImplicit ? other.key : carrier.key } as const;
  return {
    place: { statement: 'address space', of },
    message:
      `No mail leaves by the Edge servers of ${site}: for ${what} ${quoted(other.name)} costs ${String(otherCost)} there, ` +
      `${quoted(carrier.name)} ${String(cost)}. Take ${what} out of ${quoted(other.name)}, or disable it, if mail is to leave ` +
      'by the Edge servers.',
    element: connectorId(carrier.isImplicit ? other.name : carrier.name),
  };
}

/** Its address space costs more than that of the other one and the way there (§5). */
function farButCheaper(
  { carrier, patterns, cost, other, otherCost }: Outbid,
  groupNames: ReadonlyMap<Key, string>,
): Finding {
  const { key, name, sites } = carrier;
  const here = plain(groupNames.get(sites[0] ?? key) ?? '');
  return {
    place: { statement: 'address space', of: { kind: 'connector', key } },
    message:
      `No mail for ${listed(patterns)} takes ${quoted(name)}, not even from ${here}: there it costs ${String(cost)}, and ` +
      `${quoted(other.name)} ${String(otherCost)} with the way to it. Make it cheaper than ${String(otherCost)}, or disable it.`,
    element: connectorId(name),
  };
}

function uselessStandby({ carrier, patterns, isForAllOfThem, other }: Outbid): Finding {
  const { key, name } = carrier;
  const of = { kind: 'connector', key } as const;
  return {
    place: { statement: 'address space', of },
    message:
      `No mail for ${listed(patterns)} takes ${quoted(name)}: ${quoted(other.name)} is cheaper from everywhere, and nobody goes ` +
      'over to the dearer one when source servers or smart hosts fail. Put its source servers and smart hosts into ' +
      `${quoted(other.name)}, or keep ${quoted(name)} disabled until it is needed.`,
    fixes: isForAllOfThem
      ? [{ title: `Disable ${quoted(name)}`, edits: [{ endOf: of, lines: ['disabled'] }], preferred: false }]
      : [],
    element: connectorId(name),
  };
}
