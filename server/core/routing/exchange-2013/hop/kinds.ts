// Where a recipient goes (§2), which is the same on every server: messages that differ in nothing else are of one kind.

import type { Address } from '#core/model/topology';
import { acceptance } from '#core/routing/addresses/acceptance';
import { type SpaceEntry, spacesOf } from '#core/routing/addresses/address-space';
import { forwardingOf } from '#core/routing/addresses/contact';
import { mailboxServerOf } from '#core/routing/addresses/mailbox';
import type { Message } from '../../message/defaults.ts';
import { addressKey, type Expansion, type Home, type Network } from '../network/network.ts';

/** What the categorizer finds. */
export type Destination =
  | { readonly kind: 'mailbox'; readonly home: Home }
  | { readonly kind: 'expansion'; readonly expansion: Expansion }
  /** By a connector: the address spaces that the address lies in, the closest first. */
  | { readonly kind: 'outside'; readonly spaces: readonly SpaceEntry[] }
  /** Nobody by that name in a domain that is ours alone. */
  | { readonly kind: 'unknown' }
  /** Contacts or remote mailboxes that lead to each other in a circle. */
  | { readonly kind: 'loop' };

/** Messages that every server treats alike. */
export interface Kind {
  /** One of them. */
  readonly message: Message;
  /** Where its mail goes in the end: another address where the recipient is a contact or a remote mailbox. */
  readonly recipient: Address;
  readonly destination: Destination;
  /** Its sender is one of ours, so that the limit for sending holds. */
  readonly isOurs: boolean;
}

/** Gives messages that are treated alike the same kind. */
export function kindsIn(network: Network): (message: Message) => Kind {
  const known = new Map<string, Kind>();
  return (message) => {
    const { recipient, destination } = resolve(network, message.recipient);
    const isOurs = acceptance(network, message.sender) !== undefined;
    const { sizeBytes, system } = message;
    const isItself = addressKey(message.recipient) === addressKey(recipient);
    const whom = isItself ? likeOf(recipient, destination) : addressKey(recipient);
    const key = [destination.kind, whom, recipient.domain, sizeBytes, system, isOurs, isItself].join('\n');
    let kind = known.get(key);
    if (kind === undefined) {
      kind = { message, recipient, destination, isOurs };
      if (known.size >= mostKinds) known.clear();
      known.set(key, kind);
    }
    return kind;
  };
}

/** No result depends on what is remembered. */
const mostKinds = 100_000;

/** What recipients have in common that are treated alike. */
function likeOf(recipient: Address, destination: Destination): string {
  if (destination.kind === 'mailbox') return destination.home.database.key;
  const isByDomain = recipient.type === 'SMTP' && destination.kind !== 'expansion' && destination.kind !== 'loop';
  return isByDomain ? '' : addressKey(recipient);
}

/** Where a message of a kind goes in the end. */
export function recipientOf({ message, recipient }: Kind, { recipient: own }: Message): Address {
  return addressKey(message.recipient) === addressKey(recipient) ? own : recipient;
}

/** More external addresses one after the other are a loop [MS-RESOLVE]. */
const mostForwardings = 20;

function resolve(network: Network, first: Address): Pick<Kind, 'recipient' | 'destination'> {
  let recipient = first;
  for (let count = 0; count < mostForwardings; count++) {
    const expansion = network.expansions.get(addressKey(recipient));
    if (expansion !== undefined) return { recipient, destination: { kind: 'expansion', expansion } };
    const contact = forwardingOf(network.contacts, recipient);
    if (contact?.isLoop === true) break;
    const found = contact === undefined ? mailboxServerOf(network.mailboxes, recipient) : undefined;
    if (found !== undefined && 'database' in found) return { recipient, destination: { kind: 'mailbox', home: found } };
    if (contact === undefined && found === undefined) {
      const isUnknown = acceptance(network, recipient) === false;
      const spaces = isUnknown ? [] : spacesOf(network.spaces, recipient);
      return { recipient, destination: isUnknown ? { kind: 'unknown' } : { kind: 'outside', spaces } };
    }
    recipient = contact?.to ?? atDomain(recipient, found?.domain ?? '');
  }
  return { recipient: first, destination: { kind: 'loop' } };
}

/** The address by which a mailbox in Microsoft 365 is known here [MS-HYBROUTE]. */
function atDomain({ type, local = '' }: Address, domain: string): Address {
  return { type, address: `${local}@${domain}`, local, domain };
}
