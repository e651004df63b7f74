import { contactKey } from '#core/routing/addresses/contact';
import type { Contact } from '#core/model/topology';
import { contacts } from './contacts.ts';
import { wholeRule } from './rule.ts';

/**
 * The same address is a contact twice, so nobody can say where its mail goes; the first one counts.
 */
export const duplicateContact = wholeRule({
  code: 'duplicate-contact',
  severity: 'error',
  reads: { contacts },
  *check({ contacts }) {
    const first = new Map<string, Contact>();
    for (const contact of contacts) {
      const { value, place } = contact.address;
      const known = first.get(contactKey(value));
      if (known === undefined) first.set(contactKey(value), contact);
      else if (place !== undefined) {
        const target = known.target.value.address;
        yield {
          place,
          message: `${value.address} is a contact at ${target} already, which counts. Leave one of the two.`,
          related:
            known.address.place === undefined ? [] : [{ place: known.address.place, message: 'It is one here.' }],
        };
      }
    }
  },
});
