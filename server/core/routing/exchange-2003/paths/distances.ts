// Least cost between routing groups: Dijkstra with a binary heap over typed arrays (§3) [T-LINK].
// Distances are ordered by cost and then by how many connectors are crossed (§13.12), and both fit one number.

import { type Heap, heapOf } from './heap.ts';
import type { Adjacency, Network } from '../network/network.ts';

/** From every group to one end (or to every group from one start): how far it is, and the link next to the group. */
export interface Distances {
  /** `cost * scale + connectors crossed`; Infinity where there is no path. */
  readonly keys: Float64Array;
  /** The first link from a group towards the end (or the last one into it from the start); -1 for none. */
  readonly links: Int32Array;
  readonly scale: number;
}

/** What the path from this group to the other one costs; Infinity where there is none. */
export function costAt(distances: Distances, group: number): number {
  const key = distances.keys[group] ?? Infinity;
  return key === Infinity ? Infinity : Math.floor(key / distances.scale);
}

/**
 * Distances from every group to `end` over the passable links (1 in `passable`). Where paths cost the same and cross
 * equally many connectors, the one whose connector comes first by name is taken (§13.12). O((groups + links) log
 * groups).
 */
export function distancesTo(network: Network, end: number, passable: Uint8Array): Distances {
  return search(network, [[end, 0]], passable, network.entering, network.linkFrom);
}

/**
 * `distancesTo` where fewer links are passable than for `before`: only groups whose path led over one that is not are
 * searched for anew. The same object when there is none.
 */
export function distancesWithout(network: Network, before: Distances, passable: Uint8Array): Distances {
  const { linkCost, linkRank, linkTo, leaving } = network;
  const cut = cutOff(network, before, passable);
  if (cut.length === 0) return before;
  const keys = before.keys.slice();
  const links = before.links.slice();
  const { scale } = before;
  for (const group of cut) {
    keys[group] = Infinity;
    links[group] = -1;
  }
  const heap = heapOf(keys);
  // A cut-off group that is not reached yet offers nothing, so the first labels come from the others alone.
  const first = cut.map((group) => {
    let [best, by] = [Infinity, -1];
    for (let place = leaving.starts[group] ?? 0; place < (leaving.starts[group + 1] ?? 0); place += 1) {
      const link = leaving.links[place] ?? 0;
      if (passable[link] === 0) continue;
      const key = (keys[linkTo[link] ?? 0] ?? Infinity) + (linkCost[link] ?? 0) * scale + 1;
      if (key > best || key === Infinity) continue;
      if (key < best || (linkRank[link] ?? 0) < (linkRank[by] ?? 0)) [best, by] = [key, link];
    }
    return [group, best, by] as const;
  });
  for (const [group, key, link] of first) {
    if (link < 0) continue;
    keys[group] = key;
    links[group] = link;
    heap.push(group);
  }
  // Groups that kept their path lie no nearer by those that lost theirs, so none of them is labelled anew.
  spread(network, { keys, links, scale }, heap, { passable, adjacency: network.entering, otherEnd: network.linkFrom });
  return { keys, links, scale };
}

/** The groups whose path leads over a link that is not passable. */
function cutOff({ groups, linkTo }: Network, { links }: Distances, passable: Uint8Array): number[] {
  const [unknown, sound, cut] = [0, 1, 2];
  const states = new Uint8Array(groups.length);
  const found: number[] = [];
  const way: number[] = [];
  for (let start = 0; start < groups.length; start += 1) {
    let group = start;
    let state = unknown;
    while (state === unknown) {
      const known = states[group] ?? sound;
      const link = links[group] ?? -1;
      if (known !== unknown) state = known;
      else {
        way.push(group);
        if (link < 0) state = sound;
        else if (passable[link] === 0) state = cut;
        else group = linkTo[link] ?? 0;
      }
    }
    for (let each = way.pop(); each !== undefined; each = way.pop()) {
      states[each] = state;
      if (state === cut) found.push(each);
    }
  }
  return found;
}

/** Distances from `start` to every group over the passable links. */
export function distancesFrom(network: Network, start: number, passable: Uint8Array): Distances {
  return search(network, [[start, 0]], passable, network.leaving, network.linkTo);
}

/** Groups, each with what it costs to start or to end there. */
export type Terminals = Iterable<readonly [group: number, cost: number]>;

/** Distances from every group to whichever of these ends is the cheapest for it. */
export function distancesToAny(network: Network, ends: Terminals, passable: Uint8Array): Distances {
  return search(network, ends, passable, network.entering, network.linkFrom);
}

/** Distances to every group from whichever of these starts is the cheapest for it. */
export function distancesFromAny(network: Network, starts: Terminals, passable: Uint8Array): Distances {
  return search(network, starts, passable, network.leaving, network.linkTo);
}

function search(
  network: Network,
  origins: Terminals,
  passable: Uint8Array,
  adjacency: Adjacency,
  otherEnd: Int32Array,
): Distances {
  const groupCount = network.groups.length;
  const scale = groupCount + 1;
  const keys = new Float64Array(groupCount).fill(Infinity);
  const links = new Int32Array(groupCount).fill(-1);
  const heap = heapOf(keys);
  for (const [origin, cost] of origins) {
    if (origin < 0) continue;
    keys[origin] = Math.min(keys[origin] ?? Infinity, cost * scale);
    heap.push(origin);
  }
  spread(network, { keys, links, scale }, heap, { passable, adjacency, otherEnd });
  return { keys, links, scale };
}

interface Ways {
  readonly passable: Uint8Array;
  readonly adjacency: Adjacency;
  readonly otherEnd: Int32Array;
}

/** Labels groups from those in the heap on, nearest first. */
function spread(
  { linkCost, linkRank }: Network,
  { keys, links, scale }: Distances,
  heap: Heap,
  { passable, adjacency: { starts, links: adjacent }, otherEnd }: Ways,
): void {
  for (let group = heap.pop(); group >= 0; group = heap.pop()) {
    const reached = keys[group] ?? Infinity;
    const last = starts[group + 1] ?? 0;
    for (let place = starts[group] ?? 0; place < last; place += 1) {
      const link = adjacent[place] ?? 0;
      if (passable[link] === 0) continue;
      const other = otherEnd[link] ?? 0;
      const key = reached + (linkCost[link] ?? 0) * scale + 1;
      const known = keys[other] ?? Infinity;
      if (key < known) {
        keys[other] = key;
        links[other] = link;
        heap.push(other);
      } else if (key === known && (linkRank[link] ?? 0) < (linkRank[links[other] ?? 0] ?? 0)) {
        links[other] = link;
      }
    }
  }
}
