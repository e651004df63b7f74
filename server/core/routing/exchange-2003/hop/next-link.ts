// The next connector towards another routing group (§3): least total cost over the ways that are up and that the message
// may use. Only the next step counts, for the server it leads to decides anew [KB-279404].

import type { Server } from '#core/model/topology';
import type { Considered, Verdict } from '../../route.ts';
import { costAt, type Distances } from '../paths/distances.ts';
import { fault, type Fault, faultSentence } from '../state/link-state.ts';
import type { Network, Way } from '../network/network.ts';
import { obstacleBetween } from './obstacle.ts';
import { restriction, restrictionSentences } from '../state/restriction.ts';
import { towards, type View } from '../state/view.ts';
import type { Message } from '../../defaults.ts';

export type NextWay =
  | { readonly kind: 'way'; readonly way: Way }
  /** Ways exist, all of them are down: the message waits (§13.5). */
  | { readonly kind: 'down' }
  /** No chain of connectors that the message may use leads there (§13.4). */
  | { readonly kind: 'none' };

/** The way to take from a group towards another one. */
export function nextWay(view: View, from: number, to: number): NextWay {
  const way = view.network.ways[towards(view.network, view.up, to).ways[from] ?? -1];
  if (way !== undefined) return { kind: 'way', way };
  if (costAt(towards(view.network, view.all, to), from) !== Infinity) return { kind: 'down' };
  return { kind: 'none' };
}

/** The connectors that tie for the next step: their ways cost the same to the end. Fewer than two is no tie. */
export function tiedWays(view: View, from: number, to: number): readonly string[] {
  const { network, up } = view;
  const onward = towards(network, up, to);
  const best = costAt(onward, from);
  const tied = waysOutOf(network, from).filter(
    (way) =>
      up.passable[way.index] === 1 &&
      way.cost + costAt(onward, way.to) === best &&
      !leadsBack(network, onward, way.to, from),
  );
  return [...new Set(tied.map((way) => way.carrier.connector.name))].sort();
}

function waysOutOf({ leaving, ways }: Network, group: number): readonly Way[] {
  const out: Way[] = [];
  const end = leaving.starts[group + 1] ?? 0;
  for (let place = leaving.starts[group] ?? 0; place < end; place += 1) {
    const way = ways[leaving.ways[place] ?? -1];
    if (way !== undefined) out.push(way);
  }
  return out;
}

/** Whether the best way onward from a group comes back through another one: circular paths are discarded [KB-159186]. */
function leadsBack(network: Network, onward: Distances, group: number, through: number): boolean {
  for (let here = group; ;) {
    if (here === through) return true;
    const way = onward.ways[here] ?? -1;
    if (way < 0) return false;
    here = network.wayTo[way] ?? -1;
  }
}

/**
 * Every connector that leaves the group and could carry the message on, with what became of it. Those that would only
 * lead back are left out: they are no alternative. Those that do not lead there at all are named when nothing else does.
 */
export function explainWays(
  view: View,
  server: Server,
  from: number,
  to: number,
  message: Message,
): readonly Considered[] {
  const { network } = view;
  const explained: Considered[] = [];
  for (const way of waysOutOf(network, from)) {
    const all = towards(network, view.all, to);
    const up = towards(network, view.up, to);
    const onward = costAt(up, way.to) === Infinity ? all : up;
    if (leadsBack(network, onward, way.to, from)) continue;
    if (costAt(onward, way.to) === Infinity && costAt(all, from) !== Infinity) continue;
    explained.push(explainWay(view, server, way, { from, to, up, all, message }));
  }
  for (const { connector, defect } of network.defective.get(from) ?? []) {
    if (connector.connects.length === 0 || defect === undefined) continue;
    explained.push({
      server: server.name,
      connector: connector.name,
      specificity: null,
      cost: null,
      verdict: 'unreachable',
      reason: defect,
    });
  }
  return explained;
}

interface Search {
  readonly from: number;
  readonly to: number;
  readonly up: Distances;
  readonly all: Distances;
  readonly message: Message;
}

function explainWay(view: View, server: Server, way: Way, search: Search): Considered {
  const onward = costAt(search.up, way.to) === Infinity ? search.all : search.up;
  const cost = way.cost + costAt(onward, way.to);
  const [verdict, reason] = verdictOn(view, way, cost, search);
  return {
    server: server.name,
    connector: way.carrier.connector.name,
    specificity: null,
    cost: cost === Infinity ? null : cost,
    verdict,
    reason,
  };
}

function verdictOn(view: View, way: Way, cost: number, search: Search): readonly [Verdict, string] {
  const { network } = view;
  const group = network.groups[search.to]?.name ?? '';
  const failed = view.restrictions[way.index] ?? restriction.none;
  if (failed !== restriction.none) {
    return ['restricted', restrictionSentences(failed, way.carrier.connector, search.message)];
  }
  if (view.links.wayDown[way.index] === 1) {
    return ['down', faultSentence((view.links.wayFaults[way.index] ?? fault.none) as Fault, way.carrier)];
  }
  if (cost === Infinity) return ['unreachable', obstacleBetween(view, search.message, way.to, search.to).reason];
  if (costAt(search.up, way.to) === Infinity) return ['down', `Beyond it, every way to ${group} is down.`];
  return rankWay(network, way, cost, search);
}

function rankWay(network: Network, way: Way, cost: number, { from, up }: Search): readonly [Verdict, string] {
  const chosen = network.ways[up.ways[from] ?? -1];
  if (chosen === way) return ['chosen', `It costs least: ${cost} in all.`];
  const best = costAt(up, from);
  const name = chosen?.carrier.connector.name ?? '';
  if (cost > best) return ['costlier', `It costs ${cost} in all, '${name}' ${best}.`];
  return ['tie', `It costs ${cost} in all like '${name}', which ${advantage(network, way, up, from)}.`];
}

/** Why the chosen of two ways that cost the same comes first (§13.12). */
function advantage({ wayCost }: Network, way: Way, up: Distances, from: number): string {
  const key = (up.keys[way.to] ?? Infinity) + (wayCost[way.index] ?? 0) * up.scale + 1;
  return key > (up.keys[from] ?? Infinity) ? 'crosses fewer connectors' : 'comes first by name';
}
