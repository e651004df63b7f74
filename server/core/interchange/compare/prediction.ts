// Where the model says that a message goes, as far as logs can show it: from group to group, and out. The same question is
// asked once: for messages from one server that the rules treat alike.

import { acceptance, acceptedDomainsOf } from '#core/routing/addresses/acceptance';
import { isKind, serverId, type WaypointId } from '#core/model/element';
import { keyOf, referenceTo } from '#core/model/keys';
import { hostsOf } from '#core/model/lookup';
import { makeSend } from '#core/model/make';
import type { Address, Connector, Element, Host, Key, Send, Server, Topology } from '#core/model/topology';
import { defaultSizeBytes, messageOf } from '#core/routing/message/defaults';
import type { Kind } from '#core/routing/model';
import type { Route } from '#core/routing/route';
import type { Routing } from '#core/routing/routing';
import { parseTimeOfWeek } from '#core/syntax/schedule-values';
import { parseAddress } from '#core/syntax/values';
import { timeOfWeek } from './moments.ts';
import type { Way } from './ways.ts';

/** From a group to the next, or, where there is no `to`, out of the organization. */
export interface Leg {
  readonly from: Key;
  readonly to: Key | undefined;
  readonly connector: Connector | undefined;
  /** Hosts that it may be handed to outside; undefined where DNS says. */
  readonly hosts: readonly Host[] | undefined;
  /** What is passed on the drawing. */
  readonly elements: readonly WaypointId[];
}

export interface Prediction {
  readonly route: Route;
  readonly legs: readonly Leg[];
  /** Groups that may have it in the end, besides that of the last leg: those of other members of a DAG. */
  readonly homes: ReadonlySet<Key>;
  /** `SMTP:*`, or the recipient's domain for mail that stays. */
  readonly space: string;
}

/** What is asked about a way; a sentence where it cannot be. */
export type Question = { readonly ok: true; readonly send: Send } | { readonly ok: false; readonly reason: string };

export interface Predictor {
  questionOf(
    way: Way,
    message: { readonly sender: string; readonly bytes: number; readonly isReport: boolean },
  ): Question;
  ask(send: Send): Prediction;
  /** The same while these are off; not remembered. */
  askWithout(send: Send, down: readonly Element[]): Prediction;
}

const mostKinds = 50_000;

export function predictorFor(routing: Routing): Predictor {
  const { topology } = routing;
  const sizes = thresholdsOf(topology);
  const isTimed = topology.connectors.some(
    ({ schedule, oversize }) => schedule.kind !== 'always' || oversize !== undefined,
  );
  const known = new Map<Kind, Map<string, Prediction>>();
  const addresses = new Map<string, Address | undefined>();
  const addressOf = (text: string): Address | undefined => {
    if (addresses.has(text)) return addresses.get(text);
    const parsed = parseAddress(text);
    if (addresses.size >= mostKinds) addresses.clear();
    const address = parsed.ok ? parsed.value : undefined;
    addresses.set(text, address);
    return address;
  };
  const askWithout = (send: Send, down: readonly Element[]) => predictionOf(topology, routing.route(send, down), send);
  return {
    questionOf({ start, recipient, time }, { sender, bytes, isReport }) {
      if (start.server === undefined) return { ok: false, reason: 'it began on a server that the topology lacks' };
      const to = addressOf(recipient);
      if (to === undefined) return { ok: false, reason: 'its recipient is no address that can be written here' };
      const from = {
        kind: 'server',
        server: referenceTo(start.server.name),
        virtualServer: undefined,
        place: undefined,
      } as const;
      const given = {
        sender: addressOf(sender),
        sizeBytes: sizeClassOf(sizes, bytes),
        at: isTimed ? quarterOf(timeOfWeek(time)) : undefined,
      };
      return { ok: true, send: makeSend(from, to, { ...given, system: isReport }) };
    },
    ask(send) {
      const kind = routing.rules.kindOf(messageOf(send, topology));
      const key = `${send.from.kind === 'server' ? send.from.server.key : ''}\n${String(send.at)}`;
      let ofKind = known.get(kind);
      if (ofKind === undefined) {
        if (known.size >= mostKinds) known.clear();
        known.set(kind, (ofKind = new Map()));
      }
      let prediction = ofKind.get(key);
      if (prediction === undefined) ofKind.set(key, (prediction = untilItGoes(send, (asked) => askWithout(asked, []))));
      return prediction;
    },
    askWithout,
  };
}

/** Mail that waits for a schedule goes when that opens: logs show what became of it then. */
function untilItGoes(send: Send, ask: (send: Send) => Prediction): Prediction {
  const now = ask(send);
  if (now.route.until === null || send.at === undefined) return now;
  const until = parseTimeOfWeek(now.route.until);
  if (!until.ok) return now;
  const then = ask({ ...send, at: until.value });
  return then.route.outcome === 'queued' ? now : then;
}

function quarterOf(at: number): number {
  return at - (at % 900);
}

/** Sizes at which some limit changes, ascending. */
function thresholdsOf({ organization, servers, connectors, siteLinks }: Topology): readonly number[] {
  const limits = [
    organization.limitSizeBytes,
    organization.limitSendSizeBytes,
    organization.limitReceiveSizeBytes,
    ...servers.flatMap(limitsOf),
    ...connectors.flatMap(({ limitSizeBytes, oversize }) => [limitSizeBytes, oversize?.overBytes ?? Infinity]),
    ...siteLinks.map(({ limitSizeBytes }) => limitSizeBytes),
  ];
  return [...new Set(limits)].filter((limit) => limit !== Infinity).sort((one, other) => one - other);
}

function limitsOf({ virtualServers, receiveConnectors }: Server): readonly number[] {
  return [...virtualServers, ...receiveConnectors].map(({ limitSizeBytes }) => limitSizeBytes);
}

/** The largest size that is treated as this one; undefined for the smallest messages, which are ordinary ones. */
function sizeClassOf(thresholds: readonly number[], bytes: number): number | undefined {
  const above = thresholds.findIndex((limit) => bytes <= limit);
  const [least = Infinity] = thresholds;
  if (bytes <= least && defaultSizeBytes <= least) return undefined;
  return above < 0 ? (thresholds.at(-1) ?? 0) + 1024 : thresholds[above];
}

function predictionOf(topology: Topology, route: Route, send: Send): Prediction {
  const legs: Leg[] = [];
  let rest = route.path;
  const { hops } = route;
  for (const [at, hop] of hops.entries()) {
    const next = hops[at + 1];
    const fromGroup = groupOf(topology, hop.server);
    const toGroup = next === undefined ? undefined : groupOf(topology, next.server);
    const connector = hop.connector === null ? undefined : topology.connectorByKey.get(keyOf(hop.connector));
    const isMoved = next !== undefined && next.server !== hop.server;
    const end = isMoved ? rest.indexOf(serverId(next.server), 1) : -1;
    const elements = (end < 0 ? rest : rest.slice(0, end)).filter(isConnection);
    if (end >= 0) rest = rest.slice(end);
    if (next === undefined && !leavesBy(route)) break;
    if (fromGroup === undefined || (next !== undefined && toGroup === fromGroup)) continue;
    const hosts = connector === undefined ? undefined : hostsIfNamed(connector);
    legs.push({ from: fromGroup, to: toGroup, connector, hosts: next === undefined ? hosts : undefined, elements });
  }
  const space = hops.at(-1)?.addressSpace ?? `${send.to.type}:${send.to.domain ?? '*'}`;
  return { route, legs, homes: homesOf(topology, route), space };
}

function isConnection(id: WaypointId): boolean {
  return isKind(id, 'connector') || isKind(id, 'line');
}

function hostsIfNamed(connector: Connector): readonly Host[] | undefined {
  const hosts = hostsOf(connector);
  return hosts.length === 0 ? undefined : hosts;
}

/** Whether it goes out, or waits to. */
function leavesBy({ outcome, path, hops }: Route): boolean {
  const last = path.at(-1);
  if (outcome === 'delivered') return last !== undefined && !isKind(last, 'server');
  return outcome === 'queued' && hops.at(-1)?.connector !== null;
}

function groupOf({ serverByKey }: Topology, server: string): Key | undefined {
  return serverByKey.get(keyOf(server))?.group;
}

/** Any member of a DAG hands mail to the one with the active copy, wherever that is. */
function homesOf(topology: Topology, { outcome, mailboxServer, hops }: Route): ReadonlySet<Key> {
  const last = hops.at(-1)?.server;
  if (outcome !== 'delivered' || last === undefined) return new Set();
  const [home, at] = [keyOf(mailboxServer ?? last), keyOf(last)];
  const dag = topology.dags.find(({ members }) => members.some(({ key }) => key === home));
  const isInside = dag?.members.some(({ key }) => key === at) === true;
  const servers = isInside ? dag.members.map(({ key }) => key) : [home];
  return new Set(servers.flatMap((key) => topology.serverByKey.get(key)?.group ?? []));
}

/** Nobody says where the mailboxes of this recipient's domain are: then no way can be told. */
export function lacksMailbox(topology: Topology, { route }: Prediction, { to }: Send): boolean {
  if (route.outcome !== 'undeliverable' || route.status?.startsWith('5.1') !== true) return false;
  return acceptance({ domains: acceptedDomainsOf(topology.organization) }, to) !== undefined;
}
