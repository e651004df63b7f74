// What comes of a decision in truth: the next server takes it, or it moves as close to the failure as it can, or waits.

import { plainDomain } from '#core/model/accepted-domains';
import { hostId, internetId, type ElementId } from '#core/model/element';
import { hostKey, writtenHost } from '#core/model/host';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import type { Host, Server } from '#core/model/topology';
import { ended, listed } from '#core/syntax/wording';
import { acceptance } from '#core/routing/addresses/acceptance';
import { exchangersFor } from '#core/routing/addresses/exchangers';
import { writtenAddress } from '../../message/written-values.ts';
import type { Result, Step, Words } from '../../model.ts';
import type { Queue } from '../../queues.ts';
import type { Network } from '../network/network.ts';
import {
  databaseQueue,
  domainQueue,
  edgeQueue,
  expansionQueue,
  gatewayQueue,
  inboundQueue,
  smartHostQueue,
  spaceName,
  systemQueue,
} from '../network/queue.ts';
import { answers, isDomainUp, isHostUp, isRunning, type Outage } from '../state/outage.ts';
import type { Decision } from './decide.ts';
import { serviceFor } from './front-end.ts';
import { type Kind, recipientOf } from './kinds.ts';
import type { Towards } from './towards.ts';

/** What is true while a decision is carried out. */
export interface Moment {
  readonly network: Network;
  readonly outage: Outage;
  readonly kind: Kind;
}

/** Carries out a decision. */
export function attempt(moment: Moment, decision: Decision): Step {
  const { at } = decision;
  switch (decision.kind) {
    case 'deliver':
      return deliver(moment, decision);
    case 'expand':
      return expand(moment, decision);
    case 'relay':
      return relay(moment, at, decision.towards, decision.turn);
    case 'to edge':
      return toEdge(moment, decision);
    case 'inside':
      return inside(moment, at);
    case 'leave':
      return leave(moment, decision);
    case 'unreachable':
      return step(at, systemQueue.unreachable, waits('', undefined));
    case 'return':
      return step(at, systemQueue.submission, { kind: 'returned', status: decision.status, words: undefined });
  }
}

function step(station: number, queue: Queue, result: Result): Step {
  return { station, connector: null, queue, cost: 0, result };
}

function waits(nextHop: string, words: Words): Result {
  return { kind: 'queued', state: 'Retry', nextHop, until: undefined, words };
}

function serverName({ stations }: Network, station: number): string {
  return stations[station]?.server.name ?? '';
}

/** The active copy is on the database's own server, else on the first with a copy that runs (§13.9); any of the group delivers. */
function deliver({ network, outage, kind }: Moment, { at, home }: Extract<Decision, { kind: 'deliver' }>): Step {
  const queue = databaseQueue(home.database);
  const isDown = outage.databases.has(home.database.key);
  const active = isDown ? undefined : home.copies.find(({ key }) => isRunning(network, outage, network.stationNumber.get(key) ?? -1)); // prettier-ignore
  const station = active && (network.stationNumber.get(active.key) ?? -1);
  const here = serverName(network, at);
  if (active === undefined || station === undefined || !answers(network, outage, at, station)) {
    const { name } = home.database;
    const why = isDown
      ? `Database ${name} is down`
      : active === undefined
        ? `No server with a copy of ${name} runs`
        : `No SMTP passes to ${active.name}, which has the active copy of ${name}`;
    return step(
      at,
      queue,
      waits(active?.name ?? home.server.name, () => `${why}, so it waits on ${here} and is tried again.`),
    );
  }
  const isHere = active.name === here;
  const copy = active === home.server ? '' : `, which has the active copy of ${home.database.name} now`;
  return step(at, queue, {
    kind: 'delivered',
    nextHop: active.name,
    ...(isHere ? {} : { mailboxServer: active.name }),
    outside: undefined,
    words: (message, { by, atCost }) =>
      ended(
        `It reaches the mailbox of ${writtenAddress(recipientOf(kind, message))} on ${active.name}${copy}${by}${atCost}`,
      ),
  });
}

function expand({ network, kind }: Moment, { at, expansion }: Extract<Decision, { kind: 'expand' }>): Step {
  const server = network.stations[at]?.server;
  if (server === undefined) throw new RangeError(`There is no station ${at}.`);
  const [first] = network.topology.organization.domains;
  const domain = first && plainDomain(first);
  return step(at, expansionQueue(server, domain), {
    kind: 'delivered',
    nextHop: server.name,
    outside: undefined,
    words: () =>
      ended(
        `${server.name} expands ${writtenAddress(expansion.address)}${kind.recipient.address === expansion.address.address ? '' : `, which ${writtenAddress(kind.recipient)} is`}; its members are found there`,
      ),
  });
}

/** Who takes a message from one station: it runs, SMTP passes, and its site takes mail from elsewhere (§13.20). */
function takes({ network, outage }: Moment, from: number, to: number): boolean {
  const [here, there] = [network.siteOf[from] ?? -1, network.siteOf[to] ?? -1];
  return (here === there || network.sites[there]?.noInboundMail !== true) && answers(network, outage, from, to);
}

/** To the first that connects, else as close to the failure as it can get (§4.2 f to h) [MS-ROUTING, MS-PLAN]. */
function relay(moment: Moment, at: number, way: Towards, turn: number): Step {
  const { network } = moment;
  const here = network.siteOf[at] ?? -1;
  const target = network.sites[way.target];
  const isDeferred = here !== way.target && target?.noInboundMail === true;
  const next = nextOf(moment, at, way, { turn, isDeferred });
  if (next !== undefined) return travel(network, at, way.queue, next);
  const nextHop = serverName(network, way.candidates[turn] ?? -1) || (target?.name ?? '');
  return step(
    at,
    way.queue,
    waits(nextHop, () => waitSentence(moment, at, way, isDeferred)),
  );
}

/** The first that takes it: those of the target whose turn it is, others, and then whoever is on the path. */
function nextOf(
  moment: Moment,
  at: number,
  { candidates, turns, backOff }: Towards,
  { turn, isDeferred }: { readonly turn: number; readonly isDeferred: boolean },
): number | undefined {
  if (isDeferred) return undefined;
  for (let i = 0; i < candidates.length; i += 1) {
    const to = candidates[i < turns ? (i + turn) % turns : i] ?? -1;
    if (takes(moment, at, to)) return to;
  }
  return backOff.find((to) => takes(moment, at, to));
}

/** To another server, at the cost of the path between the two sites (§13.13). */
function travel(network: Network, at: number, queue: Queue, to: number): Step {
  const [here, there] = [network.siteOf[at] ?? -1, network.siteOf[to] ?? -1];
  return {
    station: at,
    connector: null,
    queue,
    cost: here === there ? 0 : (network.pathsFrom(here).cost[there] ?? 0),
    result: { kind: 'passed on', to },
  };
}

/** The lines of the path between the sites of two stations. */
export function linesBetween(network: Network, from: number, to: number): readonly ElementId[] {
  const [here, there] = [network.siteOf[from] ?? -1, network.siteOf[to] ?? -1];
  if (here === there || here < 0) return [];
  const path = network.pathsFrom(here).to(there);
  return path.slice(1).flatMap((site, i): ElementId[] => {
    const line = network.lineBetween(path[i] ?? -1, site);
    return line === undefined ? [] : [line];
  });
}

function waitSentence({ network, outage }: Moment, at: number, way: Towards, isDeferred: boolean): string {
  const here = serverName(network, at);
  const site = network.sites[way.target]?.name ?? '';
  if (isDeferred) return `Site ${site} takes no inbound mail, so it is deferred on ${here}.`;
  if (way.candidates.length === 0) return `Site ${site} has no server that takes it, so it waits on ${here}.`;
  const runs = way.candidates.some((to) => isRunning(network, outage, to));
  const who = way.isHub
    ? `no server of the hub site ${site}, which the path leads through,`
    : `no server of ${way.group.called}`;
  const silent = runs ? `${who} can be reached: no SMTP passes` : `${who} answers`;
  const between = way.path.slice(1, -1).map((each) => network.sites[each]?.name ?? '');
  const closer = between.length === 0 ? 'nothing lies between' : `nobody in ${listed(between)} takes it either`;
  return `${silent.charAt(0).toUpperCase()}${silent.slice(1)}, and ${closer}, so it waits on ${here} and is tried again.`;
}

/** The servers of a site hand over to its Edge servers in turn (§6) [MS-EDGESUB]. */
function toEdge({ network, outage }: Moment, { at, carrier, turn }: Extract<Decision, { kind: 'to edge' }>): Step {
  const here = network.siteOf[at] ?? -1;
  const site = network.sites[here];
  const edges = [...carrier.sources.slice(turn), ...carrier.sources.slice(0, turn)];
  const next = edges.find((to) => answers(network, outage, at, to));
  const queue = site === undefined ? systemQueue.submission : edgeQueue(site);
  if (next !== undefined) return step(at, queue, { kind: 'passed on', to: next });
  const name = serverName(network, edges[0] ?? -1);
  const words = () =>
    `No Edge server of ${site?.name ?? ''} answers, so it waits on ${serverName(network, at)} and is tried again.`;
  return step(at, queue, waits(name, words));
}

/** An Edge server hands over to the front end of a Mailbox server of its site, in turn (§7.4) [MS-MAILFLOW]. */
function inside(moment: Moment, at: number): Step {
  const { network, outage, kind } = moment;
  const here = network.siteOf[at] ?? -1;
  const site = network.sites[here];
  const queue = site === undefined ? systemQueue.submission : inboundQueue(site);
  const servers = network.mailboxServers[here] ?? [];
  for (const server of servers) {
    const to = isRunning(network, outage, server) ? serviceFor(network, outage, server, kind) : undefined;
    if (to !== undefined) return travel(network, at, queue, to);
  }
  const words = () =>
    `No Mailbox server of ${site?.name ?? 'its site'} answers, so it waits on ${serverName(network, at)} and is tried again.`;
  return step(at, queue, waits(serverName(network, servers[0] ?? -1), words));
}

/** Out of the organization (§6). */
function leave(moment: Moment, { at, carrier, entry }: Extract<Decision, { kind: 'leave' }>): Step {
  const { connector } = carrier;
  const by = { station: at, connector: connector.name, cost: entry.space.cost, addressSpace: spaceName(entry.space) };
  if (connector.kind !== 'send connector') {
    const done =
      connector.kind === 'foreign connector' ? 'Its file lies in the drop directory' : 'The delivery agent takes it';
    return {
      ...by,
      queue: gatewayQueue(connector, entry.space),
      result: {
        kind: 'delivered',
        nextHop: connector.name,
        outside: undefined,
        words: (_, { atCost }) => ended(`${done} of '${connector.name}'${atCost}`),
      },
    };
  }
  if (connector.delivery.kind === 'dns') return { ...by, ...byDns(moment, at) };
  const { hosts } = connector.delivery;
  return { ...by, queue: smartHostQueue(hosts), result: toHosts(moment, at, hosts, connector.name) };
}

/** The list is one queue; hosts are tried in turn [TC-LB]. */
function toHosts({ network, outage, kind }: Moment, at: number, hosts: readonly Host[], connector: string): Result {
  for (const host of hosts) {
    const own = network.ownHosts.get(hostKey(host));
    if (own !== undefined) {
      const station = network.stationNumber.get(own.key) ?? -1;
      const takes = answers(network, outage, at, station) && isTakenAt(own, host.port);
      const to = takes ? serviceFor(network, outage, station, kind) : undefined;
      if (to !== undefined) return { kind: 'passed on', to };
    } else if (isHostUp(outage, host)) {
      return left(writtenHost(host), hostId(host.text));
    }
  }
  const [first] = hosts;
  const names = hosts.map(writtenHost);
  const words = () =>
    first === undefined
      ? `'${connector}' names no smart host, so it waits.`
      : `${hosts.length === 1 ? `The smart host ${writtenHost(first)}` : `None of the smart hosts ${listed(names)}`} ${hosts.length === 1 ? 'does not answer' : 'answers'}, so it waits on ${serverName(network, at)} and is tried again.`;
  return waits(names[0] ?? '', words);
}

/** Whether some Receive connector of a server of ours is bound to the port; without one it is asked at 25, where all are. */
function isTakenAt(server: Server, port: number | undefined): boolean {
  if (port === undefined) return true;
  return receiveConnectorsOf(server).some(
    (each) => !each.stopped && each.bindings.some((bound) => bound.port === port),
  );
}

function left(nextHop: string, outside: ReturnType<typeof hostId> | typeof internetId): Result {
  return {
    kind: 'delivered',
    nextHop,
    outside,
    words: (_, { by, atCost }) => ended(`It leaves${by} for ${nextHop}${atCost}`),
  };
}

/** By DNS: a domain of ours leads back to our own mail exchanger (§6) [SE-AU, PR365-LOOP]. */
function byDns({ network, outage, kind }: Moment, at: number): Pick<Step, 'queue' | 'result'> {
  const { recipient } = kind;
  const domain = recipient.domain ?? recipient.address;
  const queue = domainQueue(domain.toLowerCase());
  const here = serverName(network, at);
  if (!isDomainUp(outage, domain)) {
    const why = outage.isDnsDown ? 'DNS does not answer' : `The host of ${domain} does not answer`;
    return { queue, result: waits(domain, () => `${why}, so it waits on ${here} and is tried again.`) };
  }
  const own = acceptance(network, recipient) === undefined ? [] : exchangersFor(network, recipient.domain);
  const [exchanger] = own;
  if (exchanger === undefined) return { queue, result: left(domain, internetId) };
  if (exchanger.kind === 'outside') return { queue, result: left(exchanger.host, internetId) };
  const station = network.stationNumber.get(exchanger.station.server.key) ?? -1;
  if (station === at) {
    const words = () => `DNS says that the mail exchanger of ${domain} is ${here}, which sends it: it is returned.`;
    return { queue, result: { kind: 'returned', status: '5.4.4', words } };
  }
  const to = answers(network, outage, at, station) ? serviceFor(network, outage, station, kind) : undefined;
  if (to !== undefined) return { queue, result: { kind: 'passed on', to } };
  const { name } = exchanger.station.server;
  return {
    queue,
    result: waits(name, () => `${name}, the mail exchanger of ${domain}, does not answer, so it waits on ${here}.`),
  };
}
