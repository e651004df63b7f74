// Costs of the ways between hosts, so that the cheapest path is the one that their tables have.

import type { GivenHost } from './hosts.ts';

/** Mail at a host for a mailbox on another goes to this one first. */
export interface Wanted {
  readonly from: GivenHost;
  readonly home: GivenHost;
  readonly next: GivenHost;
}

const highest = 100;
const rounds = 60;

/**
 * The cost of each way, by host and next host. Each starts at 1, and where the cheapest path is another than wanted, the
 * first way of that other path becomes dearer, up to 100. Tables that no costs have the paths of stay as they come out.
 */
export function costsFor(hosts: readonly GivenHost[], ways: ReadonlyMap<GivenHost, ReadonlySet<GivenHost>>, wanted: readonly Wanted[]): (from: GivenHost, to: GivenHost) => number { // prettier-ignore
  const costs = new Map(hosts.map((host) => [host, new Map([...(ways.get(host) ?? [])].map((to) => [to, 1]))]));
  const homes = new Set(wanted.map(({ home }) => home));
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (const home of homes) {
      const distances = distancesTo(home, hosts, costs);
      for (const { from, next } of wanted.filter((each) => each.home === home)) {
        const out = costs.get(from);
        const best = (out?.get(next) ?? Infinity) + (distances.get(next) ?? Infinity);
        if (best === Infinity) continue;
        for (const [to, cost] of out ?? []) {
          const other = cost + (distances.get(to) ?? Infinity);
          if (to === next || other > best || cost >= highest) continue;
          out?.set(to, Math.min(highest, cost + best - other + 1));
          changed = true;
        }
      }
    }
    if (!changed) break;
  }
  return (from, to) => costs.get(from)?.get(to) ?? 1;
}

function distancesTo(
  home: GivenHost,
  hosts: readonly GivenHost[],
  costs: ReadonlyMap<GivenHost, ReadonlyMap<GivenHost, number>>,
): Map<GivenHost, number> {
  const distances = new Map<GivenHost, number>([[home, 0]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const host of hosts) {
      for (const [to, cost] of costs.get(host) ?? []) {
        const distance = cost + (distances.get(to) ?? Infinity);
        if (distance >= (distances.get(host) ?? Infinity)) continue;
        distances.set(host, distance);
        changed = true;
      }
    }
  }
  return distances;
}
