// A way that logs tell of beside the way that the model predicts: hop by hop, by the groups that it passes and by the
// connectors that rows name. Other servers of the same group do as well, and so do further hops inside it.

import type { WaypointId } from '#core/model/element';
import { connectorId, lineId } from '#core/model/element';
import { hostKey, hostNameKey } from '#core/model/host';
import { hostsOf } from '#core/model/lookup';
import { sitePairsOf } from '#core/model/site-pairs';
import type { Connector, Host, Key, Topology } from '#core/model/topology';
import { plain, writtenName } from '#core/syntax/words';
import type { Leg, Prediction } from './prediction.ts';
import type { Hop, Way } from './ways.ts';

/** What comes of comparing one way. */
export type Verdict = 'as predicted' | 'as predicted, failed' | 'as predicted so far' | 'differs' | 'not comparable';

export const verdicts: readonly Verdict[] = [
  'as predicted',
  'as predicted, failed',
  'as predicted so far',
  'differs',
  'not comparable',
];

/** What happened on one stretch: from a group to the next, or out. */
export interface Stretch {
  readonly hop: Hop;
  readonly from: Key;
  readonly to: Key | undefined;
  /** What it took, where that is known. */
  readonly connector: Connector | undefined;
  readonly elements: readonly WaypointId[];
  /** The model has it so. */
  readonly isExplained: boolean;
}

/** Where a way first leaves the predicted one. */
export interface Difference {
  /** Name of the group. */
  readonly from: string;
  readonly predicted: string;
  readonly actual: string;
}

export interface Compared {
  readonly verdict: Exclude<Verdict, 'not comparable'>;
  readonly stretches: readonly Stretch[];
  readonly difference: Difference | undefined;
}

export function compareWay(topology: Topology, way: Way, prediction: Prediction): Compared {
  const stretches: Stretch[] = [];
  const { legs, homes } = prediction;
  let at = way.start.server?.group;
  let passed = 0;
  let difference: Difference | undefined;
  for (const hop of way.hops) {
    const to = hop.to.server?.group;
    if (at === undefined) break;
    if (to === at) continue;
    let leg: Leg | undefined = legs[passed];
    if (hop.toldBy === 'nobody') while (passed < legs.length && leg?.to !== to) leg = legs[(passed += 1)];
    const isPredicted = difference === undefined && leg !== undefined && isLeg(hop, leg, to);
    const isAtHome = difference === undefined && passed >= legs.length && to !== undefined && homes.has(to);
    const connector = isPredicted && hop.connectors.length === 0 ? leg?.connector : connectorOf(topology, hop, at, to);
    const elements = isPredicted ? (leg?.elements ?? []) : elementsOf(topology, connector, at, to);
    stretches.push({ hop, from: at, to, connector, elements, isExplained: isPredicted || isAtHome });
    if (isPredicted) passed += 1;
    else if (!isAtHome)
      difference ??= {
        from: nameOf(topology, at),
        predicted: wordsOf(topology, prediction, passed),
        actual: wordsOfHop(topology, hop, connector),
      };
    at = to;
  }
  difference ??= differenceAtEnd(topology, way, prediction, passed, at);
  return { verdict: verdictOf(way, difference), stretches, difference };
}

function verdictOf({ end }: Way, difference: Difference | undefined): Compared['verdict'] {
  if (difference !== undefined) return 'differs';
  if (end === 'failed' || end === 'waiting') return 'as predicted, failed';
  return end === 'open' ? 'as predicted so far' : 'as predicted';
}

/** The way is right as far as it goes; it can still end too early, in the wrong place. */
function differenceAtEnd(
  topology: Topology,
  { end }: Way,
  prediction: Prediction,
  passed: number,
  at: Key | undefined,
): Difference | undefined {
  if (end !== 'delivered' || at === undefined) return undefined;
  const { legs, route, homes } = prediction;
  const isThere = passed >= legs.length || (homes.has(at) && legs.every(({ to }) => to !== undefined));
  if (isThere && route.outcome === 'delivered') return undefined;
  const group = nameOf(topology, at);
  return { from: group, predicted: wordsOf(topology, prediction, passed), actual: `a mailbox in ${plain(group)}` };
}

function isLeg(hop: Hop, leg: Leg, to: Key | undefined): boolean {
  if (leg.to !== to) return false;
  const isAnother =
    hop.connectors.length > 0 && (leg.connector === undefined || !hop.connectors.includes(leg.connector));
  if (to !== undefined) return !isAnother || leg.connector === undefined;
  if (isAnother || hop.connector !== '') return false;
  return leg.hosts === undefined || isOneOf(hop, leg.hosts);
}

/** Where a row names the connector, a smart host that is a name may stand for others, by MX records or aliases. */
function isOneOf({ to, connectors }: Hop, hosts: readonly Host[]): boolean {
  if (connectors.length > 0 && hosts.some((host) => host.address === undefined)) return true;
  const name = hostNameKey(to.name);
  return hosts.some((host) => {
    const key = hostKey(host);
    return (
      key === name || key === hostNameKey(to.address) || (host.address === undefined && labelOf(key) === labelOf(name))
    );
  });
}

function labelOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 ? host : host.slice(0, dot);
}

/** As the row names it, else the only one that leads there. */
function connectorOf(topology: Topology, hop: Hop, from: Key, to: Key | undefined): Connector | undefined {
  const { connectors } = hop;
  const named = connectors.find(({ group }) => group === from) ?? connectors[0];
  if (named !== undefined || hop.connector !== '') return named;
  const able = topology.connectors.filter((each) => {
    if (to !== undefined) return each.group === from && each.connects.some(({ group }) => group.key === to);
    const hosts = hostsOf(each);
    return hosts.length > 0 && isOneOf(hop, hosts);
  });
  return able.length === 1 ? able[0] : undefined;
}

/** What a stretch passes that the model does not have so: its connector, or the link between two sites. */
function elementsOf(
  topology: Topology,
  connector: Connector | undefined,
  from: Key,
  to: Key | undefined,
): readonly WaypointId[] {
  if (connector !== undefined) return [connectorId(connector.name)];
  const line = to === undefined ? undefined : linesOf(topology).get(pairKey(from, to));
  return line === undefined ? [] : [line];
}

const linesKnown = new WeakMap<Topology, ReadonlyMap<string, WaypointId>>();

/** The site links of a topology, by the two sites that each joins. */
function linesOf(topology: Topology): ReadonlyMap<string, WaypointId> {
  const known = linesKnown.get(topology);
  if (known !== undefined) return known;
  const pairs = sitePairsOf(topology);
  const lines = new Map(pairs.map(({ from, to }) => [pairKey(from.key, to.key), lineId(from.name, to.name)]));
  linesKnown.set(topology, lines);
  return lines;
}

function pairKey(one: Key, other: Key): string {
  return [one, other].sort().join('\n');
}

function wordsOf(topology: Topology, { legs, route }: Prediction, passed: number): string {
  const leg = legs[passed];
  if (leg !== undefined) {
    if (leg.connector !== undefined) return leg.connector.name;
    return leg.to === undefined ? 'out, by DNS' : `to ${plain(nameOf(topology, leg.to))}`;
  }
  if (route.outcome === 'undeliverable') return `undeliverable ${route.status ?? ''}`.trimEnd();
  if (route.outcome === 'queued') return `waits in '${route.queue ?? ''}'`;
  const server = route.mailboxServer ?? route.hops.at(-1)?.server;
  return server === undefined ? 'nowhere' : `a mailbox on ${writtenName(server)}`;
}

function wordsOfHop(topology: Topology, hop: Hop, connector: Connector | undefined): string {
  if (connector !== undefined) return connector.name;
  if (hop.to.server !== undefined) return `to ${plain(nameOf(topology, hop.to.server.group))}`;
  return hop.connector === '' ? `to host ${hop.to.name}` : hop.connector;
}

function nameOf({ routingGroupByKey }: Topology, group: Key): string {
  return routingGroupByKey.get(group)?.name ?? '';
}
