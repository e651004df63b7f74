// What is up in an outage, for all links and connectors at once, and what a further outage changes about it: only what
// depends on the elements that fail is looked at again.

import type { Key, Station } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import {
  answeringHost,
  arrivalOf,
  carrierFault,
  fault,
  isUsableBridgehead,
  sourceBridgehead,
  type Transmission,
} from './link-state.ts';
import { concernedBy, type Dependence, serversIn } from './dependence.ts';
import { handedTo, triesDnsFirst } from '#core/model/handover';
import type { Carrier, Network, Link } from '../network/network.ts';
import { isLineOff, isListening, isStationUp, type Outage } from './outage.ts';
import { closed } from '../paths/shortest-tree.ts';
import { nextOpening, scheduleFor } from '../network/schedule.ts';

/** A link that is down is not chosen; one that is stuck still is, and mail waits in front of it (§13.6). */
export const passability = { open: 0, down: 1, stuck: 2 } as const;

/**
 * Where mail goes that leaves by a connector's address space. Not negative: to a server of ours, in this group. From
 * `direct` downwards: by DNS, and where that leads nowhere to a server of ours in group `direct - state`.
 */
export const exit = { down: closed, stuck: -2, host: -3, dns: -4, direct: -5 } as const;

/** Instead of a next group: mail has left the organization, or gets no further. */
export const left = -1;
export const gone = -2;

/** The group that mail gets to next by an exit in this state; `left` or `gone`. */
export function behindExit(state: number, domainUp: boolean): number {
  if (state >= 0) return state;
  if (state === exit.host || (state <= exit.dns && domainUp)) return left;
  return state <= exit.direct ? exit.direct - state : gone;
}

export interface Condition {
  readonly outage: Outage;
  /** By link, a `passability`. */
  readonly links: Uint8Array;
  /** By carrier, an `exit` or a group. */
  readonly exits: Int32Array;
  /** By group: some server runs, so mail can start there. */
  readonly alive: Uint8Array;
  /** By group: every server with mailboxes answers; without any, some server runs. */
  readonly receives: Uint8Array;
}

/** The state of everything; linear in the size of the network. */
export function conditionOf(network: Network, outage: Outage, message: Message): Condition {
  return {
    outage,
    links: Uint8Array.from(network.links, (link) => linkCondition(network, outage, message, link)),
    exits: Int32Array.from(network.carriers, (carrier) => exitCondition(network, outage, message, carrier)),
    alive: Uint8Array.from(network.groups, (_, group) => Number(isAlive(network, outage, group))),
    receives: Uint8Array.from(network.groups, (_, group) => Number(receivesMail(network, outage, group))),
  };
}

function linkCondition(network: Network, outage: Outage, message: Message, link: Link): number {
  const from = network.groups[link.from]?.key;
  const to = network.groups[link.to]?.key;
  const cut = from !== undefined && to !== undefined && isLineOff(outage, from, to);
  if (cut || carrierFault(network, outage, link.carrier) !== fault.none) {
    return link.carrier.neverMarkedDown ? passability.stuck : passability.down;
  }
  return neverRuns(link.carrier, message) || !arrives(network, outage, link) ? passability.stuck : passability.open;
}

function arrives(network: Network, outage: Outage, link: Link): boolean {
  if (link.carrier.connector.kind === 'routing group connector') return true;
  const bridgehead = usableBridgehead(outage, link.carrier);
  return bridgehead !== undefined && arrivalOf(network, outage, link, bridgehead) !== undefined;
}

function usableBridgehead(outage: Outage, carrier: Carrier) {
  const station = sourceBridgehead(outage, carrier);
  return station !== undefined && isUsableBridgehead(outage, carrier, station) ? station : undefined;
}

/** A schedule only delays; one that never opens does not (§13.7). */
function neverRuns({ connector }: Carrier, message: Message): boolean {
  if (connector.holdForPickup) return false;
  return nextOpening(scheduleFor(connector, message.sizeBytes), message.at) === undefined;
}

function exitCondition(network: Network, outage: Outage, message: Message, carrier: Carrier): number {
  if (carrierFault(network, outage, carrier) !== fault.none) return carrier.neverMarkedDown ? exit.stuck : exit.down;
  const bridgehead = usableBridgehead(outage, carrier);
  if (bridgehead === undefined || neverRuns(carrier, message)) return exit.stuck;
  const hosts = handedTo(carrier.connector, bridgehead);
  if (hosts.length === 0) return exit.dns;
  const state = hostCondition(network, outage, { from: bridgehead, hosts, carrier });
  if (!triesDnsFirst(carrier.connector, bridgehead)) return state;
  if (state === exit.stuck) return exit.dns;
  return state >= 0 ? exit.direct - state : state;
}

function hostCondition(network: Network, outage: Outage, sent: Transmission & { readonly from: Station }): number {
  const answering = answeringHost(network, outage, sent);
  if (answering === undefined) return exit.stuck;
  if (answering.own === undefined) return exit.host;
  // The sending server itself ends it (§13.9).
  if (answering.own.server.key === sent.from.server.key) return exit.stuck;
  return network.groupIndex.get(answering.own.server.group) ?? exit.stuck;
}

function serversOf({ topology, groups }: Network, group: number) {
  return (groups[group]?.servers ?? []).flatMap((key) => topology.serverByKey.get(key) ?? []);
}

function isAlive(network: Network, outage: Outage, group: number): boolean {
  return serversOf(network, group).some((server) =>
    server.virtualServers.some((virtualServer) => isStationUp(outage, { server, virtualServer })),
  );
}

function receivesMail(network: Network, outage: Outage, group: number): boolean {
  const servers = serversOf(network, group);
  const homes = servers.filter(({ mailboxes }) => mailboxes.length > 0);
  if (homes.length === 0) return isAlive(network, outage, group);
  return homes.every((server) =>
    server.virtualServers.some((virtualServer) =>
      servers.length === 1
        ? isStationUp(outage, { server, virtualServer })
        : isListening(outage, { server, virtualServer }, 25),
    ),
  );
}

/** What a further outage changes, by number. */
export interface Change {
  readonly outage: Outage;
  readonly links: readonly { readonly link: number; readonly state: number }[];
  readonly exits: readonly { readonly carrier: number; readonly state: number }[];
  /** Groups in which no server runs any more. */
  readonly died: readonly number[];
  /** Groups whose mailboxes are no longer all there. */
  readonly lost: readonly number[];
}

/** What `more` changes when it comes on top of the condition; `outage` is both together. */
export function changeBy(
  network: Network,
  dependence: Dependence,
  before: Condition,
  { more, outage, message }: { readonly more: Outage; readonly outage: Outage; readonly message: Message },
): Change {
  const carriers = concernedBy(network, dependence, more);
  const groups = groupsOf(network, serversIn(more));
  return {
    outage,
    links: changedLinks(network, before, { outage, message, carriers }),
    exits: changedExits(network, before, { outage, message, carriers }),
    died: groups.filter((group) => before.alive[group] === 1 && !isAlive(network, outage, group)),
    lost: groups.filter((group) => before.receives[group] === 1 && !receivesMail(network, outage, group)),
  };
}

function groupsOf(network: Network, servers: ReadonlySet<Key>): readonly number[] {
  const groups = new Set<number>();
  for (const key of servers) {
    const group = network.groupIndex.get(network.topology.serverByKey.get(key)?.group ?? key);
    if (group !== undefined) groups.add(group);
  }
  return [...groups];
}

interface Again {
  readonly outage: Outage;
  readonly message: Message;
  readonly carriers: Iterable<Carrier>;
}

function changedLinks(network: Network, before: Condition, { outage, message, carriers }: Again): Change['links'] {
  const changed: { link: number; state: number }[] = [];
  for (const { index } of carriers) {
    const end = network.firstLink[index + 1] ?? 0;
    for (let link = network.firstLink[index] ?? 0; link < end; link += 1) {
      const it = network.links[link];
      if (it === undefined) continue;
      const state = linkCondition(network, outage, message, it);
      if (state !== before.links[link]) changed.push({ link, state });
    }
  }
  return changed;
}

function changedExits(network: Network, before: Condition, { outage, message, carriers }: Again): Change['exits'] {
  const changed: { carrier: number; state: number }[] = [];
  for (const carrier of carriers) {
    if (carrier.connector.kind === 'routing group connector') continue;
    const state = exitCondition(network, outage, message, carrier);
    if (state !== before.exits[carrier.index]) changed.push({ carrier: carrier.index, state });
  }
  return changed;
}
