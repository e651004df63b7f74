// Which connectors are down (§5, §13.6), and which of that the servers know: what is not tracked, or not reported, is
// still chosen, and mail waits in front of it.

import { concernedBy, type Dependence } from './dependence.ts';
import { masterOf } from '#core/model/lookup';
import type { Host, Station } from '#core/model/topology';
import { handedFirst } from '#core/model/handover';
import { writtenVirtualServer } from '#core/syntax/words';
import type { Carrier, Network, Link } from '../network/network.ts';
import { hostKey, writtenHost } from '#core/model/host';
import {
  isHostUp,
  isLineOff,
  isListening,
  isRemoteHostUp,
  isServerUp,
  isStationUp,
  listenerOf,
  type Outage,
} from './outage.ts';

/** Why a connector carries nothing; 0 when it does. */
export const fault = { none: 0, switchedOff: 1, bridgeheads: 2, farSide: 3, line: 4 } as const;
export type Fault = (typeof fault)[keyof typeof fault];

/** The state of all connectors in an outage. */
export interface LinkState {
  readonly outage: Outage;
  /** By connector, for its address spaces. */
  readonly carrierFaults: Uint8Array;
  /** By link: a line between two groups can be off, other links of the connector are not. */
  readonly linkFaults: Uint8Array;
  /** 1 where link state has the link marked down. */
  readonly linkDown: Uint8Array;
  readonly anyLinkDown: boolean;
}

/** Works out every connector's state; linear in their number. */
export function linkStateOf(network: Network, outage: Outage): LinkState {
  const carrierFaults = Uint8Array.from(network.carriers, (carrier) => carrierFault(network, outage, carrier));
  const linkFaults = Uint8Array.from(network.links, (link) => linkFault(network, outage, carrierFaults, link));
  const linkDown = Uint8Array.from(network.links, (link) => isMarkedDown(linkFaults, link));
  return { outage, carrierFaults, linkFaults, linkDown, anyLinkDown: linkDown.includes(1) };
}

/** The same from the state without an outage: only what the outage can concern is worked out again. */
export function linkStateFrom(base: LinkState, network: Network, dependence: Dependence, outage: Outage): LinkState {
  const carrierFaults = base.carrierFaults.slice();
  const linkFaults = base.linkFaults.slice();
  const linkDown = base.linkDown.slice();
  for (const carrier of concernedBy(network, dependence, outage)) {
    carrierFaults[carrier.index] = carrierFault(network, outage, carrier);
    const end = network.firstLink[carrier.index + 1] ?? 0;
    for (let index = network.firstLink[carrier.index] ?? 0; index < end; index += 1) {
      const link = network.links[index];
      if (link === undefined) continue;
      linkFaults[index] = linkFault(network, outage, carrierFaults, link);
      linkDown[index] = isMarkedDown(linkFaults, link);
    }
  }
  return { outage, carrierFaults, linkFaults, linkDown, anyLinkDown: linkDown.includes(1) };
}

/** With what is marked down besides: first by link, then by connector, each with its fault. */
export function withMarks(network: Network, seen: LinkState, marks: Uint8Array): LinkState {
  const { links, carriers } = network;
  const [linkFaults, carrierFaults] = [seen.linkFaults.slice(), seen.carrierFaults.slice()];
  for (const { index } of links) linkFaults[index] ||= marks[index] ?? fault.none;
  for (const { index } of carriers) carrierFaults[index] ||= marks[links.length + index] ?? fault.none;
  const linkDown = Uint8Array.from(links, (link) => isMarkedDown(linkFaults, link));
  return { outage: seen.outage, carrierFaults, linkFaults, linkDown, anyLinkDown: linkDown.includes(1) };
}

function isMarkedDown(linkFaults: Uint8Array, link: Link): 0 | 1 {
  return linkFaults[link.index] === fault.none || link.carrier.neverMarkedDown ? 0 : 1;
}

/**
 * A connector is down when it is switched off, when all its bridgeheads are [STRONG], or when its far side does not
 * answer: all targets, all smart hosts [KB-271996]. The far side of one that delivers by DNS is not tracked (§13.6).
 */
export function carrierFault(network: Network, outage: Outage, carrier: Carrier): Fault {
  if (outage.connectors.has(carrier.connector.key)) return fault.switchedOff;
  if (!carrier.bridgeheads.some((station) => isBridgeheadUp(outage, carrier, station))) return fault.bridgeheads;
  return isFarSideUp(network, outage, carrier) ? fault.none : fault.farSide;
}

/** An X.400 connector runs in the server's message transfer agent, not in a virtual server. */
export function isBridgeheadUp(outage: Outage, carrier: Carrier, station: Station): boolean {
  if (carrier.connector.kind === 'x400 connector') return isServerUp(outage, station.server.key);
  return isStationUp(outage, station);
}

function isFarSideUp(network: Network, outage: Outage, carrier: Carrier): boolean {
  if (carrier.connector.kind === 'routing group connector') {
    return carrier.bridgeheads.some((station) => isUsableBridgehead(outage, carrier, station));
  }
  const [from] = carrier.bridgeheads;
  return carrier.byDns || answeringHost(network, outage, { from, hosts: carrier.hosts, carrier }) !== undefined;
}

/** A bridgehead that is up and, of a routing group connector, reaches a target at its outgoing port [BPA-OUTPORT]. */
export function isUsableBridgehead(outage: Outage, carrier: Carrier, station: Station): boolean {
  if (!isBridgeheadUp(outage, carrier, station)) return false;
  if (carrier.connector.kind !== 'routing group connector') return true;
  return carrier.targets.some((target) => isListening(outage, target, station.virtualServer.outgoingPort));
}

/**
 * The bridgehead that takes a message: the server that has it when it is one, else one that is usable, in truth at random
 * [T-ADVROUTE], here the first that is written. One that the server cannot connect to is not taken while another is
 * usable [BPA-PORT]. When none is usable (state is not always known), any is taken.
 */
export function sourceBridgehead(outage: Outage, carrier: Carrier, at?: Station): Station | undefined {
  return carrier.bridgeheads.length === 1 ? carrier.bridgeheads[0] : sourceBridgeheads(outage, carrier, at)[0];
}

/** All that it could be, each as likely: the first is the one that is taken where no dice are. */
export function sourceBridgeheads(outage: Outage, carrier: Carrier, at?: Station): readonly Station[] {
  const { bridgeheads } = carrier;
  const usable = bridgeheads.filter((station) => isUsableBridgehead(outage, carrier, station));
  const stations = usable.length > 0 ? usable : bridgeheads;
  const here = at === undefined ? undefined : hereAmong(stations, at);
  if (here !== undefined) return [here];
  const port = at?.virtualServer.outgoingPort ?? 25;
  const listening = stations.filter(({ server }) => listenerOf(outage, server, port) !== undefined);
  return listening.length > 0 ? listening : stations;
}

/** The virtual server itself, else another one of its server. */
function hereAmong(stations: readonly Station[], { server, virtualServer }: Station): Station | undefined {
  let here: Station | undefined;
  for (const station of stations) {
    if (station.server.key !== server.key) continue;
    if (station.virtualServer.key === virtualServer.key) return station;
    here ??= station;
  }
  return here;
}

/** A host that answers and, when it is a server of the organization, the virtual server there. */
export interface AnsweringHost {
  readonly host: Host;
  readonly own: Station | undefined;
}

/** What is sent: by a connector or, without one, by the virtual server itself. */
export interface Transmission {
  readonly from: Station | undefined;
  readonly hosts: readonly Host[];
  readonly carrier: Carrier | undefined;
}

/** The first host in the order written that answers, at its own port or at the outgoing port of the sender. */
export function answeringHost(network: Network, outage: Outage, sent: Transmission): AnsweringHost | undefined {
  for (const host of sent.hosts) {
    const named = network.ownHosts.get(hostKey(host));
    const own = named === undefined || host.port === undefined ? named : stationAt(outage, named, host.port);
    const answers = sent.carrier?.connector.kind === 'x400 connector' ? isRemoteHostUp(outage, host) : isHostUp(outage, host); // prettier-ignore
    if (answers && (own === undefined || isTakingMail(outage, own, sent, host.port))) return { host, own };
  }
  return undefined;
}

/** The virtual server that answers at a port of its own: the one that is called so, else another one of its server. */
function stationAt(outage: Outage, named: Station, port: number): Station {
  return isListening(outage, named, port) ? named : (listenerOf(outage, named.server, port) ?? named);
}

/** Whether a server of ours takes it: by SMTP at this port or the outgoing port, by X.400 whenever the server runs. */
function isTakingMail(
  outage: Outage,
  own: Station,
  { from, carrier }: Transmission,
  port: number | undefined,
): boolean {
  if (carrier?.connector.kind === 'x400 connector') return isServerUp(outage, own.server.key);
  return isListening(outage, own, port ?? from?.virtualServer.outgoingPort ?? 25);
}

function linkFault(network: Network, outage: Outage, carrierFaults: Uint8Array, link: Link): Fault {
  const from = network.groups[link.from];
  const to = network.groups[link.to];
  if (from !== undefined && to !== undefined && isLineOff(outage, from.key, to.key)) return fault.line;
  return (carrierFaults[link.carrier.index] ?? fault.none) as Fault;
}

/**
 * Where a message arrives by a connector that lists a connected group: at the smart host when that is a server of the
 * group, else at the group's master (§13.11). Undefined while neither answers, and where all its mail is returned.
 */
export function arrivalOf(network: Network, outage: Outage, link: Link, from: Station): Station | undefined {
  const group = network.groups[link.to];
  const hosts = handedFirst(link.carrier.connector, from);
  const answering = answeringHost(network, outage, { from, hosts, carrier: link.carrier });
  if (group === undefined || (hosts.length > 0 && answering === undefined)) return undefined;
  if (answering?.own?.server.group === group.key) return answering.own;
  if (misdirectedTo(network, link) !== undefined) return undefined;
  const master = masterOf(network.topology, group);
  if (master === undefined) return undefined;
  if (link.carrier.connector.kind !== 'x400 connector') return listenerOf(outage, master, 25);
  const [virtualServer] = master.virtualServers;
  return virtualServer === undefined || !isServerUp(outage, master.key) ? undefined : { server: master, virtualServer };
}

/**
 * The server of another routing group than those it connects that an SMTP connector names as smart host: all its mail is
 * returned (§13.20), whichever of its hosts answers.
 */
export function misdirectedTo({ ownHosts }: Network, { carrier }: Link): Station | undefined {
  const { connector, hosts } = carrier;
  if (connector.kind !== 'smtp connector') return undefined;
  const own = hosts.flatMap((host) => ownHosts.get(hostKey(host)) ?? []);
  return own.find(({ server }) => !connector.connects.some(({ group }) => group.key === server.group));
}

/** Why a connector is down, as a sentence about it. */
export function faultSentence(kind: Fault, carrier: Carrier, outage: Outage): string {
  switch (kind) {
    case fault.none:
      return 'It is up.';
    case fault.switchedOff:
      return 'It is switched off.';
    case fault.bridgeheads:
      return bridgeheadSentence(carrier, outage);
    case fault.farSide:
      return farSideSentence(carrier, outage);
    case fault.line:
      return 'The line between the two routing groups is down.';
  }
}

function bridgeheadSentence({ connector, bridgeheads }: Carrier, outage: Outage): string {
  const isX400 = connector.kind === 'x400 connector';
  const states = distinct(
    bridgeheads.map((station) =>
      isX400 ? `${station.server.name} is down` : stationSentence(outage, station, undefined),
    ),
  );
  if (states.length === 1) return `Its bridgehead ${states.join()}.`;
  return `None of its bridgeheads works: ${states.join(', ')}.`;
}

/** What keeps a virtual server from taking mail, or, without a port, from sending it: `LON/Default is stopped`. */
function stationSentence(outage: Outage, station: Station, port: number | undefined): string {
  const { server, virtualServer } = station;
  const name = virtualServer.implicit ? server.name : writtenVirtualServer(server.name, virtualServer.name);
  if (!isServerUp(outage, server.key)) return `${server.name} is down`;
  if (virtualServer.stopped) return `${name} is stopped`;
  if (!isStationUp(outage, station)) return `${name} is off`;
  return port === undefined || isListening(outage, station, port) ? `${name} works` : `${name} does not listen at port ${port}`; // prettier-ignore
}

/** Of targets that listen at the port of one bridgehead and not at that of another, nothing is said. */
function targetSentence({ bridgeheads, targets }: Carrier, outage: Outage): string {
  const sending = bridgeheads.filter((station) => isStationUp(outage, station));
  const ports = new Set(sending.map(({ virtualServer }) => virtualServer.outgoingPort));
  const [port = 25] = ports;
  const states = distinct(targets.map((target) => stationSentence(outage, target, port)));
  if (states.length === 1) return `Its target ${states.join()}${atPort(sending, port)}.`;
  return `None of its targets works: ${states.join(', ')}${atPort(sending, port)}.`;
}

/** Whose port it is when it is an unusual one [BPA-OUTPORT]. */
function atPort([first]: readonly Station[], port: number): string {
  if (port === 25 || first === undefined) return '';
  return `, where ${writtenVirtualServer(first.server.name, first.virtualServer.name)} sends to`;
}

function farSideSentence(carrier: Carrier, outage: Outage): string {
  const hosts = carrier.hosts.map(writtenHost);
  switch (carrier.connector.kind) {
    case 'routing group connector':
      return targetSentence(carrier, outage);
    case 'smtp connector':
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return silentSentence('smart host', distinct(hosts));
    case 'x400 connector':
      return silentSentence('remote host', distinct(hosts));
  }
}

function silentSentence(what: string, names: readonly string[]): string {
  if (names.length === 1) return `Its ${what} ${names.join()} does not answer.`;
  return `None of its ${what}s answers: ${names.join(', ')}.`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
