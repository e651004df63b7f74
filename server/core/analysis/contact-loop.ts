import { contactKey } from '#core/routing/addresses/contact';
import { contacts, targetsOfContacts } from './contacts.ts';
import { rule } from './rule.ts';

/**
 * Contacts lead to each other in a circle, or one leads to itself. Their mail has nowhere to arrive and is returned with
 * 5.4.6 (routing.md §2, §6).
 */
export const contactLoop = rule({
  code: 'contact-loop',
  severity: 'error',
  over: contacts,
  reads: { targetsOfContacts },
  *check({ address, target }, { targetsOfContacts }) {
    const start = contactKey(address.value);
    const round = [start];
    for (let next = targetsOfContacts.get(start); next !== start; next = targetsOfContacts.get(next)) {
      if (next === undefined || round.includes(next)) return;
      round.push(next);
    }
    if (target.place === undefined || targetsOfContacts.get(start) !== contactKey(target.value)) return;
    const own = address.value.address;
    yield {
      place: target.place,
      message:
        round.length === 1
          ? `${own} is a contact at itself, so its mail is returned. Name the address where its mailbox is.`
          : `Mail for ${own} goes to ${target.value.address}, a contact too, and comes back to ${own}: it is returned. ` +
            'Let one of them lead to the address where the mailbox is.',
    };
  },
});
