// What a virtual server asks of a message before it takes it (§1.4, §6), and where mail from the Internet comes in.

import { resolveVirtualServer } from '#core/model/keys';
import type { Station, Topology } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import { writtenAddress, writtenSize } from '../../message/written-values.ts';
import { spacesOf } from '#core/routing/addresses/address-space';
import { acceptance, destinationOf } from './recipient.ts';
import type { Network } from '../network/network.ts';
import { isListening, type Outage } from '../state/outage.ts';

/** Why a message is not taken: the status of the NDR and a sentence. */
export interface Refusal {
  readonly status: string;
  readonly reason: string;
}

/** The largest hop limit that Exchange takes [BPA-HOP]; a larger one would not stop a loop in reasonable time. */
const largestHopLimit = 256;

/** The organization's size limit, asked where a message is submitted [KB-322679]. */
export function refusalByOrganization({ topology }: Network, message: Message): Refusal | undefined {
  const { limitSizeBytes, name } = topology.organization;
  if (message.sizeBytes <= limitSizeBytes) return undefined;
  const who = name === '' ? 'the organization' : name;
  return { status: '5.2.3', reason: `${tooLarge(message)}, and ${who} takes ${writtenSize(limitSizeBytes)} at most.` };
}

/** A virtual server's limits: size [KB-322679], and how many servers the message came through, for loops [IIS-HOP]. */
export function refusalByStation(
  { server, virtualServer }: Station,
  message: Message,
  received: number,
): Refusal | undefined {
  const name = `${server.name}/${virtualServer.name}`;
  if (message.sizeBytes > virtualServer.limitSizeBytes) {
    const limit = writtenSize(virtualServer.limitSizeBytes);
    return { status: '5.2.3', reason: `${tooLarge(message)}, and ${name} takes ${limit} at most.` };
  }
  const hopLimit = Math.min(virtualServer.hopLimit, largestHopLimit);
  if (received > hopLimit)
    return { status: '4.4.6', reason: `It came through more than the ${hopLimit} servers that ${name} allows.` };
  return undefined;
}

function tooLarge({ sizeBytes }: Message): string {
  return `The message has ${writtenSize(sizeBytes)}`;
}

/** The mail exchangers in the order written; each that is declared. */
export function mailExchangersOf(topology: Topology): readonly Station[] {
  return topology.organization.mailExchangers.flatMap((reference) => {
    const station = resolveVirtualServer(topology, reference);
    return station === undefined ? [] : [station];
  });
}

/** The mail exchanger that takes mail from outside: the first that answers on port 25. */
export function answeringExchanger(topology: Topology, outage: Outage): Station | undefined {
  return mailExchangersOf(topology).find((station) => isListening(outage, station, 25));
}

/**
 * Whether a virtual server takes a message from outside, whose sender nobody knows: for its own domains and existing
 * recipients; for others only when it relays for anyone or a connector relays to their domain [OR-RELAY, BLOG-RELAY].
 */
export function refusalOfOutsider(network: Network, at: Station, message: Message): Refusal | undefined {
  const { recipient } = message;
  if (acceptance(network, recipient) === undefined) {
    return relays(network, at, message) ? undefined : relayDenied(at, message);
  }
  if (destinationOf(network, at, recipient).kind !== 'unknown') return undefined;
  const name = `${at.server.name}/${at.virtualServer.name}`;
  return { status: '5.1.1', reason: `${name} knows nobody called ${writtenAddress(recipient)}.` };
}

function relayDenied({ server, virtualServer }: Station, { recipient }: Message): Refusal {
  const name = `${server.name}/${virtualServer.name}`;
  const domain = recipient.domain ?? recipient.address;
  return { status: '5.7.1', reason: `${name} does not relay for anyone, and ${domain} is not a domain of ours.` };
}

/** Whether anybody outside can send by this virtual server to where the message goes: an open relay. */
export function relays(network: Network, at: Station, { recipient }: Message): boolean {
  if (at.virtualServer.relay === 'anyone') return true;
  return spacesOf(network.spaces, recipient).some(({ carrier: index }) => {
    const carrier = network.carriers[index];
    if (carrier?.connector.kind !== 'smtp connector' || !carrier.connector.relayToTheseDomains) return false;
    return carrier.bridgeheads.some(
      (it) => it.server.key === at.server.key && it.virtualServer.key === at.virtualServer.key,
    );
  });
}
