// Whether a path over connectors that changed may be as good as one that was found before. Settled by the least that
// such a path can cost, which a few searches tell for all messages at once.

import type { Connector, RoutingGroup } from '#core/model/topology';
import { costAt, type Distances, distancesFromAny, distancesToAny } from '../paths/distances.ts';
import type { ComparedPaths } from './footprint.ts';
import type { Network } from '../network/network.ts';

/**
 * Tells whether a path over some of these connectors, as they are now, may cost no more than one that was found. Before
 * the first and behind the last of them it leads over others, so there it costs at least what the shortest path costs
 * while everything is up.
 */
export function shorterPaths(network: Network, connectors: readonly Connector[]): (compared: ComparedPaths) => boolean {
  const bundles = bundlesOf(network, connectors).map(({ starts, ends }) => {
    const passable = new Uint8Array(network.links.length).fill(1);
    const [there, onward] = [distancesToAny(network, starts, passable), distancesFromAny(network, ends, passable)];
    return { there: costsIn(there), onward: costsIn(onward) };
  });
  const numbers = renumbering(network);
  return (compared) => {
    const number = numbers(compared.groups);
    return bundles.some(({ there, onward }) => isAsGood(compared, number, there, onward));
  };
}

function isAsGood(
  { starts, ends, costs }: ComparedPaths,
  number: Int32Array,
  there: Float64Array,
  onward: Float64Array,
): boolean {
  for (let at = 0; at < costs.length; at += 1) {
    const first = there[number[starts[at] ?? -1] ?? -1] ?? Infinity;
    const least = first + (onward[number[ends[at] ?? -1] ?? -1] ?? Infinity);
    if (least < Infinity && least <= (costs[at] ?? 0)) return true;
  }
  return false;
}

function costsIn(distances: Distances): Float64Array {
  return distances.keys.map((_, group) => costAt(distances, group));
}

/** The groups that changed links leave, and those that they lead to, each with the cost that is paid there. */
interface Bundle {
  readonly starts: ReadonlyMap<number, number>;
  readonly ends: ReadonlyMap<number, number>;
}

/** So many groups are searched from one by one; more of them all at once. */
const mostBundles = 16;

/**
 * The changed links, one bundle for each group that they leave. A path may take links of several bundles, so the
 * distances behind the first have to know the others, at their cost now or less. Where the network lacks one or has it
 * dearer, all are one bundle.
 */
function bundlesOf(network: Network, connectors: readonly Connector[]): readonly Bundle[] {
  const counted = new Map<string, number>();
  const keys = new Set(connectors.map(({ key }) => key));
  for (const { carrier, from, to, cost } of network.links) {
    if (keys.has(carrier.connector.key)) counted.set(`${carrier.connector.key}\n${from}\n${to}`, cost);
  }
  const bundles = new Map<number, Map<number, number>>();
  let areCounted = true;
  for (const { key, group, connects } of connectors) {
    const start = network.groupIndex.get(group) ?? -1;
    for (const { group: to, cost } of connects) {
      const end = network.groupIndex.get(to.key) ?? -1;
      const ends = bundles.get(start) ?? new Map<number, number>();
      bundles.set(start, ends.set(end, Math.min(ends.get(end) ?? Infinity, Math.max(0, cost))));
      areCounted &&= (counted.get(`${key}\n${start}\n${end}`) ?? Infinity) <= cost;
    }
  }
  const apart = Array.from(bundles, ([start, ends]) => ({ starts: new Map([[start, 0]]), ends }));
  return apart.length < 2 || (areCounted && apart.length <= mostBundles) ? apart : [joined(apart)];
}

function joined(bundles: readonly Bundle[]): Bundle {
  const starts = new Map(bundles.flatMap((bundle) => [...bundle.starts]));
  const ends = new Map<number, number>();
  for (const [end, cost] of bundles.flatMap((bundle) => [...bundle.ends])) {
    ends.set(end, Math.min(ends.get(end) ?? Infinity, cost));
  }
  return { starts, ends };
}

/**
 * Translates the group numbers of a footprint, which may be those of an earlier network; -1 for a group that is gone.
 */
function renumbering({ groupIndex }: Network): (groups: readonly RoutingGroup[]) => Int32Array {
  const known = new Map<readonly RoutingGroup[], Int32Array>();
  return (groups) => {
    let numbers = known.get(groups);
    if (numbers === undefined) {
      numbers = Int32Array.from(groups, ({ key }) => groupIndex.get(key) ?? -1);
      known.set(groups, numbers);
    }
    return numbers;
  };
}
