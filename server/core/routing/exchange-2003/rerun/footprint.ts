// What a route depended on. While none of it changes, neither does the route nor its explanation; so an edit has only
// those tests run again whose messages left footprints where it changes something (difference.ts).

import { keyOf } from '#core/model/keys';
import type { Address, Key, RoutingGroup, Send } from '#core/model/topology';
import { spacesOf } from '#core/routing/addresses/address-space';
import { acceptance } from '#core/routing/addresses/acceptance';
import { forwardingOf } from '#core/routing/addresses/contact';
import { costAt, type Distances } from '../paths/distances.ts';
import type { Walked } from '../../model.ts';
import type { Decisions } from '../hop/decisions.ts';
import type { Memory, State } from '../state/states.ts';
import { mailboxServerOf } from '#core/routing/addresses/mailbox';
import type { Network } from '../network/network.ts';
import { distancesBut } from '../hop/obstacle.ts';
import { exchangersFor } from '#core/routing/addresses/exchangers';
import { systemQueue } from '../network/queue.ts';
import { awayFrom, towards, type View } from '../state/view.ts';

export interface Footprint {
  /** Servers that had the message, or would have had it if they were declared and up, and the server of the mailbox. */
  readonly servers: ReadonlySet<Key>;
  /** Their routing groups, and those to which a path was looked for. */
  readonly groups: ReadonlySet<Key>;
  /** Connectors that the message left by, or in whose queues it waits. */
  readonly crossed: ReadonlySet<Key>;
  readonly compared: ComparedPaths;
  /** Where its mail goes, when it is a contact. */
  readonly recipient: Address;
  /** The address spaces that the recipient lies in may have been looked at. */
  readonly outside: boolean;
  /** Hosts of connectors that it did not leave by mattered: some were off, or it waits for such a connector. */
  readonly metHosts: boolean;
}

/** The paths that servers looked at to decide, taken or not, with the least costs between groups. */
export interface ComparedPaths {
  /** Groups in which the connectors that leave them were gone through; true where none of these led on. */
  readonly left: ReadonlyMap<Key, boolean>;
  /** Connectors on these paths. */
  readonly connectors: ReadonlySet<Key>;
  /** What `starts` and `ends` are numbers of. */
  readonly groups: readonly RoutingGroup[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Over connectors that are up; Infinity where there is no path. */
  readonly costs: Float64Array;
}

/** So many connectors are remembered of a message. Of one that looked at more, nearly every edit would concern some. */
const mostConnectors = 1000;

/** What a route was made from; undefined when that is too much to remember. */
export function footprintOf(memory: Memory, decisions: Decisions, send: Send, walked: Walked): Footprint | undefined {
  const { network } = memory.compiled;
  const { topology, carriers, mailboxes, spaces, groups: all, stations } = network;
  const { hops } = walked.route;
  const { outage } = (walked.state as State).linkState;
  const to = forwardingOf(network.contacts, send.to)?.to ?? send.to;
  const home = mailboxServerOf(mailboxes, to)?.key;
  const isRelayed = send.from.kind === 'internet' && acceptance(network, send.to) === undefined;
  const waitsUnreachable = hops.at(-1)?.queue === systemQueue.unreachable.name;
  const candidates = home === undefined ? spacesOf(spaces, to) : [];
  const homes = new Set(candidates.flatMap(({ carrier }) => carriers[carrier]?.home ?? []));
  const asked = askedFor(memory, decisions, walked);
  const compared = comparedPaths(network, asked, homes);
  if (compared.connectors.size > mostConnectors) return undefined;

  const origins = send.from.kind === 'internet' ? topology.organization.mailExchangers : [send.from];
  const exchangers = send.from.kind === 'internet' ? exchangersFor(network, send.to.domain) : [];
  const servers = new Set([
    ...origins.map(({ server }) => server.key),
    ...exchangers.flatMap((each) => (each.kind === 'own' ? [each.station.server.key] : [])),
    ...walked.reached.flatMap((station) => stations[station]?.server.key ?? []),
    ...(home === undefined ? [] : [home]),
  ]);
  const asks = [...asked.values()].flatMap((seen) => [...seen.values()]);
  const ends = asks.flatMap((numbers) => [...numbers].flatMap((end) => all[end]?.key ?? []));
  return {
    servers,
    groups: new Set([...ends, ...[...servers].flatMap((key) => topology.serverByKey.get(key)?.group ?? [])]),
    crossed: new Set(hops.flatMap(({ connector }) => (connector === null ? [] : [keyOf(connector)]))),
    compared,
    recipient: to,
    outside: home === undefined || isRelayed,
    metHosts: outage.hosts.size > 0 || (home === undefined && waitsUnreachable),
  };
}

/**
 * By what servers saw: the routing groups that they decided in, by number, each with those that they looked for a path
 * to.
 */
type Asked = ReadonlyMap<View, ReadonlyMap<number, ReadonlySet<number>>>;

function askedFor(memory: Memory, decisions: Decisions, { state, message, decisions: made }: Walked): Asked {
  const { stations, groupIndex } = memory.compiled.network;
  const kind = memory.kindOf(message);
  const asked = new Map<View, Map<number, Set<number>>>();
  for (const { station, decision } of made) {
    const at = stations[station];
    const group = at === undefined ? undefined : groupIndex.get(at.server.group);
    if (at === undefined || group === undefined) continue;
    const view = memory.viewFrom(state as State, kind, at);
    const seen = asked.get(view) ?? new Map<number, Set<number>>();
    const ends = seen.get(group) ?? new Set();
    const end = decisions.at(decision())?.towards;
    asked.set(view, seen.set(group, end === undefined ? ends : ends.add(end)));
  }
  return asked;
}

/** Goes once more through every path that a server looked at to decide, and notes its connectors and its cost. */
function comparedPaths(network: Network, asked: Asked, homes: ReadonlySet<number>): ComparedPaths {
  const count = network.groups.length;
  const costs = new Map<number, number>();
  const marked = new Uint8Array(network.links.length);
  const connectors = new Set<Key>();
  const left = new Map<Key, boolean>();

  /** Notes the paths between one end of the distances and these groups. */
  function follow(distances: Distances, groups: Iterable<number>, otherEnd: Int32Array): void {
    const seen = new Uint8Array(count);
    for (let group of groups) {
      while (group >= 0 && seen[group] === 0) {
        seen[group] = 1;
        const link = distances.links[group] ?? -1;
        if (link >= 0 && marked[link] === 0) {
          marked[link] = 1;
          const key = network.links[link]?.carrier.connector.key;
          if (key !== undefined) connectors.add(key);
        }
        group = otherEnd[link] ?? -1;
      }
    }
  }

  /**
   * Notes a cost; of servers that see different ones the highest, as a path as good as that would matter to one of
   * them.
   */
  function noteCost(start: number, end: number, cost: number): void {
    const pair = start * count + end;
    costs.set(pair, Math.max(cost, costs.get(pair) ?? 0));
  }

  /** The path that a server looks for to a group, and those of the connectors that leave its own (next-link.ts). */
  function lookTo(view: View, from: number, end: number): void {
    const { up, all } = view;
    const isStuck = costAt(towards(network, all, end), from) === Infinity;
    const key = network.groups[from]?.key;
    if (key !== undefined) left.set(key, isStuck || left.get(key) === true);
    const others = headsOf(network, from).filter((head) => !leadsOnlyBack(network, head, from));
    const starts = [from, ...others].filter((start) => start !== end);
    for (const links of all === up ? [up] : [all, up]) follow(towards(network, links, end), starts, network.linkTo);
    for (const start of starts) noteCost(start, end, costAt(towards(network, up, end), start));
    if (isStuck) for (const start of [from, ...headsOf(network, from)]) lookForObstacle(view, start, end);
  }

  /** The paths to the groups of all connectors that a server chooses among (choice.ts). */
  function lookToAll(view: View, from: number, ends: readonly number[]): void {
    const { up, all } = view;
    for (const links of all === up ? [up] : [all, up]) follow(awayFrom(network, links, from), ends, network.linkFrom);
    for (const end of ends) {
      noteCost(from, end, costAt(awayFrom(network, up, from), end));
      lookForObstacle(view, from, end);
    }
  }

  /** The path that the message could use but for what is in its way, where it may use none (obstacle.ts). */
  function lookForObstacle(view: View, from: number, end: number): void {
    if (costAt(awayFrom(network, view.all, from), end) !== Infinity) return;
    const distances = distancesBut(view, from, end);
    if (distances !== undefined) follow(distances, [from], network.linkTo);
  }

  for (const [view, seen] of asked) {
    for (const [from, ends] of seen) {
      for (const end of ends) lookTo(view, from, end);
      const others = [...homes].filter((end) => end !== from);
      if (others.length > 0) lookToAll(view, from, others);
    }
  }
  return {
    left,
    connectors,
    groups: network.groups,
    starts: Int32Array.from(costs.keys(), (pair) => Math.floor(pair / count)),
    ends: Int32Array.from(costs.keys(), (pair) => pair % count),
    costs: Float64Array.from(costs.values()),
  };
}

/**
 * Whether mail can get from a group only to this other one: then a path to it is no alternative there, whatever it
 * costs.
 */
export function leadsOnlyBack(network: Network, group: number, to: number): boolean {
  return headsOf(network, group).every((head) => head === to);
}

/** The groups that a group's links lead to. */
export function headsOf({ leaving, linkTo }: Network, group: number): readonly number[] {
  const links = leaving.links.subarray(leaving.starts[group], leaving.starts[group + 1]);
  return Array.from(links, (link) => linkTo[link] ?? -1);
}
