// From a server to a delivery group: who is tried, in which order, and who holds the mail when nobody answers (§4.2).

import type { DeliveryGroup, Network } from '../network/network.ts';
import { siteQueue } from '../network/queue.ts';
import type { Queue } from '../../queues.ts';

/** The way from a site to a delivery group. */
export interface Towards {
  readonly group: DeliveryGroup;
  /** The primary site: where the members of the group are that are reached best. */
  readonly primary: number;
  /** Where it goes now: the first hub on the path, else the primary site. */
  readonly target: number;
  /** The target is a hub site that the path leads through, or ends in. */
  readonly isHub: boolean;
  /** The sites of the path to the target, both ends included. */
  readonly path: readonly number[];
  readonly queue: Queue;
  /** Servers that take it, in the order in which they are tried; the first `turns` of them take turns. */
  readonly candidates: readonly number[];
  readonly turns: number;
  /** Where the mail waits when none of them answers: servers of the sites on the path, from the last back. */
  readonly backOff: readonly number[];
}

/**
 * The way from a site to a group; undefined where no chain of site links leads to any member. Whether anybody is up plays
 * no part [MS-ROUTING].
 */
export function towards(network: Network, from: number, group: DeliveryGroup): Towards | undefined {
  const paths = network.pathsFrom(from);
  const primary = primarySite(network, from, group);
  if (primary === undefined) return undefined;
  const whole = paths.to(primary);
  const hub = whole.slice(1).find((site) => network.sites[site]?.hub === true);
  const target = hub ?? primary;
  const path = hub === undefined ? whole : whole.slice(0, whole.indexOf(hub) + 1);
  const site = network.sites[target];
  const members = membersIn(network, group, target);
  const others = (network.mailboxServers[target] ?? []).filter((station) => !group.isMember(station));
  const backOff = path
    .slice(1, -1)
    .reverse()
    .flatMap((each) => network.mailboxServers[each] ?? []);
  const common = { group, primary, target, isHub: hub !== undefined, path, backOff };
  if (hub !== undefined && site !== undefined) {
    const turns = members.length > 0 ? members.length : others.length;
    return { ...common, queue: siteQueue(site), candidates: [...members, ...others], turns };
  }
  // Members elsewhere come before the sites on the path, from the nearest site [MS-ROUTING].
  const elsewhere = group.sites
    .filter((each) => each !== target && paths.cost[each] !== Infinity)
    .sort((one, other) => comparePaths(network, from, one, other))
    .flatMap((each) => membersIn(network, group, each));
  const strangers = primary === from ? [] : others;
  return {
    ...common,
    queue: group.queue,
    candidates: [...members, ...elsewhere, ...strangers],
    turns: members.length,
  };
}

/** The site of the group's members with the best path: least cost, fewest links, lower name (§13.5). */
export function primarySite(network: Network, from: number, { sites }: DeliveryGroup): number | undefined {
  const { cost } = network.pathsFrom(from);
  let best: number | undefined;
  for (const site of sites) {
    if (cost[site] === Infinity || from < 0) continue;
    if (best === undefined || comparePaths(network, from, site, best) < 0) best = site;
  }
  return best;
}

/** Orders sites by the path to them. */
export function comparePaths(network: Network, from: number, one: number, other: number): number {
  const { cost, links } = network.pathsFrom(from);
  const byPath = (cost[one] ?? 0) - (cost[other] ?? 0) || (links[one] ?? 0) - (links[other] ?? 0);
  if (byPath !== 0 || one === other) return byPath;
  return (network.sites[one]?.key ?? '') < (network.sites[other]?.key ?? '') ? -1 : 1;
}

function membersIn({ siteOf }: Network, { members }: DeliveryGroup, site: number): readonly number[] {
  return members.filter((station) => siteOf[station] === site);
}
