// How mail comes in (§7): the Receive connector that takes the connection, and the Transport service that the front end
// picks while the sender stays connected.

import { hostNameKey } from '#core/model/host';
import { internetId, serverId, type WaypointId } from '#core/model/element';
import type { ReceiveConnector, Send, Server } from '#core/model/topology';
import { acceptance } from '#core/routing/addresses/acceptance';
import { type Exchanger, exchangersFor } from '#core/routing/addresses/exchangers';
import { writtenSize } from '../../message/written-values.ts';
import type { Result, Submission } from '../../model.ts';
import type { Queue } from '../../queues.ts';
import type { Network } from '../network/network.ts';
import { senderQueue } from '../network/queue.ts';
import { receiverOf } from '#core/model/receive-connectors';
import { answers, isRunning, type Outage } from '../state/outage.ts';
import { isTooLarge } from './choice.ts';
import type { Kind } from './kinds.ts';
import { towards } from './towards.ts';

/**
 * The Transport service that a front end picks: a server of the recipient's delivery group, the nearest first and by a hub
 * where one is on the way; for others, and when none answers, a server of its own site (§7.3) [MS-ROUTING].
 */
export function serviceFor(network: Network, outage: Outage, server: number, kind: Kind): number | undefined {
  if (network.stations[server]?.server.isEdge === true) return server;
  const here = network.siteOf[server] ?? -1;
  const { destination } = kind;
  const local = [server, ...(network.mailboxServers[here] ?? []).filter((each) => each !== server)];
  const group = destination.kind === 'mailbox' ? destination.home.group : undefined;
  const isIn = group?.isMember(server) === true;
  const way = group === undefined || isIn || here < 0 ? undefined : towards(network, here, group);
  return [...(way?.candidates ?? []), ...local].find((to) => answers(network, outage, server, to));
}

/** Where a message gets in. */
export function submit(network: Network, outage: Outage, from: Send['from'], kind: Kind): Submission {
  switch (from.kind) {
    case 'server': {
      const station = network.stationNumber.get(from.server.key);
      if (station === undefined) return unknownServer(from.server.name);
      if (isRunning(network, outage, station)) return { kind: 'taken', station, path: [] };
      const words = () => `${from.server.name} is down, so nothing can be sent there.`;
      return notTaken([], undefined, { kind: 'returned', status: null, words });
    }
    case 'computer': {
      const station = network.stationNumber.get(from.server.key);
      if (station === undefined) return unknownServer(from.server.name);
      return connect(network, outage, { station, port: from.port, address: from.address, path: [] }, kind);
    }
    case 'internet':
      return fromInternet(network, outage, kind);
  }
}

function unknownServer(name: string): Submission {
  const words = () => `No server is called ${name}, so nothing is sent.`;
  return notTaken([], undefined, { kind: 'returned', status: null, words });
}

function notTaken(
  path: readonly WaypointId[],
  queue: Queue | undefined,
  result: Exclude<Result, { kind: 'passed on' }>,
): Submission {
  return { kind: 'not taken', path, step: { station: undefined, connector: null, queue, cost: 0, result } };
}

/** Somebody outside: an address of the block for documentation [RFC 5737], which no range of ours holds but the widest. */
const somebodyOutside = '198.51.100.1';

/** Of several mail exchangers the first that runs, in the order written (§13.18). */
function fromInternet(network: Network, outage: Outage, kind: Kind): Submission {
  const { recipient } = kind.message;
  const exchangers = exchangersFor(network, recipient.domain);
  const path: readonly WaypointId[] = [internetId];
  if (exchangers.length === 0) {
    const words = () => 'No mail exchanger is declared, so mail from the Internet finds no server.';
    return notTaken(path, undefined, { kind: 'returned', status: '5.4.4', words });
  }
  const answering = exchangers.find((each) => isAnswering(network, outage, each));
  if (answering === undefined) {
    const names = exchangers.map(nameOf).join(', ');
    return waitsOutside(path, recipient.domain ?? '', nameOf(exchangers[0]), `No mail exchanger answers (${names})`);
  }
  if (answering.kind === 'outside') {
    const words = () =>
      `It goes to ${answering.host}, the mail exchanger of ${recipient.domain ?? ''}, which is outside: what becomes of it there is not known.`;
    return notTaken(path, undefined, { kind: 'delivered', nextHop: answering.host, outside: internetId, words });
  }
  const { server } = answering.station;
  const station = network.stationNumber.get(server.key) ?? -1;
  return connect(
    network,
    outage,
    { station, port: 25, address: somebodyOutside, path: [internetId, serverId(server.name)] },
    kind,
  );
}

function nameOf(exchanger: Exchanger | undefined): string {
  if (exchanger === undefined) return '';
  return exchanger.kind === 'outside' ? exchanger.host : exchanger.station.server.name;
}

function isAnswering(network: Network, outage: Outage, exchanger: Exchanger): boolean {
  return exchanger.kind === 'own'
    ? isRunning(network, outage, network.stationNumber.get(exchanger.station.server.key) ?? -1)
    : !outage.hosts.has(hostNameKey(exchanger.host));
}

function waitsOutside(path: readonly WaypointId[], domain: string, nextHop: string, why: string): Submission {
  return notTaken(path, senderQueue(domain), {
    kind: 'queued',
    state: 'Retry',
    nextHop,
    until: undefined,
    words: () => `${why}, so it waits at the system that sends it.`,
  });
}

/** A connection from outside. */
interface Connection {
  readonly station: number;
  readonly port: number;
  readonly address: string;
  readonly path: readonly WaypointId[];
}

function connect(network: Network, outage: Outage, connection: Connection, kind: Kind): Submission {
  const { station, port, address, path } = connection;
  const server = network.stations[station]?.server;
  if (server === undefined) throw new RangeError(`There is no station ${station}.`);
  const domain = kind.message.recipient.domain ?? '';
  if (!isRunning(network, outage, station)) return waitsOutside(path, domain, server.name, `${server.name} is down`);
  const receiver = receiverOf(server, port, address);
  if (receiver === undefined) {
    const why = `No Receive connector of ${server.name} takes connections from ${address} at port ${port}`;
    return waitsOutside(path, domain, server.name, why);
  }
  const refusal = refusalOf(network, server, receiver, kind);
  if (refusal !== undefined) return notTaken(path, undefined, refusal);
  const to = receiver.service === 'transport' ? station : serviceFor(network, outage, station, kind);
  if (to === undefined)
    return waitsOutside(path, domain, server.name, `The front end of ${server.name} finds no Transport service`);
  const note = relayNote(network, server, receiver, kind);
  return { kind: 'taken', station: to, path, receivedBy: receiver.name, ...(note === undefined ? {} : { note }) };
}

/** What a Receive connector refuses (§7.2, §13.7) [MS-RECV, MS-SIZE, QA-5754]. */
function refusalOf(
  network: Network,
  { name }: Server,
  receiver: ReceiveConnector,
  kind: Kind,
): Extract<Result, { kind: 'returned' }> | undefined {
  const { recipient, sizeBytes } = kind.message;
  if (isTooLarge(kind, receiver.limitSizeBytes)) {
    const words = () =>
      `The message has ${writtenSize(sizeBytes)}, and '${receiver.name}' takes ${writtenSize(receiver.limitSizeBytes)} at most.`;
    return { kind: 'returned', status: '5.3.4', words };
  }
  if (acceptance(network, recipient) !== undefined || relaysForAnyone(receiver)) return undefined;
  const words = () =>
    `'${receiver.name}' on ${name} does not relay for anyone, and ${recipient.domain ?? recipient.address} is not an accepted domain.`;
  return { kind: 'returned', status: '5.7.54', words };
}

function relaysForAnyone({ relay }: ReceiveConnector): boolean {
  return relay === 'anyone';
}

/** Mail for others than us gets this far only by relaying, which a reader should see [OR-RELAY16]. */
function relayNote(network: Network, { name }: Server, receiver: ReceiveConnector, kind: Kind): string | undefined {
  const { recipient } = kind.message;
  if (acceptance(network, recipient) !== undefined) return undefined;
  return `'${receiver.name}' on ${name} relays it.`;
}
