// What tells messages apart: two of one kind fail the same restrictions and limits, and are meant for the same mailboxes or
// the same domain outside, so every server treats them alike.

import type { Connector, Server, Topology } from '#core/model/topology';
import { keyOf } from '#core/model/keys';
import { type SpaceEntry, spacesOf } from '#core/routing/addresses/address-space';
import { contactKey, type Forwarding, forwardingOf } from '#core/routing/addresses/contact';
import { mailboxServerOf } from '#core/routing/addresses/mailbox';
import type { Message } from '../../message/defaults.ts';
import { writtenAddress } from '../../message/written-values.ts';
import type { Network } from '../network/network.ts';
import { classOf, type MessageClasses } from './view.ts';
import { isSenderRejected } from './restriction.ts';

/** Messages that are treated alike, known by one of them. */
export interface Kind {
  /** Any of them; its size, sender and time are not those of others. Its recipient is where a contact's mail goes. */
  readonly message: Message;
  /** The contact that they are for, all for the same one; undefined for other recipients. */
  readonly contact: Forwarding | undefined;
  /** The server of the recipient's mailbox; undefined when no server has it. */
  readonly home: Server | undefined;
  /** The address spaces that the recipient lies in, the closest first; none where a server has the mailbox. */
  readonly spaces: readonly SpaceEntry[];
  /** What they may use between groups, as far as that does not depend on where they are. */
  readonly messageClass: string;
}

/** A message of a kind, with the recipient that its contact stands for. */
export function addressed({ contact }: Kind, message: Message): Message {
  return contact === undefined ? message : { ...message, recipient: contact.to };
}

/** Where messages begin to differ. */
export interface Thresholds {
  /** Sizes above which some limit or schedule changes, ascending. */
  readonly sizes: readonly number[];
  /** Connectors that do not take messages from everybody. */
  readonly choosy: readonly Connector[];
}

/** Finds out where messages begin to differ. */
export function thresholdsOf({ organization, servers, connectors }: Topology): Thresholds {
  const sizes = [
    organization.limitSizeBytes,
    ...servers.flatMap(({ virtualServers }) => virtualServers.map(({ limitSizeBytes }) => limitSizeBytes)),
    ...connectors.flatMap(({ limitSizeBytes, oversize }) => [limitSizeBytes, oversize?.overBytes ?? Infinity]),
  ];
  return {
    sizes: [...new Set(sizes)].filter((size) => size !== Infinity).sort((one, other) => one - other),
    choosy: connectors.filter(({ acceptFrom, rejectFrom }) => acceptFrom.length + rejectFrom.length > 0),
  };
}

/** The key and the kind of a message; made anew each time, for the caller to keep one of each key. */
export function kindOf(
  network: Network,
  { sizes, choosy }: Thresholds,
  classes: MessageClasses,
  message: Message,
): { readonly key: string; readonly make: () => Kind } {
  const { sizeBytes, priority, system } = message;
  const contact = forwardingOf(network.contacts, message.recipient);
  const recipient = contact?.to ?? message.recipient;
  const home = mailboxServerOf(network.mailboxes, recipient);
  const to = keyOf(recipient.domain ?? (recipient.type === 'SMTP' ? recipient.address : writtenAddress(recipient)));
  let size = 0;
  while (size < sizes.length && sizeBytes > (sizes[size] ?? Infinity)) size += 1;
  let sender = '';
  for (const connector of choosy) sender += isSenderRejected(connector, message) ? '1' : '0';
  const by = contact === undefined ? '' : contactKey(contact.from);
  const key = `${by}\n${home?.key ?? ''}\n${recipient.type} ${to}\n${size} ${priority} ${String(system)} ${sender}`;
  const make = (): Kind => {
    const spaces = home === undefined ? spacesOf(network.spaces, recipient) : [];
    return { message: { ...message, recipient }, contact, home, spaces, messageClass: classOf(classes, message) };
  };
  return { key, make };
}
