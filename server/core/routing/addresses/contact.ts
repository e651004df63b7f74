// Contacts: addresses of ours whose mail goes on to another one (docs/routing.md §2).

import type { Address, Contact, Topology } from '#core/model/topology';
import { hasMailboxOfItsOwn } from './mailbox.ts';

/** Contacts by their addresses, folded. */
export type ContactIndex = ReadonlyMap<string, Contact>;

/** Sorts the contacts for `forwardingOf`; of two with one address the first counts, and a mailbox counts before both. */
export function indexContacts(
  { contacts }: Topology['organization'],
  mailboxes: Parameters<typeof hasMailboxOfItsOwn>[0],
): ContactIndex {
  const index = new Map<string, Contact>();
  for (const contact of contacts) {
    const key = contactKey(contact.address.value);
    if (!index.has(key) && !hasMailboxOfItsOwn(mailboxes, contact.address.value)) index.set(key, contact);
  }
  return index;
}

/** The address of a contact as it is compared. */
export function contactKey({ type, address }: Address): string {
  return `${type}:${address.toLowerCase()}`;
}

/** What becomes of an address that is a contact. */
export interface Forwarding {
  /** The contact's address, as declared. */
  readonly from: Address;
  /** Where its mail goes in the end; where that is nowhere, the same address. */
  readonly to: Address;
  /** The targets are contacts themselves, in a circle. */
  readonly isLoop: boolean;
}

/** Follows the contact that an address is, and its target where that is one; undefined when the address is none. */
export function forwardingOf(index: ContactIndex, address: Address): Forwarding | undefined {
  const first = index.size === 0 ? undefined : index.get(contactKey(address));
  if (first === undefined) return undefined;
  const from = first.address.value;
  const seen = new Set([first]);
  for (let to = first.target.value; ;) {
    const next = index.get(contactKey(to));
    if (next === undefined) return { from, to, isLoop: false };
    if (seen.has(next)) return { from, to: from, isLoop: true };
    seen.add(next);
    to = next.target.value;
  }
}
