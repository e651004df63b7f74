// One step: what was decided is carried out, or the message waits because a schedule, an outage or a far side says so.

import { masterOf } from '#core/model/lookup';
import type { Host, Server, Station } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import type { QueueState, Route } from '../../route.ts';
import { addressSpaceName, writtenAddress, writtenTimeOfWeek } from '../../message/written-values.ts';
import type { Decision, Situation } from './decide.ts';
import { delivered, type Journey, queued, step, undeliverable } from './journey.ts';
import { answeringHost, arrivalOf, fault, type Fault, faultSentence, type Transmission } from '../state/link-state.ts';
import { handedTo } from '../network/handover.ts';
import { type Carrier, remoteOf, type Link } from '../network/network.ts';
import { isDomainUp, isListening, isServerUp, listenerOf } from '../state/outage.ts';
import {
  connectorQueue,
  groupConnectorQueue,
  localDeliveryQueue,
  remoteQueue,
  serverQueue,
  systemQueue,
} from '../network/queue.ts';
import { nextOpening, scheduleFor } from '../network/schedule.ts';

/** Either the end of the message's way, or the virtual server that has it now. */
export type Moved = { readonly end: Route } | { readonly to: Station };

/** Carries out a decision and records the step. */
export function move(situation: Situation, decision: Decision, journey: Journey): Moved {
  switch (decision.kind) {
    case 'deliver':
      return { end: deliver(situation, journey) };
    case 'hand over':
      return handOver(situation, decision.to, journey);
    case 'cross':
      return cross(situation, decision.link, decision.bridgehead, journey);
    case 'leave':
      return leave(situation, decision, journey);
    case 'send':
      return send(situation, decision.hosts, journey);
    case 'wait':
      record(situation, journey, systemQueue.unreachable);
      return { end: queued(journey, { state: 'Retry', nextHop: decision.nextHop }, decision.reason) };
    case 'return':
      record(situation, journey, decision.queue);
      return { end: undeliverable(journey, decision.status, decision.reason) };
  }
}

/** A step without a connector, on the virtual server that has the message. */
function record({ at, view, group }: Situation, journey: Journey, queue: string): void {
  step(journey, at, view.network.groups[group]?.name ?? '', { connector: null, queue, cost: 0 });
}

function deliver(situation: Situation, journey: Journey): Route {
  const { at, message, view } = situation;
  const { recipient } = message;
  const [first] = view.network.topology.organization.domains;
  record(situation, journey, localDeliveryQueue(recipient.domain ?? first?.domain ?? recipient.type));
  return delivered(
    journey,
    at.server.name,
    `It reaches the mailbox of ${writtenAddress(recipient)} on ${at.server.name}${by(journey)}${atCost(journey)}.`,
  );
}

/** ` by 'Seattle to London' and 'London to Brussels'`; nothing when no connector had a part. */
function by({ hops }: Journey): string {
  const names = hops.flatMap(({ connector }) => (connector === null ? [] : [`'${connector}'`]));
  const last = names.pop();
  if (last === undefined) return '';
  return names.length === 0 ? ` by ${last}` : ` by ${names.join(', ')} and ${last}`;
}

function atCost({ hops }: Journey): string {
  if (hops.every(({ connector }) => connector === null)) return '';
  return `, at cost ${hops.reduce((sum, hop) => sum + hop.cost, 0)}`;
}

/** Members of a group connect to each other directly, to whichever virtual server answers at the port [BPA-PORT]. */
function handOver(situation: Situation, to: Server, journey: Journey): Moved {
  const { at, view } = situation;
  record(situation, journey, serverQueue(to));
  const port = at.virtualServer.outgoingPort;
  const station = listenerOf(view.state.outage, to, port);
  if (station !== undefined) return { to: station };
  const silent = isServerUp(view.state.outage, to.key) ? `Nothing on ${to.name} listens at port ${port}` : `${to.name} does not answer`; // prettier-ignore
  const reason = `${silent}, so it waits on ${at.server.name} and is tried again.`;
  return { end: queued(journey, { state: 'Retry', nextHop: to.name }, reason) };
}

/** Into another routing group. */
function cross(situation: Situation, link: Link, bridgehead: Station, journey: Journey): Moved {
  const { view, message } = situation;
  const { carrier } = link;
  const { connector } = carrier;
  const arrival = crossingArrival(situation, link, bridgehead);
  const group = view.network.groups[link.to];
  const master = (group === undefined ? undefined : masterOf(view.network.topology, group)?.name) ?? '';
  const nextHop = (arrival ?? carrier.targets[0])?.server.name ?? carrier.hosts[0]?.text ?? master;
  const queue = crossingQueue(situation, link, bridgehead, master);
  step(journey, bridgehead, groupName(situation, link.from), { connector: connector.name, queue, cost: link.cost });
  const failed = (view.state.linkFaults[link.index] ?? fault.none) as Fault;
  const held = heldBack(carrier, message, failed);
  if (held !== undefined) return { end: queued(journey, { ...held, nextHop }, held.reason) };
  if (failed === fault.none && arrival !== undefined) return { to: arrival };
  const why =
    failed === fault.none ? silentArrival(situation, link, bridgehead, master) : faultSentence(failed, carrier);
  return { end: queued(journey, { state: 'Retry', nextHop }, waitsFor(carrier, bridgehead, why)) };
}

function groupName({ view }: Situation, group: number): string {
  return view.network.groups[group]?.name ?? '';
}

function crossingArrival({ view }: Situation, link: Link, bridgehead: Station): Station | undefined {
  const { outage } = view.state;
  if (link.carrier.connector.kind !== 'routing group connector')
    return arrivalOf(view.network, outage, link, bridgehead);
  return link.carrier.targets.find((target) => isListening(outage, target, bridgehead.virtualServer.outgoingPort));
}

/** Why a message arrives nowhere although the connector is up: its far side is not tracked (§13.6). */
function silentArrival({ view }: Situation, { carrier, to }: Link, from: Station, master: string): string {
  const hosts = handedTo(carrier.connector, from);
  const answering = answeringHost(view.network, view.state.outage, { from, hosts, carrier });
  if (hosts.length > 0 && answering === undefined) return `${silence(hosts)}.`;
  return `${master}, the master of ${view.network.groups[to]?.name ?? ''}, does not answer.`;
}

function crossingQueue({ view }: Situation, link: Link, bridgehead: Station, master: string): string {
  const { connector } = link.carrier;
  const to = view.network.groups[link.to];
  if (connector.kind === 'routing group connector' && to !== undefined) return groupConnectorQueue(connector, to);
  return connectorQueue(connector, handedTo(link.carrier.connector, bridgehead), master);
}

function waitsFor({ connector }: Carrier, { server }: Station, why: string): string {
  return `It waits on ${server.name} for '${connector.name}' and is tried again. ${why}`;
}

interface Held {
  readonly state: QueueState;
  readonly until: string | undefined;
  readonly reason: string;
}

/**
 * What the connector's delivery options say: mail held for pickup waits for ETRN or TURN whatever the schedule [H-ADV],
 * else it waits for the schedule; the choice of the connector does not ask for either (§13.7). A connector that
 * does not run keeps to none: its mail would not leave at the time of the schedule.
 */
function heldBack({ connector }: Carrier, message: Message, failed: Fault): Held | undefined {
  if (failed === fault.switchedOff || failed === fault.bridgeheads) return undefined;
  if (connector.holdForPickup) {
    const reason = `'${connector.name}' holds its mail until the other side picks it up (ETRN or TURN).`;
    return { state: 'Remote', until: undefined, reason };
  }
  const opening = nextOpening(scheduleFor(connector, message.sizeBytes), message.at);
  if (opening === message.at) return undefined;
  if (opening === undefined) {
    return {
      state: 'Scheduled',
      until: undefined,
      reason: `'${connector.name}' never runs for such a message, so it waits until it expires.`,
    };
  }
  const until = writtenTimeOfWeek(opening);
  return {
    state: 'Scheduled',
    until,
    reason: `It waits for the schedule of '${connector.name}', which opens ${until}.`,
  };
}

/** Out by a connector's address space. A connector by DNS on a virtual server with a smart host uses that (§13.10). */
function leave(situation: Situation, decision: Extract<Decision, { kind: 'leave' }>, journey: Journey): Moved {
  const { view, message } = situation;
  const { carrier, entry, bridgehead } = decision;
  const hosts = handedTo(carrier.connector, bridgehead);
  const remote = remoteOf(message.recipient);
  const queue = connectorQueue(carrier.connector, hosts, remote);
  const connector = carrier.connector.name;
  const by = { connector, queue, cost: entry.space.cost, addressSpace: addressSpaceName(entry.space) };
  step(journey, bridgehead, groupName(situation, carrier.home), by);
  const nextHop = hosts[0]?.text ?? remote;
  const failed = (view.state.carrierFaults[carrier.index] ?? fault.none) as Fault;
  const held = heldBack(carrier, message, failed);
  if (held !== undefined) return { end: queued(journey, { ...held, nextHop }, held.reason) };
  if (failed === fault.none) return transmit(situation, { from: bridgehead, hosts, carrier }, journey);
  const reason = waitsFor(carrier, bridgehead, faultSentence(failed, carrier));
  return { end: queued(journey, { state: 'Retry', nextHop }, reason) };
}

/** Out by the virtual server itself, to its smart host or by DNS. */
function send(situation: Situation, hosts: readonly Host[], journey: Journey): Moved {
  record(situation, journey, remoteQueue(hosts[0]?.text ?? remoteOf(situation.message.recipient)));
  return transmit(situation, { from: situation.at, hosts, carrier: undefined }, journey);
}

/** To the hosts, or by DNS when there are none. */
function transmit(situation: Situation, transmission: Sent, journey: Journey): Moved {
  return transmission.hosts.length > 0
    ? toHost(situation, transmission, journey)
    : { end: byDns(situation, transmission, journey) };
}

type Sent = Transmission & { readonly from: Station };

/** To the first host that answers. One that is a server of ours has the message next; the sender itself ends it (§13.9). */
function toHost({ view }: Situation, sent: Sent, journey: Journey): Moved {
  const { from, hosts } = sent;
  const answering = answeringHost(view.network, view.state.outage, sent);
  if (answering === undefined) {
    const nextHop = hosts[0]?.text ?? '';
    return { end: queued(journey, { state: 'Retry', nextHop }, silentHosts(hosts, from)) };
  }
  const { host, own } = answering;
  if (own === undefined)
    return {
      end: delivered(journey, host.text, `It leaves${by(journey)} for ${host.text}${atCost(journey)}.`, 'host'),
    };
  if (own.server.key !== from.server.key) return { to: own };
  const reason = `${host.text}, where ${from.server.name} sends it, is ${from.server.name} itself; name a host outside.`;
  return { end: undeliverable(journey, '5.4.8', reason) };
}

function silentHosts(hosts: readonly Host[], { server }: Station): string {
  const bare = hosts.find(({ address, bracketed }) => address !== undefined && !bracketed);
  const why = bare === undefined ? '' : ` ${bare.text} is looked up as a name; write [${bare.text}].`;
  return `${silence(hosts)}, so it waits on ${server.name} and is tried again.${why}`;
}

function silence(hosts: readonly Host[]): string {
  const names = hosts.map(({ text }) => text).join(', ');
  return hosts.length === 1 ? `${names} does not answer` : `None of ${names} answers`;
}

/** By DNS to the recipient's domain, which link state does not track: when it is not found the message waits (§13.6). */
function byDns({ view, message }: Situation, { from }: Sent, journey: Journey): Route {
  const remote = remoteOf(message.recipient);
  if (isDomainUp(view.state.outage, remote)) {
    return delivered(
      journey,
      remote,
      `It leaves${by(journey)} for ${remote}, found by DNS${atCost(journey)}.`,
      'internet',
    );
  }
  const what = view.state.outage.dns ? 'DNS finds no outside domain' : `${remote} does not answer`;
  const reason = `${what}, so it waits on ${from.server.name} and is tried again.`;
  return queued(journey, { state: 'Retry', nextHop: remote }, reason);
}
