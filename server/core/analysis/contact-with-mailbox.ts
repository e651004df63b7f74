import { serverId } from '#core/model/element';
import { contactKey } from '#core/routing/addresses/contact';
import { plain } from '#core/syntax/words';
import { contacts, targetsOfContacts } from './contacts.ts';
import { servers } from './facts.ts';
import { rule } from './rule.ts';

/**
 * An address is a contact, and a mailbox is declared for it alone. It is one or the other in the directory; the mailbox
 * counts, and nothing goes to the contact's target. A mailbox pattern such as `*@contoso.com` leaves contacts alone.
 */
export const contactWithMailbox = rule({
  code: 'contact-with-mailbox',
  severity: 'error',
  over: servers,
  reads: { targetsOfContacts, contacts },
  concerns: (_, { targetsOfContacts }) => targetsOfContacts.size > 0,
  *check({ name, mailboxes }, { targetsOfContacts, contacts }) {
    for (const { type, pattern, local, domain, place } of mailboxes) {
      const key = contactKey({ type, address: pattern, local, domain });
      if (!targetsOfContacts.has(key)) continue;
      for (const { address, target } of contacts) {
        if (contactKey(address.value) !== key || address.place === undefined) continue;
        yield {
          place: address.place,
          message:
            `${address.value.address} has a mailbox on ${plain(name)}, so nothing goes to ${target.value.address}. ` +
            'Remove the contact or the mailbox.',
          related: place === undefined ? [] : [{ place, message: `${plain(name)} has the mailbox here.` }],
          element: serverId(name),
        };
      }
    }
  },
});
