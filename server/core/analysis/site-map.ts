// Which sites are joined, and how far they are from each other: a fact of keys and numbers, so that no edit elsewhere
// computes it anew.

import { costOf } from '#core/model/site-pairs';
import type { Key, RoutingGroup, SiteLink } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { routingGroups, siteLinks } from './facts.ts';

/** What paths between two sites have in common: the least cost, and of that the fewest links (§3) [MS-ROUTING]. */
export interface Distance {
  readonly cost: number;
  readonly links: number;
}

/** Sites, and the links between them. */
export interface SiteMap {
  /** In the order of the text. */
  readonly sites: readonly Key[];
  /** By site, the sites that some link joins it with, and the least cost of such a link. */
  readonly neighbours: ReadonlyMap<Key, ReadonlyMap<Key, number>>;
  /** Some link cannot be read, or leads to a site that nobody declared: nobody knows what it joins. */
  readonly isUnclear: boolean;
  /** Undefined where no chain of links leads. */
  distance(from: Key, to: Key): Distance | undefined;
}

export const siteMap = derived(
  {
    said: gist(routingGroups, ({ key, kind, faulty }: RoutingGroup) => ({ key, isSite: kind === 'site', faulty })),
    links: gist(siteLinks, (link: SiteLink) => ({
      sites: link.sites.map(({ key }) => key),
      cost: costOf(link),
      faulty: link.faulty,
    })),
  },
  ({ said, links }): SiteMap => {
    const sites = said.flatMap(({ key, isSite }) => (isSite ? [key] : []));
    const neighbours = new Map(sites.map((key) => [key, new Map<Key, number>()]));
    for (const { sites, cost } of links) {
      const known = [...new Set(sites)].filter((key) => neighbours.has(key));
      for (const from of known) for (const to of known) if (from !== to) join(neighbours, from, to, cost);
    }
    const isUnclear =
      said.some(({ faulty }) => faulty) ||
      links.some(({ faulty, sites }) => faulty || sites.some((key) => !neighbours.has(key)));
    const from = new Map<Key, ReadonlyMap<Key, Distance>>();
    const distancesFrom = (start: Key) => {
      const known = from.get(start) ?? search(neighbours, start);
      from.set(start, known);
      return known;
    };
    return { sites, neighbours, isUnclear, distance: (start, end) => distancesFrom(start).get(end) };
  },
);

function join(neighbours: ReadonlyMap<Key, Map<Key, number>>, from: Key, to: Key, cost: number): void {
  const costs = neighbours.get(from);
  costs?.set(to, Math.min(cost, costs.get(to) ?? Infinity));
}

/** Goes on from each site again whenever a better way to it turns up. */
function search(neighbours: SiteMap['neighbours'], start: Key): ReadonlyMap<Key, Distance> {
  const found = new Map<Key, Distance>([[start, { cost: 0, links: 0 }]]);
  const due = new Set<Key>([start]);
  for (const site of due) {
    due.delete(site);
    const here = found.get(site) ?? { cost: 0, links: 0 };
    for (const [to, cost] of neighbours.get(site) ?? []) {
      const next = { cost: here.cost + cost, links: here.links + 1 };
      if (!isBetter(next, found.get(to))) continue;
      found.set(to, next);
      due.add(to);
    }
  }
  return found;
}

function isBetter(one: Distance, other: Distance | undefined): boolean {
  return other === undefined || one.cost < other.cost || (one.cost === other.cost && one.links < other.links);
}

/** A path leads through a site when the path between some two of its neighbours does: parts of paths are paths. */
export function isPassed(map: SiteMap, site: Key): boolean {
  const around = [...(map.neighbours.get(site) ?? [])];
  return around.some(([from, there], i) => around.slice(i + 1).some(([to, back]) => leadsOver(map, site, { from, to, cost: there + back }))); // prettier-ignore
}

/** Whether the path between two sites is the one over a neighbour of both; of equal ones that by the lower name is it (§3). */
function leadsOver(
  { neighbours, distance }: SiteMap,
  over: Key,
  { from, to, cost }: { readonly from: Key; readonly to: Key; readonly cost: number },
): boolean {
  const least = distance(from, to);
  if (least === undefined || least.cost !== cost || least.links !== 2) return false;
  for (const [site, first] of neighbours.get(from) ?? []) {
    const second = neighbours.get(site)?.get(to);
    if (second !== undefined && first + second === cost && site < over) return false;
  }
  return true;
}
