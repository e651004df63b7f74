// An index of changes by what they touch, to find the few that can matter for a destination. Most links are in few
// trees, so most pairs of a change and a destination need no look.

import { addTo } from '#core/model/multimap';
import { hostNameKey } from '#core/model/host';
import { keyOf } from '#core/model/keys';
import type { Changes } from './aftermath.ts';
import type { Network } from '../network/network.ts';
import { noLink, type Tree } from '../paths/shortest-tree.ts';
import type { Surveyed } from './surveyed.ts';

/** Which changes touch a link, a connector, a group or a host; a change is known by its index in `changes.all`. */
export interface Concerns {
  readonly changes: Changes;
  readonly linkFrom: Int32Array;
  /**
   * Changes that take a link down or leave mail waiting in front of it, link after link: those of link `l` are
   * `byLink[starts[l]]` to `byLink[starts[l + 1] - 1]`.
   */
  readonly starts: Int32Array;
  readonly byLink: Int32Array;
  /** By connector: changes after which mail that leaves by it goes elsewhere, waits, or cannot leave by it at all. */
  readonly byCarrier: ReadonlyMap<number, readonly number[]>;
  /** By group: changes after which mail for its mailboxes can no longer be delivered. */
  readonly byGroup: ReadonlyMap<number, readonly number[]>;
  /** By host: changes that switch it off. It may be the domain of an address space. */
  readonly byHost: ReadonlyMap<string, readonly number[]>;
  /** Changes that switch DNS off, which concern all mail to outside domains. */
  readonly outside: readonly number[];
  /** Changes that leave some group without a running server, so that no mail at all starts there. */
  readonly everywhere: readonly number[];
  /** By change: the last call of `concernedBy` that found it. */
  readonly seen: Int32Array;
  /** How many calls of `concernedBy` there were. */
  round: number;
}

/** Sorts changes by what they touch. */
export function concernsOf({ linkFrom }: Network, changes: Changes): Concerns {
  const all = changes.all.map(({ change }) => change);
  const byCarrier = new Map<number, number[]>();
  const byGroup = new Map<number, number[]>();
  const byHost = new Map<string, number[]>();
  const starts = new Int32Array(linkFrom.length + 1);
  for (const [index, { links, exits, lost, outage }] of all.entries()) {
    for (const { link } of links) starts[link + 1] = (starts[link + 1] ?? 0) + 1;
    for (const { carrier } of exits) addTo(byCarrier, carrier, index);
    for (const group of lost) addTo(byGroup, group, index);
    for (const host of outage.hosts) addTo(byHost, host, index);
  }
  for (let link = 0; link < linkFrom.length; link += 1)
    starts[link + 1] = (starts[link + 1] ?? 0) + (starts[link] ?? 0);
  const free = starts.slice();
  const byLink = new Int32Array(starts.at(-1) ?? 0);
  for (const [index, { links }] of all.entries()) {
    for (const { link } of links) {
      const at = free[link] ?? 0;
      byLink[at] = index;
      free[link] = at + 1;
    }
  }
  const outside = [...all.keys()].filter((index) => all[index]?.outage.dns === true);
  const everywhere = [...all.keys()].filter((index) => all[index]?.died.length !== 0);
  const seen = new Int32Array(all.length);
  return { changes, linkFrom, starts, byLink, byCarrier, byGroup, byHost, outside, everywhere, seen, round: 0 };
}

/**
 * The changes that touch any of these trees. A few changes are checked one by one; of many it is cheaper to look up
 * those of each link in the trees.
 */
export function concernedBy(concerns: Concerns, trees: readonly Tree[]): readonly number[] {
  const { changes, linkFrom, starts, byLink, byCarrier, seen } = concerns;
  const found: number[] = [];
  concerns.round += 1;
  const add = (index: number) => {
    if (seen[index] === concerns.round) return;
    seen[index] = concerns.round;
    found.push(index);
  };
  for (const { links, ends, forest } of trees) {
    if (changes.all.length < few) {
      for (const [index, { change }] of changes.all.entries()) {
        if (change.links.some(({ link }) => links[linkFrom[link] ?? 0] === link)) add(index);
      }
    } else {
      for (const group of forest.order) {
        const link = links[group] ?? noLink;
        if (link < 0) continue;
        const last = starts[link + 1] ?? 0;
        for (let at = starts[link] ?? 0; at < last; at += 1) add(byLink[at] ?? 0);
      }
    }
    for (const { carrier } of ends) for (const index of byCarrier.get(carrier) ?? []) add(index);
  }
  return found;
}

const few = 32;

/**
 * The changes that concern this destination although `concernedBy`, asked last about its trees, did not find them: by
 * its group, by its domain, or by a connector that serves one group only.
 */
export function concernedAlone(concerns: Concerns, { target }: Surveyed): ReadonlySet<number> {
  const { byCarrier, byGroup, byHost, outside, everywhere, seen, round } = concerns;
  const found = new Set<number>();
  const add = (some: readonly number[] = []) => {
    for (const index of some) if (seen[index] !== round) found.add(index);
  };
  add(everywhere);
  if (target.group >= 0) add(byGroup.get(target.group));
  else {
    add(outside);
    add(byHost.get(keyOf(target.remote)));
    if (target.exchanger !== undefined) add(byHost.get(hostNameKey(target.exchanger)));
    for (const ends of target.scoped.values()) for (const { carrier } of ends) add(byCarrier.get(carrier));
  }
  return found;
}
