// Costs of the ways between hosts, so that the cheapest path is the one that their tables have.

import { groupedBy } from '#core/model/multimap';
import type { GivenHost } from './hosts.ts';

/** Mail at a host for a mailbox on another goes to this one first. */
export interface Wanted {
  readonly from: GivenHost;
  readonly home: GivenHost;
  readonly next: GivenHost;
}

type Costs = ReadonlyMap<GivenHost, Map<GivenHost, number>>;

/** Where costs start: there is room to make a way cheaper. */
const first = 8;
const rounds = 600;

/**
 * The cost of each way, by host and next host. Where the cheapest path is another than wanted, the ways of the path that is
 * wanted become cheaper by 1 and those of the other one dearer, again and again, which finds costs wherever there are some
 * (the perceptron's rule). Tables that no costs have the paths of stay as they come out.
 */
export function costsFor(
  hosts: readonly GivenHost[],
  ways: ReadonlyMap<GivenHost, ReadonlySet<GivenHost>>,
  wanted: readonly Wanted[],
): (from: GivenHost, to: GivenHost) => number {
  // prettier-ignore
  const costs: Costs = new Map(hosts.map((host) => [host, new Map([...(ways.get(host) ?? [])].map((to) => [to, first]))]));
  const byHome = groupedBy(wanted, ({ home }) => home);
  let hasChanged = wanted.length > 0;
  for (let round = 0; hasChanged && round < rounds; round++) {
    hasChanged = false;
    for (const [home, ofHome] of byHome) {
      const nearest = pathsTo(home, hosts, costs);
      for (const { from, next } of ofHome) {
        const best = (costs.get(from)?.get(next) ?? Infinity) + (nearest.get(next)?.distance ?? Infinity);
        if (best === Infinity) continue;
        for (const [to, cost] of costs.get(from) ?? []) {
          if (to === next || cost + (nearest.get(to)?.distance ?? Infinity) > best) continue;
          change([from, ...pathFrom(to, nearest)], 1, costs);
          change([from, ...pathFrom(next, nearest)], -1, costs);
          hasChanged = true;
        }
      }
    }
  }
  return (from, to) => costs.get(from)?.get(to) ?? 1;
}

type Nearest = ReadonlyMap<GivenHost, { readonly distance: number; readonly next: GivenHost | undefined }>;

/** Of every host that reaches it the distance to a home, and the host that is next. */
function pathsTo(home: GivenHost, hosts: readonly GivenHost[], costs: Costs): Nearest {
  const nearest = new Map<GivenHost, { distance: number; next: GivenHost | undefined }>();
  nearest.set(home, { distance: 0, next: undefined });
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (const host of hosts) {
      for (const [to, cost] of costs.get(host) ?? []) {
        const distance = cost + (nearest.get(to)?.distance ?? Infinity);
        if (distance >= (nearest.get(host)?.distance ?? Infinity)) continue;
        nearest.set(host, { distance, next: to });
        hasChanged = true;
      }
    }
  }
  return nearest;
}

function pathFrom(host: GivenHost, nearest: Nearest): GivenHost[] {
  const path: GivenHost[] = [];
  for (let at: GivenHost | undefined = host; at !== undefined; at = nearest.get(at)?.next) path.push(at);
  return path;
}

function change(path: readonly GivenHost[], by: number, costs: Costs): void {
  path.slice(1).forEach((to, at) => {
    const from = path[at];
    const out = from === undefined ? undefined : costs.get(from);
    out?.set(to, Math.max(1, (out.get(to) ?? first) + by));
  });
}
