// Which changes to ask about which destinations: most ways are on few trees, so most pairs of the two need no look.

import { keyOf } from '#core/model/keys';
import type { Change } from './condition.ts';
import type { Network } from './network.ts';
import { noWay, type Tree } from './shortest-tree.ts';
import type { Surveyed } from './surveyed.ts';

/** Whatever goes with a change. */
export interface Changing {
  readonly change: Change;
}

/** Changes by what they touch. */
export interface Concerns<Cause extends Changing> {
  readonly all: readonly Cause[];
  readonly wayFrom: Int32Array;
  /** By way that a change closes or blocks. */
  readonly byWay: ReadonlyMap<number, readonly Cause[]>;
  /** By connector whose mail leaves otherwise. */
  readonly byCarrier: ReadonlyMap<number, readonly Cause[]>;
  /** By group that can no longer be delivered to. */
  readonly byGroup: ReadonlyMap<number, readonly Cause[]>;
  /** By host that may be an outside domain. */
  readonly byHost: ReadonlyMap<string, readonly Cause[]>;
  /** Those that concern all mail to outside domains. */
  readonly outside: readonly Cause[];
  /** Those by which a group starts no mail any more, whatever it would be for. */
  readonly everywhere: readonly Cause[];
}

/** Sorts changes by what they touch. */
export function concernsOf<Cause extends Changing>({ wayFrom }: Network, all: readonly Cause[]): Concerns<Cause> {
  const byWay = new Map<number, Cause[]>();
  const byCarrier = new Map<number, Cause[]>();
  const byGroup = new Map<number, Cause[]>();
  const byHost = new Map<string, Cause[]>();
  for (const cause of all) {
    const { change } = cause;
    for (const { way } of change.ways) addTo(byWay, way, cause);
    for (const { carrier } of change.exits) addTo(byCarrier, carrier, cause);
    for (const group of change.lost) addTo(byGroup, group, cause);
    for (const host of change.outage.hosts) addTo(byHost, host, cause);
  }
  return {
    all,
    wayFrom,
    byWay,
    byCarrier,
    byGroup,
    byHost,
    outside: all.filter(({ change }) => change.outage.dns),
    everywhere: all.filter(({ change }) => change.died.length > 0),
  };
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** The changes that touch a tree: of few changes each is asked, of many each way of the trees. */
export function concernedBy<Cause extends Changing>(
  { all, wayFrom, byWay, byCarrier }: Concerns<Cause>,
  trees: readonly Tree[],
): ReadonlySet<Cause> {
  const found = new Set<Cause>();
  for (const { ways, ends, forest } of trees) {
    if (all.length < few) {
      for (const cause of all) {
        if (cause.change.ways.some(({ way }) => ways[wayFrom[way] ?? 0] === way)) found.add(cause);
      }
    } else {
      for (const group of forest.order) {
        const way = ways[group] ?? noWay;
        if (way >= 0) for (const cause of byWay.get(way) ?? []) found.add(cause);
      }
    }
    for (const { carrier } of ends) for (const cause of byCarrier.get(carrier) ?? []) found.add(cause);
  }
  return found;
}

const few = 32;

/** The changes that concern a destination in other ways than by its trees. */
export function concernedAlone<Cause extends Changing>(
  concerns: Concerns<Cause>,
  { target }: Surveyed,
): ReadonlySet<Cause> {
  const { byCarrier, byGroup, byHost, outside, everywhere } = concerns;
  const found = new Set(everywhere);
  const add = (some: readonly Cause[] = []) => {
    for (const cause of some) found.add(cause);
  };
  if (target.group >= 0) add(byGroup.get(target.group));
  else {
    add(outside);
    add(byHost.get(keyOf(target.remote)));
    for (const ends of target.scoped.values()) for (const { carrier } of ends) add(byCarrier.get(carrier));
  }
  return found;
}
