// What the server that holds a message does next. Each server decides for itself, with its own routing group's view
// [KB-279404, KB-811706]; nobody remembers what the server before decided.

import { writtenHost } from '#core/model/host';
import type { Host, Server, Station } from '#core/model/topology';
import { matchesEverything } from '#core/model/address-space';
import { type SpaceEntry, spacesOf } from '#core/routing/addresses/address-space';
import type { Message } from '../../message/defaults.ts';
import { writtenAddress } from '../../message/written-values.ts';
import type { Explanation } from '../../model.ts';
import type { Considered } from '../../route.ts';
import type { Queue } from '../../queues.ts';
import { handedFirst } from '#core/model/handover';
import { type Carrier, type Link, remoteOf } from '../network/network.ts';
import { systemQueue } from '../network/queue.ts';
import type { Kind } from '../state/kinds.ts';
import { sourceBridgehead, sourceBridgeheads } from '../state/link-state.ts';
import type { View } from '../state/view.ts';
import { type Choice, chooseConnector } from './choice.ts';
import { equalLinks, explainLinks, nextLink, tiedLinks } from './next-link.ts';
import { obstacleBetween } from './obstacle.ts';
import { resolve } from './recipient.ts';

/** What a server does; `at` is the virtual server that does it. */
export type Decision = { readonly at: Station } & Action;

type Action =
  /** Into the mailbox, here. */
  | { readonly kind: 'deliver' }
  /** To another server of the routing group: the mailbox's, or a bridgehead. */
  | { readonly kind: 'hand over'; readonly to: Server }
  /** To another routing group; this server is a bridgehead of the connector. */
  | { readonly kind: 'cross'; readonly link: Link }
  /** By the connector's address space; this server is a bridgehead of the connector. */
  | { readonly kind: 'leave'; readonly carrier: Carrier; readonly entry: SpaceEntry }
  /** By the virtual server itself: to this host, to its smart hosts, or by DNS when it has none. */
  | { readonly kind: 'send'; readonly to: Host | undefined }
  /** In the queue for unreachable destinations: for a server, or for a connector. */
  | { readonly kind: 'wait'; readonly until: Server | Carrier }
  | { readonly kind: 'return'; readonly status: string; readonly queue: Queue };

/**
 * Whether waiting mail is decided about anew as news comes [T-LINK]: not what is at the bridgehead by which it leaves the
 * organization, that stays there [T-ADVROUTE].
 */
export function isMovable({ kind }: Decision): boolean {
  return kind === 'hand over' || kind === 'cross' || kind === 'wait';
}

/** A decision, with what is known to whoever has its number. */
export type Numbered = Pick<Considering, 'decision' | 'towards'>;

/** A message at a server. */
export interface Situation {
  readonly view: View;
  readonly kind: Kind;
  /** The message itself, for the words. */
  readonly message: Message;
  readonly at: Station;
}

/** A decision, and in words how it came about; words are made when they are asked for. */
export interface Considering {
  readonly decision: Decision;
  /** The routing group that a path was looked for to; undefined when none was. */
  readonly towards: number | undefined;
  considered(): Explanation['considered'];
  ties(): Explanation['ties'];
  /** Why it waits or is returned. */
  reason?(): string;
}

/** Decides at one server: recipient first (§2), then the path to a group (§3) or the choice of a connector (§4). */
export function consider(situation: Situation): Considering {
  const { view, kind, message, at } = situation;
  const group = view.network.groupIndex.get(at.server.group);
  if (group === undefined) return returned(at, '5.4.4', () => `${at.server.name} is in no routing group.`);
  if (kind.contact?.isLoop === true) {
    const { address } = kind.contact.from;
    const words = `${address} is a contact whose mail goes round among contacts, so it is returned. Name another target.`;
    return returned(at, '5.4.6', () => words, systemQueue.directoryLookup);
  }
  const resolved = resolve(view.network, at, message.recipient, kind.home);
  switch (resolved.kind) {
    case 'mailbox':
      return toMailbox(situation, group, resolved.server);
    case 'unresolved':
      return plain({ kind: 'send', at, to: resolved.host });
    case 'unknown':
      return returned(at, unknownStatus(kind), () => unknownRecipient(view, message), systemQueue.directoryLookup);
    case 'shared':
    case 'outside':
      return toOutside(situation, group, resolved.kind === 'shared');
  }
}

/**
 * What the server might do as well as what it decides, that first: by any bridgehead that is usable, as it takes one at
 * random [T-ADVROUTE], and where connectors share the load by any that ties (§13.12).
 */
export function equallyGood(situation: Situation, { decision, towards }: Considering): readonly Numbered[] {
  const { view, at, kind, message } = situation;
  const group = view.network.groupIndex.get(at.server.group);
  const spreads = view.network.topology.organization.whenConnectorsTie === 'spread';
  if (group === undefined) return [{ decision, towards }];
  const byLink = (to: number): readonly Numbered[] => {
    const next = nextLink(view, group, to);
    if (next.kind !== 'link') return [];
    const links = spreads ? equalLinks(view, group, { to, link: next.link }) : [next.link];
    return links.flatMap((link) => crossings(situation, link).map((each) => ({ decision: each, towards: to })));
  };
  const isOutside = kind.home === undefined && kind.spaces.length > 0 && (decision.kind === 'leave' || decision.kind === 'hand over' || towards !== undefined); // prettier-ignore
  if (!isOutside) {
    const ways = towards === undefined || decision.kind === 'wait' ? [] : byLink(towards);
    return ways.length === 0 ? [{ decision, towards }] : ways;
  }
  const chosen = chooseConnector({ view, at, group, message }, kind.spaces);
  if (chosen.choice.kind !== 'chosen') return [{ decision, towards }];
  const equals = spreads ? chosen.equals() : [chosen.choice];
  const ways = equals.flatMap(({ carrier, entry }): readonly Numbered[] => {
    if (carrier.home !== group) return byLink(carrier.home);
    return exits(situation, carrier, entry).map((each) => ({ decision: each, towards: undefined }));
  });
  return ways.length === 0 ? [{ decision, towards }] : ways;
}

const nothing = () => [];

function plain(decision: Decision): Considering {
  return { decision, towards: undefined, considered: nothing, ties: nothing };
}

function returned(
  at: Station,
  status: string,
  reason: () => string,
  queue: Queue = systemQueue.waitingToBeRouted,
): Considering {
  return { ...plain({ kind: 'return', at, status, queue }), reason };
}

/** A contact that leads into a domain of ours alone leads back to us [KB-324732]. */
function unknownStatus({ contact }: Kind): string {
  return contact === undefined ? '5.1.1' : '5.4.6';
}

/** With the cure where a connector is there for that domain: who is authoritative asks no connector [KB-324732, SHARE]. */
function unknownRecipient({ network }: View, { recipient }: Message): string {
  const domain = recipient.domain ?? '';
  const unknown = `Nobody is called ${writtenAddress(recipient)}: no server has that mailbox and ${domain} is ours alone.`;
  const [closest] = spacesOf(network.spaces, recipient);
  const carrier = closest === undefined || matchesEverything(closest.space) ? undefined : network.carriers[closest.carrier]; // prettier-ignore
  if (carrier === undefined) return unknown;
  return `${unknown} Declare it as shared domain, and '${carrier.connector.name}' takes its mail.`;
}

/** Members of a routing group talk to each other directly [KB-832281]; other groups are reached by connectors. */
function toMailbox(situation: Situation, group: number, server: Server): Considering {
  const { at, view } = situation;
  if (server.key === at.server.key) return plain({ kind: 'deliver', at });
  const to = view.network.groupIndex.get(server.group);
  if (to === group) return plain({ kind: 'hand over', at, to: server });
  if (to === undefined)
    return returned(at, '5.4.4', () => `${server.name} is in no routing group, so no way leads to it.`);
  return toGroup(situation, group, to, server);
}

/** Towards another group, where a server or a connector is. */
function toGroup(situation: Situation, group: number, to: number, until: Server | Carrier): Considering {
  const { view, at, message } = situation;
  const next = nextLink(view, group, to);
  let told: readonly Considered[] | undefined;
  const considered = () => (told ??= explainLinks(view, at.server, group, to, message));
  switch (next.kind) {
    case 'link': {
      const ties = () => {
        const tie = tiedLinks(considered());
        return tie.length > 1 ? [tie] : [];
      };
      return { decision: crossing(situation, next.link), towards: to, considered, ties };
    }
    case 'down': {
      const reason = () => allDown(situation, group, to, considered());
      return { decision: { kind: 'wait', at, until }, towards: to, considered, ties: nothing, reason };
    }
    case 'none': {
      const { status, reason } = obstacleBetween(view, message, group, to);
      return { ...returned(at, status, reason), towards: to, considered };
    }
  }
}

/** All paths down: the message waits where the decision fell, a bridgehead or not [BPA-UNREACH]. */
function allDown({ view, at }: Situation, group: number, to: number, considered: readonly Considered[]): string {
  const [here, there] = [group, to].map((each) => view.network.groups[each]?.name ?? '');
  const [cheapest] = considered
    .filter(({ verdict, cost }) => verdict === 'down' && cost !== null)
    .sort((one, other) => (one.cost ?? 0) - (other.cost ?? 0));
  const why = cheapest === undefined ? '' : ` '${cheapest.connector}': ${cheapest.reason}`;
  return `Every way from ${here ?? ''} to ${there ?? ''} is down, so it waits on ${at.server.name} until one is up again.${why}`;
}

function crossing({ view, at }: Situation, link: Link): Decision {
  return crossingBy(sourceBridgehead(view.linkState.outage, link.carrier, at) ?? at, at, link);
}

function crossings({ view, at }: Situation, link: Link): readonly Decision[] {
  return sourceBridgeheads(view.linkState.outage, link.carrier, at).map((station) => crossingBy(station, at, link));
}

function crossingBy(bridgehead: Station, at: Station, link: Link): Decision {
  if (bridgehead.server.key !== at.server.key) return { kind: 'hand over', at, to: bridgehead.server };
  return { kind: 'cross', at: bridgehead, link };
}

/** An address outside, or in a shared domain that has it elsewhere (§2). */
function toOutside(situation: Situation, group: number, shared: boolean): Considering {
  const { view, at, kind, message } = situation;
  if (kind.spaces.length === 0) return withoutMatch(situation, shared);
  const { choice, considered, tie } = chooseConnector({ view, at, group, message }, kind.spaces);
  const ties = () => {
    const names = tie();
    return names.length > 0 ? [names] : [];
  };
  const chosen = { towards: undefined, considered, ties };
  switch (choice.kind) {
    case 'chosen': {
      const { carrier, entry } = choice;
      if (carrier.home === group) return { ...chosen, decision: leaving(situation, carrier, entry) };
      const way = toGroup(situation, group, carrier.home, carrier);
      return {
        ...way,
        considered: () => [...considered(), ...way.considered()],
        ties: () => [...ties(), ...way.ties()],
      };
    }
    case 'down':
      return { ...chosen, ...waitingFor(situation, choice) };
    case 'none left':
      return { ...returned(at, choice.status, choice.reason), considered, ties };
  }
}

/**
 * No address space matches. Where no connector has one of the recipient's type at all, the virtual server sends by
 * itself [WIP-TRBL]; a shared domain goes to DNS whatever the setting [KB-823158]; otherwise `when no connector matches`
 * decides (§13.2).
 */
function withoutMatch({ view, at, message: { recipient } }: Situation, shared: boolean): Considering {
  const { organization } = view.network.topology;
  const none = !view.network.spaces.types.has(recipient.type);
  if (recipient.type === 'SMTP' && (none || shared || organization.whenNoConnectorMatches === 'dns')) {
    return plain({ kind: 'send', at, to: undefined });
  }
  const what = recipient.type === 'SMTP' ? (recipient.domain ?? recipient.address) : `the ${recipient.type} address`;
  return returned(at, '5.4.4', () => `No connector has an address space for ${what}, so it has no way out.`);
}

function leaving({ view, at }: Situation, carrier: Carrier, entry: SpaceEntry): Decision {
  return leavingBy(sourceBridgehead(view.linkState.outage, carrier, at) ?? at, at, carrier, entry);
}

function exits({ view, at }: Situation, carrier: Carrier, entry: SpaceEntry): readonly Decision[] {
  const stations = sourceBridgeheads(view.linkState.outage, carrier, at);
  return stations.map((station) => leavingBy(station, at, carrier, entry));
}

function leavingBy(bridgehead: Station, at: Station, carrier: Carrier, entry: SpaceEntry): Decision {
  if (bridgehead.server.key !== at.server.key) return { kind: 'hand over', at, to: bridgehead.server };
  return { kind: 'leave', at: bridgehead, carrier, entry };
}

/** A bridgehead of the chosen connector keeps the message in the connector's queue, others as unreachable (§13.5). */
function waitingFor({ at }: Situation, { carrier, entry, reason, others }: Extract<Choice, { kind: 'down' }>) {
  const bridgehead = carrier.bridgeheads.find(({ server }) => server.key === at.server.key);
  if (bridgehead !== undefined) return { decision: { kind: 'leave', at: bridgehead, carrier, entry } as const };
  const waits = `It waits on ${at.server.name} for '${carrier.connector.name}', as`;
  return { decision: { kind: 'wait', at, until: carrier } as const, reason: () => `${waits} ${others()}. ${reason()}` };
}

/** Where a message would go next that waits for a server or a connector. */
export function nextHopOf(until: Server | Carrier, message: Message): string {
  if (!('connector' in until)) return until.name;
  const [bridgehead] = until.bridgeheads;
  const hosts = bridgehead === undefined ? until.hosts : handedFirst(until.connector, bridgehead);
  return hosts[0] === undefined ? remoteOf(message.recipient) : writtenHost(hosts[0]);
}
