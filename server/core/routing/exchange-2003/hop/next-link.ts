// The next connector towards another routing group (§3): least total cost over the links that are up and that the message
// may use. Only the next step counts, for the server it leads to decides anew [KB-279404].

import type { Server } from '#core/model/topology';
import type { Considered, Verdict } from '../../route.ts';
import { costAt, type Distances } from '../paths/distances.ts';
import { fault, type Fault, faultSentence } from '../state/link-state.ts';
import type { Network, Link } from '../network/network.ts';
import { obstacleBetween } from './obstacle.ts';
import { restriction, restrictionSentences, unenforced } from '../state/restriction.ts';
import { towards, type View } from '../state/view.ts';
import type { Message } from '../../message/defaults.ts';

export type NextLink =
  | { readonly kind: 'link'; readonly link: Link }
  /** Paths exist, all of them are down: the message waits (§13.5). */
  | { readonly kind: 'down' }
  /** No chain of connectors that the message may use leads there (§13.4). */
  | { readonly kind: 'none' };

/** The link to take from a group towards another one. */
export function nextLink(view: View, from: number, to: number): NextLink {
  const link = view.network.links[towards(view.network, view.up, to).links[from] ?? -1];
  if (link !== undefined) return { kind: 'link', link };
  if (costAt(towards(view.network, view.all, to), from) !== Infinity) return { kind: 'down' };
  return { kind: 'none' };
}

/** The link that `nextLink` gives, and those by which the way costs the same. */
export function equalLinks(
  view: View,
  from: number,
  { to, link }: { readonly to: number; readonly link: Link },
): readonly Link[] {
  const { network } = view;
  const onward = towards(network, view.up, to);
  const best = costAt(onward, from);
  const others = linksOutOf(network, from).filter(
    (other) =>
      other !== link &&
      view.up.passable[other.index] === 1 &&
      other.cost + costAt(onward, other.to) === best &&
      !leadsBack(network, onward, other.to, from),
  );
  return [link, ...others];
}

/** The connectors that tie for the next step: their paths cost the same to the end. Fewer than two is no tie. */
export function tiedLinks(considered: readonly Considered[]): readonly string[] {
  const tied = considered.filter(({ verdict }) => verdict === 'chosen' || verdict === 'tie');
  return tied.length < 2 ? [] : [...new Set(tied.map(({ connector }) => connector))].sort();
}

function linksOutOf({ leaving, links }: Network, group: number): readonly Link[] {
  const out: Link[] = [];
  const end = leaving.starts[group + 1] ?? 0;
  for (let place = leaving.starts[group] ?? 0; place < end; place += 1) {
    const link = links[leaving.links[place] ?? -1];
    if (link !== undefined) out.push(link);
  }
  return out;
}

/** Whether the best path onward from a group comes back through another one: circular paths are discarded [KB-159186]. */
function leadsBack(network: Network, onward: Distances, group: number, through: number): boolean {
  for (let here = group; ;) {
    if (here === through) return true;
    const link = onward.links[here] ?? -1;
    if (link < 0) return false;
    here = network.linkTo[link] ?? -1;
  }
}

/**
 * Every connector that leaves the group and could carry the message on, with what became of it. Those that would only
 * lead back are left out: they are no alternative. Those that do not lead there at all are named when nothing else does.
 */
export function explainLinks(
  view: View,
  server: Server,
  from: number,
  to: number,
  message: Message,
): readonly Considered[] {
  const { network } = view;
  const explained: Considered[] = [];
  const all = towards(network, view.all, to);
  const up = view.up === view.all ? all : towards(network, view.up, to);
  const search = { from, to, up, all, message };
  for (const link of linksOutOf(network, from)) {
    const onward = costAt(up, link.to) === Infinity ? all : up;
    if (leadsBack(network, onward, link.to, from)) continue;
    if (costAt(onward, link.to) === Infinity && costAt(all, from) !== Infinity) continue;
    explained.push(explainLink(view, server, link, search));
  }
  for (const { connector, defect } of network.defective.get(from) ?? []) {
    if (connector.connects.length === 0 || defect === undefined) continue;
    explained.push({
      server: server.name,
      connector: connector.name,
      specificity: null,
      exact: null,
      cost: null,
      verdict: connector.disabled ? 'disabled' : 'unreachable',
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

function explainLink(view: View, server: Server, link: Link, search: Search): Considered {
  const onward = costAt(search.up, link.to) === Infinity ? search.all : search.up;
  const cost = link.cost + costAt(onward, link.to);
  const [verdict, reason] = verdictOn(view, link, cost, search);
  return {
    server: server.name,
    connector: link.carrier.connector.name,
    specificity: null,
    exact: null,
    cost: cost === Infinity ? null : cost,
    verdict,
    reason,
  };
}

function verdictOn(view: View, link: Link, cost: number, search: Search): readonly [Verdict, string] {
  const { network } = view;
  const group = network.groups[search.to]?.name ?? '';
  const failed = view.restrictions[link.index] ?? restriction.none;
  if (failed !== restriction.none) {
    return ['restricted', restrictionSentences(failed, link.carrier.connector, search.message)];
  }
  if (view.linkState.linkDown[link.index] === 1) {
    return [
      'down',
      faultSentence(
        (view.linkState.linkFaults[link.index] ?? fault.none) as Fault,
        link.carrier,
        view.linkState.outage,
      ),
    ];
  }
  if (cost === Infinity) return ['unreachable', obstacleBetween(view, search.message, link.to, search.to).reason()];
  if (costAt(search.up, link.to) === Infinity) return ['down', `Beyond it, every way to ${group} is down.`];
  const [verdict, reason] = rankLink(network, link, cost, search);
  return [verdict, verdict === 'chosen' ? reason + unenforced(link.carrier, search.message) : reason];
}

function rankLink(network: Network, link: Link, cost: number, { from, up }: Search): readonly [Verdict, string] {
  const chosen = network.links[up.links[from] ?? -1];
  if (chosen === link) return ['chosen', `It costs least: ${cost} in all.`];
  const best = costAt(up, from);
  const name = chosen?.carrier.connector.name ?? '';
  if (cost > best) return ['costlier', `It costs ${cost} in all, '${name}' ${best}.`];
  return ['tie', `It costs ${cost} in all like '${name}', which ${advantage(network, link, up, from)}.`];
}

/** Why the chosen of two links whose paths cost the same comes first (§13.12). */
function advantage({ linkCost }: Network, link: Link, up: Distances, from: number): string {
  const key = (up.keys[link.to] ?? Infinity) + (linkCost[link.index] ?? 0) * up.scale + 1;
  return key > (up.keys[from] ?? Infinity) ? 'crosses fewer connectors' : 'comes first by name';
}
