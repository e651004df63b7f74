// What comes of a decision in truth: the message moves a step, or it waits because a schedule, an outage or a far side says
// so. Words are made when they are asked for.

import { plainDomain } from '#core/model/accepted-domains';
import { hostId, internetId } from '#core/model/element';
import { hostKey, hostNameAsKey, hostNameKey, writtenHost } from '#core/model/host';
import { ended, listed } from '#core/syntax/wording';
import { masterOf } from '#core/model/lookup';
import type { Host, Station } from '#core/model/topology';
import type { SecondOfWeek } from '#core/syntax/tree';
import type { Message } from '../../message/defaults.ts';
import { addressSpaceName, writtenAddress, writtenTimeOfWeek } from '../../message/written-values.ts';
import type { LetGo, Result, Step, Words } from '../../model.ts';
import type { Queue } from '../../queues.ts';
import { handedFirst, handedTo, triesDnsFirst } from '#core/model/handover';
import { hostByDns } from '#core/routing/addresses/exchangers';
import { roundFrom } from '../network/systems.ts';
import { type Carrier, comesBackByDns, type Link, type Network, remoteOf } from '../network/network.ts';
import {
  connectorQueue,
  groupConnectorQueue,
  localDeliveryQueue,
  remoteQueue,
  serverQueue,
  systemQueue,
} from '../network/queue.ts';
import { nextOpening, scheduleFor } from '../network/schedule.ts';
import {
  answeringHost,
  arrivalOf,
  fault,
  type Fault,
  faultSentence,
  type LinkState,
  misdirectedTo,
  type Transmission,
} from '../state/link-state.ts';
import { addressed, type Kind } from '../state/kinds.ts';
import { isDomainUp, isFoundByDns, isListening, isServerUp, listenerOf, type Outage } from '../state/outage.ts';
import { type Decision, nextHopOf } from './decide.ts';

/** What is true while a decision is carried out. */
export interface Moment {
  readonly network: Network;
  readonly linkState: LinkState;
  readonly kind: Kind;
  /** Of the kind that is decided about; its time is not asked. */
  readonly message: Message;
  readonly time: SecondOfWeek;
  /** Somebody asked for the mail: then it goes though it would be held. */
  readonly letGo?: LetGo | undefined;
}

/** Carries out a decision. */
export function attempt(moment: Moment, decision: Decision): Step {
  const { message } = moment;
  switch (decision.kind) {
    case 'deliver':
      return deliver(moment, decision.at);
    case 'hand over':
      return handOver(moment, decision);
    case 'cross':
      return cross(moment, decision.at, decision.link);
    case 'leave':
      return leave(moment, decision);
    case 'send':
      return send(moment, decision);
    case 'wait': {
      const nextHop = nextHopOf(decision.until, message);
      return stepWithout(moment, decision.at, systemQueue.unreachable, retry(nextHop, undefined));
    }
    case 'return': {
      const { at, queue, status } = decision;
      return stepWithout(moment, at, queue, { kind: 'returned', status, words: undefined });
    }
  }
}

function numberOf({ stationNumber }: Network, { virtualServer }: Station): number {
  return stationNumber.get(virtualServer) ?? -1;
}

/** A step without a connector, on the virtual server that has the message. */
function stepWithout({ network }: Moment, at: Station, queue: Queue, result: Result): Step {
  return { station: numberOf(network, at), connector: null, queue, cost: 0, result };
}

function retry(nextHop: string, words: Words): Result {
  return { kind: 'queued', state: 'Retry', nextHop, until: undefined, words };
}

function passedOn(network: Network, to: Station): Result {
  return { kind: 'passed on', to: numberOf(network, to) };
}

function deliver(moment: Moment, at: Station): Step {
  const { kind, message } = moment;
  const { recipient } = message;
  const [first] = moment.network.topology.organization.domains;
  const { name } = at.server;
  return stepWithout(
    moment,
    at,
    localDeliveryQueue(recipient.domain ?? (first && plainDomain(first)) ?? recipient.type),
    {
      kind: 'delivered',
      nextHop: name,
      outside: undefined,
      words: (message, { by, atCost }) =>
        ended(
          `It reaches the mailbox of ${writtenAddress(addressed(kind, message).recipient)} on ${name}${by}${atCost}`,
        ),
    },
  );
}

/** Members of a group connect to each other directly, to whichever virtual server answers at the port [BPA-PORT]. */
function handOver(moment: Moment, { at, to }: Extract<Decision, { kind: 'hand over' }>): Step {
  const { outage } = moment.linkState;
  const port = at.virtualServer.outgoingPort;
  const station = listenerOf(outage, to, port);
  if (station !== undefined) return stepWithout(moment, at, serverQueue(to), passedOn(moment.network, station));
  const words = () => {
    const isUp = isServerUp(outage, to.key);
    const silent = isUp ? `Nothing on ${to.name} listens at port ${port}` : `${to.name} does not answer`;
    return `${silent}, so it waits on ${at.server.name} and is tried again.`;
  };
  return stepWithout(moment, at, serverQueue(to), retry(to.name, words));
}

/** Into another routing group. */
function cross(moment: Moment, bridgehead: Station, link: Link): Step {
  const { network, linkState } = moment;
  const { carrier } = link;
  const arrival = crossingArrival(moment, link, bridgehead);
  const nextHop = arrival?.server.name ?? farSideOf(moment, link);
  const queue = crossingQueue(moment, link, bridgehead);
  const by = (result: Result): Step => ({
    station: numberOf(network, bridgehead),
    connector: carrier.connector.name,
    queue,
    cost: link.cost,
    result,
  });
  const failed = (linkState.linkFaults[link.index] ?? fault.none) as Fault;
  const held = heldBack(moment, carrier, failed, nextHop);
  if (held !== undefined) return by(held);
  const astray = failed === fault.none ? misdirectedTo(network, link) : undefined;
  if (astray !== undefined) {
    const words = () =>
      `'${carrier.connector.name}' connects ${network.groups[link.to]?.name ?? ''} and hands its mail to ${astray.server.name}, ` +
      ended(
        `a server of another routing group, so it is returned. Name a server of ${network.groups[link.to]?.name ?? ''}`,
      );
    return by({ kind: 'returned', status: '5.4.4', words });
  }
  if (failed === fault.none && arrival !== undefined) return by(passedOn(network, arrival));
  const words = () => {
    const why =
      failed === fault.none
        ? silentArrival(moment, link, bridgehead)
        : faultSentence(failed, carrier, linkState.outage);
    return waitsFor(carrier, bridgehead, why);
  };
  return by(retry(nextHop, words));
}

/** Whom it waits for: a target, a smart host, or the master of the group (§13.11). */
function farSideOf(moment: Moment, link: Link): string {
  const { targets, hosts } = link.carrier;
  return targets[0]?.server.name ?? firstOf(hosts) ?? masterBehind(moment, link);
}

function masterBehind({ network }: Moment, { to }: Link): string {
  const group = network.groups[to];
  return (group === undefined ? undefined : masterOf(network.topology, group)?.name) ?? '';
}

function crossingArrival({ network, linkState: { outage } }: Moment, link: Link, bridgehead: Station) {
  if (link.carrier.connector.kind !== 'routing group connector') return arrivalOf(network, outage, link, bridgehead);
  return link.carrier.targets.find((target) => isListening(outage, target, bridgehead.virtualServer.outgoingPort));
}

/** Why a message arrives nowhere although the connector is up: its far side is not tracked (§13.6). */
function silentArrival(moment: Moment, link: Link, from: Station): string {
  const { network, linkState } = moment;
  const { carrier, to } = link;
  const hosts = handedFirst(carrier.connector, from);
  const answering = answeringHost(network, linkState.outage, { from, hosts, carrier });
  if (hosts.length > 0 && answering === undefined) return `${silence(hosts)}.`;
  return `${masterBehind(moment, link)}, the master of ${network.groups[to]?.name ?? ''}, does not answer.`;
}

function crossingQueue(moment: Moment, link: Link, bridgehead: Station): Queue {
  const { connector } = link.carrier;
  const to = moment.network.groups[link.to];
  if (connector.kind === 'routing group connector' && to !== undefined) return groupConnectorQueue(connector, to);
  return connectorQueue(connector, handedFirst(connector, bridgehead), masterBehind(moment, link));
}

function waitsFor({ connector }: Carrier, { server }: Station, why: string): string {
  return `It waits on ${server.name} for '${connector.name}' and is tried again. ${why}`;
}

/**
 * What the connector's delivery options say: mail held for pickup waits for ETRN or TURN whatever the schedule [H-ADV],
 * else it waits for the schedule; the choice of the connector does not ask for either (§13.7). A connector that
 * does not run keeps to none: its mail would not leave at the time of the schedule.
 */
function heldBack(
  { message, time, letGo }: Moment,
  { connector }: Carrier,
  failed: Fault,
  nextHop: string,
): Result | undefined {
  if (failed === fault.switchedOff || failed === fault.bridgeheads || letGo === 'pickup') return undefined;
  const { name } = connector;
  if (connector.holdForPickup) {
    const words = () => `'${name}' holds its mail until the other side picks it up (ETRN or TURN).`;
    return { kind: 'queued', state: 'Remote', nextHop, until: undefined, words };
  }
  const opening = letGo === 'force' ? time : nextOpening(scheduleFor(connector, message.sizeBytes), time);
  if (opening === time) return undefined;
  const words = () =>
    opening === undefined
      ? `'${name}' never runs for such a message, so it waits until it expires.`
      : `It waits for the schedule of '${name}', which opens ${writtenTimeOfWeek(opening)}.`;
  return { kind: 'queued', state: 'Scheduled', nextHop, until: opening, words };
}

/** Out by a connector's address space. */
function leave(moment: Moment, { at: bridgehead, carrier, entry }: Extract<Decision, { kind: 'leave' }>): Step {
  const { network, linkState, message } = moment;
  const remote = remoteOf(message.recipient);
  const direct = triesDnsFirst(carrier.connector, bridgehead);
  const { hosts, because } = handedNow(moment, handedTo(carrier.connector, bridgehead), direct);
  const by = (result: Result): Step => ({
    station: numberOf(network, bridgehead),
    connector: carrier.connector.name,
    queue: connectorQueue(carrier.connector, hosts, remote),
    cost: entry.space.cost,
    addressSpace: addressSpaceName(entry.space),
    result,
  });
  const nextHop = firstOf(hosts) ?? remote;
  const failed = (linkState.carrierFaults[carrier.index] ?? fault.none) as Fault;
  const held = heldBack(moment, carrier, failed, nextHop);
  if (held !== undefined) return by(held);
  if (failed === fault.none) return by(transmit(moment, { from: bridgehead, hosts, because, carrier }));
  return by(retry(nextHop, () => waitsFor(carrier, bridgehead, faultSentence(failed, carrier, linkState.outage))));
}

/** Out by the virtual server itself, to its smart host or by DNS. */
function send(moment: Moment, { at, to }: Extract<Decision, { kind: 'send' }>): Step {
  const { smartHosts, attemptDirectDelivery } = at.virtualServer;
  const { hosts, because } = handedNow(moment, to === undefined ? smartHosts : [to], to === undefined && attemptDirectDelivery); // prettier-ignore
  const queue = remoteQueue(firstOf(hosts) ?? remoteOf(moment.message.recipient));
  return stepWithout(moment, at, queue, transmit(moment, { from: at, hosts, because, carrier: undefined }));
}

/** The first host as it is written; undefined without any. */
function firstOf([first]: readonly Host[]): string | undefined {
  return first && writtenHost(first);
}

/** Hosts, and why the mail is not sent by DNS, where that is tried first. */
interface Handed {
  readonly hosts: readonly Host[];
  readonly because: (() => string) | undefined;
}

type Sent = Transmission & Handed & { readonly from: Station };

/** Who is handed the mail now: with direct delivery nobody, where DNS finds a way (§13.22). */
function handedNow(moment: Moment, hosts: readonly Host[], direct: boolean): Handed {
  if (!direct || hosts.length === 0) return { hosts, because: undefined };
  const { network, linkState, message } = moment;
  const remote = remoteOf(message.recipient);
  if (comesBackByDns(network, remote)) {
    return { hosts, because: () => `DNS leads back to ${exchangerName(network, remote)}` };
  }
  const host = hostByDns(network, remote);
  if (isFoundByDns(linkState.outage, remote, host)) return { hosts: [], because: undefined };
  return { hosts, because: () => silenceByDns(linkState.outage, remote, host) };
}

/** To the hosts, or by DNS when there are none. */
function transmit(moment: Moment, sent: Sent): Result {
  return sent.hosts.length > 0 ? toHost(moment, sent) : byDns(moment, sent);
}

/** To the first host that answers. One that is a server of ours has the message next; the sender itself ends it (§13.9). */
function toHost({ network, linkState, message }: Moment, sent: Sent): Result {
  const { from, hosts, because } = sent;
  const answering = answeringHost(network, linkState.outage, sent);
  if (answering === undefined) return retry(firstOf(hosts) ?? '', () => silentHosts(sent));
  const { own } = answering;
  const text = writtenHost(answering.host);
  if (own === undefined) {
    const why = () => (because === undefined ? '' : `, as ${because()}`);
    const round = roundInWords(network, hostKey(answering.host), message.recipient.domain);
    const words: Words = (_, { by, atCost }) => `It leaves${by} for ${text}${atCost}${why()}.${round()}`;
    return { kind: 'delivered', nextHop: text, outside: hostId(answering.host.text), words };
  }
  if (own.server.key !== from.server.key) return passedOn(network, own);
  const { name } = from.server;
  const words = () => `${text}, where ${name} sends it, is ${name} itself; name a host outside.`;
  return { kind: 'returned', status: '5.4.8', words };
}

/** What becomes of a recipient that another mail system does not know, where that comes round (M29). */
function roundInWords(network: Network, host: string, domain: string | undefined): () => string {
  return () => {
    const round = domain === undefined ? undefined : roundFrom(network.systems, network, host, domain);
    if (round === undefined) return '';
    if (round.kind === 'among') {
      const names = listed(round.names);
      const each = round.names.length === 1 ? 'itself' : 'each other';
      return ` A recipient that is unknown there goes round: ${names} ${round.names.length === 1 ? 'hands' : 'hand'} it to ${each}.`;
    }
    const by = round.by.length === 0 ? '' : ` by ${listed(round.by)}`;
    return ` A recipient that is unknown there comes back${by} to ${round.to.server.name}, and goes round until it is returned.`;
  };
}

function silentHosts({ hosts, because, from: { server } }: Sent): string {
  const first = because === undefined ? '' : `${because()}. `;
  const bare = hosts.find(({ address, bracketed }) => address !== undefined && !bracketed);
  const why = bare === undefined ? '' : ` ${bare.text} is looked up as a name; write [${bare.text}].`;
  return `${first}${silence(hosts)}, so it waits on ${server.name} and is tried again.${why}`;
}

function silence(hosts: readonly Host[]): string {
  const names = hosts.map(writtenHost).join(', ');
  return hosts.length === 1 ? `${names} does not answer` : `None of ${names} answers`;
}

/** The server of ours that DNS leads to for a domain, as it is written. */
function exchangerName(network: Network, domain: string): string {
  const [first] = network.exchangers.get(domain.toLowerCase()) ?? [];
  if (first?.kind === 'own') return first.station.server.name;
  return network.topology.organization.mailExchangers[0]?.server.name ?? '';
}

/**
 * By DNS to the recipient's domain, which link state does not track: when it is not found the message waits (§13.6). Where
 * it leads back to us, the message is returned at once (§13.19).
 */
function byDns({ network, linkState: { outage }, message }: Moment, { from }: Sent): Result {
  const remote = remoteOf(message.recipient);
  if (comesBackByDns(network, remote)) {
    const name = exchangerName(network, remote);
    const words = () =>
      `${remote} is a domain of ours: DNS leads back to ${name}, so it is returned. ` +
      `Let a connector for ${remote} deliver through the smart host that has the other mailboxes.`;
    return { kind: 'returned', status: '5.4.8', words };
  }
  const host = hostByDns(network, remote);
  if (isFoundByDns(outage, remote, host)) {
    const isAlike = host === undefined || hostNameKey(host) === remote;
    const where = isAlike ? `${remote}, found by DNS` : `${host}, the mail exchanger of ${remote} by DNS`;
    const round = host === undefined ? () => '' : roundInWords(network, hostNameAsKey(host), message.recipient.domain);
    const words: Words = (_, { by, atCost }) => `It leaves${by} for ${where}${atCost}.${round()}`;
    return { kind: 'delivered', nextHop: host ?? remote, outside: internetId, words };
  }
  return retry(
    host ?? remote,
    () => `${silenceByDns(outage, remote, host)}, so it waits on ${from.server.name} and is tried again.`,
  );
}

/** Who does not answer where DNS finds no way; `host` is the mail exchanger that it leads to. */
function silenceByDns(outage: Outage, remote: string, host: string | undefined): string {
  if (outage.dns) return 'DNS finds no outside domain';
  return `${isDomainUp(outage, remote) ? (host ?? remote) : remote} does not answer`;
}
