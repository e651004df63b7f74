import { contactKey } from '#core/routing/addresses/contact';
import type { Contact } from '#core/model/topology';
import { derived, gist, given } from './fact.ts';

/** The contacts of the organization. */
export const contacts = given((topology): readonly Contact[] => topology.organization.contacts);

/** The targets of contacts by their addresses, both as they are compared; of two with one address the first counts. */
export const targetsOfContacts = derived(
  {
    said: gist(contacts, ({ address, target }) => [contactKey(address.value), contactKey(target.value)] as const),
  },
  ({ said }): ReadonlyMap<string, string> => new Map(said.toReversed()),
);
