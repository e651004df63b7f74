// What the server that holds a message does next. Each server decides for itself, with its own routing group's view
// [KB-279404, KB-811706]; nobody remembers what the server before decided.

import type { Host, Server, Station } from '#core/model/topology';
import type { Message } from '../../message/defaults.ts';
import type { Considered } from '../../route.ts';
import { writtenAddress } from '../../message/written-values.ts';
import { type SpaceEntry, spacesOf } from '#core/routing/addresses/address-space';
import { type Choice, type Choosing, chooseConnector } from './choice.ts';
import { destinationOf } from './recipient.ts';
import { sourceBridgehead } from '../state/link-state.ts';
import { type Carrier, remoteOf, type Link } from '../network/network.ts';
import { obstacleBetween } from './obstacle.ts';
import { systemQueue } from '../network/queue.ts';
import type { View } from '../state/view.ts';
import { explainLinks, nextLink, tiedLinks } from './next-link.ts';

export type Decision =
  /** Into the mailbox, here. */
  | { readonly kind: 'deliver' }
  /** To another server of the routing group: the mailbox's, or a bridgehead. */
  | { readonly kind: 'hand over'; readonly to: Server }
  /** To another routing group; this server is a bridgehead of the connector. */
  | { readonly kind: 'cross'; readonly link: Link; readonly bridgehead: Station }
  /** By the connector's address space; this server is a bridgehead of the connector. */
  | {
      readonly kind: 'leave';
      readonly carrier: Carrier;
      readonly entry: SpaceEntry;
      readonly bridgehead: Station;
    }
  /** By the virtual server itself: to these hosts, or by DNS when there are none. */
  | { readonly kind: 'send'; readonly hosts: readonly Host[] }
  /** In the queue for unreachable destinations. */
  | { readonly kind: 'wait'; readonly nextHop: string; readonly reason: string }
  | { readonly kind: 'return'; readonly status: string; readonly queue: string; readonly reason: string };

export interface Decided {
  readonly decision: Decision;
  readonly considered: readonly Considered[];
  readonly ties: readonly (readonly string[])[];
  /** The routing group that a path was looked for to; undefined when none was. */
  readonly to: number | undefined;
}

/** A message at a server. */
export interface Situation {
  readonly view: View;
  readonly message: Message;
  readonly at: Station;
  /** The server's routing group. */
  readonly group: number;
}

/** Decides at one server: recipient first (§2), then the path to a group (§3) or the choice of a connector (§4). */
export function decide(situation: Situation): Decided {
  const { view, message, at } = situation;
  const destination = destinationOf(view.network, at, message.recipient);
  switch (destination.kind) {
    case 'mailbox':
      return toMailbox(situation, destination.server);
    case 'unresolved':
      return plain({ kind: 'send', hosts: [destination.host] });
    case 'unknown':
      return plain(unknownRecipient(message));
    case 'shared':
    case 'outside':
      return toOutside(situation, destination.kind === 'shared');
  }
}

function plain(decision: Decision): Decided {
  return { decision, considered: [], ties: [], to: undefined };
}

function unknownRecipient({ recipient }: Message): Decision {
  const reason = `Nobody is called ${writtenAddress(recipient)}: no server has that mailbox and ${recipient.domain ?? ''} is ours alone.`;
  return { kind: 'return', status: '5.1.1', queue: systemQueue.directoryLookup, reason };
}

/** Members of a routing group talk to each other directly [KB-832281]; other groups are reached by connectors. */
function toMailbox(situation: Situation, server: Server): Decided {
  const { at, view, group } = situation;
  if (server.key === at.server.key) return plain({ kind: 'deliver' });
  const to = view.network.groupIndex.get(server.group);
  if (to === group) return plain({ kind: 'hand over', to: server });
  if (to === undefined)
    return plain(returned('5.4.4', `${server.name} is in no routing group, so no way leads to it.`));
  return toGroup(situation, to, server.name);
}

function toGroup(situation: Situation, to: number, nextHop: string): Decided {
  const { view, group, at, message } = situation;
  const next = nextLink(view, group, to);
  const considered = explainLinks(view, at.server, group, to, message);
  if (next.kind !== 'link') return { decision: noLinkOn(situation, to, nextHop, next.kind), considered, ties: [], to };
  const tie = tiedLinks(view, group, to);
  return { decision: crossing(situation, next.link), considered, ties: tie.length > 1 ? [tie] : [], to };
}

/** All paths down: the message waits where the decision fell, a bridgehead or not [BPA-UNREACH]. No path at all: an NDR. */
function noLinkOn(
  { view, group, at, message }: Situation,
  to: number,
  nextHop: string,
  kind: 'down' | 'none',
): Decision {
  const here = view.network.groups[group]?.name ?? '';
  const there = view.network.groups[to]?.name ?? '';
  if (kind === 'down') {
    const reason = `Every way from ${here} to ${there} is down, so it waits on ${at.server.name} until one is up again.`;
    return { kind: 'wait', nextHop, reason };
  }
  const { status, reason } = obstacleBetween(view, message, group, to);
  return returned(status, reason);
}

function crossing(situation: Situation, link: Link): Decision {
  const bridgehead = sourceBridgehead(situation.view.state.outage, link.carrier, situation.at);
  if (bridgehead === undefined || bridgehead.server.key !== situation.at.server.key) {
    return { kind: 'hand over', to: (bridgehead ?? situation.at).server };
  }
  return { kind: 'cross', link, bridgehead };
}

/** An address outside, or in a shared domain that has it elsewhere (§2.2 to §2.5). */
function toOutside(situation: Situation, shared: boolean): Decided {
  const { view, at, group, message } = situation;
  const entries = spacesOf(view.network.spaces, message.recipient);
  if (entries.length === 0) return plain(withoutMatch(situation, shared));
  const choosing = chooseConnector({ view, at, group, message }, entries);
  const { choice, considered, tie } = choosing;
  const ties = tie.length > 0 ? [tie] : [];
  switch (choice.kind) {
    case 'chosen':
      return leaving(situation, choice.carrier, choice.entry, choosing);
    case 'down':
      return { decision: waitingFor(situation, choice), considered, ties, to: undefined };
    case 'none left':
      return { decision: returned(choice.status, choice.reason), considered, ties, to: undefined };
  }
}

function returned(status: string, reason: string): Decision {
  return { kind: 'return', status, queue: systemQueue.waitingToBeRouted, reason };
}

/**
 * No address space matches. Where no connector has one of the recipient's type at all, the virtual server sends by
 * itself [WIP-TRBL]; a shared domain goes to DNS whatever the setting [KB-823158]; otherwise `when no connector matches`
 * decides (§13.2).
 */
function withoutMatch({ view, at, message }: Situation, shared: boolean): Decision {
  const { organization } = view.network.topology;
  const { recipient } = message;
  const none = !view.network.spaces.types.has(recipient.type);
  if (recipient.type === 'SMTP' && (none || shared || organization.whenNoConnectorMatches === 'dns')) {
    return { kind: 'send', hosts: at.virtualServer.smartHosts };
  }
  const what = recipient.type === 'SMTP' ? (recipient.domain ?? recipient.address) : `the ${recipient.type} address`;
  return returned('5.4.4', `No connector has an address space for ${what}, so it has no way out.`);
}

function leaving(situation: Situation, carrier: Carrier, entry: SpaceEntry, choosing: Choosing): Decided {
  const ties = choosing.tie.length > 0 ? [choosing.tie] : [];
  if (carrier.home === situation.group) {
    return { decision: leavingHere(situation, carrier, entry), considered: choosing.considered, ties, to: undefined };
  }
  const link = toGroup(situation, carrier.home, carrier.connector.name);
  return {
    decision: link.decision,
    considered: [...choosing.considered, ...link.considered],
    ties: [...ties, ...link.ties],
    to: link.to,
  };
}

function leavingHere(situation: Situation, carrier: Carrier, entry: SpaceEntry): Decision {
  const bridgehead = sourceBridgehead(situation.view.state.outage, carrier, situation.at) ?? situation.at;
  if (bridgehead.server.key !== situation.at.server.key) return { kind: 'hand over', to: bridgehead.server };
  return { kind: 'leave', carrier, entry, bridgehead };
}

/** A bridgehead of the chosen connector keeps the message in the connector's queue, others as unreachable (§13.5). */
function waitingFor(situation: Situation, { carrier, entry, reason }: Extract<Choice, { kind: 'down' }>): Decision {
  const { at, message } = situation;
  const bridgehead = carrier.bridgeheads.find(({ server }) => server.key === at.server.key);
  if (bridgehead !== undefined) return { kind: 'leave', carrier, entry, bridgehead };
  const nextHop = carrier.hosts[0]?.text ?? remoteOf(message.recipient);
  const waits = `It waits on ${at.server.name} for '${carrier.connector.name}', as nothing else matches as closely.`;
  return { kind: 'wait', nextHop, reason: `${waits} ${reason}` };
}
