// Where a message gets into the organization, and what a virtual server asks of it before it takes it (§1.4, §6).

import { internetId, serverId, type WaypointId } from '#core/model/element';
import { hostNameKey } from '#core/model/host';
import { resolveVirtualServer } from '#core/model/keys';
import { relaysForAnyone } from '#core/model/lookup';
import type { Address, Send, Station } from '#core/model/topology';
import { spacesOf } from '#core/routing/addresses/address-space';
import type { Message } from '../../message/defaults.ts';
import { writtenAddress, writtenSize } from '../../message/written-values.ts';
import type { Refusal, Result, Step, Submission } from '../../model.ts';
import type { Queue } from '../../queues.ts';
import { type Exchanger, exchangersFor } from '#core/routing/addresses/exchangers';
import { type Network, remoteOf } from '../network/network.ts';
import { remoteQueue, systemQueue } from '../network/queue.ts';
import type { Kind } from '../state/kinds.ts';
import { isListening, isStationUp, type Outage } from '../state/outage.ts';
import { acceptance } from '#core/routing/addresses/acceptance';
import { resolve } from './recipient.ts';

/** Where a message of this kind gets in. */
export function submit(network: Network, outage: Outage, from: Send['from'], kind: Kind): Submission {
  if (from.kind === 'internet') return fromInternet(network, outage, kind);
  const station = resolveVirtualServer(
    network.topology,
    from.kind === 'server' ? from : { server: from.server, virtualServer: undefined, place: undefined },
  );
  if (station !== undefined) return atStation(network, outage, station, kind);
  return notTaken([], undefined, undefined, {
    kind: 'returned',
    status: null,
    words: () => `No server is called ${from.server.name}, so nothing is sent.`,
  });
}

function notTaken(
  path: Submission['path'],
  station: number | undefined,
  queue: Queue | undefined,
  result: Exclude<Result, { kind: 'passed on' }>,
): Submission {
  const step: Step = { station, connector: null, queue, cost: 0, result };
  return { kind: 'not taken', path, step };
}

function refused({ status, words }: Refusal): Extract<Result, { kind: 'returned' }> {
  return { kind: 'returned', status, words };
}

/** Submitted at a server of ours. What cannot run keeps the message where it was accepted [KB-260693]. */
function atStation(network: Network, outage: Outage, station: Station, kind: Kind): Submission {
  const { message } = kind;
  const number = network.stationNumber.get(station.virtualServer) ?? -1;
  if (!isStationUp(outage, station)) {
    const name = `${station.server.name}/${station.virtualServer.name}`;
    return notTaken([], number, systemQueue.pendingSubmission, {
      kind: 'queued',
      state: 'Retry',
      nextHop: station.server.name,
      until: undefined,
      words: () => `${name} is not running, so nothing leaves it.`,
    });
  }
  const refusal = refusalByOrganization(network, message) ?? refusalByStation(station, message, 0);
  if (refusal !== undefined) return notTaken([], number, systemQueue.pendingSubmission, refused(refusal));
  return { kind: 'taken', station: number, path: [], ...contactNote(kind) };
}

/** From outside, to the first mail exchanger that answers, which may refuse it before it is in any queue. */
function fromInternet(network: Network, outage: Outage, kind: Kind): Submission {
  const { message } = kind;
  const recipient = kind.contact?.from ?? message.recipient;
  const exchanger = exchangersFor(network, recipient.domain).find((each) => isAnswering(outage, each));
  if (exchanger === undefined) return withoutExchanger(network, recipient);
  if (exchanger.kind === 'outside') return toOutsideFirst(exchanger.host, recipient);
  const { station } = exchanger;
  const path: readonly WaypointId[] = [internetId, serverId(station.server.name)];
  const refusal =
    refusalByOrganization(network, message) ??
    refusalByStation(station, message, 0) ??
    refusalOfOutsider(network, station, kind);
  if (refusal !== undefined) return notTaken(path, undefined, undefined, refused(refusal));
  const taken = { kind: 'taken', station: network.stationNumber.get(station.virtualServer) ?? -1, path } as const;
  if (acceptance(network, recipient) === undefined) return { ...taken, note: relayNote(station, recipient) };
  return { ...taken, ...contactNote(kind) };
}

/** A contact is looked up first, and the message goes to its target from there on [KB-324732]. */
function contactNote({ contact }: Kind): { readonly note?: string } {
  if (contact === undefined || contact.isLoop) return {};
  return { note: `${writtenAddress(contact.from)} is a contact, its mail goes to ${writtenAddress(contact.to)}.` };
}

/** Mail from outside for others than us gets this far only by relaying, which a reader should see [OR-RELAY]. */
function relayNote({ server, virtualServer }: Station, recipient: Address): string {
  const to = recipient.domain ?? recipient.address;
  return `${server.name}/${virtualServer.name} relays it: anybody outside can send to ${to} by it.`;
}

/** Without a declared exchanger there is nowhere to send to; while none answers the sending system outside keeps it. */
function withoutExchanger(network: Network, recipient: Address): Submission {
  const exchangers = exchangersFor(network, recipient.domain);
  const [first] = exchangers;
  if (first === undefined) {
    return notTaken([internetId], undefined, undefined, {
      kind: 'returned',
      status: '5.4.4',
      words: () => 'No mail exchanger is declared, so mail from the Internet finds no server.',
    });
  }
  const names = exchangers.map(nameOf).join(', ');
  return notTaken([internetId], undefined, remoteQueue(remoteOf(recipient)), {
    kind: 'queued',
    state: 'Retry',
    nextHop: first.kind === 'own' ? first.station.server.name : first.host,
    until: undefined,
    words: () => `No mail exchanger answers (${names}), so it waits at the system that sends it.`,
  });
}

function nameOf(exchanger: Exchanger): string {
  if (exchanger.kind === 'outside') return exchanger.host;
  const { server, virtualServer } = exchanger.station;
  return `${server.name}/${virtualServer.name}`;
}

/** The largest hop limit that Exchange takes [BPA-HOP]; a larger one would not stop a loop in reasonable time. */
const largestHopLimit = 256;

/** The organization's size limit, asked where a message is submitted [KB-322679]. */
function refusalByOrganization({ topology }: Network, message: Message): Refusal | undefined {
  const { limitSizeBytes, name } = topology.organization;
  if (message.sizeBytes <= limitSizeBytes) return undefined;
  const who = name === '' ? 'the organization' : name;
  return {
    status: '5.2.3',
    isLoop: false,
    words: (each) => `${tooLarge(each)}, and ${who} takes ${writtenSize(limitSizeBytes)} at most.`,
  };
}

/** A virtual server's limits: size [KB-322679], and how many servers the message came through, for loops [IIS-HOP]. */
export function refusalByStation(
  { server, virtualServer }: Station,
  message: Message,
  received: number,
): Refusal | undefined {
  const nameOfIt = () => `${server.name}/${virtualServer.name}`;
  if (message.sizeBytes > virtualServer.limitSizeBytes) {
    const limit = writtenSize(virtualServer.limitSizeBytes);
    return {
      status: '5.2.3',
      isLoop: false,
      words: (each) => `${tooLarge(each)}, and ${nameOfIt()} takes ${limit} at most.`,
    };
  }
  const hopLimit = Math.min(virtualServer.hopLimit, largestHopLimit);
  if (received <= hopLimit) return undefined;
  const words = () => `It came through more than the ${hopLimit} servers that ${nameOfIt()} allows.`;
  return { status: '4.4.6', isLoop: true, words };
}

function tooLarge({ sizeBytes }: Message): string {
  return `The message has ${writtenSize(sizeBytes)}`;
}

/** Mail for a domain of ours whose mail exchanger is outside: a provider that filters it, or keeps it. */
function toOutsideFirst(host: string, { domain }: Address): Submission {
  return notTaken([internetId], undefined, undefined, {
    kind: 'delivered',
    nextHop: host,
    outside: internetId,
    words: () =>
      `It goes to ${host}, the mail exchanger of ${domain ?? ''}, which is outside: what becomes of it there is not known.`,
  });
}

/** A server answers on port 25; a host outside unless it is off. */
function isAnswering(outage: Outage, exchanger: Exchanger): boolean {
  return exchanger.kind === 'own'
    ? isListening(outage, exchanger.station, 25)
    : !outage.hosts.has(hostNameKey(exchanger.host));
}

/**
 * Whether a virtual server takes a message from outside, whose sender nobody knows: for its own domains and existing
 * recipients; for others only when it relays for anyone or a connector relays to their domain [OR-RELAY, BLOG-RELAY].
 */
function refusalOfOutsider(network: Network, at: Station, { message, contact, home }: Kind): Refusal | undefined {
  const recipient = contact?.from ?? message.recipient;
  if (acceptance(network, recipient) === undefined) {
    return relays(network, at, recipient) ? undefined : relayDenied(at, recipient);
  }
  if (contact !== undefined) return undefined;
  if (resolve(network, at, recipient, home).kind !== 'unknown') return undefined;
  const name = `${at.server.name}/${at.virtualServer.name}`;
  const words = (each: Message) => `${name} knows nobody called ${writtenAddress(each.recipient)}.`;
  return { status: '5.1.1', isLoop: false, words };
}

function relayDenied({ server, virtualServer }: Station, recipient: Address): Refusal {
  const name = `${server.name}/${virtualServer.name}`;
  const domain = recipient.domain ?? recipient.address;
  const whom =
    typeof virtualServer.relay === 'string' ? 'does not relay for anyone' : 'relays for listed addresses only';
  const words = () => `${name} ${whom}, and ${domain} is not a domain of ours.`;
  return { status: '5.7.1', isLoop: false, words };
}

/** Whether anybody outside can send by this virtual server to where the message goes: an open relay. */
function relays(network: Network, at: Station, recipient: Address): boolean {
  if (relaysForAnyone(at.virtualServer)) return true;
  return spacesOf(network.spaces, recipient).some(({ carrier: index }) => {
    const carrier = network.carriers[index];
    if (carrier?.connector.kind !== 'smtp connector' || carrier.connector.disabled) return false;
    if (!carrier.connector.relayToTheseDomains) return false;
    return carrier.bridgeheads.some(
      (it) => it.server.key === at.server.key && it.virtualServer.key === at.virtualServer.key,
    );
  });
}
