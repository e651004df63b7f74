// What the server that has a message does next (§4.2, §5). Each server decides anew, and nobody remembers what the server
// before decided (§13.2) [MS-ROUTING].

import { acceptedAs } from '#core/model/accepted-domains';
import type { SpaceEntry } from '#core/routing/addresses/address-space';
import { writtenAddress, writtenSize } from '../../message/written-values.ts';
import type { Message } from '../../message/defaults.ts';
import type { Considered } from '../../route.ts';
import type { Carrier, DeliveryGroup, Expansion, Home, Network } from '../network/network.ts';
import type { Outage } from '../state/outage.ts';
import { chooseConnector, isTooLarge } from './choice.ts';
import { type Kind, recipientOf } from './kinds.ts';
import { type Towards, towards } from './towards.ts';

/** What a server does; `at` is its station. */
export type Decision = { readonly at: number } & Action;

type Action =
  /** Into the database, by whichever server has the active copy. */
  | { readonly kind: 'deliver'; readonly home: Home }
  /** Here, into the members of a distribution group. */
  | { readonly kind: 'expand'; readonly expansion: Expansion }
  /** To a server of a delivery group, or of a hub site on the way; of those that take turns this one first. */
  | {
      readonly kind: 'relay';
      readonly towards: Towards;
      readonly turn: number;
      /** The connector that the group is for. */
      readonly carrier?: Carrier;
    }
  /** To an Edge server of this site. */
  | { readonly kind: 'to edge'; readonly carrier: Carrier; readonly turn: number }
  /** From an Edge server into its site. */
  | { readonly kind: 'inside' }
  /** By a connector that this server is a source of. */
  | { readonly kind: 'leave'; readonly carrier: Carrier; readonly entry: SpaceEntry }
  /** In the queue for what no route leads to. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'return'; readonly status: string };

/** A decision, and in words how it came about; words are made when they are asked for. */
export interface Considering {
  readonly decision: Decision;
  considered(): readonly Considered[];
  /** Why it waits or is returned; undefined where it goes on. */
  reason?(message: Message): string;
}

const nothing = () => [];

/** Decides at one server. */
export function consider(network: Network, outage: Outage, at: number, kind: Kind): Considering {
  const tooLarge = refusalBySize(network, kind);
  if (tooLarge !== undefined) return returned(at, '5.2.3', tooLarge);
  const { destination } = kind;
  if (network.stations[at]?.server.isEdge === true) return considerAtEdge(network, outage, at, kind);
  switch (destination.kind) {
    case 'mailbox': {
      const { home } = destination;
      if (home.group.isMember(at)) return plain({ at, kind: 'deliver', home });
      return relayed(network, at, kind, home.group, `database ${home.database.name}`);
    }
    case 'expansion': {
      const { expansion } = destination;
      if (expansion.station === at) return plain({ at, kind: 'expand', expansion });
      return relayed(network, at, kind, expansion.group, expansion.group.called);
    }
    case 'outside':
      return considerOutside(network, outage, at, kind);
    case 'unknown':
      return returned(at, '5.1.10', (message) => unknownRecipient(network, kind, message));
    case 'loop':
      return returned(at, '5.4.6', loopSentence);
  }
}

function loopSentence({ recipient }: Message): string {
  return `The external address of ${writtenAddress(recipient)} leads back to it, so it is returned.`;
}

function plain(decision: Decision): Considering {
  return { decision, considered: nothing };
}

function returned(at: number, status: string, reason: (message: Message) => string): Considering {
  return { decision: { at, kind: 'return', status }, considered: nothing, reason };
}

/** The organization's limits, for whoever sends and whoever receives here (§8) [MS-SIZE]. */
function refusalBySize(
  { topology: { organization } }: Network,
  kind: Kind,
): ((message: Message) => string) | undefined {
  const who = organization.name === '' ? 'The organization' : organization.name;
  const isHere = kind.destination.kind === 'mailbox' || kind.destination.kind === 'expansion';
  const refuse = (word: string, limit: number) => (message: Message) =>
    `The message has ${writtenSize(message.sizeBytes)}, and ${who} lets nobody ${word} more than ${writtenSize(limit)}.`;
  const { limitSendSizeBytes, limitReceiveSizeBytes } = organization;
  if (kind.isOurs && isTooLarge(kind, limitSendSizeBytes)) return refuse('send', limitSendSizeBytes);
  if (isHere && isTooLarge(kind, limitReceiveSizeBytes)) return refuse('receive', limitReceiveSizeBytes);
  return undefined;
}

/** An authoritative domain beats connectors that carry its name (§13.17). */
function unknownRecipient({ topology }: Network, kind: Kind, message: Message): string {
  const recipient = recipientOf(kind, message);
  const domain = recipient.domain ?? '';
  const isOther = message.recipient.address !== recipient.address;
  const who = writtenAddress(recipient);
  const whom = isOther
    ? `${writtenAddress(message.recipient)} goes on to ${who}, but nobody is called so`
    : `Nobody is called ${who}`;
  const where = `no database has that mailbox and ${domain} is authoritative in ${topology.organization.name || 'this organization'}`;
  return `${whom}: ${where}. Where other systems have recipients in it too, it is an internal relay domain.`;
}

/** To a group that this server is not in. */
function relayed(network: Network, at: number, kind: Kind, group: DeliveryGroup, whom: string): Considering {
  const here = network.siteOf[at] ?? -1;
  const way = here < 0 ? undefined : towards(network, here, group);
  if (way === undefined) {
    const reason = () =>
      `No chain of site links leads from ${siteName(network, here)} to ${whom}, so it waits as unreachable.`;
    return { decision: { at, kind: 'unreachable' }, considered: nothing, reason };
  }
  const limit = network.pathsFrom(here).limitTo(way.primary);
  if (isTooLarge(kind, limit)) {
    return returned(at, '5.3.4', (message) => linkSentence(network, here, way, message, limit));
  }
  return plain({ at, kind: 'relay', towards: way, turn: 0 });
}

/** The path is chosen first, then its limit refuses (§13.16) [MS-2007SIZE]. */
function linkSentence(network: Network, here: number, way: Towards, { sizeBytes }: Message, limit: number): string {
  const path = network.pathsFrom(here).to(way.primary).map((site) => siteName(network, site)).join(', '); // prettier-ignore
  return `The message has ${writtenSize(sizeBytes)}, and the path ${path} lets ${writtenSize(limit)} through at most; paths are chosen without asking for limits.`;
}

function siteName({ sites }: Network, site: number): string {
  return sites[site]?.name ?? 'here';
}

function considerOutside(network: Network, outage: Outage, at: number, kind: Kind): Considering {
  const { choice, considered } = chooseConnector(network, outage, at, kind);
  const { recipient } = kind;
  switch (choice.kind) {
    case 'too large':
      return {
        ...returned(
          at,
          '5.3.4',
          ({ sizeBytes }) =>
            `The message has ${writtenSize(sizeBytes)}, and no connector for ${nameOf(kind)} takes so much.`,
        ),
        considered,
      };
    case 'none': {
      if (recipient.type !== 'SMTP') {
        return {
          ...returned(at, '5.1.2', () => `No connector carries addresses of type ${recipient.type}.`),
          considered,
        };
      }
      const server = network.stations[at]?.server.name ?? '';
      const reason = () =>
        `No Send connector that ${server} can use matches ${nameOf(kind)}, so it waits as unreachable until one does.`;
      return { decision: { at, kind: 'unreachable' }, considered, reason };
    }
    case 'chosen': {
      const { carrier, entry } = choice;
      if (carrier.sources.includes(at)) return { decision: { at, kind: 'leave', carrier, entry }, considered };
      if (carrier.group.isMember(at)) return { decision: { at, kind: 'to edge', carrier, turn: 0 }, considered };
      const relay = relayed(network, at, kind, carrier.group, `'${carrier.connector.name}'`);
      const { decision } = relay;
      return { ...relay, decision: decision.kind === 'relay' ? { ...decision, carrier } : decision, considered };
    }
  }
}

function nameOf({ recipient }: Kind): string {
  return recipient.domain ?? writtenAddress(recipient);
}

/**
 * Authoritative and internal relay domains go inside, whoever is there; everything else by the Edge server's own
 * connectors (§13.19) [MS-EDGESUB].
 */
function considerAtEdge(network: Network, outage: Outage, at: number, kind: Kind): Considering {
  const { domain } = kind.recipient;
  const authority = domain === undefined ? undefined : acceptedAs(network.authorities, domain);
  if (authority === 'authoritative' || authority === 'internal relay') return plain({ at, kind: 'inside' });
  if (kind.destination.kind === 'loop') return returned(at, '5.4.6', loopSentence);
  return considerOutside(network, outage, at, kind);
}

/** What takes turns: messages of a queue go to the servers of the primary site one after the other [TC-LB]. */
export function turnsOf(decision: Decision): readonly Decision[] {
  const count =
    decision.kind === 'relay'
      ? decision.towards.turns
      : decision.kind === 'to edge'
        ? decision.carrier.sources.length
        : 1;
  if (decision.kind !== 'relay' && decision.kind !== 'to edge') return [decision];
  return Array.from({ length: Math.max(1, count) }, (_, turn) => ({ ...decision, turn }));
}
